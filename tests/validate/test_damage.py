"""A catalogue damaged in dozens of ways: each must be found, or end in a clear refusal."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, Store

from bibliographe.config import load_catalogue
from bibliographe.errors import BibliographeError, GraphError
from bibliographe.graph.content_hash import content_hash
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.register import Register
from bibliographe.validate.asking import ask
from bibliographe.validate.plan import SUBCLASSES, TYPE
from bibliographe.validate.reading import read_catalogue
from bibliographe.validate.results import local_name
from bibliographe.validate.shapes import load_shapes
from bibliographe.validate.validation import validate
from bibliographe.validate.written import memory_store
from tests.sampling import some
from tests.shapes.small import SMALL, names, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.validate.results import Report
    from bibliographe.validate.shapes import Shapes

SOURCE = "mediatheques-2025.ttl"


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "catalogue")


def check(directory: Path, shapes: Shapes) -> Report:
    return validate(read_catalogue(load_catalogue(directory)), shapes)


def check_or_refuse(directory: Path, shapes: Shapes) -> Report | GraphError:
    try:
        return check(directory, shapes)
    except GraphError as error:
        return error


# --- every statement, one by one -------------------------------------------------------------------------------

OPTIONAL = {
    "url": "a source may have lost the target of a link, and a website may have none noted",
    "alternateName": "another form of a name may or may not be known",
    "mentions": "whom an annotation names is in the annotation, which is kept apart",
    "references": "a work cited may or may not be one of the catalogue",
    "sourceStatement": "a note may or may not name its source",
    "edition": "of an event: it may have none",
    "location": "an event may have no place noted",
    "organizer": "an event may have no organizer noted",
    "publisher": "of a website: it may have none noted",
    "title": "of an issue: most have none",
    "issn": "a source seldom prints it",
    "compilationStatement": "a selection need not say who compiled it",
    "linkLabel": "only the last line of a quotation is known to be a link",
    "importHash": "absent from records made by hand",
    "isReplacedBy": "what was withdrawn need not be replaced",
}
"""Facts that a catalogue is valid without, so that no shape can miss them; the register's content hash does."""


def _removable() -> list[object]:
    """Two statements of each property and kind of thing, every one where `BIBLIOGRAPHE_EXAMPLES` is set.

    Of the register's 50 like records, one of each kind of thing and the tombstone.
    """
    base = load_catalogue(SMALL).base
    kinds: dict[str, str] = {}
    for triple in sorted(small().triples, key=str):
        found = re.fullmatch(f"{base}doc/([a-z]+)/.*", triple.subject.value)
        if found:
            kinds.setdefault(found[1], triple.subject.value)
    kept = {*kinds.values(), names()["tombstone"]}
    most, of_a_kind, chosen = (2 if "BIBLIOGRAPHE_EXAMPLES" not in os.environ else None), Counter[object](), []
    for triple in sorted(small().triples, key=str):
        if "/doc/" in triple.subject.value and triple.subject.value not in kept:
            continue
        kind = (triple.predicate, *triple.subject.value.removeprefix(base).split("/")[:2])
        of_a_kind[kind] += 1
        if most is None or of_a_kind[kind] <= most:
            chosen.append(triple)
    return chosen


def _suspected(store: Store, shapes: Shapes, predicate: str = "") -> bool:
    """Tell whether any question names a node; those about `predicate` are asked first, since one of them may well."""
    queries = (question.query.replace(SUBCLASSES, TYPE) for question in shapes.plan.questions)
    return any(ask(store, query) for query in sorted(queries, key=lambda query: predicate not in query))


def test_no_statement_goes_missing_unnoticed(shapes: Shapes) -> None:
    """Each statement is taken out alone; what no shape finds must be optional, and found by the content hash."""
    store = memory_store(small().triples)
    assert not _suspected(store, shapes)
    unnoticed = []
    removable = some(_removable(), 2)
    for triple in removable:
        quad = Quad(triple.subject, triple.predicate, triple.object)
        store.remove(quad)
        if not _suspected(store, shapes, predicate=f"<{triple.predicate.value}>"):
            unnoticed.append(triple)
        store.add(quad)
    assert len(removable) > 100
    assert {local_name(triple.predicate.value) for triple in unnoticed} <= set(OPTIONAL)
    assert len(unnoticed) <= 0.15 * len(removable)
    folder, register = GraphFolder(load_catalogue(SMALL)), Register(load_catalogue(SMALL))
    for triple in unnoticed:
        record = folder.record(triple.subject)
        if record is None:
            assert "/doc/" in triple.subject.value
            continue
        left = {statement for statement in record.triples if tuple(statement) != tuple(triple)}
        assert len(left) == len(record.triples) - 1
        assert content_hash(left) != register.get(record.iri).content_hash


# --- damage to files -------------------------------------------------------------------------------------------


def _edit(file: str, old: str, new: str, count: int = 1) -> Callable[[Path], None]:
    def damage(directory: Path) -> None:
        path = directory / "graph" / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, count), encoding="utf-8")

    return damage


def _remove(file: str) -> Callable[[Path], None]:
    return lambda directory: (directory / "graph" / file).unlink()


def _empty(file: str) -> Callable[[Path], None]:
    return lambda directory: (directory / "graph" / file).write_text("", encoding="utf-8")


def _append(file: str, text: str) -> Callable[[Path], None]:
    def damage(directory: Path) -> None:
        with (directory / "graph" / file).open("a", encoding="utf-8") as stream:
            stream.write(text)

    return damage


def _copy_block(file: str, to: str | None = None) -> Callable[[Path], None]:
    def damage(directory: Path) -> None:
        text = (directory / "graph" / file).read_text(encoding="utf-8")
        head, *blocks = re.split(r"\n\n", text)
        target = directory / "graph" / (to or file)
        with target.open("a", encoding="utf-8") as stream:
            stream.write(f"\n{head}\n\n{blocks[3]}\n")

    return damage


def _cut(file: str, share: float) -> Callable[[Path], None]:
    def damage(directory: Path) -> None:
        path = directory / "graph" / file
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return damage


def _cut_at_block(file: str, blocks: int) -> Callable[[Path], None]:
    def damage(directory: Path) -> None:
        path = directory / "graph" / file
        path.write_text("\n\n".join(path.read_text(encoding="utf-8").split("\n\n")[:-blocks]) + "\n", "utf-8")

    return damage


def _latin1(file: str) -> Callable[[Path], None]:
    def damage(directory: Path) -> None:
        path = directory / "graph" / file
        path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))

    return damage


def _misread(file: str) -> Callable[[Path], None]:
    """Save UTF-8 that was read as Latin-1."""

    def damage(directory: Path) -> None:
        path = directory / "graph" / file
        path.write_text(path.read_bytes().decode("latin-1"), encoding="utf-8")

    return damage


def _as_ntriples(directory: Path) -> None:
    (directory / "graph" / "agents.nt").write_text("<http://a> <http://b> <http://c> .\n", encoding="utf-8")


def _short(name: str) -> str:
    """The address of a thing as the files write it, relative to the base."""
    return names()[name].removeprefix(load_catalogue(SMALL).base)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "agents removed": _remove("agents.ttl"),
    "periodicals removed": _remove("periodicals.ttl"),
    "topics removed": _remove("topics.ttl"),
    "register removed": _remove("register.ttl"),
    "source removed": _remove(SOURCE),
    "agents emptied": _empty("agents.ttl"),
    "topics emptied": _empty("topics.ttl"),
    "register emptied": _empty("register.ttl"),
    "source emptied": _empty(SOURCE),
    **{f"source cut at {share}": _cut(SOURCE, share) for share in (0.1, 0.33, 0.5, 0.9, 0.999)},
    **{f"{file} cut at 0.6": _cut(file, 0.6) for file in ("agents.ttl", "topics.ttl", "register.ttl")},
    **{
        f"last {blocks} blocks of {file} lost": _cut_at_block(file, blocks)
        for file in ("agents.ttl", "periodicals.ttl", "topics.ttl", "register.ttl", SOURCE)
        for blocks in (1, 3)
    },
    "block twice in one file": _copy_block("agents.ttl"),
    "block of the source twice": _copy_block(SOURCE),
    "block in two files": _copy_block("agents.ttl", "topics.ttl"),
    "saved as Latin-1": _latin1("agents.ttl"),
    "read as Latin-1": _misread("agents.ttl"),
    "two formats": _as_ntriples,
    "typo in a property": _edit(SOURCE, "bibo:pageStart", "bibo:pageStrat"),
    "typo in a class": _edit(SOURCE, "a bibo:Book", "a bibo:Boook"),
    "typo in a datatype": _edit(SOURCE, "xsd:gYearMonth", "xsd:gYearMonht"),
    "typo in a role": _edit(SOURCE, "role:interviewee", "role:interviewe"),
    "typo in a type": _edit(SOURCE, "type:thesis", "type:these"),
    "typo in an address": _edit("agents.ttl", "<id/agent/paul-", "<id/agent/pual-"),
    "other base": _edit("agents.ttl", "@base <https://w3id.org/", "@base <https://w3id.example/"),
    "other namespace": _edit("agents.ttl", "http://xmlns.com/foaf/0.1/", "http://xmlns.com/foaf/0.2/"),
    "http for https": _edit(SOURCE, "https://schema.org/", "http://schema.org/"),
    "language of a title": _edit(SOURCE, 'santé des agents"@fr', 'santé des agents"@en'),
    "language unknown": _edit("topics.ttl", '"Horaires"@fr', '"Horaires"@zz'),
    "language lost": _edit("topics.ttl", '"Horaires"@fr', '"Horaires"'),
    "title changed": _edit(SOURCE, 'dcterms:title "Horaires', 'dcterms:title "Horraires'),
    "title emptied": _edit(SOURCE, 'dcterms:title "Accueillir tous les publics"@fr', 'dcterms:title ""@fr'),
    "name changed": _edit("agents.ttl", 'foaf:name "Paul Tiercelin"', 'foaf:name "Paul Tiercellin"'),
    "date impossible": _edit(SOURCE, '"2024-05-06"^^xsd:date', '"2024-02-30"^^xsd:date'),
    "date swapped": _edit(SOURCE, '"2023-11/2024-02"^^edtf:EDTF', '"2024-02/2023-11"^^edtf:EDTF'),
    "date as a string": _edit(SOURCE, '"2024-05-06"^^xsd:date', '"6 mai 2024"'),
    "year wrong everywhere": lambda directory: [
        _edit(SOURCE, '"2022"^^xsd:gYear', '"2021"^^xsd:gYear')(directory),
        _edit(SOURCE, '"2022"^^edtf:EDTF', '"2021"^^edtf:EDTF')(directory),
    ],
    "pages swapped": lambda directory: [
        _edit(SOURCE, 'bibo:pageEnd "19"', 'bibo:pageEnd "81"')(directory),
    ],
    "position as text": _edit(SOURCE, "schema:position 4", 'schema:position "4"'),
    "position repeated": _edit(SOURCE, "schema:position 4", "schema:position 5"),
    "line numbers swapped": _edit(SOURCE, "bibl:firstLine 12", "bibl:firstLine 512"),
    "extent swapped": _edit(SOURCE, 'bibo:numPages "XII-345"', 'bibo:numPages "XII-354"'),
    "extent below nothing": _edit(SOURCE, 'bibo:numPages "184"', 'bibo:numPages "-184"'),
    "place mistyped": _edit(SOURCE, 'placeOfPublication "Lyon"', 'placeOfPublication "Loyn"'),
    "issue number changed": _edit("periodicals.ttl", 'bibo:issue "212"', 'bibo:issue "213"'),
    "number in the series changed": _edit(SOURCE, 'bibo:number "12"', 'bibo:number "21"'),
    "isbn of another book": _edit(SOURCE, "9782123456803", "9782070360024"),
    "article tied to the periodical": lambda directory: _edit(
        SOURCE, f"<{_short('issue2')}>", f"<{_short('journal')}>"
    )(directory),
    "authors in another order": lambda directory: [
        _edit(SOURCE, "rdf:_1 <id/agent/anne-delcourt-be37342c> ;\n    rdf:_2", "rdf:_3")(directory),
        _edit(SOURCE, "rdf:_3 <id/agent/jean-perigault-3fbe5721>", "rdf:_1 <id/agent/jean-perigault-3fbe5721> ;\n"
              "    rdf:_2 <id/agent/anne-delcourt-be37342c>")(directory),
    ],
    "selection a year too early": _edit(SOURCE, '"2025-03-18"^^xsd:date', '"2023-03-18"^^xsd:date'),
    "url without its site": _edit(SOURCE, "<https://info.clairville.example/dimanche>", "<https:///dimanche>"),
    "url without https": _edit(SOURCE, "<https://info.clairville.example/dimanche>", "<www.clairville.example>"),
    "nul in a title": _edit(SOURCE, 'dcterms:title "Horaires', 'dcterms:title "Horaires\0'),
    "register in the future": _edit("register.ttl", 'dcterms:modified "20', 'dcterms:modified "29'),
    "isbn digit": _edit(SOURCE, "9782123456803", "9782123456808"),
    "issn digit": _edit("periodicals.ttl", "1234-5679", "1234-5678"),
    "doi mangled": _edit(SOURCE, "10.5555/cdl", "10.5/cdl"),
    "address to nowhere": _edit(SOURCE, "<id/topic/horaires-", "<id/topic/horaire-"),
    "address of the wrong kind": lambda directory: _edit(
        SOURCE, "dcterms:subject <id/topic/horaires-a08f413c>", f"dcterms:subject <{names()['anne']}>"
    )(directory),
    "person made a body": _edit("agents.ttl", "a foaf:Person", "a foaf:Organization"),
    "body made a person": _edit("agents.ttl", "a foaf:Organization", "a foaf:Person"),
    "class changed": _edit(SOURCE, "a bibo:Thesis", "a bibo:Article"),
    "magazine made a website": _edit("periodicals.ttl", "a bibo:Magazine", "a bibo:Website"),
    "broader circle": _edit("topics.ttl", "skos:topConceptOf", "skos:broader"),
    "notation moved": _edit("topics.ttl", 'skos:notation "1.2"', 'skos:notation "2.3"'),
    "role lost": _edit(SOURCE, "    dcat:hadRole role:interviewee ;\n", ""),
    "author order broken": _edit(SOURCE, "rdf:_2", "rdf:_3"),
    "blank node": _append("agents.ttl", '\n[] a foaf:Person ; foaf:name "Anonyme" .\n'),
    "abstract made public": lambda directory: _append(
        SOURCE, f'\n<{names()["book"]}> dcterms:abstract "Un résumé inventé."@fr .\n'
    )(directory),
    "statement added": lambda directory: _append(SOURCE, f'\n<{names()["book"]}> bibo:pages "3" .\n')(directory),
    "mark-up left": _edit(SOURCE, 'dcterms:title "Horaires', 'dcterms:title "<b>Horaires</b>'),
    "url in quotation marks": _edit(
        SOURCE, "<https://info.clairville.example/dimanche>", '"https://info.clairville.example/dimanche"'
    ),
    "url of a script": _edit(SOURCE, "<https://info.clairville.example/dimanche>", "<javascript:alert(1)>"),
    "tombstone revived": _edit("register.ttl", "    prov:invalidatedAtTime", "    dcterms:valid"),
    "hash mangled": _edit("register.ttl", 'bibl:contentHash "', 'bibl:contentHash "z'),
    "hash changed": lambda directory: _edit(
        "register.ttl", 'bibl:contentHash "', 'bibl:contentHash "0000', 1
    )(directory),
    "dates of a record swapped": _edit("register.ttl", 'dcterms:modified "2025', 'dcterms:modified "2015'),
    "full stop lost": _edit(SOURCE, " .\n\n", " \n\n"),
    "quotation mark lost": _edit(SOURCE, 'bibo:pages "', "bibo:pages "),
    "prefix lost": _edit("agents.ttl", "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n", ""),
    "semicolon for a point": _edit("agents.ttl", " ;\n", " .\n"),
    "conflict marks": _edit("agents.ttl", "\n\n", "\n<<<<<<< HEAD\n"),
    "nul bytes": _append("agents.ttl", "\0\0\0"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found(name: str, catalogue: Path, shapes: Shapes) -> None:
    DAMAGES[name](catalogue)
    report = check_or_refuse(catalogue, shapes)
    if isinstance(report, GraphError):
        assert report.file
        assert report.remedy
        return
    assert report.results, name
    for result in report.results:
        assert result.message.fr
        assert "{" not in result.message.fr
        assert result.advice.en


def test_an_undamaged_catalogue_conforms(catalogue: Path, shapes: Shapes) -> None:
    assert check(catalogue, shapes).results == ()


def test_all_broken_files_are_named(catalogue: Path, shapes: Shapes) -> None:
    for file in ("agents.ttl", "topics.ttl"):
        _append(file, "\n<<<<<<< HEAD\n")(catalogue)
    with pytest.raises(GraphError) as caught:
        check(catalogue, shapes)
    described = caught.value.describe("fr")
    assert "agents.ttl:" in described
    assert "topics.ttl:" in described


def test_a_missing_folder_is_refused(catalogue: Path, shapes: Shapes) -> None:
    shutil.rmtree(catalogue / "graph")
    with pytest.raises(BibliographeError, match="import"):
        check(catalogue, shapes)


def test_a_hand_correction_is_only_a_remark(catalogue: Path, shapes: Shapes) -> None:
    _edit("agents.ttl", 'schema:alternateName "BDVC"', 'schema:alternateName "BD du Val-Clair"')(catalogue)
    report = check(catalogue, shapes)
    assert [(r.constraint, r.severity) for r in report.results] == [("record-stale", "info")]


def test_a_backslash_does_not_stop_the_report(catalogue: Path, shapes: Shapes) -> None:
    _edit("topics.ttl", '"Horaires"@fr', r'"Horaires \\d+ "@fr')(catalogue)
    assert "text-edges" in {result.constraint for result in check(catalogue, shapes).results}
