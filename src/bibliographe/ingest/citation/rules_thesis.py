"""The rules of `citation.lark` for theses and events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lark import Discard

from bibliographe.ingest.citation.names import is_body, organization
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.periodicals import website
from bibliographe.ingest.citation.rules import Named, Rules
from bibliographe.ingest.citation.theses import ThesisStatement, degree_and_institution
from bibliographe.model.entry import Event

if TYPE_CHECKING:
    from bibliographe.ingest.citation.draft import Draft
    from bibliographe.ingest.citation.parts import Part

_SURE_PEOPLE = 0.9


class ThesisRules(Rules):
    """`Thèse de doctorat : droit public, Université de Nantes, 2021`."""

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
        self.gather([each for each in found if not isinstance(each, Named)])
        named = [(each.rule, each.text) for each in found if isinstance(each, Named)]
        said = degree_and_institution(self.line.text, self._without_its_author(named))
        said = self._with_its_speciality(said)
        self.draft.degree, self.draft.places = said.degree, list(said.places)
        self.draft.institution = organization(said.institution) if said.institution else None
        self.draft.contributions = [
            replace(each, role="thesis-supervisor") if each.role == "director" else each
            for each in self.draft.contributions
        ]
        return self.draft

    def _without_its_author(self, named: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Note the person that `Mémoire de master en droit, Dumas A., Université de Nantes` names before a body."""
        texts = [text for rule, text in named if rule == "thesis_text"]
        people = parse_people(texts[0]) if len(texts) > 1 and any(map(is_body, texts[1:])) else None
        sure = people is not None and people.score >= _SURE_PEOPLE
        if people is None or not sure or any(one.agent.kind != "person" for one in people.contributions):
            return named
        self.draft.contributions.extend(people.contributions)
        return [each for each in named if each != ("thesis_text", texts[0])]

    def _with_its_speciality(self, said: ThesisStatement) -> ThesisStatement:
        """Take brackets directly after a degree for what it is in, and no collection: `Mémoire (M. Serv. soc.)`."""
        series = self.draft.series
        degree = f"{said.degree} ({series.title})" if series and not series.number else ""
        if not degree or degree not in self.line.text:
            return said
        self.draft.series = None
        return said._replace(degree=degree)


class EventRules(Rules):
    """`Dares, conférences du 12 septembre au 10 octobre 2023`."""

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
        draft = self.gather(found)
        organizer = organization(said["organizer"]) if "organizer" in said else None
        draft.event = Event(said["happening"], draft.issued, said.get("venue"), organizer)
        draft.issued = None
        if organizer is not None:
            draft.periodical = website(said["organizer"], 0)
        return draft
