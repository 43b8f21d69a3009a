"""What an engine answers: rows, triples, or yes or no."""

from __future__ import annotations

from dataclasses import dataclass

from bibliographe.query.terms import BlankNode, Iri, Term

Row = tuple[Term | None, ...]
"""One term per column; None where the row has none."""

Triple = tuple[Iri | BlankNode, Iri, Term]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of `SELECT`, in the order that the query asked for."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of `CONSTRUCT` and `DESCRIBE`: a graph, sorted by its N-Triples lines."""

    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer of `ASK`."""

    value: bool


Answer = Rows | Triples | Truth


def says_nothing(answer: Answer) -> bool:
    """Return whether an answer is what a question gets of an empty graph: no, no triple, no row, or only noughts."""
    if isinstance(answer, Truth):
        return not answer.value
    if isinstance(answer, Triples):
        return not answer.triples
    return all(term is None or getattr(term, "value", None) == "0" for row in answer.rows for term in row)


def sorted_triples(triples: set[Triple]) -> Triples:
    """Return a graph in the order of its N-Triples lines, so that every engine's answer reads the same."""
    return Triples(tuple(sorted(triples, key=ntriples_line)))


def ntriples_line(triple: Triple) -> str:
    """Return one triple as a line of N-Triples, without the line end."""
    return " ".join(term.turtle() for term in triple) + " ."
