"""The parameters of a request, checked.

Source: SRU 1.2, "searchRetrieve Operation: Request Parameters", "Scan Operation", "Explain Operation".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.serve.sru.diagnostics import DiagnosticError
from bibliographe.serve.sru.schemas import SCHEMAS, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.serve.sru.schemas import Schema

VERSIONS = ("1.2", "1.1")
USUAL, MOST = 10, 100
PACKINGS = ("xml", "string")
_COMMON = frozenset({"operation", "version", "stylesheet", "extraRequestData"})
_KNOWN = {
    "explain": _COMMON | {"recordPacking"},
    "searchRetrieve": _COMMON
    | {"query", "startRecord", "maximumRecords", "recordPacking", "recordSchema", "recordXPath", "resultSetTTL",
       "sortKeys"},
    "scan": _COMMON | {"scanClause", "responsePosition", "maximumTerms"},
}  # fmt: skip
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, as far as it could be read."""

    operation: str
    version: str
    parameters: dict[str, str]
    """As they came, to be told back."""
    packing: str = "xml"


@dataclass(frozen=True, slots=True)
class Retrieve:
    """A search: which records are wanted, and how."""

    query: str
    start: int
    most: int
    schema: Schema


@dataclass(frozen=True, slots=True)
class Scan:
    """A look into the terms of an index: from which on, how many, and at which place that one is to stand."""

    clause: str
    position: int
    most: int


def read_asked(pairs: Iterable[tuple[str, str]]) -> Asked:
    """Return the operation that is asked for; without one it is `explain`."""
    parameters: dict[str, str] = {}
    for name, value in pairs:
        parameters.setdefault(name, value)
    version = parameters.get("version", VERSIONS[0])
    packing = parameters.get("recordPacking", PACKINGS[0])
    return Asked(
        parameters.get("operation") or ("searchRetrieve" if "query" in parameters else "explain"),
        version if version in VERSIONS else VERSIONS[0],
        parameters,
        packing if packing in PACKINGS else PACKINGS[0],
    )


def check(asked: Asked) -> None:
    """Raise `DiagnosticError` for an operation, a version, a packing or a parameter that there is not."""
    said = asked.parameters
    if asked.operation not in _KNOWN:
        raise DiagnosticError(4, asked.operation)
    if "operation" in said and asked.operation in ("searchRetrieve", "scan") and not said.get("version"):
        raise DiagnosticError(7, "version")
    if said.get("version", asked.version) != asked.version:
        raise DiagnosticError(5, VERSIONS[0])
    if said.get("recordPacking", asked.packing) != asked.packing:
        raise DiagnosticError(71, said["recordPacking"])
    # Names that begin with `x-` are extensions, to be passed over where they are not known.
    unknown = sorted(name for name in said if name not in _KNOWN[asked.operation] and not name.startswith("x-"))
    if unknown:
        raise DiagnosticError(8, unknown[0])
    for name, number in (("recordXPath", 72), ("sortKeys", 80), ("stylesheet", 110)):
        if said.get(name):
            raise DiagnosticError(number, said[name])


def read_retrieve(asked: Asked) -> Retrieve:
    """Return the search that is asked for; raises `DiagnosticError` with 6, 7 or 66."""
    said = asked.parameters
    if not said.get("query", "").strip():
        raise DiagnosticError(7, "query")
    name = said.get("recordSchema")
    schema = schema_of(name) if name else SCHEMAS[0]
    if schema is None:
        raise DiagnosticError(66, name or "")
    _whole(said, "resultSetTTL", 0, 0)
    most = min(_whole(said, "maximumRecords", USUAL, 0), MOST)
    return Retrieve(said["query"], _whole(said, "startRecord", 1, 1), most, schema)


def read_scan(asked: Asked) -> Scan:
    """Return the terms that are asked for; raises `DiagnosticError` with 6, 7, 12, 120 or 121."""
    said = asked.parameters
    if not said.get("scanClause", "").strip():
        raise DiagnosticError(7, "scanClause")
    most, position = _whole(said, "maximumTerms", USUAL, 1), _whole(said, "responsePosition", 1, 0)
    if most > MOST:
        raise DiagnosticError(121, str(MOST))
    if position > most + 1:
        raise DiagnosticError(120, str(position))
    return Scan(said["scanClause"], position, most)


def _whole(said: dict[str, str], name: str, usual: int, least: int) -> int:
    text = said.get(name, "")
    if not text:
        return usual
    if not _NUMBER.fullmatch(text) or int(text) < least:
        raise DiagnosticError(6, name)
    return int(text)
