"""Compares what two reasoners say of the things of a catalogue: RESULT REFERENCE DATA ONTOLOGY.

RESULT may hold everything, as owlrl and reasonable write it, or only what is new. Compared is what tells something of
the things that the catalogue speaks of: not that each is itself, a resource or a thing, nor what is said of datatypes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

_SHOWN = 5
_EVERYTHING = {"http://www.w3.org/2002/07/owl#Thing", "http://www.w3.org/2000/01/rdf-schema#Resource"}
_DATATYPES = "http://www.w3.org/2001/XMLSchema#"


def _read(path: str) -> set[Triple]:
    """Read N-Triples, but for what is said of blank nodes and, as reasoners may, of literals."""
    with Path(path).open("rb") as lines:
        named = b"".join(line for line in lines if line.startswith(b"<"))
    return {quad.triple for quad in parse(named, format=RdfFormat.N_TRIPLES, lenient=True)}


def _of_things(triples: set[Triple], said: set[Triple], things: set[object]) -> set[str]:
    return {str(triple) for triple in triples - said if triple.subject in things and _tells(triple)}


def _tells(triple: Triple) -> bool:
    value = triple.object
    if not isinstance(value, NamedNode):
        return False
    return value != triple.subject and value.value not in _EVERYTHING and not value.value.startswith(_DATATYPES)


def main(result: str, reference: str, data: str, ontology: str) -> None:
    """Print whether they agree."""
    catalogue = _read(data)
    said = catalogue | {quad.triple for quad in parse(path=ontology, format=RdfFormat.TURTLE)}
    things: set[object] = {triple.subject for triple in catalogue}
    found, wanted = (_of_things(_read(path), said, things) for path in (result, reference))
    missing, extra = sorted(wanted - found), sorted(found - wanted)
    judgement = {
        "findings": len(found),
        "agrees": not missing and not extra,
        "missing": len(missing),
        "extra": len(extra),
        "examples_missing": missing[:_SHOWN],
        "examples_extra": extra[:_SHOWN],
    }
    print(json.dumps(judgement))


if __name__ == "__main__":
    main(*sys.argv[1:])
