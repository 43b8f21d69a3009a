"""The card of a chapter names its book as a selection prints it."""

from __future__ import annotations

from bibliographe.export.card import Card, Container
from bibliographe.export.card_text import citation

CHAPTER = Card(
    iri="https://example.org/c/id/entry/le-soir-00000001",
    title="Le soir",
    kind="Chapitre",
    authors=("Anne Dumas",),
    others=False,
    contributions=(),
    containers=(Container("host", "Lire la ville"), Container("series", "Rives")),
    publishers=("Préau",),
    places=("Lyon",),
    institutions=(),
    dates=("2020",),
    facts={"pages": ("10-20",)},
    identifiers=(),
    events=(),
    topics=(),
    keywords=(),
    contents=(),
    parts=(),
    part_of=(),
    links=(),
    mentions=(),
    references=(),
    listed=(),
)


def test_the_book_comes_before_its_imprint() -> None:
    assert citation(CHAPTER, "fr") == "In\u00a0: Lire la ville, Lyon : Préau, 2020, pp. 10-20 (Rives)"
    assert citation(CHAPTER, "en") == "In: Lire la ville, Lyon : Préau, 2020, pp. 10-20 (Rives)"
