# ruff: noqa: E501 - a line an entry
"""An invented catalogue with an entry of every kind, as it is read out of a store."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from pyoxigraph import Quad, Store

from bibliographe.export.records.reading import EntryReader
from bibliographe.graph.describe.bibliography import SourceFacts, describe_bibliography
from bibliographe.graph.describe.description import Description
from bibliographe.graph.iri import Minter
from bibliographe.model.dates import DateStatement as Date
from bibliographe.model.entry import (
    Agent,
    Citation,
    ContentsLine,
    Contribution,
    Entry,
    Event,
    Host,
    Issue,
    Link,
    Pages,
    Periodical,
    Series,
    Span,
    Topic,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.model.entry import Item
    from bibliographe.store.access import OpenedStore

FACTS = SourceFacts("essai.bib", "text/plain", "0" * 64)
BASE = "https://example.org/catalogue/"


def stored(items: Iterable[Item], language: str = "fr") -> list[Catalogued]:
    """Return entries as they are read out of a store that they were brought to."""
    description = Description(Minter(BASE), "essai", language)
    describe_bibliography(items, description, FACTS, lambda _title: set())
    store = Store()
    for record in description.records():
        store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in record.triples)
    opened = SimpleNamespace(store=store, catalogue=SimpleNamespace(export_abstracts=False), abstracts=[])
    return list(EntryReader(cast("OpenedStore", opened)).entries())


def person(given: str, family: str) -> Agent:
    return Agent(f"{given} {family}", "person", given, family)


def by(*agents: Agent, role: str = "author") -> tuple[Contribution, ...]:
    return tuple(Contribution(agent, role) for agent in agents)


ANNE, PAUL, ZOE = person("Anne", "Delcourt"), person("Paul", "de La Tour"), person("Zoë", "O'Brien")
CENTRE = Agent("Centre d'études du travail", alternate_names=("CET",))
HOUSE = Agent("Éditions du Marque-page")
REVIEW = Periodical("Cahiers du travail", "journal", "1234-5679", publisher=CENTRE)
MAGAZINE = Periodical("Le Mensuel des métiers", "magazine")
DAILY = Periodical("Le Quotidien", "newspaper")
SITE = Periodical("Le carnet des archives", "website", url="https://carnet.example.org/")
TOPICS = (Topic(("Travail",), "1", 1), Topic(("Travail", "Organisation du travail"), "1.1", 2))
MAY = Date("mai-juin 2024", "2024-05/2024-06")


def issue(number: str | None, date: Date, volume: str | None = None, title: str | None = None) -> dict[str, object]:
    return {"issue": Issue(number, volume, date, title), "issued": date}


def entry(number: int, kind: str, title: str, citation: Citation, **said: object) -> Entry:
    said.setdefault("topic", TOPICS[number % 2].path)
    return Entry(title, kind, number, Span(number, number), title, citation=citation, **said)  # type: ignore[arg-type]


def _all() -> tuple[Entry, ...]:
    day = Date("12 mai 2024", "2024-05-12")
    described = (
        ("article", "L'atelier retrouvé : chronique", Citation(periodical=MAGAZINE, pages=Pages("18-19", "18", "19"), **issue("169-170", MAY)),
         {"contributions": by(ANNE, PAUL), "keywords": ("atelier", "artisanat")}),
        ("academic-article", "Mesurer l’« effort » : une revue, 100 % critique", Citation(periodical=REVIEW, pages=Pages("3, 7-9"),
         identifiers=(("doi", "10.1234/cet.2021(3)<7>"),), **issue("3", Date("2021", "2021"), "12")),
         {"contributions": by(ANNE, CENTRE), "others": True}),
        ("press-article", "Les métiers qui changent", Citation(periodical=DAILY, issued=day, pages=Pages("4", "4", "4")), {"contributions": by(ZOE)}),
        ("web-article", "Écrire un billet & le publier", Citation(periodical=SITE, issued=day, accessed=Date("1er juin 2024", "2024-06-01")),
         {"links": (Link("Lire", "https://carnet.example.org/billet?a=1&b=2"),)}),
        ("interview", "« Je range, donc je suis »", Citation(periodical=MAGAZINE, **issue("hors-série n° 4", Date("printemps 2020", "2020-21"))),
         {"contributions": (*by(ANNE, role="interviewee"), *by(PAUL, role="interviewer"))}),
        ("opinion", "Pour la sieste au bureau", Citation(periodical=DAILY, issued=day), {"contributions": by(PAUL)}),
        ("webpage", "Télétravail : mode d'emploi", Citation(periodical=SITE, accessed=Date("2024-06-01", "2024-06-01")),
         {"links": (Link("Page", "https://carnet.example.org/teletravail"),)}),
        ("book", "The long desk : a history", Citation(publishers=(HOUSE, CENTRE), places=("Lyon", "Paris"), series=Series("Métiers", "12"),
         issued=Date("2019", "2019"), extent="240", edition="2e édition", identifiers=(("isbn", "9781234567897"),)),
         {"language": "en", "contributions": (*by(ZOE), *by(PAUL, role="translator"), *by(ANNE, role="preface-writer"))}),
        ("chapter", "La table et le banc", Citation(host=Host("Histoires de meubles", (("isbn", "9781234567897"),)), publishers=(HOUSE,),
         issued=Date("2018", "2018"), pages=Pages("45-67", "45", "67")), {"contributions": by(ANNE)}),
        ("report", "Rapport sur les pauses", Citation(publishers=(CENTRE,), issued=Date("mars 2023", "2023-03"), extent="90"),
         {"contributions": by(CENTRE), "contents": (ContentsLine("Le café"), ContentsLine("La machine", 1), ContentsLine("Le thé -- vert"))}),
        ("study", "Baromètre des chaises", Citation(publishers=(CENTRE,), issued=Date("[vers 1998]", "1998~"))
         , {"contributions": by(PAUL, role="coordinator")}),
        ("brochure", "Bien s'asseoir", Citation(publishers=(CENTRE,), medium="Brochure", issued=Date("s.d.")), {}),
        ("guide", "Guide du bureau partagé", Citation(publishers=(HOUSE,), places=("Rennes",), issued=Date("2020-2022", "2020/2022")), {}),
        ("thesis", "Le droit à la chaise", Citation(institution=Agent("Université de Lyon"), degree="Thèse de doctorat : droit",
         issued=Date("2017", "2017"), extent="512"), {"contributions": (*by(ANNE), *by(PAUL, role="thesis-supervisor"))}),
        ("dissertation", "Un bureau pour deux", Citation(institution=Agent("Université de Lyon"), degree="Mémoire de master",
         issued=Date("2016?", "2016?")), {"contributions": by(ZOE)}),
        ("dossier", "Le bureau de demain", Citation(periodical=MAGAZINE, **issue("171", Date("juillet 2024", "2024-07"), title="Numéro d'été")),
         {"contents": (ContentsLine("L'atelier retrouvé : chronique"),), "mentions": (CENTRE, ANNE)}),
        ("special-issue", "Cent ans de chaises", Citation(periodical=REVIEW, **issue("4", Date("2022", "2022"), "13")), {"contributions": by(PAUL, role="director")}),
        ("conference", "Table ronde sur les tables", Citation(event=Event("Journées du meuble", Date("3 et 4 mai 2023", "2023-05-03/2023-05-04"), "Nantes",
         CENTRE, "5e édition"), available=Date("2023-06-01", "2023-06-01")), {"contributions": (*by(ANNE, role="speaker"), *by(PAUL, role="moderator"))}),
        ("webinar", "Ranger à distance", Citation(event=Event("Les midis du rangement"), issued=day), {"contributions": by(CENTRE, role="organizer")}),
        ("video", "Der Stuhl", Citation(issued=Date("2015", "2015")), {"language": "de", "contributions": by(ZOE, role="producer")}),
        ("podcast", "Sons de bureau", Citation(periodical=SITE, issued=day), {"contributions": by(Agent("Radio des quais"), role="producer")}),
        ("proceedings", "Actes du colloque « Assis »", Citation(event=Event("Assis", Date("2012", "2012"), "Metz"), publishers=(HOUSE,),
         issued=Date("2013", "2013")), {"contributions": by(ANNE, PAUL, role="editor")}),
        ("legislation", "Décret relatif aux tabourets", Citation(issued=day), {"contributions": by(Agent("Ministère du Repos"))}),
        ("standard", "NF T 00-001. Tabourets", Citation(publishers=(Agent("Bureau de normalisation"),), issued=Date("1987-12", "1987-12")), {}),
        ("dataset", "Chaises par commune", Citation(publishers=(CENTRE,), issued=Date("2024-01-15", "2024-01-15")), {}),
        ("press-release", "Le CET s'installe", Citation(issued=Date("197X", "197X")), {"contributions": by(CENTRE)}),
        ("selection", "Lire assis : sélection", Citation(issued=day), {"contributions": by(CENTRE, role="compiler")}),
        ("document", "Feuille volante", Citation(), {"contributions": by(Agent("Colette", "person"), role="contributor")}),
    )  # fmt: skip
    return tuple(
        entry(number, kind, title, citation, **said)
        for number, (kind, title, citation, said) in enumerate(described, 1)
    )


ENTRIES = tuple(
    replace(one, created="2024-07-01T09:00:00Z", modified=f"2024-07-{1 + number % 2:02}T09:00:00Z")
    for number, one in enumerate(stored((*TOPICS, *_all())))
)
