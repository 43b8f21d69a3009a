"""What a graph says of one document, as a tree of values that are each used once: what nothing used is told.

Lists and sequences are taken apart where they stand: their members are the values of `rdf:li`.
Source: RDF Schema 1.1, section 5 (containers and collections).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from bibliographe.ingest.linked.terms import BASE, local, name_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.ingest.linked.graph import Graph
    from bibliographe.ingest.linked.statements import Statement
    from bibliographe.ingest.linked.terms import Term

DEEPEST = 6
"""Things inside each other: an article's issue's periodical's publisher's address."""
MOST = 5_000
"""Values of one document."""
_MEMBER = re.compile(r"rdf:(?:_([1-9]\d{0,8})|li)")
_FIRST = ("surname", "familyName", "family_name", "lastName", "givenName", "firstName", "givenname", "name", "title",
          "prefLabel", "label", "fn", "value")  # fmt: skip
"""What a line says of a thing before all else."""


@dataclass(eq=False)
class Value:
    """One value of a property, and what is said of it where it is a thing."""

    name: str
    path: str
    term: Term
    inside: list[Value] = field(default_factory=list)
    used: bool = False
    again: bool = False
    """It is told in another place of the same tree."""

    @property
    def text(self) -> str:
        """Return a literal's words or an address; nothing for a blank node."""
        return shown(self.term)

    @property
    def address(self) -> str | None:
        """Return the address of a thing on the web, None for anything else."""
        if not isinstance(self.term, NamedNode) or self.term.value.startswith(BASE):
            return None
        return self.term.value if self.term.value.startswith(("http://", "https://")) else None

    @property
    def summary(self) -> str:
        """Return all that is said of it in one line."""
        if not self.inside:
            return self.text
        said = [_said(one) for one in sorted(self.inside, key=_place) if one.name != "rdf:type"]
        parting = " ; " if any(one.name == "rdf:li" for one in self.inside) else ", "
        address = f"<{self.address}>" if self.address else ""
        return " ".join(filter(None, [parting.join(filter(None, said)), address]))

    def named(self, *names: str) -> list[Value]:
        """Return what it has by some properties, in the order of the names."""
        return [one for name in names for one in self.inside if one.name == name]

    def take(self, *names: str) -> str | None:
        """Use the first literal that was not used, and return its words."""
        for one in self.named(*names):
            if not one.used and isinstance(one.term, Literal) and one.text:
                one.used = True
                return one.text
        return None

    def use(self) -> None:
        """Count it and all that is said of it as used."""
        for one in self.walk():
            one.used = True

    def walk(self) -> Iterator[Value]:
        """Yield it and all that is said of it."""
        yield self
        for one in self.inside:
            yield from one.walk()

    @property
    def classes(self) -> list[str]:
        """Return its classes by their compact names."""
        return [name_of(one.term) for one in self.named("rdf:type") if isinstance(one.term, NamedNode)]

    @property
    def members(self) -> list[Value]:
        """Return the members of a list or sequence, itself where it is none."""
        return self.named("rdf:li") or [self]

    def unread(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the text of what nothing used; a thing of which nothing was used is one."""
        if not any(one.used for one in self.walk()):
            if self.summary:
                yield self.path, self.summary
            return
        if self.address and self.inside and self.path and not self.again:
            yield self.path, self.address
        for one in self.inside:
            if not (one.name == "rdf:type" and self.path):
                yield from one.unread()


def _is_type(statement: Statement) -> bool:
    return name_of(statement.predicate) == "rdf:type"


def _said(value: Value) -> str:
    name, words = local(value.name), value.summary
    return words if name in _FIRST or value.name == "rdf:li" or not words else f"{name}: {words}"


def _place(value: Value) -> tuple[int, str]:
    name = local(value.name)
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), name if value.name != "rdf:li" else ""


class Builder:
    """Builds the tree of each document, and remembers which statements stand in one."""

    def __init__(self, graph: Graph, is_apart: Callable[[Term, str], bool]) -> None:
        """`is_apart` tells of a thing that a property leads to whether it is described by itself, not here."""
        self.graph = graph
        self.told: set[Statement] = set()
        self._is_apart = is_apart

    def tree(self, subject: Term) -> tuple[Value, list[Statement]]:
        """Return what is said of a subject, and the statements about it and about its blank nodes."""
        own: list[Statement] = []
        root = Value("", "", subject)
        self._fill(root, (subject,), own)
        return root, own

    def _fill(self, value: Value, above: tuple[Term, ...], own: list[Statement]) -> None:
        for member in self._members(value.term, own):
            self._add(value, "rdf:li", member, above, own)
        for one in self.graph.about(value.term):
            self._keep(one, own, is_own=len(above) == 1 or isinstance(one.subject, BlankNode))
            name = name_of(one.predicate)
            if name != "rdf:first" and one != self._rest(value.term) and not _MEMBER.fullmatch(name):
                self._add(value, name, one.object, above, own)

    def _add(self, value: Value, name: str, term: Term, above: tuple[Term, ...], own: list[Statement]) -> None:
        path = f"{value.path}/{name}" if value.path and name != "rdf:li" else value.path or name
        inside = Value(name, path, term)
        value.inside.append(inside)
        goes_on = term not in above and len(above) < DEEPEST and len(own) < MOST and self.graph.describes(term)
        if goes_on and not self._is_apart(term, name):
            self._fill(inside, (*above, term), own)

    def _members(self, term: Term, own: list[Statement]) -> list[Term]:
        """Return the members of a sequence or of a list, in their order; a list that goes round ends there."""
        numbered = [
            (int(found[1] or 0), one.object)
            for one in self.graph.about(term)
            if (found := _MEMBER.fullmatch(name_of(one.predicate)))
        ]
        members = [member for _number, member in sorted(numbered, key=lambda pair: pair[0])]
        seen: set[Term] = set()
        while term not in seen and len(seen) < MOST:
            seen.add(term)
            statements = self.graph.about(term)
            first = [one for one in statements if name_of(one.predicate) == "rdf:first"]
            if not first:
                break
            rest = self._rest(term)
            for one in (*first, *((rest,) if rest else ()), *(one for one in statements if _is_type(one))):
                self._keep(one, own, is_own=isinstance(one.subject, BlankNode))
            members += [one.object for one in first]
            term = rest.object if rest else term
        return members

    def _rest(self, term: Term) -> Statement | None:
        """Return the statement that leads from a node of a list to the next one."""
        statements = self.graph.about(term)
        if not any(name_of(one.predicate) == "rdf:first" for one in statements):
            return None
        rest = (one for one in statements if name_of(one.predicate) == "rdf:rest")
        return next((one for one in rest if isinstance(one.object, NamedNode | BlankNode)), None)

    def _keep(self, statement: Statement, own: list[Statement], *, is_own: bool) -> None:
        self.told.add(statement)
        if is_own:
            own.append(statement)
