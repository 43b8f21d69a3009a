"""The rules of `citation.lark` for where something appeared: a periodical, a website, a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lark import Discard

from bibliographe.ingest.citation.numbering import bare_pages
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.periodical_titles import (
    number_after_title,
    number_for_month,
    pages_after_title,
    town_after_title,
)
from bibliographe.ingest.citation.periodicals import container, website, website_at
from bibliographe.ingest.citation.rules import QUOTES, Rules
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.citation.draft import Draft
    from bibliographe.ingest.citation.parts import Part

_RECORDINGS = ("podcast", "video")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ARTICLE_NUMBER = re.compile(r"e?\d{3,8}")


class ContainerRules(Rules):
    """`Archimag, n° 368, octobre 2023, pp. 13-20`, `In : Titre, Paris : Dunod`, `La Gazette.fr, 6 mai 2024`."""

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
                self.gather(found)
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

    def online(self, _found: list[Part]) -> object:
        """Note that something is on the web, wherever."""
        self.draft.online = True
        return Discard

    def what_it_is(self, found: list[Part]) -> object:
        """Note `Podcast` before the rest of a line as the medium."""
        self.draft.medium = self.draft.medium or found[0].text
        return Discard

    def host(self, found: list[Part]) -> object:
        """Note the book that a chapter stands in; its own editors are left out of its title."""
        end = next((index for index in range(1, len(found)) if _ends_host(found, index)), len(found))
        found = found[:end]
        if len(found) > len(("Titre", ".")) and "PLACE" in found[-1].kinds and "STOP" in found[-2].kinds:
            # `Dans Titre. Québec, Dunod, 2021`: what is a town and a province begins the imprint
            self.draft.places.insert(0, found[-1].text)
            found = found[:-2]
        printed = self.line.slice(found)
        for index, part in reversed(list(enumerate(found[:-1]))):
            if part.kinds & {"COMMA", "STOP"} and parse_people(self.line.slice(found[:index])):
                printed = self.line.slice(found[index + 1 :])
                break
        self.draft.host = printed.strip(QUOTES)
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

    counted_issue = bare_issue

    def bare_pages(self, found: list[Part]) -> object:
        """Note pages without their mark, or an article's number; anything else is none, and doubted."""
        said = found[0].text
        self.draft.pages = bare_pages(said)
        if self.draft.pages is None and _ARTICLE_NUMBER.fullmatch(said):
            self.draft.pages = Pages(said, said, said)  # `13(1), 5981`
        elif self.draft.pages is None:
            self.draft.said_twice("pages", found[0])
        return Discard

    def location(self, found: list[Part]) -> object:
        """Note what follows a date in brackets: pages, or the number that an article has in place of them."""
        said = found[0].text
        self.draft.pages = bare_pages(said) or Pages(said, said, said)
        return Discard

    def issue_title(self, found: list[Part]) -> object:
        """Note the title of the issue."""
        self.draft.issue_title = self.draft.issue_title or found[0].text.strip(QUOTES)
        return Discard

    def periodical(self, found: list[Part]) -> Draft:
        """Return an article in a periodical; the year of `AJDA 2022, p. 1245` is a date when there is no other."""
        draft = self.gather(found)
        title, _, last = draft.periodical.title.rpartition(" ") if draft.periodical else ("", "", "")
        if draft.issued is None and draft.numbered_year is None and title and _YEAR.fullmatch(last):
            draft.periodical, draft.issued = container(title), DateStatement(last, last)
            return draft
        number_for_month(draft)
        pages_after_title(draft)
        if draft.periodical is not None and (draft.pages or draft.number):
            number_after_title(draft)
            town_after_title(draft)
        return draft

    def chapter(self, found: list[Part]) -> Draft:
        """Return a chapter in a book."""
        return self.gather(found)

    def web(self, found: list[Part]) -> Draft:
        """Return something on a website; where only its address is printed, that stands for the site."""
        draft = self.gather(found)
        address = next((value for kind, value in draft.identifiers if kind == "url"), None)
        if draft.periodical is None and address is not None:
            draft.periodical = website_at(address)
        return draft


def _ends_host(found: Sequence[Part], index: int) -> bool:
    """Tell whether the title of a book ends before a part: at ` / ` or `, sous la direction de …`."""
    part, following = found[index], found[index + 1] if index + 1 < len(found) else None
    return "SLASH" in part.kinds or ("COMMA" in part.kinds and following is not None and "ROLE" in following.kinds)
