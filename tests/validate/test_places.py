"""What is read of a node at its places in the files is what the store says of it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Triple

from bibliographe.validate.nodewise import places, windows
from bibliographe.validate.nodewise.surroundings import Surroundings
from bibliographe.validate.nodewise.windows import Survey
from bibliographe.validate.reading import DataFile
from bibliographe.validate.written import XSD, stored_quads

E = "http://example.org/"


@pytest.mark.parametrize("length", [1, 60, 16_000])
def test_what_files_say_of_a_node_is_read_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    monkeypatch.setattr(places, "_BLOCK", length)
    monkeypatch.setattr(windows, "_BYTES", 100)
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
    around = Surroundings(store)
    read = survey.reading
    assert read is not None
    for name in ("a", "b", "c", "d", "e", "é", "aa", "none"):
        expected = {predicate: sorted(values) for predicate, values in around.looked_up(f"{E}{name}").items()}
        assert {predicate: sorted(values) for predicate, values in read(f"{E}{name}").items()} == expected


def test_places_are_not_noted_of_other_formats() -> None:
    file = DataFile(Path("data.ttl"), (Triple(NamedNode(E), NamedNode(E), NamedNode(E)),))
    assert Survey.of([file], placed=True).reading is None
