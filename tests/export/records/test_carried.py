"""What a format says to carry stands in what it writes, unless it is told as lost; twice the same bytes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bibliographe.export.records.edtf import as_isbd, coded, means
from bibliographe.export.records.marc.described import kind_label
from bibliographe.export.records.marc.tables import language_code

from .generated import ROLES, catalogued
from .invented import ENTRIES
from .written import writer_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.catalogued import Catalogued

FORMATS = ["unimarc", "unimarc-xml", "marc21", "marcxml", "mods"]
NAMES = ("dcterms:creator", "schema:mentions", *(f"prov:qualifiedAttribution/{role}" for role in ROLES))
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}


def letters(text: str) -> str:
    """Return the letters, digits and signs of a text without the punctuation that records part their fields with."""
    return "".join(
        sign for sign in text if not unicodedata.category(sign).startswith(("Z", "C")) and sign not in ".,:;/=[]-"
    )


def text_of(data: bytes) -> str:
    """Return all that a reader of a record sees."""
    text = data.decode()
    if text.startswith("<?xml"):
        text = re.sub(r"<[^>]*>", "", text)
        for name, sign in _ENTITIES.items():
            text = text.replace(name, sign)
    return letters(re.sub(r"\x1f[a-z0-9]", "", text))


def expected(path: str, value: str) -> Iterator[str]:
    """Yield the forms in which a value may stand."""
    yield value
    if path.endswith("dcterms:date"):
        yield as_isbd(value)
        yield from filter(None, [coded(value).first + coded(value).second.strip(), coded(value).first])
    if path == "dcterms:language":
        yield language_code(value)
    if path == "dcterms:type":
        yield kind_label(value.rpartition("/")[2], "fr")
    if path == "bibl:hasOtherAuthors":
        yield "et al."
    if path == "dcterms:subject":
        yield value.replace(" > ", "")
    if path in ("schema:mentions", "dcterms:publisher", "bibo:issuer") or path.endswith(("publisher", "organizer")):
        yield re.sub(r" \([^()]*\)$", "", value)
    if path == "dcterms:tableOfContents":
        yield re.sub(r"\n\s*", "--", value)
    if path == "bibo:numPages":
        yield f"{value} p."


def missing(name: str, one: Catalogued) -> list[tuple[str, str]]:
    """Return what is carried, not told as lost, and does not stand in the output."""
    data, told = written(name, [one])
    text, lost, carries = text_of(data), set(told.told.get(one.iri, ())), writer_of(name).carries
    parted = [(path, value) for path, value in one.said if path in carries or path.partition("/")[0] in carries]
    names = {"foaf:Agent/schema:alternateName"}
    return [
        (path, value)
        for path, value in parted
        if (path, value) not in lost and path not in names and not stands(one, path, value, text)
    ]


def stands(one: Catalogued, path: str, value: str, text: str) -> bool:
    """Tell whether a text has a value; the medium may stand between a title and its subtitle."""
    if path == "dcterms:title":
        return all(letters(part) in text for part in value.split(" : "))
    words = value.split(" ")
    inverted = ["".join(words[at:] + words[:at]) for at in range(1, len(words))] if path in NAMES else []
    in_words = [other for where, other in one.said if where == path.replace("dcterms:date", "bibl:verbatimDate")]
    in_words += [
        other for where, other in one.said if where == "bibl:verbatimAccessDate" and path == "fabio:hasAccessDate"
    ]
    if any(means(other) == value and letters(other) in text for other in in_words):
        return True
    return any(letters(form) in text for form in [*expected(path, value), *inverted])


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(one=catalogued())
def test_what_is_carried_stands_in_the_output(name: str, one: Catalogued) -> None:
    assert missing(name, one) == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_carried_property_is_tried(name: str) -> None:
    said = {path for one in ENTRIES for path, _ in one.said}
    parts = {path.partition("/")[0] for path in said}
    untried = {path for path in writer_of(name).carries if path not in said and path not in parts}
    assert untried <= {
        "bibo:isbn10", "bibo:issn", "dcterms:title/other", "dcterms:abstract", "dcterms:hasPart",
        "bibo:Website/bibo:issn", "bibo:Website/dcterms:publisher",
        "bibo:Periodical/schema:url",
    }  # fmt: skip
    assert [missing(name, one) for one in ENTRIES] == [[]] * len(ENTRIES)


@pytest.mark.parametrize("name", FORMATS)
def test_what_the_hub_says_outside_of_the_entry(name: str) -> None:
    said = (("dcterms:title/other", "The same in English"), ("dcterms:hasPart", "Une partie"))
    one = replace(ENTRIES[0], said=(*ENTRIES[0].said, *said))
    assert missing(name, one) == []


@pytest.mark.parametrize("name", FORMATS)
def test_an_abstract_is_written_where_the_hub_has_one_and_nowhere_else(name: str) -> None:
    assert "Un résumé" not in written(name, ENTRIES)[0].decode()
    one = replace(ENTRIES[0], entry=replace(ENTRIES[0].entry, annotation="Un résumé.\n\nUn autre."))
    text = written(name, [one])[0].decode()
    assert "Un résumé" in text
    assert "Un autre" in text


@pytest.mark.parametrize("name", FORMATS)
def test_two_exports_have_the_same_bytes(name: str) -> None:
    assert written(name, ENTRIES)[0] == written(name, ENTRIES)[0]


@pytest.mark.parametrize("name", FORMATS)
def test_no_entry_is_a_whole_file(name: str) -> None:
    data = written(name, [])[0]
    assert data == b"" or data.endswith(b">\n")
