"""The texts of one record of XML as fields, each used once: what nothing used is told, and all stand in its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.records.fields import Field, Fields
from bibliographe.model.entry import Span
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.records.xml_tree import Node

_OF_XML = frozenset({"schemaLocation", "noNamespaceSchemaLocation", "space"})


@dataclass(frozen=True)
class Markup:
    """How a format marks texts up."""

    inline: frozenset[str] = frozenset()
    """Elements that are part of the text they stand in: EndNote's `style`."""
    told: frozenset[str] = frozenset()
    """Attributes that say what a text is: they stand in its name, `identifier[@type='isbn']`."""
    quiet: frozenset[str] = _OF_XML
    """Attributes that say how a text is written; all others have values that are fields, `url/@dateLastAccessed`."""
    private: frozenset[str] = field(default_factory=frozenset)
    """Elements with an abstract, which stands in no record's text."""

    @classmethod
    def of(cls, *, inline: str = "", told: str = "", quiet: str = "", private: str = "") -> Markup:
        """Return it from lists of names."""
        parts = (frozenset(names.split()) for names in (inline, told, quiet, private))
        inlined, named, unsaid, hidden = parts
        return cls(inlined, named, unsaid | _OF_XML, hidden)


class NodeFields(Fields):
    """The fields of one record: a field for each element that has text, called by its path, and for attributes."""

    def __init__(self, record: Node, markup: Markup) -> None:
        """Use none yet."""
        self._markup = markup
        self._of_node: dict[int, Field] = {}
        self._of_attribute: dict[tuple[int, str], Field] = {}
        self._private: set[Field] = set()
        self._printed: dict[Field, str] = {}
        super().__init__(self._found(record), record.span)

    def value(self, node: Node | None) -> str | None:
        """Use the text of an element, and return it; None where there is none."""
        found = self._of_node.get(id(node))
        if found is None:
            return None
        self._used.add(found)
        return found.value

    def seen(self, node: Node | None) -> str:
        """Return the text of an element without using it."""
        found = self._of_node.get(id(node))
        return found.value if found else ""

    def is_free(self, node: Node) -> bool:
        """Tell whether an element has a text that nothing used."""
        found = self._of_node.get(id(node))
        return found is not None and found not in self._used

    def attribute(self, node: Node, name: str) -> str | None:
        """Use an attribute's value, and return it."""
        found = self._of_attribute.get((id(node), name))
        if found is None:
            return None
        self._used.add(found)
        return found.value

    def give_back_node(self, node: Node) -> None:
        """Count the text of an element as unused."""
        found = self._of_node.get(id(node))
        if found:
            self._used.discard(found)

    def left(self, node: Node, text: str) -> None:
        """Note a part of an element's text that has no place."""
        found = self._of_node.get(id(node))
        if found:
            self.leave(found.name, text)

    def together(self, nodes: Iterable[Node | None], text: str) -> None:
        """Print in one line what was put together of several elements, where the first of them stands."""
        self.as_one((self._of_node[id(node)] for node in nodes if id(node) in self._of_node), text)

    def as_one(self, fields: Iterable[Field], text: str) -> None:
        """Print in one line what was put together of several fields, in the place of the first."""
        for place, one in enumerate(dict.fromkeys(fields)):
            self._printed[one] = "" if place else text

    def abstracts(self) -> str | None:
        """Use and return all abstracts, those of elements inside others last: none stands in the record's text."""
        found = sorted((one for one in self.all if one in self._private), key=lambda one: "/" in one.name)
        self.use(found)
        return "\n\n".join(dict.fromkeys(one.value for one in found)) or None

    def printed(self) -> str:
        """Return the record's text: a line for each field, the abstract aside."""
        lines = ((one.name, self._printed.get(one, one.value)) for one in self.all if one not in self._private)
        return "\n".join(f"{name}: {value}" for name, value in lines if value)

    def whole(self) -> str:
        """Return all of a record that is no entry, whose abstract would be nowhere else."""
        return "\n".join(f"{field.name}: {field.value}" for field in self.all)

    def _found(self, record: Node) -> list[Field]:
        found = list(self._attributes(record, ""))
        said = clean("".join(part for part in record.content if isinstance(part, str)))
        if said:
            found.append(Field("text()", said, record.span))
        for child in record.children:
            self._inside(child, "", found, private=False)
        return found

    def _inside(self, node: Node, above: str, found: list[Field], *, private: bool) -> None:
        """Add the fields of an element to those found: generators in each other cost more than the work."""
        path = above + node.name
        if node.attributes:
            path += self._said(node)
            found += self._attributes(node, f"{path}/")
        private = private or node.name in self._markup.private
        children = node.children
        if children and not self._has_text(node):
            path += "/"
            for child in children:
                self._inside(child, path, found, private=private)
            return
        said = clean(node.text)
        if not said:
            return
        one = Field(path, said, node.span)
        self._of_node[id(node)] = one
        if private:
            self._private.add(one)
        found.append(one)
        for inner in children:
            for each in inner.walk():
                found += self._attributes(each, f"{path}/{each.name}/")

    def _has_text(self, node: Node) -> bool:
        inline = self._markup.inline
        for part in node.content:
            if isinstance(part, str):
                if not part.isspace():
                    return True
            elif part.name in inline:
                return True
        return False

    def _said(self, node: Node) -> str:
        told = self._markup.told
        return "".join(
            f"[@{name}='{value}']"
            for name, value in node.attributes.items()
            if name in told or f"{node.name}@{name}" in told
        )

    def _attributes(self, node: Node, path: str) -> Iterator[Field]:
        markup = self._markup
        for name, value in node.attributes.items():
            if name in markup.quiet or name in markup.told or f"{node.name}@{name}" in markup.told:
                continue
            said = clean(value)
            if said:
                one = self._of_attribute[id(node), name] = Field(f"{path}@{name}", said, Span(node.line, node.line))
                yield one
