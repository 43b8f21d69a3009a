"""What is read of a node at its places in the files is what the store says of it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Triple

from bibliographe.validate.nodewise import places, texts
from bibliographe.validate.nodewise.looking import InStore
from bibliographe.validate.nodewise.terms import BlankNodeMet, from_pyoxigraph
from bibliographe.validate.nodewise.windows import Survey
from bibliographe.validate.reading import DataFile
from bibliographe.validate.written import XSD, stored_quads

E = "http://example.org/"


@pytest.mark.parametrize("length", [1, 60, 16_000])
def test_what_files_say_of_a_node_is_read_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    monkeypatch.setattr(places, "_BLOCK", length)
    monkeypatch.setattr(texts, "_BYTES", 100)
    one, other = tmp_path / "one.nt", tmp_path / "other.nt"
    one.write_text(
        f'<{E}a> <{E}p> "un \\"mot\\"\\n"@fr .\n<{E}a> <{E}p> "un mot"@fr .\n<{E}b> <{E}p> <{E}a> .\n'
        f'<{E}\\u0063> <{E}p> "01"^^<{XSD}integer> .\n# a remark\n\n  <{E}a>\t<{E}q> "x"^^<{XSD}string> .\n'
        f'<{E}a> <{E}p> "un mot"@fr .\n<{E}d> <{E}p> "<{E}e> <{E}p> " .',
        encoding="utf-8",
    )
    other.write_text(f'<{E}é> <{E}p> "é"@fr-CA .\n<{E}a> <{E}p> "a"@EN .\n<{E}aa> <{E}p> "b" .\n', encoding="utf-8")
    files = [DataFile(one), DataFile(other)]
    survey = Survey.of(files, placed=True)
    store = pyoxigraph.Store()
    store.bulk_extend(stored_quads(triple for file in files for triple in file.read()))
    around = InStore(store)
    read = survey.reading
    assert read is not None
    for name in ("a", "b", "c", "d", "e", "é", "aa", "none"):
        expected = {predicate: sorted(values) for predicate, values in around.star(f"{E}{name}").items()}
        assert {predicate: sorted(values) for predicate, values in read(f"{E}{name}").items()} == expected


def test_places_are_not_noted_of_other_formats() -> None:
    file = DataFile(Path("data.ttl"), (Triple(NamedNode(E), NamedNode(E), NamedNode(E)),))
    assert Survey.of([file], placed=True).reading is None


@pytest.mark.parametrize("many", [0, 1, 63, 64, 65, 3_000])
def test_every_text_is_found_in_its_blocks_however_many_there_are(many: int) -> None:
    noted = places.Places()
    told: dict[bytes, list[int]] = {}
    for number in range(many):
        text = f"text {number * number % (many // 3 + 1)}".encode()  # some in many blocks, some in none
        noted.add(places.Block(Path(str(number)), 0, 0, is_plain=True), [text])
        told.setdefault(text, []).append(number)
    noted.close()
    for number in range(many + 10):
        text = f"text {number}".encode()
        blocks = told.get(text, [])
        assert [int(block.path.name) for block in noted.blocks_with(text)] == blocks
        assert [noted.times(text, most) for most in (1, 2, 5)] == [min(len(blocks), most) for most in (1, 2, 5)]


ODD = f"""<{E}a> <{E}p> "un" .
<{E}a>\t<{E}p> <{E}b> .
<{E}a>\t<{E}q> <{E}b> .
<{E}\\u0061> <{E}\\u0070> "deux" .
<{E}a> <{E}q> "<{E}a> <{E}p> " .
<{E}a>  <{E}p> "trois" . # <{E}a> <{E}q>

  # <{E}a> <{E}p> "no"
<{E}c> <{E}p>\t<{E}d>.
<{E}c> <{E}r> "autre".
"""


@pytest.mark.parametrize("predicates", [("p",), ("q", "r"), ("none",)])
def test_all_values_of_some_predicates_are_found_however_the_line_is_written(
    tmp_path: Path, predicates: tuple[str, ...]
) -> None:
    path = tmp_path / "odd.nt"
    path.write_text(ODD, encoding="utf-8")
    store = pyoxigraph.Store()
    store.bulk_extend(stored_quads(DataFile(path).read()))
    wanted = {f"{E}{name}" for name in predicates}
    expected = [
        (quad.predicate.value, from_pyoxigraph(quad.object)) for quad in store if quad.predicate.value in wanted
    ]  # type: ignore[arg-type]
    found = [(predicate, value) for predicate, value in Survey.of([DataFile(path)]).values_of(wanted)]
    assert sorted(found, key=str) == sorted(expected, key=str)
    as_statements = Survey.of([DataFile(path, tuple(DataFile(path).read()))]).values_of(wanted)
    assert sorted(as_statements, key=str) == sorted(expected, key=str)


def test_a_blank_node_is_met_among_values(tmp_path: Path) -> None:
    path = tmp_path / "blank.nt"
    path.write_text(f"<{E}a> <{E}p> _:b .\n", encoding="utf-8")
    with pytest.raises(BlankNodeMet):
        list(Survey((DataFile(path),), frozenset()).values_of({f"{E}p"}))
