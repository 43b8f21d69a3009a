"""The first rows of an answer as SPARQL 1.1 Query Results JSON, where a page has no room for all of them."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from typing import BinaryIO

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_rows(answer: ox.QuerySolutions, most: int, out: BinaryIO) -> None:
    """Write at most `most` rows and leave the others in `answer`."""
    names = [variable.value for variable in answer.variables]
    out.write(json.dumps({"vars": names}).join(('{"head":', ',"results":{"bindings":[')).encode())
    for place, row in enumerate(islice(answer, most)):
        bound = {name: _term(term) for name, term in zip(names, row, strict=True) if term is not None}
        out.write((("," if place else "") + json.dumps(bound)).encode())
    out.write(b"]}}")


def _term(term: Any) -> dict[str, str]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal() if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        case ox.Literal() if term.datatype.value == _XSD_STRING:
            return {"type": "literal", "value": term.value}
        case ox.Literal():
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    raise ValueError(str(term))
