"""An element of a record of XML, with the lines that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from bibliographe.model.entry import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(slots=True)
class Node:
    """An element: its namespace and local name, its attributes by their local names, and what is in it."""

    space: str
    name: str
    attributes: dict[str, str]
    line: int
    """Where its start tag begins."""
    content: list[Node | str] = field(default_factory=list)
    last_line: int = 0
    children: Sequence[Node] = ()
    """The elements of its content, in their order."""

    def add(self, node: Node) -> None:
        """Put an element behind what is in it."""
        self.content.append(node)
        if self.children:
            cast("list[Node]", self.children).append(node)
        else:
            self.children = [node]

    def named(self, *names: str) -> list[Node]:
        """Return the elements in it that have one of some local names."""
        return [child for child in self.children if child.name in names]

    def first(self, *path: str) -> Node | None:
        """Return the first element that a path of local names leads to."""
        node: Node | None = self
        for name in path:
            node = next((child for child in node.children if child.name == name), None) if node else None
        return node

    def walk(self) -> Iterator[Node]:
        """Yield the element and all in it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def text(self) -> str:
        """Return all text in it, as it stands."""
        if not self.children:
            content = cast("list[str]", self.content)
            return content[0] if len(content) == 1 else "".join(content)
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    @property
    def span(self) -> Span:
        """Return its lines."""
        return Span(self.line, max(self.line, self.last_line))
