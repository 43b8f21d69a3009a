"""RDF in the profile, read past: what is kept, what is refused, what a person's hand is worth."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import SourceError
from bibliographe.graph import files
from bibliographe.graph.bulk import RdfReport, import_rdf
from bibliographe.graph.bulk.incoming import RdfSource
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.files import graph_files, read_statements
from bibliographe.graph.lines import line_of
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.register import Register
from bibliographe.graph.update import Outcome
from bibliographe.store.build import build
from tests.graph.refreshing import refresh

from .conftest import Importer, report

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.model.entry import Item, Reject

BASE = "https://example.org/c/"
TURTLE = f"""\
@base <{BASE}> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .

<id/entry/un-livre-11111111> a bibo:Book ;
    dcterms:title "Un livre"@fr ;
    dcterms:creator <id/agent/anne-dumas-22222222> ;
    bibo:authorList <id/authors/un-livre-11111111> .
<id/authors/un-livre-11111111> a rdf:Seq ; rdf:_1 <id/agent/anne-dumas-22222222> .
<id/agent/anne-dumas-22222222> a foaf:Person ; foaf:name "Anne Dumas" .
<id/entry/un-rapport-33333333> a bibo:Report ; dcterms:title "Un rapport, né d'un échange"@fr ; bibo:numPages "12" .
"""


def bring(
    catalogue: Catalogue, path: Path, *, dry_run: bool = False, rejects: list[Reject] | None = None, pool: bool = False
) -> RdfReport:
    source = RdfSource(path, path.suffix, path.stem, catalogue.base, SourceFacts(path.name, "text/turtle", "0" * 64))
    kept = [] if rejects is None else rejects
    if not pool:
        return import_rdf(catalogue, source, dry_run=dry_run, on_reject=kept.append)
    with ProcessPoolExecutor(2) as executor:
        return import_rdf(catalogue, source, executor=executor, on_reject=kept.append)


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "fonds.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def as_ntriples(turtle: Path, seed: int = 1) -> Path:
    """The same statements, shuffled, under the same name."""
    lines = [line_of(statement) for statement in read_statements(turtle, BASE)]
    random.Random(seed).shuffle(lines)
    path = turtle.with_suffix(".nt")
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_everything_comes_in_with_its_registration_and_its_place(catalogue: Catalogue, turtle: Path) -> None:
    found = bring(catalogue, turtle)
    assert (found.read, found.kept, found.rejected, found.entries) == (11, 11, 0, 2)
    assert found.outcomes == {Outcome.ADDED: 6}, "two entries, an agent, two places in the file, the file"
    folder, register = GraphFolder(catalogue), Register(catalogue)
    assert {thing.value.removeprefix(f"{BASE}id/").split("/")[0] for thing in folder} == {
        "entry", "agent", "item", "source",
    }  # fmt: skip
    assert all(register.untouched(folder.record(thing)) for thing in folder)
    text = (catalogue.graph / "fonds.ttl").read_text(encoding="utf-8")
    assert "rdf:_1 <id/agent/anne-dumas-22222222>" in text
    item = next(block for block in text.split("\n\n") if "<id/item/un-livre" in block)
    assert "bibl:firstLine 7 ;\n    bibl:lastLine 10 ;" in item
    assert "prov:wasQuotedFrom <id/source/fonds" in item
    assert "schema:position 1 ." in item
    assert build(catalogue).manifest.entries == 2
    assert not refresh(catalogue).changed


def test_a_second_import_changes_no_byte(catalogue: Catalogue, turtle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(catalogue, turtle)
    before = Importer(catalogue).bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    again = bring(catalogue, turtle)
    assert Importer(catalogue).bytes() == before
    assert again.written == []
    assert set(again.outcomes) == {Outcome.UNCHANGED}


def test_sorted_or_not_and_in_whatever_processes_the_statements_are_the_same(
    catalogue: Catalogue, turtle: Path, tmp_path: Path
) -> None:
    said = []
    for seed, pool in ((1, False), (2, False), (3, True)):
        path = as_ntriples(turtle, seed)
        for graph in catalogue.graph.iterdir():
            graph.unlink()
        bring(catalogue, path, pool=pool)
        said.append(
            {
                statement
                for file in graph_files(catalogue)
                for statement in read_statements(file, BASE)
                if not statement.predicate.value.endswith(("Line", "Hash", "position"))
            }
        )
    assert said[0] == said[1] == said[2]


def test_what_is_large_becomes_sorted_lines(
    catalogue: Catalogue, turtle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "TURTLE_LIMIT", 5)
    bring(catalogue, turtle)
    assert sorted(Importer(catalogue).bytes()) == ["fonds.nt", "register.nt"]
    for content in Importer(catalogue).bytes().values():
        lines = content.decode().splitlines(keepends=True)
        assert lines == sorted(set(lines))
    before = Importer(catalogue).bytes()
    assert bring(catalogue, turtle).written == []
    assert Importer(catalogue).bytes() == before


FAULTS = [
    (f'<{BASE}id/entry/a-1> <http://purl.org/dc/terms/title> "Un titre .\n', "N-Triples"),
    (f'<{BASE}id/entry/a-1> <http://purl.org/dc/terms/title> "Un titre"@fr\n', "N-Triples"),
    (f"<{BASE}id/entry/a-1> <http://purl.org/dc/terms/creator> _:x .\n", "blank node"),
    ('<https://elsewhere.example/1> <http://purl.org/dc/terms/title> "x" .\n', "none of this catalogue"),
    (f'<{BASE}id/entry/a-1> <http://purl.org/dc/terms/titel> "x" .\n', "vocabulary"),
    (f'<{BASE}id/entry/a-1> <http://elsewhere.example/p> "x" .\n', "vocabulary"),
    (f"<{BASE}id/entry/a-1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x> .\n", "vocabulary"),
    (f'<{BASE}id/authors/lost-1> <http://purl.org/dc/terms/title> "x" .\n', "refers"),
]


def test_each_fault_costs_one_statement_and_is_told_with_its_line(
    catalogue: Catalogue, turtle: Path, tmp_path: Path
) -> None:
    good = as_ntriples(turtle).read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "mixed.nt"
    lines = [line for pair in zip(good, [line for line, _word in FAULTS], strict=False) for line in pair]
    content = "# a comment\n\n" + "".join(lines + good[len(FAULTS) :])
    path.write_bytes(content.encode() + b'<urn:x> <urn:y> "\xe9" .\n')
    rejects: list[Reject] = []
    found = bring(catalogue, path, rejects=rejects)
    assert (found.kept, found.rejected) == (11, len(FAULTS) + 1)
    assert found.read == found.kept + found.rejected
    assert len(rejects) == found.rejected == sum(found.reasons.values())
    by_line = {reject.span.first: reject for reject in rejects}
    for number, (line, word) in enumerate(FAULTS):
        reject = by_line[4 + 2 * number]
        assert word in reject.reason.en
        assert reject.remedy.fr
        assert reject.text.strip() == line.strip()
    last = max(by_line)
    assert last == content.count("\n") + 1
    assert "UTF-8" in by_line[last].reason.en


def test_a_misspelt_property_is_told_with_the_one_that_was_meant(catalogue: Catalogue, turtle: Path) -> None:
    turtle.write_text(TURTLE.replace("numPages", "numpages"), encoding="utf-8")
    found = bring(catalogue, turtle)
    (reject,) = found.rejects
    assert "numPages" in reject.remedy.en
    assert reject.span.first == 13


def test_turtle_with_a_fault_is_refused_whole_with_its_line(catalogue: Catalogue, turtle: Path) -> None:
    turtle.write_text(TURTLE.replace('"Anne Dumas" .', '"Anne Dumas'), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        bring(catalogue, turtle)
    assert caught.value.line is not None
    assert Importer(catalogue).bytes() == {}


def test_a_file_of_another_catalogue_is_refused(catalogue: Catalogue, turtle: Path) -> None:
    turtle.write_text(TURTLE.replace(BASE, "https://example.org/other/"), encoding="utf-8")
    with pytest.raises(SourceError, match="none of this catalogue") as caught:
        bring(catalogue, turtle)
    assert caught.value.remedy
    assert Importer(catalogue).bytes() == {}


def test_a_dry_run_writes_nothing(catalogue: Catalogue, turtle: Path) -> None:
    assert bring(catalogue, turtle, dry_run=True).outcomes[Outcome.ADDED] == 6
    assert Importer(catalogue).bytes() == {}
    assert not catalogue.state.exists()


def test_a_correction_by_hand_stays_and_a_change_of_the_source_comes_through(
    catalogue: Catalogue, turtle: Path
) -> None:
    bring(catalogue, turtle)
    importer = Importer(catalogue)
    importer.edit("fonds.ttl", '"Un livre"', '"Un livre corrigé"')
    importer.edit("fonds.ttl", "rdf:_1 <id/agent/anne", "rdf:_2 <id/agent/anne")
    turtle.write_text(TURTLE.replace('numPages "12"', 'numPages "13"'), encoding="utf-8")
    found = bring(catalogue, turtle)
    assert found.outcomes[Outcome.KEPT] == 1
    assert found.outcomes[Outcome.UPDATED] == 1
    assert found.told == [(Outcome.KEPT, f"{BASE}id/entry/un-livre-11111111")]
    text = importer.text("fonds.ttl")
    assert '"Un livre corrigé"' in text
    assert "rdf:_2 <id/agent/anne" in text
    assert 'numPages "13"' in text
    assert 'numPages "12"' not in text
    before = importer.bytes()
    bring(catalogue, turtle)
    assert importer.bytes() == before
    # The source takes the correction over: it is none any more, and the source may change it.
    for old, new in (('"Un livre"', '"Un livre corrigé"'), ("rdf:_1", "rdf:_2")):
        turtle.write_text(turtle.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert bring(catalogue, turtle).outcomes[Outcome.KEPT] == 0
    turtle.write_text(turtle.read_text(encoding="utf-8").replace("corrigé", "changé"), encoding="utf-8")
    assert bring(catalogue, turtle).outcomes[Outcome.UPDATED] == 1
    assert '"Un livre changé"' in importer.text("fonds.ttl")


def test_what_a_person_took_out_stays_out_and_what_the_source_lost_stays_in(catalogue: Catalogue, turtle: Path) -> None:
    bring(catalogue, turtle)
    path = catalogue.graph / "fonds.ttl"
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    path.write_text("\n\n".join(block for block in blocks if "id/entry/un-rapport" not in block[:40]), encoding="utf-8")
    without = TURTLE.split("<id/entry/un-livre")[0] + "<id/entry/un-rapport" + TURTLE.split("<id/entry/un-rapport")[1]
    turtle.write_text(without, encoding="utf-8")
    found = bring(catalogue, turtle)
    assert found.outcomes[Outcome.LEFT_OUT] >= 1
    assert found.vanished == 1
    assert "a bibo:Report" not in path.read_text(encoding="utf-8")
    assert "a bibo:Book" in path.read_text(encoding="utf-8")


def test_what_another_file_says_is_added_to_and_never_contradicted(
    importer: Importer, catalogue: Catalogue, items: list[Item], turtle: Path
) -> None:
    importer(items)
    folder = GraphFolder(catalogue)
    agent = next(thing for thing in folder if "/agent/anne-dumas" in thing.value)
    local = agent.value.removeprefix(BASE)
    turtle.write_text(
        TURTLE.replace("id/agent/anne-dumas-22222222", local).replace(
            'foaf:name "Anne Dumas"', 'foaf:name "A. Dumas" ; foaf:homepage <https://dumas.example/>'
        ),
        encoding="utf-8",
    )
    agents = importer.text("agents.ttl")
    found = bring(catalogue, turtle)
    assert found.outcomes[Outcome.CONTRADICTED] == 1
    assert importer.text("agents.ttl") == agents
    block = next(block for block in importer.text("fonds.ttl").split("\n\n") if block.startswith(f"<{local}>"))
    assert "foaf:homepage <https://dumas.example/>" in block
    assert "A. Dumas" not in block
    before = importer.bytes()
    bring(catalogue, turtle)
    assert importer.bytes() == before
    assert not refresh(catalogue).changed


def test_a_dump_of_the_catalogue_sets_it_up_again_with_its_dates(
    importer: Importer, catalogue: Catalogue, items: list[Item], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer(items)
    statements = {line_of(statement) for path in graph_files(catalogue) for statement in read_statements(path, BASE)}
    dump = tmp_path / "dump.nt"
    dump.write_text("".join(sorted(statements)), encoding="utf-8")
    register = set(read_statements(catalogue.graph / "register.ttl", BASE))
    for path in catalogue.graph.glob("*.ttl"):
        path.unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    found = bring(catalogue, dump)
    assert found.rejected == 0
    assert {line_of(s) for path in graph_files(catalogue) for s in read_statements(path, BASE)} >= statements
    assert set(read_statements(catalogue.graph / "register.ttl", BASE)) >= register


def test_a_date_in_other_words_contradicts_nothing(importer: Importer, catalogue: Catalogue, turtle: Path) -> None:
    importer([replace(report("Un rapport", 1), topic=None)])
    folder = GraphFolder(catalogue)
    (entry,) = folder.lookups.entries_titled("un rapport")
    lines = [
        f'<{entry.value}> <http://purl.org/dc/terms/date> "2024"^^<http://id.loc.gov/datatypes/edtf/EDTF> .',
        f'<{entry.value}> <https://w3id.org/bibliographe/ns#verbatimDate> "en 2024"@fr .',
    ]
    turtle.write_text("\n".join(lines), encoding="utf-8")
    found = bring(catalogue, turtle)
    assert not found.outcomes[Outcome.CONTRADICTED]
    assert "en 2024" not in "".join(map(bytes.decode, importer.bytes().values()))


def test_the_book_of_a_chapter_is_of_the_profile(catalogue: Catalogue, turtle: Path) -> None:
    turtle.write_text(
        TURTLE
        + '<id/host/lire-11111111> a bibo:EditedBook ; dcterms:title "Lire"@fr ; bibo:isbn13 "9782070368228" .\n',
        encoding="utf-8",
    )
    assert bring(catalogue, turtle).rejected == 0


def test_a_file_that_was_lost_comes_back_with_its_rdf(catalogue: Catalogue, turtle: Path) -> None:
    bring(catalogue, turtle)
    path = catalogue.graph / "fonds.ttl"
    before = path.read_bytes()
    path.unlink()
    found = bring(catalogue, turtle)
    assert found.outcomes[Outcome.LEFT_OUT] == 0
    assert found.outcomes[Outcome.MENDED] > 0
    assert path.read_bytes() == before
