"""The rules of `citation.lark` for who published something, where, and in which collection."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lark import Discard

from bibliographe.ingest.citation.names import is_acronym, is_exactly, is_town, organization, split_acronym
from bibliographe.ingest.citation.roles import role_part
from bibliographe.ingest.citation.rules import QUOTES, Named, Rules
from bibliographe.model.entry import Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.citation.draft import Draft
    from bibliographe.ingest.citation.parts import Part

_AND = re.compile(r"\s(?:&|et|and)\s")
_SERIES_AFTER_PUBLISHER = re.compile(r"\s*\((?:coll(?:\.|ection)\s*)?(?P<title>[^()]+)\)$", re.IGNORECASE)
_SERIES_MARK = re.compile(r"^(?:n°s?|n\.|nº|no\.?|vol\.|volume|t\.|tome)\s*", re.IGNORECASE)


class ImprintRules(Rules):
    """`Paris : Dunod, 2021, 230 p. (Management public)`."""

    def publisher(self, found: list[Part | str]) -> object:
        """Note a publisher; `s.n.` is none."""
        said = next((each for each in found if isinstance(each, str)), "")
        series = _SERIES_AFTER_PUBLISHER.search(said)
        if series and not split_acronym(said)[1] and not is_exactly("places", series.group("title")):
            self.draft.series = self.draft.series or Series(series.group("title").strip(QUOTES))
            said = said[: series.start()]
        if said:
            self.draft.publishers.append(organization(said))
        return Discard

    def place(self, found: list[Part]) -> object:
        """Note a place, as printed (`s.l.` too), without square brackets."""
        inside = found[1:-1] if "SQOPEN" in found[0].kinds else found
        printed = self.line.slice(inside)
        towns = _AND.split(printed)
        self.draft.places.extend(towns if len(towns) > 1 and any(map(is_town, towns)) else [printed])
        return Discard

    known_place = place

    def publisher_list(self, _found: list[object]) -> object:
        """Drop the list: its publishers are noted one by one."""
        return Discard

    publication = publisher_list

    def series_name(self, found: list[Part]) -> Named:
        """Return the name of a collection, without `Coll.` and quotation marks."""
        start = found[0].start + (found[0].head if "COLLECTION" in found[0].kinds else 0)
        name = self.line.text[start : found[-1].end].strip(QUOTES + ":")
        return Named("series_name", name or self.line.slice(found))

    series_title = series_name

    def series_number(self, found: list[Part]) -> Named:
        """Return a number in a collection, without its mark."""
        return Named("series_number", _SERIES_MARK.sub("", found[0].text))

    def series(self, found: list[Part | Named]) -> object:
        """Note a collection; what identifies it is gathered like any other fact."""
        named = {each.rule: each.text for each in found if isinstance(each, Named)}
        parts = [each for each in found if not isinstance(each, Named)]
        self.gather([part for part in parts if "IDENTIFIER" in part.kinds])
        title = named["series_name"] if "series_name" in named else self._open_series_name(parts)
        number = named.get("series_number") or next(
            (_SERIES_MARK.sub("", part.text) for part in parts if part.kinds & {"NUMBER", "ISSUE", "VOLUME"}), None
        )
        last = self.draft.publishers[-1] if self.draft.publishers else None
        if last and title and number is None and is_acronym(title, last.name):
            self.draft.publishers[-1] = organization(f"{last.name} ({title})")
        elif self.draft.series is None and title:
            self.draft.series = Series(title, number)
        return Discard

    def _open_series_name(self, parts: Sequence[Part]) -> str:
        """Return the name of a collection that is not in brackets: `coll. « U »`, `« U »`."""
        named = [part for part in parts if part.kinds & {"COLLECTION", "QUOTED", "TEXT"}]
        return self.line.text[named[0].start + named[0].head : named[-1].end].strip(QUOTES + ":")

    def bracketed(self, found: list[Part]) -> object:
        """Note what stands in square brackets as the medium."""
        self.draft.medium = self.draft.medium or found[1].text
        return Discard

    def shelf(self, _found: list[Part]) -> object:
        """Leave a shelf mark out: it says where the house keeps the document, not what it is."""
        return Discard

    def country(self, _found: list[Part]) -> object:
        """Leave a country out: it only says where the town before it is."""
        return Discard

    region = country
    subseries = country

    def role_list(self, found: list[Part]) -> object:
        """Note several people after the words of a role."""
        whole = replace(found[0], text=self.line.slice(found))
        self.draft.contributions.extend(role_part(whole))
        return Discard

    def first_edition(self, _found: list[Part]) -> object:
        """Leave out when a work first appeared: the citation is of another edition."""
        self.draft.reissued = True
        return Discard

    def imprint(self, found: list[Part]) -> Draft:
        """Return an imprint; with a thesis statement, its first publisher is the university too."""
        draft = self.gather(found)
        if draft.series and not draft.series.number and draft.number:
            draft.series, draft.number = replace(draft.series, number=draft.number), None
        if draft.degree and draft.publishers:
            draft.institution = draft.publishers[0]
        return draft
