"""Which terms the known vocabularies have, and which one was meant."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bibliographe.graph.term_scan import Occurrence, terms_in_query, terms_in_turtle
from bibliographe.graph.vocabulary_lists import lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Occurrence", "Vocabulary", "namespaces", "terms_in_query", "terms_in_turtle", "unknown_terms", "vocabularies",
]  # fmt: skip

_NUMBERED = re.compile(r"_[1-9][0-9]*")
_CLOSE = 0.7
_VERY_CLOSE = 0.85
"""A list with only some terms condemns another term only when it looks like a slip for one of them."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The local names of a namespace; `complete` when there are no others."""

    namespace: str
    terms: frozenset[str]
    complete: bool

    def has(self, name: str) -> bool:
        """Tell whether `name` is one of the terms; `rdf:_1`, `rdf:_2`… are without end."""
        return name in self.terms or (self.namespace.endswith("rdf-syntax-ns#") and bool(_NUMBERED.fullmatch(name)))

    def nearest(self, name: str, cutoff: float = _CLOSE) -> str | None:
        """Return the term most like `name` (the same but for its capitals, if there is one), or None."""
        folded = {term.casefold(): term for term in sorted(self.terms)}
        found = folded.get(name.casefold())
        if found is None:
            close = difflib.get_close_matches(name, sorted(self.terms), n=1, cutoff=cutoff)
            found = close[0] if close else None
        return found


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Return the known vocabularies by namespace, longest namespace first."""
    listed = {namespace: Vocabulary(namespace, terms, complete) for namespace, (terms, complete) in lists().items()}
    return dict(sorted(listed.items(), key=lambda item: -len(item[0])))


def unknown_terms(terms: Iterable[str], *, strict: bool = False) -> dict[str, str | None]:
    """Return each IRI that looks like a term of a known vocabulary and is none, with the IRI that was meant.

    The suggestion is None when nothing is like it. IRIs of other namespaces are passed over. A vocabulary of
    which only some terms are listed condemns what looks like a slip for one of them; with `strict`, anything else.
    """
    return {iri: suggestion for iri in terms for suggestion in _fault(iri, strict)}


@cache
def namespaces() -> tuple[str, ...]:
    """Return how an IRI begins that may be a term: the known namespaces, and slips for one of them."""
    return (*vocabularies(), *_namespace_slips())


def _fault(iri: str, strict: bool) -> Iterator[str | None]:
    for namespace, vocabulary in vocabularies().items():
        if iri.startswith(namespace) and iri != namespace:
            name = iri[len(namespace) :]
            if vocabulary.has(name):
                return
            cutoff = _CLOSE if vocabulary.complete or strict else _VERY_CLOSE
            nearest = vocabulary.nearest(name, cutoff)
            if vocabulary.complete or strict or nearest:
                yield namespace + nearest if nearest else None
            return
    yield from _wrong_namespace(iri)


def _wrong_namespace(iri: str) -> Iterator[str]:
    """Yield the right IRI of a term whose namespace has the wrong scheme or the wrong last character."""
    for variant, namespace in _namespace_slips().items():
        name = iri[len(variant) :]
        if iri.startswith(variant) and vocabularies()[namespace].has(name):
            yield namespace + name
            return


@cache
def _namespace_slips() -> dict[str, str]:
    slips = {}
    for namespace in vocabularies():
        other_end = namespace[:-1] + ("/" if namespace.endswith("#") else "#")
        for variant in (namespace, other_end):
            scheme, rest = variant.split("://", 1)
            slips[variant] = namespace
            slips[f"{'http' if scheme == 'https' else 'https'}://{rest}"] = namespace
    return {variant: namespace for variant, namespace in slips.items() if variant not in vocabularies()}
