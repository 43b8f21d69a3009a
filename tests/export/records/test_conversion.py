"""From one format to another without a catalogue: what an import and an export would give, some entries at a time."""

from __future__ import annotations

import gc
import io
import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bibliographe.cli.convert_command import command
from bibliographe.config import Catalogue
from bibliographe.errors import BibliographeError, ExportError
from bibliographe.export.conversion import Passing, write_converted, write_statements, writer_of
from bibliographe.export.formats import export_formats, find_format
from bibliographe.export.records.losses import Losses
from bibliographe.export.records.writing import EntryWriter, Job, write_entries
from bibliographe.export.statements import lines_to_give
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.describe.lines import LineDescription
from bibliographe.graph.passing import BATCH, described
from bibliographe.ingest.registry import pass_through
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Agent, Citation, Contribution, Entry, Span
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bibliographe.graph.passing import Batch
    from bibliographe.model.entry import Item

RECORDS = "tests/ingest/records"
FILES = [f"{RECORDS}/ris/books.ris", f"{RECORDS}/ris/zotero-article.ris", f"{RECORDS}/csl/zotero.json"]


def batches(path: Path, catalogue: Catalogue) -> Iterator[Batch]:
    source = Source.from_path(path)
    facts = SourceFacts(source.file_name, source.media_type, source.sha256)
    return described(pass_through(path), catalogue, "source-0", facts)


def statements(path: Path, catalogue: Catalogue) -> list[str]:
    stream = io.BytesIO()
    write_statements(batches(path, catalogue), stream, catalogue)
    return stream.getvalue().decode().splitlines(keepends=True)


def _some_marc(repository: Path) -> list[str]:
    folder = repository / RECORDS
    return [
        str(next(iter(sorted((folder / kind).glob("*.mrc")))).relative_to(repository)) for kind in ("marc21", "unimarc")
    ]


@pytest.fixture
def imported(catalogue_of: Callable[..., Catalogue], tmp_path: Path) -> Callable[..., Catalogue]:
    return lambda *files, **options: catalogue_of(tmp_path / "catalogue", *files, **options)


@pytest.mark.parametrize("size", [BATCH, 2])
@pytest.mark.parametrize("file", [*FILES, "marc21", "unimarc", "tests/ingest/corpus/accueil-petite-enfance.txt"])
def test_statements_are_those_of_an_import(
    imported: Callable[..., Catalogue], repository: Path, file: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bibliographe.graph.passing.BATCH", size)
    if file in ("marc21", "unimarc"):
        file = dict(zip(("marc21", "unimarc"), _some_marc(repository), strict=True))[file]
    catalogue = imported(file)
    with open_store(catalogue, notify=lambda _text: None) as opened, lines_to_give(opened) as lines:
        wanted = {line for line in lines if line.startswith(f"<{catalogue.base}id/")}
    found = statements(repository / file, catalogue)
    assert set(found) == wanted
    if size == BATCH:
        assert len(found) == len(wanted)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", ["ris", "csl-json", "biblatex", "csv", "mods", "dcterms"])
def test_records_are_those_of_an_import_and_an_export(
    imported: Callable[..., Catalogue], repository: Path, file: str, name: str
) -> None:
    catalogue = imported(file)
    with open_store(catalogue, notify=lambda _text: None) as opened:
        writer = find_format(name).load()
        assert isinstance(writer, EntryWriter)
        exported, wanted_losses = io.BytesIO(), Losses()
        write_entries(writer, exported, Job(opened, wanted_losses))
    converted, losses = io.BytesIO(), Losses()
    write_converted(writer, batches(repository / file, catalogue), converted, Passing(catalogue), losses)
    assert _undated(converted.getvalue()) == _undated(exported.getvalue())
    assert losses.values == wanted_losses.values


def _undated(data: bytes) -> list[bytes]:
    """Return lines without what the register of a catalogue says: when a record came and changed."""
    return [line for line in data.splitlines() if b"recordC" not in line and b"datestamp" not in line]


def test_every_format_of_records_is_written_or_refused(repository: Path) -> None:
    catalogue = Catalogue(repository, "https://example.org/c/", {"fr": "c"})
    written = set()
    for form in export_formats().values():
        try:
            writer = writer_of(form)
        except ExportError:
            continue
        stream = io.BytesIO()
        if writer is None:
            write_statements(batches(repository / FILES[0], catalogue), stream, catalogue)
        else:
            write_converted(writer, batches(repository / FILES[0], catalogue), stream, Passing(catalogue), Losses())
        assert stream.getvalue(), form.name
        written.add(form.name)
    assert written == {
        "ntriples", "ris", "csl-json", "biblatex", "bibtex", "oai-dc", "dcterms", "csv", "xlsx", "unimarc",
        "unimarc-xml", "marc21", "marcxml", "mods",
    }  # fmt: skip


ABSTRACT = "Un propos que personne ne donne sans droit."
RIS = f"TY  - BOOK\nTI  - Un été\nAU  - Dumas, Anne\nPY  - 2019\nAB  - {ABSTRACT}\nER  - \n"


@pytest.mark.parametrize("name", ["ntriples", "ris", "mods", "unimarc-xml", "csv"])
@pytest.mark.parametrize("may_leave", [False, True])
def test_abstracts_leave_only_where_the_settings_let_them(tmp_path: Path, name: str, may_leave: bool) -> None:
    path = tmp_path / "one.ris"
    path.write_text(RIS, encoding="utf-8")
    catalogue = Catalogue(tmp_path, "https://example.org/c/", {"fr": "c"}, export_abstracts=may_leave)
    stream, writer = io.BytesIO(), writer_of(find_format(name))
    if writer is None:
        write_statements(batches(path, catalogue), stream, catalogue)
    else:
        write_converted(writer, batches(path, catalogue), stream, Passing(catalogue), Losses())
    assert (ABSTRACT.encode() in stream.getvalue()) is may_leave


def _entries(count: int) -> Iterator[Item]:
    for number in range(1, count + 1):
        author = Contribution(Agent(f"Anne Dumas {number % 7}", "person", "Anne", f"Dumas {number % 7}"))
        yield Entry(
            f"Un été n° {number}",
            "book",
            number,
            Span(number, number),
            "",
            contributions=(author,),
            citation=Citation(),
        )


def test_memory_does_not_grow_with_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bibliographe.graph.passing.BATCH", 50)
    catalogue = Catalogue(tmp_path, "https://example.org/c/", {"fr": "c"})
    counts = []
    for _batch in described(_entries(300), catalogue, "many", SourceFacts("many", "", "")):
        gc.collect()
        counts.append(sum(isinstance(one, Entry | LineDescription) for one in gc.get_objects()))
    assert len(counts) == 6
    assert counts[-1] <= counts[1]


def test_what_a_line_description_says_can_be_asked_as_of_any_other(repository: Path, tmp_path: Path) -> None:
    from bibliographe.graph.describe import Description, describe_bibliography
    from bibliographe.graph.iri import Minter

    items = list(pass_through(repository / FILES[1]))
    facts = SourceFacts("a", "b", "c")
    minter = Minter("https://example.org/c/")
    lines, statements = LineDescription(minter, "s"), Description(minter, "s")
    for one in (lines, statements):
        describe_bibliography(items, one, facts, lambda _title: set())
    assert list(lines.records()) == list(statements.records())
    for record in statements.records():
        assert lines.says(record.iri)
        for statement in record.triples:
            asked = statement.subject, statement.predicate
            assert lines.objects(*asked) == statements.objects(*asked)


@pytest.fixture
def convert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, str]]:
    """Run the command in a folder without a catalogue; return what it wrote on its two outputs."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[str, str]:
        done = CliRunner().invoke(command, list(map(str, arguments)))
        if isinstance(done.exception, BibliographeError):
            raise done.exception
        assert done.exit_code == 0, done.stderr
        return done.stdout, done.stderr

    return run


def test_the_command_tells_what_became_of_the_file(convert: Callable[..., tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "mixed.ris"
    path.write_text(RIS + "du texte perdu\nTY  - BOOK\nPY  - 2020\nER  - \n", encoding="utf-8")
    out, said = convert(path, "--to", "ris", "--rejects", "r.json", "--loss-report", "l.json", "--json")
    assert out.splitlines()[1].startswith("ID  - un-ete-")
    report = json.loads(said)
    assert (report["read"], report["entries"], report["rejects"]) == (3, 1, 2)
    rejects = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [one["first_line"] for one in rejects] == [7, 8]
    assert json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))["entries"] == 1
    _out, said = convert(path, "--to", "ntriples", "-o", "out.nt")
    assert "3" in said.splitlines()[0]
    assert "du texte perdu" in said
    lines = (tmp_path / "out.nt").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("<https://example.org/mixed/id/") for line in lines)


def test_settings_are_those_of_the_catalogue_or_of_the_command_line(
    convert: Callable[..., tuple[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "one.ris").write_text(RIS, encoding="utf-8")
    out, _ = convert("one.ris", "--to", "ntriples", "--base", "https://data.example/")
    assert out.startswith("<https://data.example/id/source/one-")
    (tmp_path / "catalogue.toml").write_text('base = "https://here.example/"\n', encoding="utf-8")
    out, _ = convert("one.ris", "--to", "ntriples", "--source-id", "autre")
    assert out.startswith("<https://here.example/id/source/autre-")
    assert not (tmp_path / "graph").exists()
    with pytest.raises(BibliographeError):
        convert("one.ris", "--to", "ntriples", "--base", "here")


@pytest.mark.parametrize("to", ["edm", "turtle", "selection", "nothing"])
def test_formats_of_a_whole_catalogue_are_refused(
    convert: Callable[..., tuple[str, str]], tmp_path: Path, to: str
) -> None:
    (tmp_path / "one.ris").write_text(RIS, encoding="utf-8")
    with pytest.raises(ExportError):
        convert("one.ris", "--to", to)


@pytest.mark.parametrize("to", ["ntriples", "csl-json", "mods"])
@pytest.mark.parametrize("data", [b"", b"\x00\xff\x1d", b"rien", b"TY  - BOOK\nER  - \n" * (BATCH + 1)])
def test_of_a_file_without_an_entry_nothing_is_written(tmp_path: Path, data: bytes, to: str) -> None:
    (tmp_path / "one.ris").write_bytes(data)
    asked = [str(tmp_path / "one.ris"), "--to", to, "--loss-report", str(tmp_path / "l.json")]
    for target in (["-o", str(tmp_path / "out")], []):
        done = CliRunner().invoke(command, [*asked, *target])
        assert isinstance(done.exception, BibliographeError)
        assert done.stdout == ""
        assert [path.name for path in tmp_path.iterdir()] == ["one.ris"]


def test_entries_after_many_rejects_are_all_written(tmp_path: Path) -> None:
    path = tmp_path / "one.ris"
    path.write_text("TY  - BOOK\nER  - \n" * (2 * BATCH) + RIS, encoding="utf-8")
    done = CliRunner().invoke(command, [str(path), "--to", "ntriples"])
    lines = done.stdout.splitlines()
    assert sum('"Un été"' in line for line in lines) == 1
    assert max(Counter(lines).values()) == 2
