# ruff: noqa: E501 - tables of cases
"""Tables of all kinds: what parts columns, what columns are called, rows too long and too short."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.errors import SourceError
from bibliographe.ingest.records.columns import names_of_columns, read_mapping
from bibliographe.ingest.records.tabular import CsvReader
from bibliographe.ingest.registry import read_file
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Reject, Topic

if TYPE_CHECKING:
    from pathlib import Path

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=15)


def read(text: str, mapping: dict[str, str] | None = None) -> list[Item]:
    source = Source.from_bytes(text.encode(), "data.csv")
    return list(CsvReader().read(replace(source, mapping=mapping)))


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(sorted(names_of_columns())), min_size=1, max_size=8, unique=True),
    st.lists(
        st.lists(
            st.one_of(CELLS, st.sampled_from(["2024", "Dumas, Anne ; B", "a\nb", "978-2-12-345680-3"])), max_size=9
        ),
        max_size=5,
    ),
    st.sampled_from([",", ";", "\t"]),
)
def test_each_row_is_an_entry_or_a_reject(fields: list[str], rows: list[list[str]], sign: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=sign, lineterminator="\n")
    writer.writerows(
        [["title", *fields], *([f"t{cell}" if at == 0 else cell for at, cell in enumerate(row)] for row in rows)]
    )
    items = read(stream.getvalue())
    kept = [item for item in items if isinstance(item, (Entry, Reject))]
    assert len(kept) == sum(map(bool, rows))


def test_the_page_on_formats_names_all_columns(repository: Path) -> None:
    page = (repository / "docs" / "formats.md").read_text(encoding="utf-8")
    for field, names in names_of_columns().items():
        assert f"| `{field}` | {', '.join(names)} |" in page


def test_a_table_from_opencitations_is_read(shared: Path) -> None:
    items = list(read_file(shared / "samples" / "csv" / "opencitations-meta-300.csv"))
    entries = [item for item in items if isinstance(item, Entry)]
    assert (len(entries), sum(isinstance(item, Reject) for item in items)) == (300, 0)
    assert {unread.field for entry in entries for unread in entry.unread} <= {
        "author[]",
        "editor[]",
        "periodical[]",
        "publisher[]",
        "type",
    }
    further = [unread.text for entry in entries for unread in entry.unread if unread.field == "periodical[]"]
    assert len([issn for issn in further if len(issn) == 9]) == len(further) == 258


@pytest.mark.parametrize(
    "head", ["Titre;Auteur", "title,year", "TITRES\tAnnées", "Titre du document|Revue", "\ufeffTitre;Date"]
)
def test_a_table_is_recognised_by_its_head(head: str) -> None:
    assert CsvReader().recognises(Source.from_bytes(f"{head}\nA;B".encode(), "export")) > 0.8


@pytest.mark.parametrize(
    "text", ["# Titre\n\nDate, lieu", "Titre", "TY  - JOUR\nTI  - A", "Nom;Date", "Titre;" * 100_000, "x" * 200_000]
)
def test_what_is_no_table_is_not(text: str) -> None:
    assert CsvReader().recognises(Source.from_bytes(text.encode(), "export")) == 0


def test_a_table_without_titles_says_so() -> None:
    (reject,) = read("Nom;Date\nA;2024")
    assert isinstance(reject, Reject)
    assert "--mapping" in reject.remedy.en


def test_topics_come_before_their_entries() -> None:
    items = read("Titre;Thème\nA;Lire > Ouvrir\nB;Lire\nC;")
    assert [item.path if isinstance(item, Topic) else item.title for item in items if isinstance(item, (Topic, Entry))] == [
        ("Lire",), ("Lire", "Ouvrir"), "A", "B", "C",
    ]  # fmt: skip


def test_a_mapping_says_what_columns_hold(tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text('[columns]\n"Nom" = "title"\n"Paru en" = "date"\n', encoding="utf-8")
    _, entry = read("Nom;Paru en;Auteur\nLire;2024;Dumas, Anne", read_mapping(path))
    assert isinstance(entry, Entry)
    assert (entry.title, entry.citation.issued and entry.citation.issued.edtf) == ("Lire", "2024")
    assert entry.contributions[0].agent.name == "Anne Dumas"


@pytest.mark.parametrize("content", ["[columns", "a = 1", '[columns]\n"Nom" = "nom"'])
def test_a_mapping_that_says_nothing_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_mapping(path)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("column", "said"), [("entry,", ("n° 12", "vol. 3")), ("", ("12", "3"))], ids=["ours", "others"]
)
def test_a_table_of_ours_says_numbers_as_the_catalogue_does(column: str, said: tuple[str, str]) -> None:
    cell = "https://example.org/id/entry/x," if column else ""
    items = read(f"{column}title,type,periodical,issue,volume\n{cell}Un titre,article,Une revue,n° 12,vol. 3\n")
    (entry,) = (item for item in items if isinstance(item, Entry))
    assert entry.citation.issue is not None
    assert (entry.citation.issue.number, entry.citation.issue.volume) == said
