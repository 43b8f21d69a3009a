"""Whatever the text: a value or None, soon, and consistent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.ingest.citation import (
    parse_citation,
    parse_date,
    parse_identifier,
    parse_kind_line,
    parse_people,
    parse_reference,
    split_acronym,
)
from bibliographe.model.text import clean
from tests.ingest.citation.cases import rows

if TYPE_CHECKING:
    from bibliographe.ingest.citation import ParsedCitation

VOCABULARY = """
    Paris Lyon Dunod DUMAS Anne Archimag ( ) [ ] , ; : . - .- " / « » n° hors-série vol. p. pp. 12 3 2024 XII
    2023-2024 mai novembre du au et 18 24 1er trimestre printemps s.l. s.n. s.d. ca ? 90 Thèse de doctorat Université
    consulté le mis en ligne Site internet de l'Aract La Gazette.fr In : (dir.) et al. sous la direction
    Webinaire conférences ISBN 978-2-10-081234-5 10.1234/abc https://exemple.fr 2e éd. coll. Rapport
"""
PIECES = st.sampled_from(VOCABULARY.split())
LINES = st.lists(PIECES, max_size=25).map(" ".join)
ANY_TEXT = st.one_of(st.text(max_size=200), LINES, st.text(alphabet="0123456789.,-/[]()n° p", max_size=60))
STYLES = st.frozensets(st.sampled_from(["bold", "italic", "link"]))
SETTINGS = settings(deadline=None)


def _check(parsed: ParsedCitation, text: str) -> None:
    citation = parsed.citation
    assert 0.0 < parsed.score <= 1.0
    assert citation.form in {"imprint", "periodical", "web", "event", "thesis", "chapter"}
    printed = clean(text)
    verbatim = [date.verbatim for date in (citation.issued, citation.available, citation.accessed) if date]
    verbatim += [citation.extent or "", citation.edition or "", *citation.places]
    verbatim += [citation.pages.verbatim] if citation.pages else []
    assert all(value in printed for value in verbatim)
    assert all(agent.name for agent in citation.publishers)
    assert (citation.issue is None) or citation.periodical is not None
    assert bool(citation.pages and citation.pages.end) <= bool(citation.pages and citation.pages.start)


@SETTINGS
@given(ANY_TEXT)
def test_a_citation_is_consistent_with_its_line(text: str) -> None:
    parsed = parse_citation(text)
    if parsed is not None:
        _check(parsed, text)


@SETTINGS
@given(ANY_TEXT)
def test_people_have_names_and_roles(text: str) -> None:
    parsed = parse_people(text)
    if parsed is not None:
        assert parsed.contributions
        assert 0.0 < parsed.score <= 1.0
        assert all(each.agent.name.strip() and each.role for each in parsed.contributions)


@SETTINGS
@given(ANY_TEXT)
def test_short_readers_never_fail(text: str) -> None:
    date = parse_date(text)
    assert date is None or date.verbatim in clean(text)
    assert parse_identifier(text) is None or all(value for _, value in parse_identifier(text) or ())
    parse_kind_line(text)
    name, acronyms = split_acronym(text)
    assert not acronyms or name


@SETTINGS
@given(st.lists(st.tuples(ANY_TEXT, STYLES), max_size=4))
def test_a_reference_has_a_title(runs: list[tuple[str, frozenset[str]]]) -> None:
    parsed = parse_reference(runs)
    if parsed is not None:
        assert parsed.title.strip()
        assert parsed.parsed.score > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "(" * 400,
        "[" * 999,
        "12 " * 300,
        "n° " * 300,
        "a, " * 330,
        "2024, " * 160,
        "Paris : " * 120,
        "1-" * 400,
        "p. 1, " * 160,
        "A. B. " * 160,
        "et " * 330,
        "x" * 5_000,
        "mai 2024 - " * 90,
        "\ud800",
        "\x00",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_lines_end_soon(text: str) -> None:
    begun = time.process_time()
    for read in (parse_citation, parse_people, parse_date, parse_identifier, parse_kind_line):
        read(text)
    parse_reference([(text, frozenset())])
    assert time.process_time() - begun < 10


def test_a_thousand_lines_take_seconds() -> None:
    texts = [row[0] for row in rows("citations")] * 3
    begun = time.process_time()
    for text in texts:
        parse_citation(text)
    assert time.process_time() - begun < 30
