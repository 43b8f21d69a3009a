"""An import that holds only what it touches does, byte for byte, what one that holds everything does."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.errors import SourceError
from bibliographe.graph import files, importing
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.slices import GraphSlice
from bibliographe.graph.wanted import ReadSource, wanted_by
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import (
    Agent,
    Citation,
    ContentsLine,
    Contribution,
    Entry,
    Issue,
    Item,
    Note,
    Periodical,
    Quotation,
    Selection,
    Span,
    Topic,
)  # fmt: skip
from tests.sampling import some

from .conftest import Importer

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.config import Catalogue

TITLES = tuple(f"Lire la ville au numéro {number}" for number in range(14))
PEOPLE = tuple(Agent(f"Anne {name}", "person", "Anne", name) for name in ("Dumas", "Leroy", "Petit", "Roux"))
BODIES = tuple(Agent(name) for name in ("Éditions du Préau", "Agence des rives", "Office des jardins"))
PERIODICALS = tuple(Periodical(name, "journal") for name in ("Rives", "Archives vives"))
HEADINGS = (("Lire",), ("Lire", "Le soir"), ("Écrire",))


def some_entry(chance: random.Random, position: int) -> Entry:
    in_periodical = chance.random() < 0.5
    citation = Citation(
        publishers=() if in_periodical else (chance.choice(BODIES),),
        periodical=chance.choice(PERIODICALS) if in_periodical else None,
        issue=Issue(str(chance.randrange(3)), date=DateStatement("2024", "2024")) if in_periodical else None,
        issued=DateStatement("2024", "2024"),
        extent=str(chance.randrange(90, 93)),
        form="periodical" if in_periodical else "imprint",
    )
    dossier = chance.random() < 0.3
    title = chance.choice(TITLES) + (" bis" if chance.random() < 0.1 else "")
    return Entry(
        title=title,
        kind="dossier" if dossier else "report",
        position=position,
        span=Span(position, position),
        text=title,
        contributions=tuple(
            Contribution(agent, chance.choice(["author", "translator"])) for agent in chance.sample(PEOPLE, 2)
        ),
        citation=citation,
        topic=chance.choice(HEADINGS),
        annotation="Un résumé." if chance.random() < 0.5 else None,
        contents=tuple(ContentsLine(title) for title in chance.sample(TITLES, 2)) if dossier else (),
    )


def some_items(chance: random.Random) -> list[Item]:
    items: list[Item] = [Selection("Lire", compilers=(chance.choice(BODIES),))]
    items += [Topic(path, str(number), number) for number, path in enumerate(HEADINGS)]
    items += [some_entry(chance, position) for position in range(1, chance.randint(3, 7))]
    if chance.random() < 0.5:
        title = chance.choice(TITLES)
        items.append(
            Note("Mots", Span(90, 91), HEADINGS[0], "Dit.", (Quotation(title, title, Citation(), Span(91, 91)),))
        )
    return items


def mended(chance: random.Random, items: list[Item]) -> list[Item]:
    """The same source some time later."""
    later = [item for item in items if not (isinstance(item, Entry) and chance.random() < 0.2)]
    return [
        replace(item, citation=replace(item.citation, extent="95"), topic=chance.choice(HEADINGS))
        if isinstance(item, Entry) and chance.random() < 0.3
        else item
        for item in later
    ]


def corrected(catalogue: Catalogue, chance: random.Random) -> None:
    """A person's hand: a text changed here, a record taken out there."""
    for path in sorted(catalogue.graph.glob("*.ttl")):
        header, *blocks = path.read_text(encoding="utf-8").split("\n\n")
        if path.stem != "register" and blocks and chance.random() < 0.4:
            number = chance.randrange(len(blocks))
            if chance.random() < 0.5:
                blocks[number] = blocks[number].replace("Lire", "Relire").replace('"Anne', '"Annie')
            else:
                del blocks[number]
            path.write_text("\n\n".join([header, *blocks]), encoding="utf-8")


def history(folder: Path, seed: int) -> list[tuple[object, ...]]:
    """What happens to a catalogue over some imports and corrections, step by step."""
    folder.mkdir()
    (folder / "catalogue.toml").write_text('base = "https://example.org/c/"\ntitle = "Essai"\n')
    (folder / "graph").mkdir()
    importer, chance = Importer(load_catalogue(folder)), random.Random(seed)
    known: dict[str, list[Item]] = {}
    steps: list[tuple[object, ...]] = []
    for _step in range(9):
        source = chance.choice(["un", "deux", "trois"])
        known[source] = mended(chance, known[source]) if source in known else some_items(chance)
        try:
            report = importer(known[source], source)
        except SourceError as error:
            steps.append((error.message,))
            continue
        changes = sorted((change.outcome, change.thing.value) for change in report.update.changes)
        steps.append((changes, report.update.vanished, report.update.abandoned, importer.bytes()))
        if chance.random() < 0.5:
            corrected(importer.catalogue, chance)
    return steps


@pytest.mark.parametrize("seed", some(range(25), 2))
def test_held_whole_or_in_part_the_same_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1730000000")
    if seed % 3 == 0:
        monkeypatch.setattr(files, "TURTLE_LIMIT", 40)
    whole = history(tmp_path / "whole", seed)
    monkeypatch.setattr(importing, "LARGE", 0)
    part = history(tmp_path / "part", seed)
    for number, (one, other) in enumerate(zip(whole, part, strict=True)):
        assert one == other, f"step {number}"


def test_a_slice_is_small(catalogue: Catalogue, items: list[Item]) -> None:
    importer, chance = Importer(catalogue), random.Random(5)
    for number in range(8):
        named = [
            replace(item, title=f"{item.title} vu par {number}") if isinstance(item, Entry) else item
            for item in some_items(chance)
        ]
        importer(named, f"source-{number}")
    from bibliographe.graph.describe import SourceFacts

    source = ReadSource(items, "lecture", SourceFacts("lecture.md", "text/markdown", "0" * 64))
    whole = sum(1 for _ in GraphFolder(catalogue).triples())
    part = sum(1 for _ in GraphSlice(catalogue, wanted_by(catalogue, [source], {})).triples())
    assert part < whole / 10
