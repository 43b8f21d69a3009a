"""Canonical Turtle and N-Triples: one way to write a graph, so that a changed date is a one-line diff.

Subjects, predicates and objects are sorted; each object has its own line; `rdf:type` comes first; only the
prefixes in use are declared; addresses of the catalogue are relative to `@base`.
Source: Turtle 1.1, <https://www.w3.org/TR/turtle/>.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.errors import GraphError
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.terms import RDF, TYPED, XSD, Statement
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_-])?")
_RELATIVE = re.compile(r"(?!.*/\.{1,2}(?:/|$))(?:id|doc|graph|dataset|dump)/[A-Za-z0-9._~/-]+|dataset")
"""Not `id/.`: resolving it against the base takes the dots for steps between folders (RFC 3986, section 5.2.4)."""
_INTEGER = re.compile(r"[+-]?[0-9]+")
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_CONTROLS = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_SHORT = str.maketrans({**_CONTROLS, **_SHORT_ESCAPES})
_LONG = str.maketrans({**_CONTROLS, **_SHORT_ESCAPES, "\n": "\n"})
Term = NamedNode | Literal


def write_turtle(triples: Iterable[Statement | Triple], base: str) -> str:
    """Return the graph as canonical Turtle, ending with a line end.

    Raises `GraphError` on a blank node: a catalogue has none (design.md, section 4).
    """
    return TurtleWriter(base).write(triples)


def write_ntriples(triples: Iterable[Statement | Triple]) -> str:
    """Return the graph as sorted N-Triples; raises `GraphError` on a blank node."""
    return "".join(sorted(f"{s} {p} {o} .\n" for s, p, o in {named(triple) for triple in triples}))


def named(triple: Statement | Triple) -> Statement:
    """Return a triple as a statement of a catalogue; raises `GraphError` when it has a blank node."""
    if isinstance(triple, Statement):
        return triple
    if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
        return Statement(triple.subject, triple.predicate, triple.object)
    raise GraphError(
        Text(f"un nœud anonyme est lié par {triple.predicate}", f"a blank node is linked by {triple.predicate}"),
        remedy=Text(
            "donnez-lui une adresse, par exemple <id/agent/nom-0a1b2c3d>",
            "give it an address, for instance <id/agent/name-0a1b2c3d>",
        ),
    )


class TurtleWriter:
    """Writes terms short, and remembers which prefixes that took: write the blocks first, then the header."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.known = {namespace: prefix for prefix, namespace in prefixes().items()}
        self.used: dict[str, str] = {}

    def write(self, triples: Iterable[Statement | Triple]) -> str:
        """Return a whole graph; raises `GraphError` on a blank node."""
        blocks: dict[str, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in {named(triple) for triple in triples}:
            blocks[triple.subject.value][triple.predicate].append(triple.object)
        body = [self._block(subject, blocks[subject]) for subject in sorted(blocks)]
        return self.header() + "".join(f"\n{block}\n" for block in body)

    def header(self) -> str:
        """Return the declarations that the blocks written so far need, ending with a line end."""
        lines = [f"@base <{self.base}> ."]
        lines += [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(self.used.items())]
        return "\n".join(lines) + "\n"

    def block(self, statements: Iterable[Statement]) -> str:
        """Return what is said of one subject, in canonical order, without a line end."""
        said: dict[NamedNode, list[Term]] = defaultdict(list)
        subject = ""
        for statement in statements:
            subject = statement.subject.value
            said[statement.predicate].append(statement.object)
        return self._block(subject, said)

    def name(self, node: NamedNode) -> str:
        """Return an address as it is written, and note the prefix that it takes."""
        return self._iri(node)

    def _block(self, subject: str, statements: dict[NamedNode, list[Term]]) -> str:
        lines = [self._iri(NamedNode(subject))]
        written = sorted(
            (predicate != TYPED, self._predicate(predicate), sorted(map(self._term, objects)))
            for predicate, objects in statements.items()
        )
        for index, (_, predicate, objects) in enumerate(written):
            if index:
                lines[-1] += " ;"
            if len(objects) == 1:
                lines.append(f"    {predicate} {objects[0]}")
            else:
                lines.append(f"    {predicate}")
                lines += [f"        {written_object} ," for written_object in objects[:-1]]
                lines.append(f"        {objects[-1]}")
        return "\n".join(lines) + " ."

    def _predicate(self, predicate: NamedNode) -> str:
        return "a" if predicate == TYPED else self._iri(predicate)

    def _term(self, term: Term) -> str:
        return self._iri(term) if isinstance(term, NamedNode) else self._literal(term)

    def _iri(self, node: NamedNode) -> str:
        iri = node.value
        if iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            return f"<{iri[len(self.base) :]}>"
        # Every namespace ends in a slash or a hash, and no local name has either.
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self.known.get(iri[:end])
        if prefix is None or not _LOCAL.fullmatch(iri, end):
            return f"<{iri}>"
        self.used[prefix] = iri[:end]
        return f"{prefix}:{iri[end:]}"

    def _literal(self, literal: Literal) -> str:
        if literal.datatype == XSD.integer and _INTEGER.fullmatch(literal.value):
            return literal.value
        if literal.datatype == XSD.boolean and literal.value in ("true", "false"):
            return literal.value
        quoted = (
            f'"""{literal.value.translate(_LONG)}"""'
            if "\n" in literal.value
            else f'"{literal.value.translate(_SHORT)}"'
        )
        if literal.language:
            return f"{quoted}@{literal.language}"
        if literal.datatype in (XSD.string, RDF.langString):
            return quoted
        return f"{quoted}^^{self._iri(literal.datatype)}"
