"""What an entry is recognised by, read from its statements, whoever made them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.hosts import BOOKS
from bibliographe.graph.iri import local_name
from bibliographe.graph.likeness import compatible
from bibliographe.graph.numbers import ISBN, NUMBERED, number_key
from bibliographe.graph.terms import BIBO, DCTERMS, TYPED
from bibliographe.model.dates import is_within
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Objects = Callable[[NamedNode, NamedNode], list[NamedNode | Literal]]
    Kind = Callable[[NamedNode], str | None]

_ARTICLES = frozenset({BIBO.Article, BIBO.AcademicArticle})
_UNKNOWN = frozenset({BIBO.Document})
_WITHOUT_ISBN = _ARTICLES | {BIBO.Webpage, BIBO.Chapter}
"""Classes on which an ISBN is that of what they stand in."""
_FEWEST_WORDS = 3
_SERIALS = ("issue", "periodical", "website")
_EDITION = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits of one entry; what it does not say is empty."""

    classes: frozenset[NamedNode]
    titles: tuple[str, ...]
    """Folded."""
    printed: tuple[str, ...]
    numbers: frozenset[str]
    """Keys of `bibliographe.graph.numbers`: its own, never those of the book or periodical that it stands in."""
    date: str
    """As EDTF."""
    edition: str
    containers: frozenset[str]
    """Addresses and folded titles of its periodical, site or book; else the addresses of its publishers."""
    in_serial: bool
    places: tuple[str, str, str, str]
    """Volume and number of its issue, its first page, its number in a series."""
    creators: frozenset[str]
    names: frozenset[str]
    """Words of the creators' names, initials aside: `A. Dumas` may be `Anne Dumas`."""

    @property
    def year(self) -> str:
        """Return the four digits of the year."""
        return self.date[:4] if self.date[:4].isdecimal() else ""


def traits_of(entry: NamedNode, objects: Objects, kind: Kind) -> Traits:
    """Read the traits of an entry; `objects` gives the values of a property, and `kind` the kind of an address."""

    def said(thing: NamedNode, predicate: NamedNode) -> str:
        return next((value.value for value in objects(thing, predicate)), "")

    classes = frozenset(one for one in objects(entry, TYPED) if isinstance(one, NamedNode))
    printed = tuple(title.value for title in objects(entry, DCTERMS.title))
    parts = [
        part for part in objects(entry, DCTERMS.isPartOf) if isinstance(part, NamedNode) and kind(part) != "series"
    ]
    issue = next((part for part in parts if kind(part) == "issue"), None)
    return Traits(
        classes=classes,
        titles=tuple(map(fold, printed)),
        printed=printed,
        numbers=frozenset(
            number_key(name, value.value)
            for predicate, name in NUMBERED.items()
            if not (name == ISBN and classes & _WITHOUT_ISBN)
            for value in objects(entry, predicate)
        ),
        date=said(entry, DCTERMS.date) or said(entry, DCTERMS.issued),
        edition="".join(_EDITION.findall(said(entry, BIBO.edition))[:1]),
        containers=_containers(entry, parts, objects),
        in_serial=any(kind(part) in _SERIALS for part in parts),
        places=(
            fold(said(issue, BIBO.volume)) if issue else "",
            fold(said(issue, BIBO.issue)) if issue else "",
            fold(said(entry, BIBO.pageStart)),
            fold(said(entry, BIBO.number)),
        ),
        creators=frozenset(creator.value for creator in objects(entry, DCTERMS.creator)),
        names=_words(objects(entry, DCTERMS.creator)),
    )


def _words(creators: Iterable[NamedNode | Literal]) -> frozenset[str]:
    # Of an address its readable part: of a large catalogue, not every agent is at hand.
    called = (one.value if isinstance(one, Literal) else local_name(one).rpartition("-")[0] for one in creators)
    return frozenset(word for name in called for word in fold(name).split() if len(word) > 1)


def _containers(entry: NamedNode, parts: list[NamedNode], objects: Objects) -> frozenset[str]:
    if not parts:
        return frozenset(body.value for body in objects(entry, DCTERMS.publisher))
    wholes: set[NamedNode] = set()
    for part in parts:
        above = [whole for whole in objects(part, DCTERMS.isPartOf) if isinstance(whole, NamedNode)]
        wholes.update(above if BIBO.Issue in objects(part, TYPED) else [part])
    titles = {fold(title.value) for whole in wholes for title in objects(whole, DCTERMS.title)}
    return frozenset({whole.value for whole in wholes} | titles)


def same_kind(first: Traits, second: Traits) -> bool:
    """Tell whether two entries are of one kind of document: sources call one book a report, one article scholarly.

    `bibo:Document` says that the source does not know.
    """
    both = first.classes | second.classes
    if first.classes == second.classes or both <= _ARTICLES or both <= BOOKS:
        return True
    return any(one.classes == _UNKNOWN for one in (first, second)) and both - _UNKNOWN <= _ARTICLES | BOOKS


def same_number(first: Traits, second: Traits) -> bool:
    """Tell whether two entries have one DOI, or one ISBN of their own, and nothing says that they are two.

    What says so: another kind of document, titles of other parts or that have little in common, editions with other
    numbers. Years may differ: a reprint keeps its ISBN, and is the same edition.
    """
    return (
        bool(first.numbers & second.numbers)
        and same_kind(first, second)
        and not _differ(first.edition, second.edition)
        and any(compatible(one, other) for one in first.printed for other in second.printed)
    )


def same_fingerprint(first: Traits, second: Traits) -> bool:
    """Tell whether two entries have one title, one container and one year, and nothing says that they are two.

    What says so: numbers of one sort that differ, another volume, issue, first page or place in a series, another
    edition; in a periodical or on a site, which print one heading again and again, days or months that differ; for
    a title of one or two words (`Éditorial`), authors of whom none is the same.
    """
    return (
        bool(set(first.titles) & set(second.titles))
        and bool(first.containers & second.containers)
        and first.year == second.year != ""
        and same_kind(first, second)
        and not _differ(first.edition, second.edition)
        and not any(map(_differ, first.places, second.places))
        and not _numbered_apart(first, second)
        and (not (first.in_serial or second.in_serial) or _dates_meet(first.date, second.date))
        and (_is_telling(first) or bool(first.creators & second.creators))
    )


def are_two(first: Traits, second: Traits) -> bool:
    """Tell whether two entries of one title, container and date are two documents.

    What says so: another volume, issue, first page or place in a series, another edition, numbers of one sort that
    differ; where nothing says on which page they are, authors of whom no name is the same. One number makes them one.
    """
    if same_number(first, second):
        return False
    one_page = first.places[2] == second.places[2] != ""
    strangers = bool(first.names and second.names) and not first.names & second.names
    return (
        any(map(_differ, first.places, second.places))
        or _differ(first.edition, second.edition)
        or _numbered_apart(first, second)
        or (strangers and not one_page)
    )


def _differ(first: str, second: str) -> bool:
    return bool(first and second and first != second)


def _numbered_apart(first: Traits, second: Traits) -> bool:
    """Tell whether both have numbers of one sort, and none is the same."""
    return any(
        (ours := {key for key in first.numbers if key.startswith(sort)})
        and (theirs := {key for key in second.numbers if key.startswith(sort)})
        and not ours & theirs
        for sort in ("isbn:", "doi:")
    )


def _dates_meet(first: str, second: str) -> bool:
    return first == second or is_within(first, second) or is_within(second, first)


def _is_telling(traits: Traits) -> bool:
    return any(len(title.split()) >= _FEWEST_WORDS for title in traits.titles)
