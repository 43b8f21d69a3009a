"""Entries: what is said of one document, and the lines that a selection prints about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from invention import agents, containers, dates, words
from invention.identifiers import doi, isbn13, slug
from invention.terms import TITLE, TYPE, Thing, node, plain, term, text, typed

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from invention.pools import Shared

_AUTHORS = (0, 1, 1, 1, 1, 1, 1, 2, 2, 3)
_TRUE = 0.5


@dataclass(slots=True)
class Draft:
    """An entry in the making."""

    index: int
    genre: str
    title: str
    thing: Thing
    day: int
    """The day of the selection, as an ordinal: everything that it prints is older."""
    lines: list[str] = field(default_factory=list)
    belongings: list[Thing] = field(default_factory=list)
    """The list of authors and the contributions."""
    link: str | None = None
    """The words of the link that the selection prints last."""
    mentions: list[tuple[str, str]] = field(default_factory=list)
    """The shared things that the entry names: kind and address."""
    issue: tuple[str, int, str] | None = None
    """The periodical's number, the month and the address of the issue that it appeared in."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes entries from one source of chance."""

    chance: random.Random
    shared: Shared
    seed: int
    lean: bool

    def entry(self, index: int, day: int) -> Draft:
        """Return the entry of this number, printed in a selection of this day."""
        rate = self.chance.random()
        genre = next(genre for limit, genre in _GENRES if rate < limit)
        title, short = words.title(index, self.seed)
        thing = Thing(node("entry", f"e{index:07}-{slug(short)}"), [(TITLE, text(title))])
        thing.say("dcterms:language", plain("fr"))
        draft = Draft(index, genre, title, thing, day)
        _MAKERS[genre](self, draft)
        return draft

    def kind(self, draft: Draft, document_class: str, document_type: str) -> None:
        """Say what sort of document it is."""
        draft.thing.said.append((TYPE, term(document_class)))
        draft.thing.say("dcterms:type", term(f"type:{document_type}"))

    def authors(self, draft: Draft, count: int) -> None:
        """Name persons as authors, in this order."""
        found = list(dict.fromkeys(self.shared.persons.draw(self.chance) for _ in range(count)))
        sequence = Thing(node("authors", draft.thing.iri.rsplit("/", 1)[-1][:-1]), [(TYPE, term("rdf:Seq"))])
        for rank, person in enumerate(found, 1):
            iri = agents.person_iri(person, self.seed)
            draft.thing.say("dcterms:creator", iri)
            sequence.say(f"rdf:_{rank}", iri)
            draft.mentions.append(("person", iri))
        if found:
            draft.lines.append(", ".join(agents.person_name(person, self.seed) for person in found))
        if found and not self.lean:
            draft.thing.say("bibo:authorList", sequence.iri)
            draft.belongings.append(sequence)

    def issue(self, draft: Draft, letter: str) -> None:
        """Say which issue of which periodical it appeared in, on which pages."""
        pool = self.shared.journals if letter == "j" else self.shared.magazines
        index = pool.draw(self.chance)
        month = dates.month_of(draft.day) - self.chance.randint(1, 18)
        iri = containers.issue_iri(letter, index, month)
        draft.thing.say("dcterms:isPartOf", iri)
        draft.issue = (f"{letter}{index}", month, iri)
        draft.mentions += [("periodical", containers.periodical_iri(letter, index)), ("issue", iri)]
        printed = dates.in_month(month)
        printed.state(draft.thing, self.lean)
        first = self.chance.randint(3, 90)
        last = first + self.chance.randint(1, 12)
        draft.thing.say("bibo:pages", plain(f"{first}-{last}"))
        draft.thing.say("bibo:pageStart", plain(str(first)))
        draft.thing.say("bibo:pageEnd", plain(str(last)))
        in_volume = f"vol. {containers.volume(month)}, " if letter == "j" else ""
        draft.lines.append(
            f"{containers.periodical_name(letter, index)}, {in_volume}n° {containers.issue_number(index, month)}, "
            f"{printed.words}, pp. {first}-{last}"
        )
        if letter == "j":
            code = doi(index, draft.index)
            draft.thing.say("bibo:doi", plain(code))
            draft.lines.append(f"DOI {code}")

    def online(self, draft: Draft, words_of_link: str) -> None:
        """Say which website it is on, where, and when it was read there."""
        site = self.shared.sites.draw(self.chance)
        draft.thing.say("dcterms:isPartOf", containers.site_iri(site))
        draft.thing.say("schema:url", f"<{containers.site_url(site)}page/{draft.index}>")
        accessed = draft.day - self.chance.randint(1, 90)
        draft.thing.say("fabio:hasAccessDate", typed(dates.on_day(accessed).value, "xsd:date"))
        access = f"consulté le {dates.words_of(accessed)}"
        if not self.lean:
            draft.thing.say("bibl:verbatimAccessDate", text(access))
        line = f"{words.site(site)}, "
        if draft.genre == "web":
            printed = dates.on_day(accessed - self.chance.randint(0, 500))
            printed.state(draft.thing, self.lean)
            line += f"{printed.words}, "
        draft.lines.append(line + access)
        draft.link = words_of_link

    def published(self, draft: Draft, letter: str) -> None:
        """Say who published it, where and in what year, and how long it is."""
        pool = {"h": self.shared.houses, "s": self.shared.units, "u": self.shared.universities}[letter]
        index = pool.draw(self.chance)
        draft.thing.say("bibo:issuer" if letter == "u" else "dcterms:publisher", agents.body_iri(letter, index))
        draft.mentions.append(("body", agents.body_iri(letter, index)))
        place = words.place(index)
        if not self.lean:
            draft.thing.say("bibl:placeOfPublication", text(place))
        printed = dates.in_year(1999 + dates.month_of(draft.day) // 12 - self.chance.randint(0, 3))
        printed.state(draft.thing, self.lean)
        pages = str(self.chance.randint(24, 480))
        draft.thing.say("bibo:numPages", plain(pages))
        draft.lines.append(f"{place} : {agents.body_name(letter, index)}, {printed.words}, {pages} p.")

    def isbn(self, draft: Draft) -> None:
        """Give it an ISBN."""
        code = isbn13(draft.index)
        draft.thing.say("bibo:isbn13", plain(code))
        draft.lines.append(f"ISBN {code}")


def _article(maker: Maker, draft: Draft) -> None:
    maker.kind(draft, "bibo:Article", "article")
    maker.authors(draft, maker.chance.choice(_AUTHORS))
    maker.issue(draft, "m")


def _academic(maker: Maker, draft: Draft) -> None:
    maker.kind(draft, "bibo:AcademicArticle", "academic-article")
    maker.authors(draft, maker.chance.randint(1, 4))
    maker.issue(draft, "j")


def _interview(maker: Maker, draft: Draft) -> None:
    maker.kind(draft, "bibo:Article", "interview")
    person = maker.shared.persons.draw(maker.chance)
    draft.title += f", entretien avec {agents.person_name(person, maker.seed)}"
    draft.thing.put("dcterms:title", text(draft.title))
    contribution = Thing(
        node("contribution", draft.thing.iri.rsplit("/", 1)[-1][:-1] + "-1"), [(TYPE, term("prov:Attribution"))]
    )
    contribution.say("prov:agent", agents.person_iri(person, maker.seed))
    contribution.say("dcat:hadRole", term("role:interviewee"))
    contribution.say("schema:position", typed(1, "xsd:integer"))
    if not maker.lean:
        draft.thing.say("prov:qualifiedAttribution", contribution.iri)
        draft.belongings.append(contribution)
    draft.thing.say("schema:mentions", agents.person_iri(person, maker.seed))
    draft.mentions.append(("person", agents.person_iri(person, maker.seed)))
    maker.issue(draft, "m")


def _web(maker: Maker, draft: Draft) -> None:
    maker.kind(draft, "bibo:Article", "web-article")
    maker.online(draft, "Consulter l'article")


def _webpage(maker: Maker, draft: Draft) -> None:
    maker.kind(draft, "bibo:Webpage", "webpage")
    maker.online(draft, "Consulter le site")


def _book(maker: Maker, draft: Draft) -> None:
    maker.kind(draft, "bibo:Book", "book")
    maker.authors(draft, maker.chance.choice(_AUTHORS[1:]))
    maker.published(draft, "h")
    if maker.chance.random() < _TRUE / 2:
        series, number = maker.shared.series.draw(maker.chance), str(maker.chance.randint(1, 90))
        draft.thing.say("dcterms:isPartOf", containers.series_iri(series))
        draft.thing.say("bibo:number", plain(number))
        draft.lines[-1] += f" ({words.series(series)}, n° {number})"
    maker.isbn(draft)


def _report(maker: Maker, draft: Draft) -> None:
    maker.kind(draft, "bibo:Report", maker.chance.choice(("report", "study", "brochure")))
    maker.published(draft, "s")
    if maker.chance.random() < _TRUE:
        maker.isbn(draft)


def _thesis(maker: Maker, draft: Draft) -> None:
    maker.kind(draft, "bibo:Thesis", "thesis")
    maker.authors(draft, 1)
    maker.published(draft, "u")
    statement = "Thèse de doctorat : droit public"
    draft.thing.say("bibl:degreeStatement", text(statement))
    draft.lines[-1] += f" {statement}"


_GENRES = (
    (0.42, "article"),
    (0.50, "academic"),
    (0.53, "interview"),
    (0.68, "web"),
    (0.72, "webpage"),
    (0.86, "book"),
    (0.96, "report"),
    (1.01, "thesis"),
)
"""What share of the entries is of each genre, as limits of one throw."""
_MAKERS: dict[str, Callable[[Maker, Draft], None]] = {
    "article": _article,
    "academic": _academic,
    "interview": _interview,
    "web": _web,
    "webpage": _webpage,
    "book": _book,
    "report": _report,
    "thesis": _thesis,
}
