"""Finding the entry that a person means: a number, a number in a selection, an address, or words of the title."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.errors import QueryError
from bibliographe.graph.terms import DCTERMS, FOAF, PROV, SCHEMA, SKOS
from bibliographe.i18n import Text
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from bibliographe.store.access import OpenedStore

_MOST_SHOWN = 12
_CHOOSE = Text("choisissez :", "choose one:")
_RELATED = Text("les notices qui s'y rattachent :", "the entries that it concerns:")
_NEAR = Text("peut-être :", "perhaps:")
_NAMES = (DCTERMS.title, SKOS.prefLabel, FOAF.name)


@dataclass(frozen=True, slots=True)
class Listing:
    """One place of one selection: the entry's number there."""

    selection: str
    """The end of the selection's address."""
    number: str
    entry: NamedNode


class Finder:
    """Finds entries in one catalogue."""

    def __init__(self, opened: OpenedStore) -> None:
        """Read where the entries are listed."""
        self._store: Store = opened.store
        self._base = opened.catalogue.base
        self._listings = sorted(self._read(), key=lambda one: (one.selection, one.number.zfill(9), one.entry.value))
        self._entries = {one.entry for one in self._listings}

    def find(self, wanted: str) -> NamedNode:
        """Return the one entry that `wanted` means; raises `QueryError` with the choices when there is not one."""
        name = wanted.strip().strip("<>")
        for found in (self._by_number(name), self._by_address(name), self._by_words(name)):
            entries = list(dict.fromkeys(found))
            if len(entries) == 1:
                return entries[0]
            if entries:
                raise QueryError(
                    Text(f"« {wanted} » peut être plusieurs notices", f"'{wanted}' may be several entries"),
                    remedy=self._choices(entries),
                )
        raise self._nothing(name)

    def _read(self) -> Iterator[Listing]:
        for quad in self._store.quads_for_pattern(None, SCHEMA.item, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode):
                selection = self._one(quad.subject, DCTERMS.isPartOf)
                number = self._one(quad.subject, SCHEMA.position)
                yield Listing(selection.rpartition("/")[2], number, quad.object)

    def _one(self, subject: object, predicate: NamedNode) -> str:
        if not isinstance(subject, NamedNode):
            return ""
        found = sorted(
            str(getattr(quad.object, "value", ""))
            for quad in self._store.quads_for_pattern(subject, predicate, None, DefaultGraph())
        )
        return found[0] if found else ""

    def _by_number(self, name: str) -> Iterable[NamedNode]:
        selection, slash, number = name.rpartition("/")
        if not number.isdecimal() or (slash and not selection):
            return []
        wanted = selection.rpartition("/")[2]
        return [
            one.entry
            for one in self._listings
            if one.number == str(int(number)) and (not slash or _names(wanted, one.selection))
        ]

    def _by_address(self, name: str) -> Iterable[NamedNode]:
        local = name.removeprefix(self._base).removeprefix("id/").removeprefix("doc/").removeprefix("entry/")
        return [entry for entry in self._entries if entry.value in (name, f"{self._base}id/entry/{local}")]

    def _by_words(self, name: str) -> Iterable[NamedNode]:
        words = fold(name).split()
        if not words:
            return []
        titles = {entry: [fold(title) for title in self.titles(entry)] for entry in self._in_order()}
        exact = [entry for entry, folded in titles.items() if fold(name) in folded]
        return exact or [
            entry for entry, folded in titles.items() if any(all(word in title for word in words) for title in folded)
        ]

    def titles(self, thing: NamedNode) -> list[str]:
        """Return what a thing is called."""
        return [
            value
            for predicate in _NAMES
            for quad in self._store.quads_for_pattern(thing, predicate, None, DefaultGraph())
            if isinstance(value := getattr(quad.object, "value", None), str)
        ]

    def _in_order(self) -> Iterable[NamedNode]:
        return dict.fromkeys(one.entry for one in self._listings)

    def _choices(self, entries: list[NamedNode], heading: Text = _CHOOSE) -> Text:
        """Return a list of entries, each with what to type for it."""
        lines = [f"    {self._shortest(entry)}  {' / '.join(self.titles(entry))}" for entry in entries[:_MOST_SHOWN]]
        more = len(entries) - _MOST_SHOWN
        listed = "\n".join(lines) + (f"\n    … (+ {more})" if more > 0 else "")
        return Text(f"{heading.fr}\n{listed}", f"{heading.en}\n{listed}")

    def _shortest(self, entry: NamedNode) -> str:
        """Return what a person can type for this entry and no other: its number, or the selection and its number."""
        first = next(one for one in self._listings if one.entry == entry)
        if not first.number:
            return entry.value.removeprefix(f"{self._base}id/")
        alone = len({one.entry for one in self._listings if one.number == first.number}) == 1
        return first.number if alone else f"{first.selection}/{first.number}"

    def _nothing(self, name: str) -> QueryError:
        withdrawn = self._withdrawn(name)
        if withdrawn:
            return withdrawn
        thing = self._thing(name)
        related = list(dict.fromkeys(self._related(thing))) if thing else []
        if related:
            called = ", ".join(self.titles(thing)[:1]) if thing else name
            return QueryError(
                Text(f"« {called} » n'est pas une notice", f"'{called}' is not an entry"),
                remedy=self._choices(related, _RELATED),
            )
        titles = {title: entry for entry in self._in_order() for title in self.titles(entry)}
        near = [titles[title] for title in difflib.get_close_matches(name, titles, n=3, cutoff=0.5)]
        return QueryError(
            Text(f"aucune notice ne répond à « {name} »", f"no entry answers to '{name}'"),
            remedy=self._choices(near, _NEAR)
            if near
            else Text(
                "donnez son numéro, son adresse, ou des mots de son titre",
                "give its number, its address, or words of its title",
            ),
        )

    def _thing(self, name: str) -> NamedNode | None:
        try:
            thing = NamedNode(f"{self._base}id/{name.removeprefix(self._base).removeprefix('id/')}")
        except ValueError:
            return None
        return thing if self.titles(thing) else None

    def _related(self, thing: NamedNode) -> Iterator[NamedNode]:
        """Yield the entries that point at a thing, or at something that is part of it."""
        for quad in self._store.quads_for_pattern(None, None, thing, DefaultGraph()):
            if quad.subject in self._entries and isinstance(quad.subject, NamedNode):
                yield quad.subject
            elif quad.predicate == DCTERMS.isPartOf and isinstance(quad.subject, NamedNode) and quad.subject != thing:
                yield from (
                    whole.subject
                    for whole in self._store.quads_for_pattern(None, DCTERMS.isPartOf, quad.subject, DefaultGraph())
                    if isinstance(whole.subject, NamedNode) and whole.subject in self._entries
                )

    def _withdrawn(self, name: str) -> QueryError | None:
        local = name.removeprefix(self._base).removeprefix("id/").removeprefix("doc/").removeprefix("entry/")
        try:
            record = NamedNode(f"{self._base}doc/entry/{local}")
        except ValueError:
            return None
        moment = self._one(record, PROV.invalidatedAtTime)
        if not moment:
            return None
        replaced_by = self._one(record, DCTERMS.isReplacedBy)
        return QueryError(
            Text(f"cette notice a été retirée le {moment[:10]}", f"this entry was withdrawn on {moment[:10]}"),
            remedy=Text(f"elle est remplacée par {replaced_by}", f"it is replaced by {replaced_by}")
            if replaced_by
            else None,
        )


def _names(wanted: str, selection: str) -> bool:
    """Tell whether a selection is meant by the end of its address, with or without the digits that close it."""
    return wanted in (selection, selection.rpartition("-")[0])
