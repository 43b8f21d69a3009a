"""Bodies whose names are nearly the same, and sites that bear the name of a body or a periodical."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.candidate import SMALL_WORDS, Candidate
from bibliographe.graph.terms import DCTERMS, SCHEMA, TYPED
from bibliographe.i18n import Text
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.graph.records import GraphFolder

_SITE_WORDS = frozenset({"fr", "com", "org", "net", "site", "internet", "web", "www"})
_ALIKE = 0.92
_LONG_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its name and its other names."""

    iri: NamedNode
    name: str
    others: tuple[str, ...] = ()

    @property
    def keys(self) -> set[str]:
        """Return all its names, folded."""
        return {fold(name) for name in (self.name, *self.others)}

    @property
    def acronyms(self) -> set[str]:
        """Return the acronyms of all its names."""
        return {acronym(name) for name in (self.name, *self.others)} - {""}


def acronym(name: str) -> str:
    """Return the initials of the words that count, folded; nothing for names of one or two such words."""
    words = [word for word in fold(name).split() if word not in SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def named(folder: GraphFolder, classes: tuple[NamedNode, ...], name: NamedNode) -> list[Named]:
    """Return the things of some classes that have a name by this property."""
    found = []
    for thing in folder:
        if any(kind in classes for kind in folder.objects(thing, TYPED)):
            names = [value.value for value in folder.objects(thing, name) if isinstance(value, Literal)]
            others = folder.objects(thing, SCHEMA.alternateName)
            if names:
                found.append(Named(thing, names[0], tuple(o.value for o in others if isinstance(o, Literal))))
    return found


def same_bodies(bodies: list[Named]) -> Iterator[Candidate]:
    """Offer bodies of one name or acronym, and those whose names are nearly the same."""
    by_key: dict[str, list[Named]] = defaultdict(list)
    for body in bodies:
        for key in body.keys | body.acronyms:
            by_key[key.replace(" ", "")].append(body)
    for key, group in by_key.items():
        for second in group[1:]:
            if second.iri != group[0].iri:
                yield _candidate(
                    "same-body",
                    group[0],
                    second,
                    Text(f"même sigle ou même nom : {key}", f"same acronym or name: {key}"),
                )
    for first, second in _neighbours(bodies):
        reason = _reason(first.name, second.name)
        if reason:
            yield _candidate("same-body", first, second, reason)


def _neighbours(bodies: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the pairs that share a word that counts: comparing all with all would not scale."""
    by_word: dict[str, list[Named]] = defaultdict(list)
    for body in bodies:
        for word in set(fold(body.name).split()) - SMALL_WORDS:
            by_word[word].append(body)
    seen = set()
    for group in by_word.values():
        if len(group) > 50:
            continue
        for index, first in enumerate(group):
            for second in group[index + 1 :]:
                if (first.iri, second.iri) not in seen:
                    seen.add((first.iri, second.iri))
                    yield first, second


def _reason(name: str, other: str) -> Text | None:
    first, second = fold(name), fold(other)
    short, long = sorted((first, second), key=len)
    if len(short) >= _LONG_ENOUGH and f" {short} " in f" {long} ":
        return Text("un nom contient l'autre", "one name contains the other")
    if SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE:
        return Text("noms presque identiques", "nearly the same name")
    return None


def bearers(kind: str, sites: list[Named], others: list[Named], folder: GraphFolder) -> Iterator[Candidate]:
    """Offer sites with what bears their name or its beginning, unless it is said to publish them."""
    bearing: dict[str, list[Named]] = defaultdict(list)
    for other in others:
        for key in {_site_key(name) for name in (other.name, *other.others)} | other.acronyms:
            bearing[key].append(other)
    for site in sites:
        publishers = folder.objects(site.iri, DCTERMS.publisher)
        site_key = _site_key(site.name)
        beginnings = [site_key[:length] for length in range(_LONG_ENOUGH, len(site_key))]
        for other in {one.iri: one for key in (site_key, *beginnings) if key for one in bearing.get(key, ())}.values():
            if other.iri not in publishers:
                yield _candidate(kind, site, other, Text("le site porte ce nom", "the site bears this name"))


def _site_key(name: str) -> str:
    return "".join(word for word in fold(name).split() if word not in _SITE_WORDS)


def _candidate(kind: str, first: Named, second: Named, reason: Text) -> Candidate:
    if kind == "same-body" and (first.name, first.iri.value) > (second.name, second.iri.value):
        first, second = second, first
    return Candidate(kind, first.iri, second.iri, (first.name, second.name), reason)
