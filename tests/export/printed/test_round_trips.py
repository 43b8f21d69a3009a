"""A printed selection that is exported and imported again is the same selection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bibliographe.export.printed.checking import checked
from bibliographe.export.printed.facts import entry_facts, selection_facts
from bibliographe.export.printed.markdown import markdown
from tests.export.printed.conftest import EXAMPLE, only_selection
from tests.ingest import corpus_comparison as corpus
from tests.sampling import some

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.export.printed.selection import PrintedSelection

KNOWN: dict[str, dict[str, set[str]]] = {
    # The date stands in the title, and the citation names nothing but a place.
    "elections-par-types-de-documents": {"Circulaire du 17 janvier 2022": {"dcterms:date"}},
    # References of APA and Vancouver whose parts the forms of the house do not tell apart.
    "ethique-vancouver-et-apa": {
        "L'assentiment de l'enfant": {"dcterms:publisher"},
        "L'information, un droit en actes": {
            "bibo:CollectedDocument/dcterms:title", "bibo:Periodical/dcterms:title", "bibo:Periodical/rdf:type",
            "dcterms:publisher", "dcterms:type",
        },
    },
    # A site that has a name like a publisher's, and nothing beside it but the date.
    "houle-sitographie-quebec": {"Le long périple": {"bibo:Website/dcterms:title", "dcterms:publisher"}},
    # Links without any citation: where the title is the label, the address stands alone below it; what has no title but
    # its address reads as a link of the entry above it.
    "temps-de-travail-annotations-devant": {
        "Le simulateur de jours de RTT": {"schema:ListItem/bibl:linkLabel"},
        "Observatoire du temps de travail": {"schema:url"},
        "https://www.temps-choisi.exemple.org/dossier": {
            "dcterms:language", "dcterms:subject", "dcterms:title", "dcterms:type", "schema:ListItem/schema:position",
            "schema:url",
        },
    },
    # Abstracts that quote other documents with their dates and pages read as citations.
    "villes-et-annees-titres-trompeurs": {
        "2023, année de la sobriété ?": {"dcterms:abstract"},
        "Consulté, mais pas écouté": {"dcterms:abstract"},
    },
}  # fmt: skip
"""What does not come back, by file and by the beginning of the entry's title; nothing for the selection itself."""


MENDED = ("eau-agence-colonnes", "finances-publiques-ecole")
"""Abstracts in capitals; labels that are addresses without their scheme."""
NAMES = sorted({*KNOWN, *MENDED, *some(corpus.names(), 14)})
"""Each takes seconds: `make fuzz` tries all of them."""


@pytest.mark.parametrize("name", NAMES)
def test_every_invented_bibliography_reads_back(name: str, catalogue_with: Any, tmp_path: Path) -> None:
    with catalogue_with(tmp_path / "c", corpus.source_path(name)) as opened:
        given = only_selection(opened)
    found = checked(given)
    lost = {
        given.items[number].catalogued.entry.title if number >= 0 else "": set(changes)
        for number, changes in found.changes.items()
    }
    known = KNOWN.get(name, {})
    for title, paths in lost.items():
        allowed = next(
            (one for start, one in known.items() if title.startswith(start) and bool(start) == bool(title)), set()
        )
        assert paths <= allowed, (title, dict.fromkeys(paths - allowed, found.changes))


def test_almost_all_of_the_corpus_comes_back() -> None:
    assert sum(len(entries) for entries in KNOWN.values()) <= 9


def _check_import(
    given: PrintedSelection, catalogue_with: Callable[..., Any], folder: Path, *, abstracts: bool = True
) -> None:
    """Import what was exported into a new catalogue and compare everything."""
    folder.mkdir()
    path = folder / "again.md"
    path.write_text(markdown(checked(given).printed), encoding="utf-8")
    with catalogue_with(folder / "again", path) as opened:
        found = only_selection(opened)
    assert selection_facts(found.selection) == selection_facts(given.selection)
    assert [(one.labels, one.notation, one.position) for one in found.topics] == [
        (one.labels, one.notation, one.position) for one in given.topics
    ]
    topics = [{one.path[-1]: one.labels for one in each.topics} for each in (given, found)]
    for before, after in zip(given.items, found.items, strict=True):
        entries = [before.catalogued.entry, after.catalogued.entry]
        if not abstracts:
            entries = [replace(one, annotation=None) for one in entries]
        assert entry_facts(entries[1], after.labels) == entry_facts(entries[0], before.labels)
        assert after.position == before.position
        assert topics[1].get(after.topic or "") == topics[0].get(before.topic or "")
        assert after.catalogued.iri == before.catalogued.iri
    assert [(one.title, one.sources) for one in found.notes] == [(one.title, one.sources) for one in given.notes]
    if abstracts:
        assert [one.text for one in found.notes] == [one.text for one in given.notes]


@pytest.mark.parametrize("abstracts", [True, False])
def test_what_is_imported_again_is_the_same(catalogue_with: Any, tmp_path: Path, abstracts: bool) -> None:
    with catalogue_with(tmp_path / "c", EXAMPLE, abstracts=abstracts) as opened:
        given = only_selection(opened)
    _check_import(given, catalogue_with, tmp_path / "x", abstracts=abstracts)


@pytest.mark.parametrize("abstracts", [True, False])
def test_the_real_selection_comes_back_whole(
    shared: Path, catalogue_with: Any, tmp_path: Path, abstracts: bool
) -> None:
    source = shared / "sources/selection-ia-rh-2024.md"
    if not source.is_file():
        pytest.skip("no real selection")
    with catalogue_with(tmp_path / "c", source, abstracts=abstracts) as opened:
        given = only_selection(opened)
    assert len(given.items) == 48
    assert checked(given).changes == {}
    _check_import(given, catalogue_with, tmp_path / "x", abstracts=abstracts)


def test_a_correction_by_hand_is_printed(example_corrected: PrintedSelection) -> None:
    found = checked(example_corrected)
    text = markdown(found.printed)
    assert found.changes == {}
    assert "Villeneuve-les-Prés : Éditions du Préau, 2023, XII-214 p. (Lieux communs ; 7)" in text
    assert "Éditions du Préau, 2024" not in text


@pytest.fixture
def example_corrected(catalogue_with: Any, tmp_path: Path) -> PrintedSelection:
    """The example with the year of its first entry corrected in the catalogue."""
    with catalogue_with(tmp_path / "c", EXAMPLE) as opened:
        given = only_selection(opened)
    item = given.items[0]
    entry = item.catalogued.entry
    issued = replace(entry.citation.issued, verbatim="2023", edtf="2023")  # type: ignore[type-var]
    corrected = replace(entry, citation=replace(entry.citation, issued=issued))
    items = (replace(item, catalogued=replace(item.catalogued, entry=corrected)), *given.items[1:])
    return replace(given, items=items)
