"""From the tree of a citation line to a citation: one method for each rule of `citation.lark`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from lark import Discard, Transformer

from bibliographe.ingest.citation.draft import Draft
from bibliographe.ingest.citation.names import is_acronym, is_exactly, is_town, organization, split_acronym
from bibliographe.ingest.citation.numbering import bare_pages
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.periodicals import container, website, website_at
from bibliographe.ingest.citation.roles import role_part
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.ingest.citation.theses import degree_and_institution
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Event, Pages, Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Token, Tree

    from bibliographe.ingest.citation.parts import Line, Part

_AND = re.compile(r"\s(?:&|et|and)\s")
_QUOTES = "«»\"“”„ '"
_RECORDINGS = ("podcast", "video")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAGES_AFTER_BRACKETS = re.compile(r"\)\s?[:,]\s?\d")
"""How Chicago, APA and their like print pages after a date or an issue: `(2001): 475-502`, `27(4), 131-145`."""
_PAGED_TITLE = re.compile(r"(?P<title>.*[^\W\d_].*?),\s(?P<pages>\d+\s?[-‐-―]\s?\d+)")
_NUMBERED_TITLE = re.compile(
    r"(?P<title>.*[^\W\d_]\S*?)(?P<comma>,?)\s+(?P<volume>\d{1,3})"
    r"(?:\s?:\s?(?P<issue>\d+(?:[-/]\d+)?)|\s?\((?P<bracketed>\d+(?:[-‐-―/]\d+)?)\))?"
)
_SERIES_AFTER_PUBLISHER = re.compile(r"\s*\((?:coll(?:\.|ection)\s*)?(?P<title>[^()]+)\)$", re.IGNORECASE)
_SERIES_MARK = re.compile(r"^(?:n°s?|n\.|nº|no\.?|vol\.|volume|t\.|tome)\s*", re.IGNORECASE)


def number_after_title(draft: Draft) -> None:
    """Take the bare number after a periodical's title for its volume: `Annales, 37, n° 5`, `Past & Present 7:4 (2001)`."""
    found = _NUMBERED_TITLE.fullmatch(draft.periodical.title) if draft.periodical else None
    issue = found and (found["issue"] or found["bracketed"])
    if found is None or not (found["comma"] or issue or _PAGES_AFTER_BRACKETS.search(draft.line.text)):
        return  # `Bulletin du CDG 32, n° 4`
    if draft.volume is None:
        draft.volume, draft.number = found["volume"], draft.number or issue
    elif draft.number and _YEAR.fullmatch(draft.number) and draft.issued is None:
        year = draft.number
        draft.volume, draft.number, draft.issued = found["volume"], draft.volume, DateStatement(year, year)
    else:
        return
    draft.periodical = container(found["title"])


def pages_after_title(draft: Draft) -> None:
    """Take the bare pages at the end of a periodical's title off it: `Digital Journalism, 1-15, 2014`."""
    found = _PAGED_TITLE.fullmatch(draft.periodical.title) if draft.periodical and draft.pages is None else None
    pages = bare_pages(found["pages"]) if found else None
    if found and pages:
        draft.periodical, draft.pages, draft.bare = container(found["title"]), pages, True


def town_after_title(draft: Draft) -> None:
    """Take the town after a periodical's title for where it appears: `Revue de musicologie, Lisbonne, n° 10`."""
    title, comma, town = draft.periodical.title.rpartition(", ") if draft.periodical else ("", "", "")
    if comma and is_exactly("places", town) and is_town(town):
        draft.periodical = container(title)
        draft.places.append(town)


class Named(NamedTuple):
    """A stretch of the line with the name of the rule that read it."""

    rule: str
    text: str


class FormReader(Transformer["Token", "Draft"]):
    """Turns the tree of one form of `citation.lark` into a `Draft`."""

    def __init__(self, line: Line, parts: Sequence[Part]) -> None:
        """Read trees whose words are positions in `parts`, which are parts of `line`."""
        super().__init__()
        self.line = line
        self.parts = parts
        self.draft = Draft(line)

    def __default_token__(self, token: Token) -> Part:
        return self.parts[int(token.value)]

    # ------------------------------------------------------------------------------------------- publication
    def words(self, found: list[Part]) -> str:
        """Return the text as printed."""
        return self.line.slice(found)

    def publisher(self, found: list[Part | str]) -> object:
        """Note a publisher; `s.n.` is none."""
        said = next((each for each in found if isinstance(each, str)), "")
        series = _SERIES_AFTER_PUBLISHER.search(said)
        if series and not split_acronym(said)[1] and not is_exactly("places", series.group("title")):
            self.draft.series = self.draft.series or Series(series.group("title").strip(_QUOTES))
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
        name = self.line.text[start : found[-1].end].strip(_QUOTES + ":")
        return Named("series_name", name or self.line.slice(found))

    def series_number(self, found: list[Part]) -> Named:
        """Return a number in a collection, without its mark."""
        return Named("series_number", _SERIES_MARK.sub("", found[0].text))

    def series(self, found: list[Part | Named]) -> object:
        """Note a collection; what identifies it is gathered like any other fact."""
        named = {each.rule: each.text for each in found if isinstance(each, Named)}
        parts = [each for each in found if not isinstance(each, Named)]
        self._gather([part for part in parts if "IDENTIFIER" in part.kinds])
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
        return self.line.text[named[0].start + named[0].head : named[-1].end].strip(_QUOTES + ":")

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

    def role_list(self, found: list[Part]) -> object:
        """Note several people after the words of a role."""
        whole = replace(found[0], text=self.line.slice(found))
        self.draft.contributions.extend(role_part(whole))
        return Discard

    def first_edition(self, _found: list[Part]) -> object:
        """Leave out when a work first appeared: the citation is of another edition."""
        self.draft.reissued = True
        return Discard

    def online(self, _found: list[Part]) -> object:
        """Note that something is on the web, wherever."""
        self.draft.online = True
        return Discard

    def what_it_is(self, found: list[Part]) -> object:
        """Note `Podcast` before the rest of a line as the medium."""
        self.draft.medium = self.draft.medium or found[0].text
        return Discard

    # ------------------------------------------------------------------------------------ where it appeared
    def container(self, found: list[Part]) -> object:
        """Note the periodical."""
        self.draft.periodical = container(self.line.slice(found))
        return Discard

    gazette = container

    def site(self, found: list[Part]) -> object:
        """Note the website and the body that it is of; an address stands for its site."""
        if "IDENTIFIER" in found[0].kinds:
            self.draft.periodical = website_at(found[0].text)
            if "/" in found[0].text.split("://")[-1].strip("/"):
                self._gather(found)
        elif not self._noted_recording(self.line.slice(found)):
            head = found[0].head if "SITE" in found[0].kinds else 0
            self.draft.periodical = website(self.line.slice(found), head)
        return Discard

    broadcast = site

    def _noted_recording(self, text: str) -> bool:
        """Note `Podcast de France Inter` as a medium and the site of who made it."""
        kind, maker = parse_kind_line(text) or ("", None)
        if kind not in _RECORDINGS or maker is None or text.partition(" ")[2] == maker.name:
            return False  # `Podcast France Inter` is how the programme is called
        self.draft.medium = self.draft.medium or text.split()[0]
        self.draft.periodical = website(maker.name, 0)
        return True

    def host(self, found: list[Part]) -> object:
        """Note the book that a chapter stands in; its own editors are left out of its title."""
        end = next((index for index in range(1, len(found)) if _ends_host(found, index)), len(found))
        found = found[:end]
        printed = self.line.slice(found)
        for index, part in reversed(list(enumerate(found[:-1]))):
            if part.kinds & {"COMMA", "STOP"} and parse_people(self.line.slice(found[:index])):
                printed = self.line.slice(found[index + 1 :])
                break
        self.draft.host = printed.strip(_QUOTES)
        return Discard

    def bare_number(self, found: list[Part]) -> object:
        """Note a number without its mark, as APA has it."""
        self.draft.volume = found[0].text
        self.draft.bare = True
        return Discard

    def bare_issue(self, found: list[Part]) -> object:
        """Note the number of an issue in brackets, as APA has it where there is no volume."""
        self.draft.number = found[0].text
        return Discard

    def bare_pages(self, found: list[Part]) -> object:
        """Note pages without their mark; anything but a range is none, and doubted."""
        self.draft.pages = bare_pages(found[0].text)
        if self.draft.pages is None:
            self.draft.said_twice("pages", found[0])
        return Discard

    def location(self, found: list[Part]) -> object:
        """Note what follows a date in brackets: pages, or the number that an article has in place of them."""
        said = found[0].text
        self.draft.pages = bare_pages(said) or Pages(said, said, said)
        return Discard

    def issue_title(self, found: list[Part]) -> object:
        """Note the title of the issue."""
        self.draft.issue_title = self.draft.issue_title or found[0].text.strip(_QUOTES)
        return Discard

    # ------------------------------------------------------------------------------------------------ theses
    def thesis_text(self, found: list[Part]) -> Named:
        """Return the discipline or the university."""
        inside = found[1:-1] if "OPEN" in found[0].kinds else found
        rule = "thesis_place" if "PLACE" in inside[0].kinds else "thesis_text"
        return Named(rule, self.line.slice(inside))

    def thesis_before(self, found: list[Part]) -> Named:
        """Return the university when it stands before the thesis statement."""
        return Named("thesis_before", found[0].text)

    def degree(self, found: list[Part]) -> Named:
        """Return the thesis statement."""
        return Named("degree", found[0].text)

    def discipline(self, found: list[Part]) -> Named:
        """Return the discipline after a thesis statement."""
        return Named("discipline", self.line.slice(found))

    def degree_note(self, found: list[Part | Named]) -> object:
        """Note a thesis statement at the end of an imprint: its publisher is the university."""
        said = [each for each in found if isinstance(each, Named) or "DEGREE" in each.kinds]
        start = self.line.text.find(said[0].text)
        end = self.line.text.find(said[-1].text, start) + len(said[-1].text)
        self.draft.degree = self.line.text[start:end]
        return Discard

    def thesis(self, found: list[Part | Named]) -> Draft:
        """Return a thesis: whoever directs it is its supervisor."""
        self._gather([each for each in found if not isinstance(each, Named)])
        named = [(each.rule, each.text) for each in found if isinstance(each, Named)]
        said = degree_and_institution(self.line.text, named)
        self.draft.degree, self.draft.places = said.degree, list(said.places)
        self.draft.institution = organization(said.institution) if said.institution else None
        self.draft.contributions = [
            replace(each, role="thesis-supervisor") if each.role == "director" else each
            for each in self.draft.contributions
        ]
        return self.draft

    # ------------------------------------------------------------------------------------------------ events
    def organizer(self, found: list[str]) -> Named:
        """Return who holds the event."""
        return Named("organizer", found[0])

    def happening(self, found: list[Part]) -> Named:
        """Return what is held, as printed."""
        return Named("happening", found[0].text)

    def venue(self, found: list[Part]) -> Named:
        """Return where it is held."""
        return Named("venue", found[0].text)

    def event(self, found: list[Part | Named]) -> Draft:
        """Return an event: its date is not when something was published."""
        said = {each.rule: each.text for each in reversed(found) if isinstance(each, Named)}
        draft = self._gather(found)
        organizer = organization(said["organizer"]) if "organizer" in said else None
        draft.event = Event(said["happening"], draft.issued, said.get("venue"), organizer)
        draft.issued = None
        if organizer is not None:
            draft.periodical = website(said["organizer"], 0)
        return draft

    # ------------------------------------------------------------------------------------------------- forms
    def _gather(self, found: Sequence[object]) -> Draft:
        for each in found:
            if not hasattr(each, "kinds"):
                continue
            part = cast("Part", each)
            if part.fact is not None:
                self.draft.add(part)
            elif "ROLE" in part.kinds:
                self.draft.contributions.extend(role_part(part))
        return self.draft

    def imprint(self, found: list[Part]) -> Draft:
        """Return an imprint; with a thesis statement, its first publisher is the university too."""
        draft = self._gather(found)
        if draft.series and not draft.series.number and draft.number:
            draft.series, draft.number = replace(draft.series, number=draft.number), None
        if draft.degree and draft.publishers:
            draft.institution = draft.publishers[0]
        return draft

    def periodical(self, found: list[Part]) -> Draft:
        """Return an article in a periodical; the year of `AJDA 2022, p. 1245` is a date when there is no other."""
        draft = self._gather(found)
        title, _, last = draft.periodical.title.rpartition(" ") if draft.periodical else ("", "", "")
        if draft.issued is None and draft.numbered_year is None and title and _YEAR.fullmatch(last):
            draft.periodical, draft.issued = container(title), DateStatement(last, last)
            return draft
        pages_after_title(draft)
        if draft.periodical is not None and (draft.pages or draft.number):
            number_after_title(draft)
            town_after_title(draft)
        return draft

    def chapter(self, found: list[Part]) -> Draft:
        """Return a chapter in a book."""
        return self._gather(found)

    def web(self, found: list[Part]) -> Draft:
        """Return something on a website; where only its address is printed, that stands for the site."""
        draft = self._gather(found)
        address = next((value for kind, value in draft.identifiers if kind == "url"), None)
        if draft.periodical is None and address is not None:
            draft.periodical = website_at(address)
        return draft


def _ends_host(found: Sequence[Part], index: int) -> bool:
    """Tell whether the title of a book ends before a part: at ` / ` or `, sous la direction de …`."""
    part, following = found[index], found[index + 1] if index + 1 < len(found) else None
    return "SLASH" in part.kinds or ("COMMA" in part.kinds and following is not None and "ROLE" in following.kinds)


def read_form(line: Line, parts: Sequence[Part], tree: Tree[Token]) -> Draft:
    """Return what a tree of `citation.lark` says of the parts of a line."""
    return FormReader(line, parts).transform(tree)
