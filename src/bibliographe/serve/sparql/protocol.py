"""The query operation of the SPARQL 1.1 Protocol, read from a request.

Source: <https://www.w3.org/TR/sparql11-protocol/>, sections 2.1.1 to 2.1.4 and 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from bibliographe.i18n import Text
from bibliographe.query.terms import Iri
from bibliographe.serve.errors import Refused

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_FIELDS = 200
_DEFAULT, _NAMED = "default-graph-uri", "named-graph-uri"


@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked: `query` is None when the request has none."""

    query: str | None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    format: str | None = None


def read_operation(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation:
    """Return what a request asks.

    Raises `Refused`: 400 for what is malformed or said twice, 403 for an update, 415 for another kind of body.
    """
    said = _fields(query_string)
    if method != "POST":
        return _operation(said, said)
    kind = content_type.partition(";")[0].strip().lower()
    if kind == FORM:
        # The protocol has everything in the body; a `format` in the address does no harm.
        return _operation(_fields(body), said)
    if kind == QUERY:
        if any(name == "query" for name, _value in said):
            raise _malformed("la requête est donnée deux fois", "the query is given twice")
        return _operation([*said, ("query", _text(body))], said)
    if kind == UPDATE:
        raise _no_update()
    raise Refused(
        415,
        Text(f"une requête ne s'envoie pas en « {kind[:80]} »", f"a query is not sent as '{kind[:80]}'"),
        remedy=Text(f"Envoyez-la en {QUERY} ou en {FORM}.", f"Send it as {QUERY} or as {FORM}."),
        headers={"Accept-Post": f"{QUERY}, {FORM}"},
    )


def _operation(said: list[tuple[str, str]], also: list[tuple[str, str]]) -> Operation:
    if any(name == "update" for name, _value in said):
        raise _no_update()
    queries = [value for name, value in said if name == "query"]
    if len(queries) > 1:
        raise _malformed("une seule requête à la fois", "one query at a time")
    formats = [value for name, value in (*said, *also) if name == "format" and value]
    default, named = _graphs(said, _DEFAULT), _graphs(said, _NAMED)
    return Operation(queries[0] if queries else None, default, named, formats[0] if formats else None)


def _graphs(said: list[tuple[str, str]], parameter: str) -> tuple[str, ...] | None:
    found = [value for name, value in said if name == parameter and value]
    for value in found:
        try:
            NamedNode(Iri(value).value)
        except ValueError:
            raise _malformed(
                f"{parameter} : « {value[:200]} » n'est pas une adresse absolue",
                f"{parameter}: '{value[:200]}' is not an absolute address",
            ) from None
    return tuple(found) or None


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise _malformed(f"plus de {_MOST_FIELDS} paramètres", f"more than {_MOST_FIELDS} parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise _not_utf8() from None


def _not_utf8() -> Refused:
    return _malformed("la demande n'est pas en UTF-8", "the request is not in UTF-8")


def _malformed(french: str, english: str) -> Refused:
    return Refused(400, Text(french, english))


def _no_update() -> Refused:
    return Refused(
        403,
        Text(
            "ce catalogue se lit ; il ne se modifie pas par le web",
            "this catalogue is read; it is not changed by the web",
        ),
        remedy=Text("Employez SELECT, ASK, CONSTRUCT ou DESCRIBE.", "Use SELECT, ASK, CONSTRUCT or DESCRIBE."),
    )
