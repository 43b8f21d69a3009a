"""The one place that knows how the engine and its reference are called, and how their findings are compared."""

from __future__ import annotations

import logging
import warnings
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
import rdflib
from pyoxigraph import BlankNode, RdfFormat, Triple, parse
from pyshacl.constraints.sparql.sparql_based_constraint_components import SPARQLConstraintComponentValidator

from bibliographe.errors import BibliographeError
from bibliographe.validate import storing, work
from bibliographe.validate.engine import find
from bibliographe.validate.nodewise import sharing
from bibliographe.validate.reading import Data, DataFile
from bibliographe.validate.running import find_directly
from bibliographe.validate.shapes import Shapes
from bibliographe.validate.terms import quiet, rdflib_graph, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.validate.results import Finding
    from bibliographe.validate.written import Term

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "e": "http://example.org/",
}
PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMES.items())


class Row(NamedTuple):
    """What a finding says, without the names that a report makes up."""

    focus: str
    path: str
    component: str
    value: str
    severity: str
    shape: str
    constraint: str
    details: tuple[tuple[Row, int], ...]


@dataclass(frozen=True)
class Refused:
    """Shapes that cannot be run on these data, in the words of whoever refused."""

    reason: str


Outcome = Counter[Row] | Refused


def triples_of(turtle: str) -> list[Triple]:
    """Read Turtle that may use the prefixes of `NAMES`; blank nodes keep their names."""
    quads = parse((PROLOGUE + turtle).encode(), format=RdfFormat.TURTLE)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def ours(
    data: Iterable[Triple],
    shapes: Iterable[Triple],
    *,
    in_one_pass: bool = False,
    focus: frozenset[Term] | None = None,
) -> Outcome:
    """Return what the engine finds; about the nodes of `focus` alone, where given."""
    return _outcome(lambda: find(data_of(data), Shapes(rdflib_graph(shapes)), focus=focus, in_one_pass=in_one_pass))


def nodes_of(data: Iterable[Triple]) -> list[Term]:
    """Return the subjects and objects of triples, each once."""
    return list(dict.fromkeys(term for triple in data for term in (triple.subject, triple.object)))


def about(outcome: Outcome, focus: frozenset[Term]) -> Outcome:
    """Return what an outcome says of the nodes of `focus`."""
    if isinstance(outcome, Refused):
        return outcome
    with quiet():
        names = {_text(to_rdflib(node)) for node in focus}
    return Counter({row: times for row, times in outcome.items() if row.focus in names})


def in_files(data: Iterable[Triple], shapes: Iterable[Triple]) -> Outcome:
    """Return what the engine finds in a file that counts as too large for memory; there must be no blank nodes."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(storing, "_FITS", 0)
        patch.setattr(work, "processors", lambda: 1)
        patch.setattr(sharing, "processors", lambda: 1)
        path = Path(folder) / "generated.nt"
        path.write_text("".join(f"{triple} .\n" for triple in data), encoding="utf-8")
        return _outcome(lambda: find(Data("generated", (DataFile(path),)), Shapes(rdflib_graph(shapes))))


def has_names_only(triples: Iterable[Triple]) -> bool:
    """Tell whether there are no blank nodes."""
    return not any(isinstance(term, BlankNode) for triple in triples for term in (triple.subject, triple.object))


def reference(data: Iterable[Triple], shapes: Iterable[Triple]) -> Outcome:
    """Return what pySHACL finds when it is given everything."""
    # pySHACL keeps validators by the address of a graph, which the next graph may have.
    SPARQLConstraintComponentValidator.validator_cache.clear()
    return _outcome(lambda: find_directly(rdflib_graph(data), rdflib_graph(shapes)))


def data_of(triples: Iterable[Triple]) -> Data:
    """Return triples as the validation reads them."""
    return Data("generated", (DataFile(Path("generated.ttl"), tuple(triples)),))


def _outcome(run: object) -> Outcome:
    assert callable(run)
    try:
        with _without_noise():
            return _rows(run())
    except BibliographeError as error:
        return Refused(error.message.en)


@contextmanager
def _without_noise() -> Iterator[None]:
    """Keep to themselves the warnings about recursion and the errors about shapes, all of which are meant."""
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


def _rows(findings: Iterable[Finding]) -> Counter[Row]:
    return Counter(_row(finding) for finding in findings)


def _row(finding: Finding) -> Row:
    details = sorted(_rows(finding.details).items(), key=repr)
    return Row(
        _text(finding.focus),
        str(finding.path or ""),
        finding.component,
        _text(finding.value),
        finding.severity,
        _text(finding.shape),
        finding.constraint,
        tuple(details),
    )


def _text(term: object) -> str:
    return term.n3() if isinstance(term, rdflib.term.Identifier) else ""


def call_themselves(shapes: Iterable[Triple]) -> bool:
    """Tell whether anything leads from a node of shapes back to it.

    What a shape that calls itself means is left open (SHACL, section 3.4.3): pySHACL goes round some times, and
    reports the same each time.
    """
    leads: dict[object, set[object]] = defaultdict(set)
    for triple in shapes:
        leads[triple.subject].add(triple.object)

    def reached(start: object) -> set[object]:
        found, waiting = set(), [start]
        while waiting:
            new = leads.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    return any(node in reached(node) for node in list(leads))


def difference(found: Outcome, expected: Outcome) -> str:
    """Return in words how two outcomes differ, nothing when they do not."""
    if isinstance(found, Refused) or isinstance(expected, Refused):
        same = isinstance(found, Refused) and isinstance(expected, Refused)
        return "" if same else f"ours: {found}\nexpected: {expected}"
    missing, extra = expected - found, found - expected
    lines = [f"missing: {_told(row)}" for row in missing.elements()]
    return "\n".join(lines + [f"too many: {_told(row)}" for row in extra.elements()])


def _told(row: Row) -> str:
    return " ".join(part for part in row if isinstance(part, str)) + (f" {row.details}" if row.details else "")
