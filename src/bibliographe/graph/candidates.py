"""What may be one and the same: offered to a person, never merged silently."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.doubles import numbered_alike
from bibliographe.graph.terms import BIBO, DCTERMS, FOAF, OWL, SCHEMA, TYPED
from bibliographe.i18n import Text
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.graph.records import GraphFolder

_PERIODICALS = (BIBO.Periodical, BIBO.Magazine, BIBO.Newspaper, BIBO.Journal)
_SMALL_WORDS = frozenset(
    [
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "of",
        "ou",
        "pour",
        "sur",
        "the",
    ]
)
_SITE_WORDS = frozenset({"fr", "com", "org", "net", "site", "internet", "web", "www"})
_ALIKE = 0.92
_LONG_ENOUGH = 6
_BEGINNING = 4
"""Words that two titles have in common at least when one begins with the other."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two things of the catalogue that may be one, or a site and the body that publishes it, and why."""

    kind: str
    """`same-body`, `site-publisher`, `site-periodical`, `dossier-part` or `same-entry`."""
    first: NamedNode
    second: NamedNode
    names: tuple[str, str]
    reason: Text


@dataclass(frozen=True, slots=True)
class _Named:
    iri: NamedNode
    name: str
    others: tuple[str, ...] = ()

    @property
    def keys(self) -> set[str]:
        return {fold(name) for name in (self.name, *self.others)}

    @property
    def acronyms(self) -> set[str]:
        return {acronym(name) for name in (self.name, *self.others)} - {""}


def acronym(name: str) -> str:
    """Return the initials of the words that count, folded; nothing for names of one or two such words."""
    words = [word for word in fold(name).split() if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def find_candidates(folder: GraphFolder) -> list[Candidate]:
    """Return what a person should look at, in a stable order.

    Pairs that someone said to be different (`owl:differentFrom`) are left out.
    """
    bodies = _named(folder, (FOAF.Organization,), FOAF.name)
    sites = _named(folder, (BIBO.Website,), DCTERMS.title)
    periodicals = _named(folder, _PERIODICALS, DCTERMS.title)
    found = [
        *_same_bodies(bodies),
        *_pairs("site-publisher", sites, bodies, folder),
        *_pairs("site-periodical", sites, periodicals, folder),
        *_dossier_parts(folder),
        *(Candidate("same-entry", *alike) for alike in numbered_alike(folder)),
    ]
    distinct = {
        frozenset((triple.subject, triple.object))
        for triple in folder.triples()
        if triple.predicate == OWL.differentFrom
    }
    unique = {(found_one.kind, found_one.first, found_one.second): found_one for found_one in found}
    return sorted(
        (one for one in unique.values() if frozenset((one.first, one.second)) not in distinct), key=candidate_order
    )


def candidate_order(candidate: Candidate) -> tuple[str, tuple[str, str], str, str]:
    """Return what candidates are sorted by."""
    return candidate.kind, candidate.names, candidate.first.value, candidate.second.value


def _named(folder: GraphFolder, classes: tuple[NamedNode, ...], name: NamedNode) -> list[_Named]:
    found = []
    for thing in folder:
        if any(kind in classes for kind in folder.objects(thing, TYPED)):
            names = [value.value for value in folder.objects(thing, name) if isinstance(value, Literal)]
            others = folder.objects(thing, SCHEMA.alternateName)
            if names:
                found.append(_Named(thing, names[0], tuple(o.value for o in others if isinstance(o, Literal))))
    return found


def _same_bodies(bodies: list[_Named]) -> Iterator[Candidate]:
    by_key: dict[str, list[_Named]] = defaultdict(list)
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


def _neighbours(bodies: list[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Yield the pairs that share a word that counts: comparing all with all would not scale."""
    by_word: dict[str, list[_Named]] = defaultdict(list)
    for body in bodies:
        for word in set(fold(body.name).split()) - _SMALL_WORDS:
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


def _pairs(kind: str, sites: list[_Named], others: list[_Named], folder: GraphFolder) -> Iterator[Candidate]:
    bearing: dict[str, list[_Named]] = defaultdict(list)
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


def _dossier_parts(folder: GraphFolder) -> Iterator[Candidate]:
    """Offer entries whose title is nearly a line of a dossier's contents."""
    entries = {entry for thing in folder for entry in folder.objects(thing, SCHEMA.item)}
    titles = {
        entry: title.value
        for entry in entries
        if isinstance(entry, NamedNode)
        for title in folder.objects(entry, DCTERMS.title)
        if isinstance(title, Literal)
    }
    announced = _Announced(titles)
    for dossier, dossier_title in titles.items():
        if BIBO.CollectedDocument not in folder.objects(dossier, TYPED):
            continue
        parts = folder.objects(dossier, DCTERMS.hasPart)
        lines = [
            line
            for contents in folder.objects(dossier, DCTERMS.tableOfContents)
            if isinstance(contents, Literal)
            for line in contents.value.splitlines()
        ]
        for entry in announced.by(lines):
            title = titles[entry]
            if entry == dossier or entry in parts:
                continue
            line = next((line for line in lines if _nearly(line, title)), None)
            if line:
                yield Candidate(
                    "dossier-part",
                    dossier,
                    entry,
                    (dossier_title, title),
                    Text(f"le contenu annonce « {line.strip()} »", f"its contents name '{line.strip()}'"),
                )


class _Announced:
    """The entries that a line may be near to: comparing each line with all titles would not scale.

    What is near begins with the same four words, or one has all the words of the other that count, its rarest too.
    """

    def __init__(self, titles: dict[NamedNode, str]) -> None:
        folded = {entry: fold(title).split() for entry, title in titles.items()}
        self._by_beginning: dict[tuple[str, ...], set[NamedNode]] = defaultdict(set)
        self._by_word: dict[str, set[NamedNode]] = defaultdict(set)
        self._by_rarest: dict[str, set[NamedNode]] = defaultdict(set)
        for entry, words in folded.items():
            self._by_beginning[tuple(words[:_BEGINNING])].add(entry)
            for word in words:
                self._by_word[word].add(entry)
        for entry, words in folded.items():
            rarest = self._rarest(words)
            if rarest:
                self._by_rarest[rarest].add(entry)

    def _rarest(self, words: list[str]) -> str:
        counting = [word for word in words if word not in _SMALL_WORDS]
        return min(counting, key=lambda word: (len(self._by_word.get(word, ())), word), default="")

    def by(self, lines: list[str]) -> list[NamedNode]:
        """Return the entries worth comparing with these lines, in their order."""
        found: set[NamedNode] = set()
        for line in lines:
            words = fold(line).split()
            found |= self._by_beginning.get(tuple(words[:_BEGINNING]), set())
            found |= self._by_word.get(self._rarest(words), set())
            for word in words:
                found |= self._by_rarest.get(word, set())
        return sorted(found, key=lambda entry: entry.value)


def _nearly(line: str, title: str) -> bool:
    """Tell whether a line of contents says nearly this title: same but for a word, or the beginning of it."""
    first, second = fold(line), fold(title)
    short, long = sorted((first, second), key=len)
    if len(short.split()) < _BEGINNING:
        return False
    if first == second:
        return True
    return long.startswith(f"{short} ") or _share_of_words(short, long)


def _share_of_words(short: str, long: str) -> bool:
    words = [word for word in short.split() if word not in _SMALL_WORDS]
    return len(words) >= _LONG_ENOUGH and set(words) <= set(long.split())


def _candidate(kind: str, first: _Named, second: _Named, reason: Text) -> Candidate:
    if kind == "same-body" and (first.name, first.iri.value) > (second.name, second.iri.value):
        first, second = second, first
    return Candidate(kind, first.iri, second.iri, (first.name, second.name), reason)
