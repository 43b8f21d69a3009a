"""The one prefix list, `ontology/prefixes.ttl`, read without an RDF library."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bibliographe.resources import data_directory

_LOCAL_NAME = re.compile(r"[\w.-]+")
_PREFIX = re.compile(r"^@prefix\s+([A-Za-z][\w.-]*):\s*<([^<>\s]*)>\s*\.", re.MULTILINE)


def prefixes() -> dict[str, str]:
    """Return the namespace of each prefix, in the order of the list; the caller's own copy."""
    return dict(_listed())


@lru_cache(4_000)
def short_name(iri: str) -> str:
    """Return an address with its prefix where it has one: `dcterms:title`."""
    for prefix, namespace in _longest_first():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    text = (data_directory("ontology") / "prefixes.ttl").read_text(encoding="utf-8")
    return tuple(_PREFIX.findall(text))


@cache
def _longest_first() -> list[tuple[str, str]]:
    return sorted(prefixes().items(), key=lambda item: -len(item[1]))


@cache
def sparql_prologue(*names: str) -> str:
    """Return the list, or what is called `names`, as the `PREFIX` lines of a query, with line ends."""
    chosen = ((prefix, namespace) for prefix, namespace in _listed() if not names or prefix in names)
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in chosen)
