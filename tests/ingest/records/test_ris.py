"""RIS that nobody meant to write, and the real files of ../shared."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.ingest.records.ris import RisReader
from bibliographe.ingest.registry import read_file
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Reject

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = {
    "RisImporterCorrupted.ris": (1, 0),
    "RisImporterTest1.ris": (1, 10),
    "RisImporterTest3.ris": (1, 0),
    "RisImporterTest4a.ris": (1, 0),
    "RisImporterTest5a.ris": (1, 0),
    "RisImporterTest7.ris": (1, 0),
    "RisImporterTest8_date.ris": (1, 0),
    "RisImporterTestDOI.ris": (1, 0),
}
"""How many entries and how many rejects each has."""
TAGS = (
    "TY",
    "TI",
    "T2",
    "AU",
    "PY",
    "DA",
    "SP",
    "EP",
    "SN",
    "DO",
    "UR",
    "KW",
    "AB",
    "LA",
    "ET",
    "VL",
    "IS",
    "ER",
    "ZZ",
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)
LINES = st.one_of(
    st.builds("{}  - {}".format, st.sampled_from(TAGS), WORDS),
    st.builds(
        "{}  - {}".format, st.sampled_from(TAGS), st.sampled_from(["2024/02/30", "99", "1-9", "978", "JOUR", "fr"])
    ),
    WORDS,
)


def read(text: str) -> list[Item]:
    return list(RisReader().read(Source.from_bytes(text.encode(), "data.ris")))


@settings(deadline=None)
@given(st.lists(LINES, max_size=25))
def test_whatever_the_lines_each_is_kept_or_rejected(lines: list[str]) -> None:
    text = "TY  - BOOK\n" + "\n".join(lines)
    source = Source.from_bytes(text.encode(), "data.ris")
    items = read(text)
    inside = {
        number
        for item in items
        if isinstance(item, (Entry, Reject))
        for number in range(item.span.first, item.span.last + 1)
    }
    outside = [source.lines[number - 1] for number in range(1, len(source.lines) + 1) if number not in inside]
    assert not [line for line in outside if any(letter.isalpha() and letter.isascii() for letter in line)]
    assert [item.position for item in items if isinstance(item, Entry)] == list(
        range(1, sum(isinstance(item, Entry) for item in items) + 1)
    )


@pytest.mark.parametrize(("name", "counts"), SAMPLES.items())
def test_real_files_are_read(name: str, counts: tuple[int, int], shared: Path) -> None:
    items = list(read_file(shared / "samples" / "ris" / name))
    assert (sum(isinstance(i, Entry) for i in items), sum(isinstance(i, Reject) for i in items)) == counts


def test_what_has_no_place_in_the_profile_is_told(shared: Path) -> None:
    (entry,) = [item for item in read_file(shared / "samples/ris/RisImporterTestDOI.ris") if isinstance(item, Entry)]
    assert [unread.field for unread in entry.unread] == ["DB", "ET", "AN", "U1", "U2", "U4", "J2", "SN"]


@pytest.mark.parametrize(
    ("value", "title", "volume"),
    [
        ("TY  - JOUR\nTI  - A\nJF  - B\nT2  - B\nER  - ", "B", None),
        ("TY  - NEWS\nTI  - A\nT2  - B\nVL  - 3\nER  - ", "B", "3"),
    ],
)
def test_the_periodical_is_named_once(value: str, title: str, volume: str | None) -> None:
    (entry,) = read(value)
    assert isinstance(entry, Entry)
    assert entry.citation.periodical is not None
    assert entry.citation.periodical.title == title
    assert (entry.citation.issue.volume if entry.citation.issue else None) == volume
    assert entry.unread == ()


@pytest.mark.parametrize(
    ("name", "kind", "natural"),
    [
        ("Dumas, Anne", "person", "Anne Dumas"),
        ("Dumas, Anne,", "person", "Anne Dumas"),
        ("LE GOFF, Paul", "person", "Paul Le Goff"),
        ("King, Martin, Jr.", "person", "Martin King, Jr"),
        ("Anne Dumas", "person", "Anne Dumas"),
        ("Banque des territoires", "organization", "Banque des territoires"),
        ("Ministère du Travail, du Plein emploi et de l'Insertion", "organization", None),
        ("Dumas", "organization", "Dumas"),
    ],
)
def test_names(name: str, kind: str, natural: str | None) -> None:
    (entry,) = read(f"TY  - BOOK\nTI  - A\nAU  - {name}\nER  - ")
    assert isinstance(entry, Entry)
    agent = entry.contributions[0].agent
    assert (agent.kind, agent.name) == (kind, natural or name)


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("2024/05/31/", "2024-05-31"), ("2024-05-31", "2024-05-31"), ("2024///", "2024"), ("2024/05//", "2024-05"), ("2024", "2024"),
        ("2024/00/00/", "2024"), ("2024///été", "2024-22"), ("2024/2/3", "2024-02-03"), ("31 mai 2024", "2024-05-31"), ("May 2024", "2024-05"),
        ("2024/02/30", None), ("99", None), ("YEAR/MONTH/DAY/", None),
    ],
)  # fmt: skip
def test_dates(said: str, edtf: str | None) -> None:
    (entry,) = read(f"TY  - BOOK\nTI  - A\nPY  - {said}\nER  - ")
    assert isinstance(entry, Entry)
    assert entry.citation.issued is not None
    assert entry.citation.issued.edtf == edtf
    assert bool(entry.doubts) == (edtf is None)


@pytest.mark.parametrize(
    ("said", "code"),
    [("fr", "fr"), ("fr-FR", "fr"), ("fre", "fr"), ("fra", "fr"), ("eng", "en"), ("English", "en"), ("français", "fr"), ("Deutsch", "de"),
     ("Allemand", "de"), ("Fr; En", "fr"), ("br", "br"), ("gobelin", None), ("xx", None)],
)  # fmt: skip
def test_languages(said: str, code: str | None) -> None:
    (entry,) = read(f"TY  - BOOK\nTI  - Qwertz\nLA  - {said}\nER  - ")
    assert isinstance(entry, Entry)
    assert entry.language == (code or "fr")
    assert [unread.field for unread in entry.unread] == ([] if code else ["LA"])


GENERIC = "TY  - GEN\nTI  - Un document\nPY  - 2020\n"


@pytest.mark.parametrize(
    ("lines", "stands_in"),
    [
        ("", None),
        ("T2  - Une collection\n", "series"),
        ("T2  - Cahiers du pont\nVL  - 3\nIS  - 4\nSP  - 5\nEP  - 9\n", "periodical"),
        ("T2  - Cahiers du pont\nVL  - 3\nSN  - 0769-0975\n", "periodical"),
        ("JO  - Cahiers du pont\n", "periodical"),
        ("T2  - Actes des rencontres\nSP  - 5\nEP  - 9\n", "host"),
    ],
)
def test_a_generic_document_stands_in_what_its_fields_say(lines: str, stands_in: str | None) -> None:
    """GEN is "generic" (RIS Format Specifications), a document for Zotero: what it is a part of shows in its fields."""
    [entry] = read(f"{GENERIC}{lines}ER  - \n")
    assert isinstance(entry, Entry)
    assert entry.citation is not None
    assert (entry.kind, entry.doubts, entry.unread) == ("document", (), ())
    found = {name for name in ("series", "periodical", "host") if getattr(entry.citation, name)}
    assert found == ({stands_in} if stands_in else set())


def test_the_number_of_an_article_stands_for_its_pages() -> None:
    [entry] = read("TY  - JOUR\nTI  - Un article\nT2  - Cahiers du pont\nC7  - e925340\nER  - \n")
    assert isinstance(entry, Entry)
    assert entry.citation is not None
    assert entry.citation.pages is not None
    assert entry.citation.pages.verbatim == "e925340"
