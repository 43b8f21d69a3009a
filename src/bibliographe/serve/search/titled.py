"""The entries of a build in the order of their titles, each with its places in selections.

Read past property by property and joined by sorting, outside of memory: to look each up would take three times as long.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.terms import DCTERMS, SCHEMA
from bibliographe.model.text import clean, fold
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from bibliographe.store.access import OpenedStore

_LONGEST_KEY = 300
"""Characters of a title that count for the order."""
_OF_ITEMS = {"item": SCHEMA.item, "number": SCHEMA.position, "whole": DCTERMS.isPartOf}
_SAID = DefaultGraph()
_FIRST = itemgetter(0)


class Titled(NamedTuple):
    """An entry, with its numbers in selections and the selections themselves."""

    iri: str
    numbers: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@contextmanager
def titled(opened: OpenedStore) -> Iterator[Iterator[Titled]]:
    """Give every listed entry once: sorted by the letters of its title, then by their accents, then by its address."""
    store = opened.store
    with (
        sorted_lines(_of_items(store)) as of_items,
        sorted_lines(_of_entries(store, of_items)) as of_entries,
        sorted_lines(_keyed(of_entries)) as keyed,
    ):
        yield (
            Titled(iri, tuple(numbers.split()), tuple(selections.split()))
            for _letters, _title, iri, numbers, selections in map(_parts, keyed)
        )


def _of_items(store: Store) -> Iterator[str]:
    """Yield what is said of places where entries are listed, a line each; and what else is part of something."""
    for name, predicate in _OF_ITEMS.items():
        for quad in store.quads_for_pattern(None, predicate, None, _SAID):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                yield f"{subject.value}\t{name}\t{' '.join(value.value.split())}\n"


def _of_entries(store: Store, items: Iterable[str]) -> Iterator[str]:
    """Yield a line for each place of an entry, and one for each of its titles and languages."""
    for item, said in _groups(items):
        for entry in said["item"]:
            yield f"{entry}\tplace\t{item}\t{' '.join(said['number'])}\t{' '.join(said['whole'])}\n"
    for quad in store.quads_for_pattern(None, DCTERMS.title, None, _SAID):
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, Literal):
            yield f"{subject.value}\ttitle\t{value.language or ''}\t{' '.join(value.value.split())}\n"
    for quad in store.quads_for_pattern(None, DCTERMS.language, None, _SAID):
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, Literal):
            yield f"{subject.value}\tlanguage\t{' '.join(value.value.split())}\n"


def _keyed(lines: Iterable[str]) -> Iterator[str]:
    """Yield a line for each entry that is listed, which sorts as its title does."""
    for entry, said in _groups(lines):
        places = said["place"]
        if places:
            language = next(iter(said["language"]), "fr")
            titles = [one.split("\t") for one in said["title"]]
            title = min(titles, key=lambda one: (one[0] != language, one), default=["", entry])[1]
            title = clean(title)[:_LONGEST_KEY]
            numbers, selections = (
                " ".join(dict.fromkeys(" ".join(column).split()))
                for column in ([one.split("\t")[part] for one in places] for part in (1, 2))
            )
            yield f"{fold(title)}\t{title.casefold()}\t{entry}\t{numbers}\t{selections}\n"


def _groups(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield each subject with what is said of it by the name of each property."""
    for subject, group in groupby((line.rstrip("\n").split("\t", 2) for line in lines), _FIRST):
        said: dict[str, list[str]] = defaultdict(list)
        for _subject, name, value in group:
            said[name].append(value)
        yield subject, said


def _parts(line: str) -> list[str]:
    return line.rstrip("\n").split("\t")
