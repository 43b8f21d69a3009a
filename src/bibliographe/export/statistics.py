"""What is in the catalogue, at a glance: a choice of the shipped questions, and how fresh the register says it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from bibliographe.i18n import Language, Text
from bibliographe.query.answer import Rows
from bibliographe.query.engines.embedded import EmbeddedEngine
from bibliographe.query.library import find_question
from bibliographe.query.reply import ask
from bibliographe.query.terms import XSD, Literal
from bibliographe.query.view import View, make_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolutions

    from bibliographe.query.reply import Reply
    from bibliographe.query.terms import Term
    from bibliographe.store.access import OpenedStore

QUESTIONS: dict[str, int | None] = {
    "statistics/overview": None,
    "catalogue/entries-by-type": None,
    "topics/topic-tree": None,
    "publishers/entries-by-publisher": 10,
    "publishers/periodicals-by-entries": 10,
    "statistics/entries-by-year": None,
    "statistics/completeness": None,
}
"""The questions, and how many rows of the answer to show at most."""
ASKING = Text("questions", "questions")
_INTEGER = f"{XSD}integer"
_FRESHNESS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT (MIN(STR(?created)) AS ?first) (MAX(STR(?modified)) AS ?last) (COUNT(DISTINCT ?withdrawn) AS ?gone)
WHERE {
  ?record a dcat:CatalogRecord ; dcterms:created ?created ; dcterms:modified ?modified .
  OPTIONAL {
    ?record prov:invalidatedAtTime ?time ; foaf:primaryTopic ?thing
    FILTER(CONTAINS(STR(?thing), "/id/entry/"))
    BIND(?record AS ?withdrawn)
  }
}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One question's answer, cut to what fits, and how many rows there are in all."""

    reply: Reply
    rows: int

    @property
    def name(self) -> str:
        """Return the question's name."""
        return self.reply.question.name

    @property
    def view(self) -> View:
        """Return the rows as a person reads them."""
        return make_view(self.reply)


@dataclass(frozen=True, slots=True)
class Statistics:
    """All there is to tell; dates are `xsd:dateTime`, empty when the register has none."""

    title: str
    triples: int
    inferred: int
    first: str
    last: str
    withdrawn: int
    panels: tuple[Panel, ...]


def gather(opened: OpenedStore, language: Language, *, whole: bool = False) -> Statistics:
    """Ask every question of `QUESTIONS`; `whole` cuts no answer."""
    titles = opened.catalogue.title
    row = next(cast("QuerySolutions", opened.store.query(_FRESHNESS)))
    engine = EmbeddedEngine(opened.store, timeout=None)
    opened.progress.stage(ASKING, len(QUESTIONS))
    return Statistics(
        title=titles.get(language) or next(iter(titles.values())),
        triples=opened.manifest.triples,
        inferred=opened.manifest.inferred,
        first=_value(row["first"]),
        last=_value(row["last"]),
        withdrawn=int(_value(row["gone"]) or 0),
        panels=tuple(
            _panel(opened, engine, name, None if whole else most, language) for name, most in QUESTIONS.items()
        ),
    )


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))


def _panel(opened: OpenedStore, engine: EmbeddedEngine, name: str, most: int | None, language: Language) -> Panel:
    reply = ask(find_question(name, opened.catalogue), {}, engine, language)
    opened.progress.advance()
    if not isinstance(reply.answer, Rows):
        return Panel(reply, 0)
    rows = reply.answer.rows
    return Panel(replace(reply, answer=Rows(reply.answer.columns, rows[:most])), len(rows))


def introduction(statistics: Statistics, language: Language) -> str:
    """Return the title, and a line on how much is said and how fresh it is."""
    lines = [statistics.title]
    said = Text(
        f"{statistics.triples} triplets dits, {statistics.inferred} déduits",
        f"{statistics.triples} triples said, {statistics.inferred} inferred",
    )
    lines.append(said(language))
    if statistics.last:
        first, last = statistics.first[:10], statistics.last[:10]
        fresh = Text(f"Commencé le {first}, dernier changement le {last}", f"Started {first}, last changed {last}")
        gone = Text(f" ; notices retirées : {statistics.withdrawn}", f"; entries withdrawn: {statistics.withdrawn}")
        lines.append(fresh(language) + (gone(language) if statistics.withdrawn else ""))
    return "\n".join(lines)


def remainder(panel: Panel, language: Language) -> str:
    """Return a line that says how to see the rows that were cut; empty when none was."""
    hidden = panel.rows - len(panel.view.rows)
    if hidden <= 0:
        return ""
    return Text(
        f"… et {hidden} de plus : bibliographe query {panel.name}",
        f"… and {hidden} more: bibliographe query {panel.name}",
    )(language)


def as_json(statistics: Statistics) -> dict[str, object]:
    """Return the same for a machine: each question's rows by its name, figures as numbers."""
    return {
        "title": statistics.title,
        "triples": statistics.triples,
        "inferred": statistics.inferred,
        "first": statistics.first or None,
        "last": statistics.last or None,
        "withdrawn": statistics.withdrawn,
        **{panel.name: list(_rows(panel)) for panel in statistics.panels},
    }


def _rows(panel: Panel) -> Iterator[dict[str, object]]:
    answer = panel.reply.answer
    if isinstance(answer, Rows):
        places = [(name, answer.columns.index(name)) for name in panel.view.names]
        for row in answer.rows:
            yield {name: _plain(row[place]) for name, place in places}


def _plain(term: Term | None) -> str | int | None:
    if term is None:
        return None
    return int(term.value) if isinstance(term, Literal) and term.datatype == _INTEGER else term.value
