"""What answers look like, as the components of an OpenAPI document.

Sources: OpenAPI 3.1, <https://spec.openapis.org/oas/v3.1.0>; JSON Schema 2020-12; SPARQL 1.1 Query Results JSON;
RFC 9457.
"""

from __future__ import annotations

from typing import Any

from bibliographe.serve.errors import PROBLEM

Json = dict[str, Any]


def _object(required: str, **properties: Json) -> Json:
    return {"type": "object", "required": required.split(), "properties": properties}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


_STRING: Json = {"type": "string"}
_NUMBER: Json = {"type": "integer", "minimum": 0}
_TERM = _object("type value", type={"enum": ["uri", "literal", "bnode"]}, value=_STRING, datatype=_STRING)
_TERM["properties"]["xml:lang"] = _STRING
_TEXT = _object("fr en", fr=_STRING, en=_STRING)
_NULLABLE: Json = {"type": ["string", "null"]}
SCHEMAS: Json = {
    "Problem": _object(
        "title status detail", type=_STRING, title=_STRING, status={"type": "integer"}, detail=_STRING, remedy=_STRING,
        line=_NUMBER, column=_NUMBER, request=_STRING,
        suggestions=_list(_object("href label", href=_STRING, label=_STRING)),
    ),
    "Results": _object(
        "head",
        head={"type": "object", "properties": {"vars": _list(_STRING)}},
        results=_object("bindings", bindings=_list({"type": "object", "additionalProperties": _TERM})),
        boolean={"type": "boolean"},
    ),
    "Text": _TEXT,
    "Health": _object("status build entries", status={"const": "ok"}, build=_STRING, entries=_NUMBER,
                      preparing=_list(_STRING)),
    "SearchPage": _object(
        "query total page pages results facets", query=_STRING, total=_NUMBER, exact=_NUMBER, page=_NUMBER,
        pages=_NUMBER, size=_NUMBER, sort=_STRING, previous=_NULLABLE, next=_NULLABLE,
        results=_list(_object("iri title", iri=_STRING, title=_STRING, kind=_STRING)),
        facets=_list(_object("name label values", name=_STRING, label=_TEXT, values=_list({"type": "object"}))),
    ),
    "Suggestions": _object("suggestions", suggestions=_list(_object("text", text=_STRING))),
}  # fmt: skip


def refers(name: str) -> Json:
    """Return a reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def refusal(description: str) -> Json:
    """Return a response that is problem JSON."""
    return {"description": description, "content": {PROBLEM: {"schema": refers("Problem")}}}
