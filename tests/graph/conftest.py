"""An invented selection, as a reader yields it, and a catalogue to import it into."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import Catalogue, load_catalogue
from bibliographe.graph import importing
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import ImportReport, import_items
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import (
    Agent,
    Citation,
    ContentsLine,
    Contribution,
    Entry,
    Event,
    Issue,
    Item,
    Link,
    Note,
    Pages,
    Periodical,
    Quotation,
    Selection,
    Span,
    Topic,
)

if TYPE_CHECKING:
    from pathlib import Path

JUNE = DateStatement("juin 2024", "2024-06")
PARENT, CHILD = ("Lire",), ("Lire", "Lire à voix haute")


def article(title: str, position: int, *, number: str = "12", topic: tuple[str, ...] = CHILD) -> Entry:
    return Entry(
        title=title,
        kind="article",
        position=position,
        span=Span(position * 10, position * 10 + 3),
        text=f"{title}\nLa Revue des livres, n° {number}, juin 2024, pp. 3-9",
        citation=Citation(
            periodical=Periodical("La Revue des livres", "journal"),
            issue=Issue(number, date=JUNE),
            issued=JUNE,
            pages=Pages("3-9", "3", "9"),
            form="periodical",
        ),
        topic=topic,
        annotation="Un résumé qui ne sort pas de chez vous.",
        links=(Link("Consulter l'article"), Link("Lire en ligne", "https://example.org/a?b=1")),
    )


def report(title: str, position: int) -> Entry:
    return Entry(
        title=title,
        kind="report",
        position=position,
        span=Span(position * 10, position * 10 + 3),
        text=f"{title}\nAnne Dumas, Paul Leroy\nParis : DGX, 2024, 90 p.",
        contributions=(
            Contribution(Agent("Anne Dumas", "person", "Anne", "Dumas")),
            Contribution(Agent("Paul Leroy", "person", "Paul", "Leroy")),
            Contribution(Agent("Zoé Petit", "person", "Zoé", "Petit"), "translator"),
        ),
        citation=Citation(
            places=("Paris",),
            publishers=(Agent("Direction générale des xylophones", alternate_names=("DGX",)),),
            issued=DateStatement("2024", "2024"),
            extent="90",
            form="imprint",
        ),
        topic=PARENT,
    )


def dossier(title: str, position: int, *lines: str) -> Entry:
    return replace(article(title, position), kind="dossier", contents=tuple(ContentsLine(line) for line in lines))


@pytest.fixture
def items() -> list[Item]:
    return [
        Selection(
            "Lire ensemble",
            event=Event("Journées du livre", DateStatement("11 octobre 2024", "2024-10-11"), "Pantin"),
            issued=DateStatement("11 octobre 2024", "2024-10-11"),
            compilers=(Agent("Centre du livre"),),
            statement="Sélection réalisée par le Centre du livre",
        ),
        Topic(PARENT, "1", 1),
        Topic(CHILD, "1.1", 2),
        report("Rapport sur la lecture", 1),
        article("Les voix du soir au village", 2),
        article("Trois livres pour la route", 3),
        dossier("Dossier lecture", 4, "Les voix du soir au village", "Éditorial"),
        Note(
            "Définitions",
            Span(60, 66),
            PARENT,
            "Une phrase citée.",
            (
                Quotation("Rapport sur la lecture. Paris, 2024", "Rapport sur la lecture", Citation(), Span(62, 62)),
                Quotation(
                    "Site du livre", None, Citation(periodical=Periodical("Site du livre", "website")), Span(66, 66)
                ),
            ),
        ),
    ]


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1730000000")
    (tmp_path / "catalogue.toml").write_text('base = "https://example.org/c/"\ntitle = "Essai"\n')
    (tmp_path / "graph").mkdir()
    return load_catalogue(tmp_path)


@pytest.fixture(params=["whole", "slice"])
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How much of the catalogue an import holds: all of it, or what it touches as of a large one."""
    if request.param == "slice":
        monkeypatch.setattr(importing, "LARGE", 0)
    return str(request.param)


class Importer:
    """Imports items as if they came from `lecture.md`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __call__(self, items: list[Item], source_id: str = "lecture") -> ImportReport:
        facts = SourceFacts(f"{source_id}.md", "text/markdown", "0" * 64)
        return import_items(self.catalogue, items, source_id, facts)

    def bytes(self) -> dict[str, bytes]:
        """The catalogue's files, abstracts included."""
        files = sorted(self.catalogue.graph.rglob("*.*"))
        return {str(path.relative_to(self.catalogue.graph)): path.read_bytes() for path in files}

    def edit(self, name: str, old: str, new: str) -> None:
        """Correct a file by hand."""
        path = self.catalogue.graph / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.catalogue.graph / name).read_text(encoding="utf-8")


@pytest.fixture
def importer(catalogue: Catalogue) -> Importer:
    return Importer(catalogue)
