"""From the tree of a citation line to a citation: one method for each rule of `citation.lark`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from lark import Discard, Transformer

from bibliographe.ingest.citation.draft import Draft
from bibliographe.ingest.citation.names import is_body, organization
from bibliographe.ingest.citation.periodicals import container, website
from bibliographe.ingest.citation.roles import role_part
from bibliographe.model.entry import Event, Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Token, Tree

    from bibliographe.ingest.citation.parts import Line, Part

_SIGNS = frozenset({"COMMA", "SEMI", "COLON", "STOP", "DASH", "SLASH", "OPEN", "CLOSE", "SQOPEN", "SQCLOSE"})
_QUOTES = "«»\"“”„ '"
_SERIES_MARK = re.compile(r"^(n°s?|n\.|nº|no\.?|vol\.|volume|t\.|tome)\s*", re.IGNORECASE)


class Named(NamedTuple):
    """A stretch of the line with the name of the rule that read it."""

    rule: str
    text: str


class FormReader(Transformer["Token", "Draft"]):
    """Turns the tree of one form of `citation.lark` into a `Draft`."""

    def __init__(self, line: Line) -> None:
        """Read trees whose words are positions in the parts of `line`."""
        super().__init__()
        self.line = line
        self.draft = Draft(line)

    def __default_token__(self, token: Token) -> Part:
        return self.line.parts[token.value]

    def _printed(self, found: Sequence[Part]) -> str:
        return self.line.slice([part for part in found if not (part.kinds & {"SQOPEN", "SQCLOSE"})])

    # ------------------------------------------------------------------------------------- stretches of text
    def words(self, found: list[Part]) -> str:
        """Return the text as printed."""
        return self.line.slice(found)

    def publisher(self, found: list[Part | str]) -> str:
        """Note a publisher; `s.n.` is none."""
        said = [each for each in found if isinstance(each, str)]
        if said:
            self.draft.publishers.append(organization(said[0]))
        return ""

    def place(self, found: list[Part]) -> str:
        """Note a place, as printed (`s.l.` too)."""
        bracketed = found[0].kinds & {"SQOPEN"}
        self.draft.places.append(self._printed(found[1:-1]) if bracketed else self.line.slice(found))
        return ""

    known_place = place

    def series_name(self, found: list[Part]) -> Named:
        """Return the name of a collection, without `Coll.` and quotation marks."""
        start = found[0].start + (found[0].head if "COLLECTION" in found[0].kinds else 0)
        return Named("series_name", self.line.text[start : found[-1].end].strip(_QUOTES + ":"))

    def series_number(self, found: list[Part]) -> Named:
        """Return a number in a collection, without its mark."""
        return Named("series_number", _SERIES_MARK.sub("", found[0].text))

    def series(self, found: list[Part | Named]) -> object:
        """Note a collection."""
        named = [each for each in found if isinstance(each, Named)]
        title = next((each.text for each in named if each.rule == "series_name"), None)
        if title is None:
            part = next(each for each in found if not isinstance(each, Named) and "COLLECTION" in each.kinds)
            title = part.text[part.head :].strip(_QUOTES + ":")
        number = next((each.text for each in named if each.rule == "series_number"), None)
        if self.draft.series is None and title:
            self.draft.series = Series(title, number)
        return Discard

    def bracketed(self, found: list[Part]) -> object:
        """Note what stands in square brackets as the medium."""
        self.draft.medium = self.draft.medium or found[1].text
        return Discard

    def container(self, found: list[Part]) -> object:
        """Note the periodical."""
        self.draft.periodical = container(self.line.slice(found))
        return Discard

    def site(self, found: list[Part]) -> object:
        """Note the website and the body that it is of."""
        self.draft.periodical = website(self.line.slice(found), found[0].head)
        return Discard

    def host(self, found: list[Part]) -> object:
        """Note the book that a chapter stands in."""
        self.draft.host = self.line.slice(found)
        return Discard

    def issue_title(self, found: list[Part]) -> object:
        """Note the title of the issue."""
        self.draft.issue_title = self.draft.issue_title or found[0].text.strip(_QUOTES)
        return Discard

    # ------------------------------------------------------------------------------------------------ theses
    def discipline(self, found: list[Part]) -> Named:
        """Return the discipline of a thesis; its start is not needed."""
        return Named("discipline", self.line.slice(found))

    def degree(self, found: list[Part | Named]) -> object:
        """Note the thesis statement; what looks like a body after it is the institution."""
        part = next(each for each in found if not isinstance(each, Named))
        discipline = next((each.text for each in found if isinstance(each, Named)), None)
        if discipline is not None and is_body(discipline):
            self.draft.institution = organization(discipline)
            discipline = None
        end = self.line.text.find(discipline, part.end) + len(discipline) if discipline else part.end
        closing = ")" if discipline and self.line.text[end : end + 1] == ")" and "(" in self.line.text[part.end : end] else ""
        self.draft.degree = self.line.text[part.start : end] + closing
        return Discard

    def degree_note(self, found: list[Part | Named]) -> object:
        """Note a thesis statement at the end of an imprint."""
        return self.degree([each for each in found if isinstance(each, Named) or "DEGREE" in each.kinds])

    def institution(self, found: list[Part]) -> object:
        """Note where a thesis was defended; a part before a colon is the place."""
        if len(found) > 2 and "COLON" in found[1].kinds:
            self.draft.places.append(found[0].text)
            found = found[2:]
        if self.draft.institution is None:
            self.draft.institution = organization(self.line.slice(found))
        elif "PLACE" in found[0].kinds:
            self.draft.places.append(found[0].text)
        else:
            self.draft.said_twice("institution", found[0])
        return Discard

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
        self._gather(found)
        draft = self.draft
        organizer = organization(said["organizer"]) if "organizer" in said else None
        draft.event = Event(said["happening"], draft.issued, said.get("venue"), organizer)
        draft.issued = None
        if organizer is not None:
            draft.periodical = website(said["organizer"], 0)
        return draft

    # ------------------------------------------------------------------------------------------------- forms
    def _gather(self, found: Sequence[object]) -> Draft:
        for each in found:
            if each is not None and hasattr(each, "kinds"):
                part = cast("Part", each)
                if part.fact is not None:
                    self.draft.add(part)
                elif "ROLE" in part.kinds:
                    self.draft.contributions.extend(role_part(part))
        return self.draft

    def imprint(self, found: list[Part]) -> Draft:
        """Return an imprint."""
        return self._gather(found)

    def thesis(self, found: list[Part]) -> Draft:
        """Return a thesis: a supervisor is named by `sous la direction de`."""
        return self._gather(found)

    def periodical(self, found: list[Part]) -> Draft:
        """Return an article in a periodical."""
        return self._gather(found)

    def chapter(self, found: list[Part]) -> Draft:
        """Return a chapter in a book."""
        return self._gather(found)

    def web(self, found: list[Part]) -> Draft:
        """Return something on a website."""
        return self._gather(found)


def read_form(line: Line, tree: Tree[Token]) -> Draft:
    """Return what a tree of `citation.lark` says of a line."""
    return FormReader(line).transform(tree)
