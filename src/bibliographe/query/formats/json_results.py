"""SPARQL 1.1 Query Results JSON, <https://www.w3.org/TR/sparql11-results-json/>."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bibliographe.query.answer import Rows, Truth
from bibliographe.query.formats import unfit
from bibliographe.query.terms import XSD_STRING, BlankNode, Iri

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply
    from bibliographe.query.terms import Term


def write(reply: Reply) -> str:
    """Return the rows, or the truth value."""
    answer = reply.answer
    if isinstance(answer, Truth):
        return json.dumps({"head": {}, "boolean": answer.value}) + "\n"
    if not isinstance(answer, Rows):
        raise unfit("JSON", reply, "ttl")
    bindings = [
        {name: _value(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _value(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language is not None:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype == XSD_STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype}
