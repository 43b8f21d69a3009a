"""Any text is a question; words are the same on both sides; every entry is found by its title."""

from __future__ import annotations

import string
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.model.text import clean
from bibliographe.serve.search.index import open_index
from bibliographe.serve.search.naming import named
from bibliographe.serve.search.request import SearchRequest
from bibliographe.serve.search.searching import search
from bibliographe.serve.search.suggesting import suggest
from bibliographe.serve.search.syntax import LONGEST, Years, read_wish
from bibliographe.serve.search.words import composed, folded_words, stem, stems, words_of
from tests.serve.search.invented import Invented

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.store.access import OpenedStore

_WORDS = st.sampled_from(
    ["eau", "crues", "l'école", '"', "«", "»", "-", "--", "titre:", "année:", "année:20", "année:9-", "auteur:", "OU",
     "AND", "(", ")", "*", "~", "^", "+", "\\", "/", "[", "]", "{", "}", ":", "isbn:", "numéro:",
     "\x00", "\u0301", "½", "œ", "日本"]
)  # fmt: skip
_TYPED = st.one_of(
    st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join), st.lists(_WORDS, max_size=9).map("".join)
)
HOSTILE = (
    '"', '""', '"eau', 'eau"', "-", "--", "-eau", '-"l\'eau potable"', "titre:", 'titre:"', "année:", "année:-",
    "année:99999", "titre:titre:titre", "a" * 10_000, '"' * 10_000, "eau " * 2_500, "(eau OR", "eau AND NOT", "*",
    "eau*", "eau~2", "[a TO b]", "\x00\x01\x1b[31m", "\ud800", "année:0-9999", "-année:2020", "isbn:-", "numéro:",
    "l'", "qu'", "’", "½", "\u0301", "🎓", "".join(chr(code) for code in range(0x2FF)), ":" * 500, "année:2020..",
    "x:" * 300, "999999999999999999999999",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_is_an_error(index: SearchIndex, text: str) -> None:
    page = search(index, SearchRequest.from_params([("q", text)]))
    assert page.total >= len(page.results)
    suggest(index, text)
    named(index, text)


@given(text=_TYPED)
def test_any_text_is_a_question(index: SearchIndex, text: str) -> None:
    page = search(index, SearchRequest.from_params([("q", text)]))
    assert page.total >= len(page.results)
    assert page.exact <= page.total
    assert len(suggest(index, text, 5)) <= 5
    named(index, text)


TITLE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60),
    st.text(string.ascii_lowercase + "éèçœ '’-:«»\"", min_size=1, max_size=90),
).map(clean).filter(bool)  # fmt: skip


@pytest.fixture(scope="session")
def titled(opened_of: Callable[..., OpenedStore]) -> tuple[SearchIndex, tuple[Invented, ...]]:
    """Entries of which some titles are the beginnings of others, or are full of signs."""
    titles = [
        "L'eau", "L'eau et", "L'eau et la", "eau", "De l'eau", "titre:eau", "auteur:dumas", '"eau', "-eau",
        "année:2020", "Année : 2020-2021", "à la une", "Et", "et et et", "C++", "C#", "C", "...", "!?", "« »",
        "978-2-07-036002-4", "Le mot " * 60 + "fin", "Le mot " * 60, "日本の図書館", "日本", "Ƶ½", "eau " * 3 + "vive",
        "a" * 300, "a" * 299, "Straße", "STRASSE des Bois", "naïve\u0301", "OU", "ET OU", "l'l'l'", "d'", "1984",
        "19 84", "Eau - vive", "Eau -vive",
    ]  # fmt: skip
    entries = tuple(Invented(f"e{place}", clean(title)) for place, title in enumerate(titles))
    return open_index(opened_of(entries)), entries


def test_every_title_of_signs_and_beginnings_is_first(titled: tuple[SearchIndex, tuple[Invented, ...]]) -> None:
    index, entries = titled
    for entry in entries:
        page = search(index, SearchRequest.from_params([("q", entry.title)]))
        first = "".join(piece.text for piece in page.results[0].title) if page.results else None
        assert first is not None, entry.title
        assert folded_words(first) == folded_words(entry.title), (entry.title, first)


def test_generated_titles_are_first(opened_of: Callable[..., OpenedStore]) -> None:
    drawn: list[str] = []

    @given(title=TITLE)
    def draw(title: str) -> None:
        drawn.append(title)

    draw()
    titles = list(dict.fromkeys(drawn))
    index = open_index(opened_of([Invented(f"g{place}", title) for place, title in enumerate(titles)]))
    for title in titles:
        page = search(index, SearchRequest.from_params([("q", title), ("size", "1")]))
        assert page.results, title
        first = "".join(piece.text for piece in page.results[0].title)
        assert (folded_words(first) or first) == (folded_words(title) or composed(title)), title


@given(text=st.text(max_size=60))
def test_words_are_folded_once_and_for_all(text: str) -> None:
    text = composed(text)
    words = folded_words(text)
    assert folded_words(" ".join(words)) == [word for said in words for word in folded_words(said)]
    assert [word.folded for word in words_of(text)] == words
    assert all(0 <= word.start < word.end <= len(text) for word in words_of(text))


@given(text=st.text("abcéèêëàâçïîôùû'’ -", max_size=60))
def test_accents_case_and_signs_do_not_count(text: str) -> None:
    assert folded_words(text.upper()) == folded_words(text)
    assert folded_words(text.replace("’", "'")) == folded_words(text)


def test_elisions_are_no_words() -> None:
    assert folded_words("L'école d'aujourd’hui, qu'on aime") == ["ecole", "aujourd", "hui", "on", "aime"]
    assert folded_words("l'") == ["l"]
    assert folded_words("la S.N.C.F. et M. Dupont") == ["la", "sncf", "et", "m", "dupont"]


def test_forms_of_a_word_share_a_stem() -> None:
    for forms in (
        "employé employés employée employées", "année années", "journal journaux", "bibliothécaire bibliothécaires",
        "numérique numériques", "territorial territoriale territoriaux",
    ):  # fmt: skip
        assert len({stem(word, "fr") for word in folded_words(forms)}) == 1, forms
    assert stem("libraries", "en") == stem("library", "en")
    assert stem("libraries", "de") == "libraries"
    assert stem("2024", "fr") == "2024"
    assert stems("2024") == ("2024",)


def test_threads_do_not_mix_their_words() -> None:
    forms = ("bibliothécaires territoriaux recrutements", "libraries organizations", "numériques algorithmiques")
    words = [word for text in forms for word in folded_words(text)] * 40
    alone = [stem.__wrapped__(word, language) for word in words for language in ("fr", "en")]
    with ThreadPoolExecutor(8) as threads:
        together = [
            threads.submit(lambda: [stem.__wrapped__(word, language) for word in words for language in ("fr", "en")])
            for _ in range(8)
        ]
    assert all(one.result() == alone for one in together)


def test_what_is_asked_for() -> None:
    wish = read_wish('titre:eau "ville et  port" -guide auteur:"Anne Dumas" année:2019-2021 inconnu:mot')
    said = [(" ".join(term.words), term.field, term.excluded) for term in wish.terms]
    assert said == [
        ("eau", "title", False), ("ville et port", None, False), ("guide", None, True), ("anne dumas", "author", False),
        ("inconnu", None, False), ("mot", None, False),
    ]  # fmt: skip
    assert wish.years == (Years(2019, 2021),)
    assert read_wish("year:2021-2019 année:2020- année:..1999 year:2024").years == (
        Years(2019, 2021), Years(2020, None), Years(None, 1999), Years(2024, 2024),
    )  # fmt: skip
    assert [term.words for term in read_wish("les écoles de la ville").required] == [("ecoles",), ("ville",)]
    assert [term.words for term in read_wish("à la une").required] == [("a",), ("la",), ("une",)]
    assert len(read_wish("mot " * 5_000).text) <= LONGEST
    assert len(read_wish(" ".join(map(str, range(1_000)))).terms) == 40
