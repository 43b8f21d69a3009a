"""The generated entries are what the catalogue would have: put into a store, they come out as they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, settings

from bibliographe.model.text import clean

from .generated import catalogued
from .invented import stored
from .test_reading import comparable

if TYPE_CHECKING:
    from bibliographe.export.records.catalogued import Catalogued

NOT_COMPARED = {
    "dcterms:type", "dcterms:subject", "skos:Concept/skos:notation", "dcterms:hasPart", "dcterms:abstract",
    "schema:ListItem/bibl:linkLabel",
}  # fmt: skip
"""The type's name in place of its key, topics and what contents name (the source's affair), what stays at home."""


def of(one: Catalogued) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    said = sorted(pair for pair in one.said if pair[0] not in NOT_COMPARED)
    return comparable(one.entry), [pair for pair in said if not pair[0].startswith("bibo:EditedBook/")]


@settings(deadline=None, phases=[Phase.generate])
@given(catalogued())
def test_what_is_generated_is_what_the_catalogue_has(one: Catalogued) -> None:
    (found, found_said), (expected, said) = of(stored([one.entry], one.entry.language)[0]), of(one)
    assert {key: value for key, value in found.items() if value != expected[key]} == {}
    assert (Counter(found_said) - Counter(said), Counter(said) - Counter(found_said)) == (Counter(), Counter())


@given(catalogued())
def test_text_is_clean_unless_asked_otherwise(one: Catalogued) -> None:
    assert all(value == clean(value) for path, value in one.said if path != "dcterms:tableOfContents")
