"""What a format says to carry stands in what it writes, unless it is told as lost; twice the same bytes."""

from __future__ import annotations

import html
import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bibliographe.export.records.edtf import as_isbd, coded, means
from bibliographe.export.records.facts import language_name
from bibliographe.export.records.losses import is_carried
from bibliographe.export.records.marc.described import kind_label
from bibliographe.export.records.marc.tables import language_code
from bibliographe.export.records.tex import escaped, in_ascii
from bibliographe.ingest.records.plain_text import protected

from .generated import ROLES, catalogued
from .invented import ENTRIES
from .written import writer_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.catalogued import Catalogued

CATALOGUING = ["unimarc", "unimarc-xml", "marc21", "marcxml", "mods"]
FORMATS = [*CATALOGUING, "ris", "csl-json", "biblatex", "bibtex", "csv", "xlsx", "oai-dc", "dcterms"]
"""Those of the crosswalks are asked of a store: see `test_crosswalks`."""
NAMES = ("dcterms:creator", "schema:mentions", *(f"prov:qualifiedAttribution/{role}" for role in ROLES))
WORDED = {"ris": protected, "biblatex": escaped, "bibtex": in_ascii}
"""How formats write what they would read otherwise."""
CODED = {"dcterms:type", "bibo:Periodical/rdf:type"}
"""What formats of reference managers have their own words for: whether these are right, round trips tell."""


def letters(text: str) -> str:
    """Return the letters, digits and signs of a text without the punctuation that records part their fields with."""
    return "".join(
        sign for sign in text if not unicodedata.category(sign).startswith(("Z", "C")) and sign not in ".,:;/=[]-"
    )


def text_of(name: str, data: bytes) -> str:
    """Return all that a reader of a record sees."""
    if name == "xlsx":
        with zipfile.ZipFile(BytesIO(data)) as package:
            data = b"<?xml" + b"".join(package.read(part) for part in package.namelist() if part.endswith(".xml"))
    text = data.decode()
    if name == "csl-json":
        text = "\n".join(_leaves(json.loads(text)))
    elif name == "csv":
        text = text.replace('""', '"')
    if text.startswith("<?xml"):
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return letters(re.sub(r"\x1f[a-z0-9]", "", text))


def _leaves(found: object) -> Iterator[str]:
    if isinstance(found, dict | list):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _leaves(one)
    else:
        yield f"{found:02}" if isinstance(found, int) else str(found)


def expected(name: str, path: str, value: str) -> Iterator[str]:
    """Yield the forms in which a value may stand."""
    yield value
    if name not in CATALOGUING:
        yield from _expected_of_references(path, value)
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


def _expected_of_references(path: str, value: str) -> Iterator[str]:
    if path == "dcterms:language":
        yield language_name(value)
    if path == "bibl:hasOtherAuthors":
        yield "others"
    if path == "bibo:pages" and value.count("-") == 1:
        yield re.sub("(.*)-(.*)", r"\1EP\2", value)
    if path == "dcterms:subject" and " > " not in value:
        yield value.replace(";", ",")


def missing(name: str, one: Catalogued) -> list[tuple[str, str]]:
    """Return what is carried, not told as lost, and does not stand in the output."""
    data, told = written(name, [one])
    text, lost, carries = text_of(name, data), set(told.told.get(one.iri, ())), writer_of(name).carries
    parted = [(path, value) for path, value in one.said if is_carried(path, carries)]
    names = {"foaf:Agent/schema:alternateName"} | (CODED if name not in CATALOGUING else set())
    return [
        (path, value)
        for path, value in parted
        if not {(path, value), (path.removeprefix("bibo:Issue/"), value)} & lost
        and path not in names
        and not stands(name, one, path, value, text)
    ]


def stands(name: str, one: Catalogued, path: str, value: str, text: str) -> bool:
    """Tell whether a text has a value; the medium may stand between a title and its subtitle."""
    if path == "dcterms:title" and name in CATALOGUING:
        return all(letters(part) in text for part in value.split(" : "))
    words = value.split(" ")
    inverted = ["".join(words[at:] + words[:at]) for at in range(1, len(words))] if path in NAMES else []
    in_words = [other for where, other in one.said if where == path.replace("dcterms:date", "bibl:verbatimDate")]
    in_words += [
        other for where, other in one.said if where == "bibl:verbatimAccessDate" and path == "fabio:hasAccessDate"
    ]
    if any(means(other) == value and letters(other) in text for other in in_words):
        return True
    forms, write = [*expected(name, path, value), *inverted], WORDED.get(name, str)
    return any(letters(written_as) in text for form in forms for written_as in (form, write(form)))


@settings(deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(one=catalogued())
def test_what_is_carried_stands_in_the_output(one: Catalogued) -> None:
    """All formats of one entry: making it up takes longer than writing it."""
    assert {name: found for name in FORMATS if (found := missing(name, one))} == {}


@pytest.mark.parametrize("name", CATALOGUING)
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


@pytest.mark.parametrize("name", CATALOGUING)
def test_an_abstract_is_written_where_the_hub_has_one_and_nowhere_else(name: str) -> None:
    assert "Un résumé" not in written(name, ENTRIES)[0].decode()
    one = replace(ENTRIES[0], entry=replace(ENTRIES[0].entry, annotation="Un résumé.\n\nUn autre."))
    text = written(name, [one])[0].decode()
    assert "Un résumé" in text
    assert "Un autre" in text


@pytest.mark.parametrize("name", CATALOGUING)
def test_two_exports_have_the_same_bytes(name: str) -> None:
    assert written(name, ENTRIES)[0] == written(name, ENTRIES)[0]


@pytest.mark.parametrize("name", CATALOGUING)
def test_no_entry_is_a_whole_file(name: str) -> None:
    data = written(name, [])[0]
    assert data == b"" or data.endswith(b">\n")
