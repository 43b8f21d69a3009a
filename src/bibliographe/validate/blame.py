"""Which shape it is that pySHACL refuses: in which file, on which line.

pySHACL's own words name a component, a label that changes each time, or what its parts stumbled over.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

import rdflib

from bibliographe.errors import BibliographeError, ShapesError
from bibliographe.graph.files import read_triples
from bibliographe.i18n import Text
from bibliographe.validate.places import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from rdflib.term import Node

    from bibliographe.validate.plan import Part
    from bibliographe.validate.shapes import Shapes

    Asked = tuple[Part, Sequence[Node] | None]
    """A part of a shape, and the nodes that it is asked of, None for all that the shape is meant for."""

_NOBODY = rdflib.URIRef("urn:bibliographe:nobody")
"""A node of which nothing is said: enough to make pySHACL read a shape."""
_LABEL = re.compile(r"'?\b(shapes-\d+-\d+|[0-9A-Za-z]{16,})\b'?")
_MEND = Text("corrigez la forme nommée", "mend the shape named")


class RefusedError(ShapesError):
    """pySHACL refuses shapes: why, and which part it is, where that is known."""

    def __init__(self, reason: str, part: Part | None = None) -> None:
        super().__init__(
            Text(f"ces formes ne peuvent pas servir : {reason}", f"these shapes cannot be used: {reason}"), remedy=_MEND
        )
        self.reason, self.part = reason, part

    def __reduce__(self) -> tuple[type[RefusedError], tuple[str, Part | None]]:
        """Cross from one process to another."""
        return type(self), (self.reason, self.part)


def blamed(asked: Iterable[Asked], run: Callable[[Asked], Iterable[object]], error: RefusedError) -> RefusedError:
    """Return why the first part of those asked that is refused is so when it is asked by itself, else `error`.

    All are asked of nobody first, which costs next to nothing: most are refused as soon as they are read.
    """
    asked = tuple(asked)
    for one in (*((part, (_NOBODY,)) for part, _ in asked), *asked):
        try:
            deque(run(one), maxlen=0)
        except RefusedError as own:
            return RefusedError(own.reason, one[0])
    return error


def named(refused: RefusedError, shapes: Shapes) -> ShapesError:
    """Return what pySHACL refuses as an error that says which shape it is, in which file and on which line."""
    reason = _LABEL.sub(lambda found: _called(shapes, found), refused.reason)
    if refused.part is None:
        return RefusedError(reason)
    name = shapes.called(refused.part.name)
    file, line = _place(refused.part, shapes.paths)
    return ShapesError(
        Text(f"la forme « {name} » ne peut pas servir : {reason}", f"the shape '{name}' cannot be used: {reason}"),
        file=file,
        line=line,
        remedy=_MEND,
    )


def _called(shapes: Shapes, found: re.Match[str]) -> str:
    node = rdflib.BNode(found[1])
    return f"'{shapes.name(node)}'" if (node, None, None) in shapes.graph else found[0]


def _place(part: Part, paths: Sequence[Path]) -> tuple[Path | None, int | None]:
    """Return the last file that describes a constraint, or else its shape, and the line on which that begins."""
    for name in (part.name, part.shape):
        for path in reversed(paths):
            if _describes(path, name):
                return path, line_of(path, name)
    return None, None


def _describes(path: Path, name: str) -> bool:
    try:
        return any(
            getattr(triple.subject, "value", "") == name for triple in read_triples(path, path.resolve().as_uri())
        )
    except BibliographeError:  # read a moment ago, and changed since
        return False
