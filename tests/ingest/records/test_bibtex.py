# ruff: noqa: E501 - tables of cases
"""BibTeX that is damaged, TeX that would do things, and the real files of ../shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.ingest.records.bibtex import BibtexReader
from bibliographe.ingest.records.tex import decoded
from bibliographe.ingest.registry import read_file, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Furniture, Item, Reject

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = {"jabref-complex.bib": (20, 0), "jabref-crossref.bib": (4, 0)}
PIECES = st.one_of(
    st.sampled_from(
        [
            "@book{a,",
            "@article{",
            "@string{s = ",
            "@comment{",
            "title = ",
            "author = ",
            "crossref = ",
            "{",
            "}",
            '"',
            "#",
            ",",
            "=",
            "\n",
            "\n",
            "and",
            "a",
            "\\'{e}",
            "\\input{x}",
            "\\",
            "{\\oe}",
            "$",
            "year = 2020",
            "month = jan",
            "pages = {1--2}",
            "xdata = {a, b}",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8),
)


def read(text: str) -> list[Item]:
    return list(BibtexReader().read(Source.from_bytes(text.encode(), "data.bib")))


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_whatever_the_pieces_each_line_is_in_an_item(pieces: list[str]) -> None:
    source = Source.from_bytes(("@book{first, title = {Un}}\n" + " ".join(pieces)).encode(), "data.bib")
    spans = [
        item.reading.span if isinstance(item, Furniture) else item.span
        for item in BibtexReader().read(source)
        if isinstance(item, (Entry, Reject, Furniture))
    ]
    inside = {number for span in spans for number in range(span.first, span.last + 1)}
    assert not [line for number, line in enumerate(source.lines, start=1) if line.strip() and number not in inside]


def test_what_stands_after_an_entry_given_up_is_not_lost() -> None:
    items = read("@book{a, title = {A}}\n@book{b,\n {\nlost, lost\n@book{c, title = {C}}\n")
    rejects = [item for item in items if isinstance(item, Reject)]
    assert "lost, lost" in "\n".join(reject.text for reject in rejects)
    assert [item.title for item in items if isinstance(item, Entry)] == ["A", "C"]


@pytest.mark.parametrize(("name", "counts"), SAMPLES.items())
def test_real_files_are_read(name: str, counts: tuple[int, int], shared: Path) -> None:
    items = list(read_file(shared / "samples" / "bibtex" / name))
    assert (sum(isinstance(i, Entry) for i in items), sum(isinstance(i, Reject) for i in items)) == counts


def test_entries_have_what_they_refer_to(shared: Path) -> None:
    first, *_ = [item for item in read_file(shared / "samples/bibtex/jabref-crossref.bib") if isinstance(item, Entry)]
    assert first.citation.publishers[0].name == "IEEE Computer Society"
    assert [one.role for one in first.contributions] == ["author"] * 4 + ["editor"] * 3


def test_entries_that_refer_to_each_other_end() -> None:
    items = read(
        "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}\n@book{c, title = {C}, xdata = {c}}"
    )
    assert [item.title for item in items if isinstance(item, Entry)] == ["A", "B", "C"]


def test_entries_without_a_key_give_nothing_to_others() -> None:
    items = read(
        "@book{,\ntitle = {A}, year = 1999, publisher = {P}}\n@book{\ntitle = {B}}\n@incollection{c, title = {C}}"
    )
    assert [(item.title, item.citation.issued is None, item.citation.host, item.doubts) for item in items if isinstance(item, Entry)] == [
        ("A", False, None, ()), ("B", True, None, ()), ("C", True, None, ()),
    ]  # fmt: skip


def test_strings_that_name_each_other_end() -> None:
    (*_, entry) = read("@string{a = b}\n@string{b = a}\n@book{c, title = a # { et } # b}")
    assert isinstance(entry, Entry)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"L'{\'e}t{\'e}", "L'été"), (r"\'{\i}le, {\'\i}le, \^{\i}le", "íle, íle, île"), (r"\oe uvre {\OE}uvre \o{}re", "œuvre Œuvre øre"),
        (r"\c{c}a \c ca \v{S}koda", "ça ça Škoda"), (r"Universit\'e d'\'Etat", "Université d'État"), (r"\LaTeX{} et \TeX", "LaTeX et TeX"),
        (r"\MF{} et \AmSTeX{}\emdash{}a \booktitle{B} 1989\unskip--", "METAFONT et AMS-TeX—a B 1989–"),
        ("``a'' --- b -- c~d", "“a” — b – c\u00a0d"), (r"\textit{a} {\em b} \url{http://a.example/x_y%20}", "a b http://a.example/x_y%20"),
        (r"50% de \& 30\%", "50% de & 30%"), (r"$x^2$ \$5", "x² $5"), (r"$\frac{1}{2}$ $x^{ab}$ $\ell_1$", r"$\frac{1}{2}$ $x^{ab}$ $\ell_1$"), (r"\input{secret}", r"\input{secret}"), (r"\inconnu{\'e} suite", r"\inconnu{é} suite"),
        ("\\", "\\"), (r"\'", r"\'"), ("{", ""), (r"\aa\L\ss", "åŁß"),
    ],
)  # fmt: skip
def test_tex_is_read_and_never_carried_out(tex: str, text: str) -> None:
    assert decoded(tex) == text


@pytest.mark.parametrize("deep", [r"\'{" * 20_000, "{" * 100_000, r"\inconnu{" * 20_000, "\\" * 100_001])
def test_deep_tex_ends(deep: str) -> None:
    assert isinstance(decoded(deep), str)


@pytest.mark.parametrize(
    ("name", "kind", "natural"),
    [("Anne Dumas", "person", "Anne Dumas"), ("von Hippel, Eric", "person", "Eric von Hippel"), ("King, Jr, Martin", "person", "Martin King, Jr"),
     ("Ludwig van Beethoven", "person", "Ludwig van Beethoven"), ("{Banque des territoires}", "organization", "Banque des territoires"),
     ("World Health Organization", "organization", "World Health Organization"), ("{\\'E}ric Petit", "person", "Éric Petit")],
)  # fmt: skip
def test_names(name: str, kind: str, natural: str) -> None:
    (entry,) = read(f"@book{{a, title = {{A}}, author = {{{name}}}}}")
    assert isinstance(entry, Entry)
    agent = entry.contributions[0].agent
    assert (agent.kind, agent.name) == (kind, natural)


@pytest.mark.parametrize(
    ("subtype", "kind", "unread"), [("standard", "standard", []), ("tract", "document", ["entrysubtype"])]
)
def test_a_subtype_that_is_a_type_says_what_is_of_no_other(subtype: str, kind: str, unread: list[str]) -> None:
    (entry,) = read(f"@misc{{a, title = {{A}}, entrysubtype = {{{subtype}}}, langid = {{french}}, language = {{fr}}}}")
    assert isinstance(entry, Entry)
    assert (entry.kind, entry.language) == (kind, "fr")
    assert [one.field for one in entry.unread] == unread


@pytest.mark.parametrize(
    ("before", "after", "reader"),
    [
        ("\n", "", "BibtexReader"),
        ("% a comment\n\n", "", "BibtexReader"),
        ("My references\n\n", "", "BibtexReader"),
        ("# My notes\n\nOf this we make entries.\n\n", "\nThey are long.\n" * 9, "MarkdownReader"),
    ],
)
def test_entries_are_recognised_in_a_text_of_another_name(before: str, after: str, reader: str) -> None:
    entry = "@book{a,\n  title = {Les archives},\n  year = {2000},\n}\n"
    source = Source.from_bytes(f"{before}{entry}{after}".encode(), "notes.txt")
    assert type(recognise(source)).__name__ == reader
