"""What the schemes of the profile call roles and document types, and which of them a label names."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import RdfFormat, parse

from bibliographe.model.text import fold
from bibliographe.resources import data_directory

Scheme = Literal["roles", "document-types"]
_SKOS = "http://www.w3.org/2004/02/skos/core#"


class Label(NamedTuple):
    """A label of a concept, which is called by the last part of its address."""

    concept: str
    text: str
    language: str
    preferred: bool


@cache
def labels(scheme: Scheme) -> tuple[Label, ...]:
    """Return the labels of `ontology/schemes/{scheme}.ttl`, the preferred ones first."""
    path = data_directory("ontology") / "schemes" / f"{scheme}.ttl"
    found = [
        Label(quad.subject.value.rsplit("/", 1)[-1], quad.object.value, quad.object.language or "", "pref" in name)
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
        if isinstance(quad.object, RdfLiteral)
        and (name := quad.predicate.value.removeprefix(_SKOS)) in ("prefLabel", "altLabel")
    ]
    return tuple(sorted(found, key=lambda one: (not one.preferred, one)))


@cache
def label_of(scheme: Scheme, concept: str, language: str) -> str:
    """Return the preferred label of a concept in a language, else in any, else its name."""
    found = [one for one in labels(scheme) if one.concept == concept and one.preferred]
    return min(found, key=lambda one: one.language != language).text if found else concept


@cache
def _concepts(scheme: Scheme) -> dict[str, str]:
    named = {fold(one.text): one.concept for one in reversed(labels(scheme))}
    return named | {fold(one.concept): one.concept for one in labels(scheme)}


def concept_called(scheme: Scheme, text: str) -> str | None:
    """Return the concept that a label or a name is of, whatever its case and accents."""
    return _concepts(scheme).get(fold(text))
