"""From the trees of issues, volumes, pages, extents and identifiers to what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from lark import Transformer, Tree

from bibliographe.ingest.citation.words import Word
from bibliographe.model.entry import Pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Token

_PLAIN_RANGE = re.compile(r"(\w+)(?:\s*(?:[-/‐-―−]|à|au|to)\s*|\s+)(\w+)$", re.IGNORECASE)
ELECTRONIC_PAGES = re.compile(r"(e\d{1,6})[-–](e?\d{1,6})")
"""Pages that only the electronic edition has: `e45-e47`."""
_AROUND_VALUE = ("ISBN_WORD", "ISSN_WORD", "DOI_WORD", "LOCATED_AT", "COLON", "FROM", "LSQB", "RSQB")
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.IGNORECASE)


class Numbering(NamedTuple):
    """What `vol. 12, n° 3/2023` says: each as printed, without its mark."""

    number: str | None = None
    volume: str | None = None
    year: str | None = None


class _Reader(Transformer["Token", object]):
    """Common ground: words in place of positions, and the text between two of them."""

    def __init__(self, line: str, words: Sequence[Word]) -> None:
        """Read trees whose words are positions in `words`, which are words of `line`."""
        super().__init__()
        self.line = line
        self.words = words

    def __default_token__(self, token: Token) -> Word:
        return self.words[int(token.value)]

    def printed(self, found: Sequence[Word]) -> str:
        """Return the line from the first word to the last."""
        return self.line[found[0].start : found[-1].end] if found else ""


class NumberingReader(_Reader):
    """Turns the tree of an `issue` or a `volume` of `facts.lark` into a `Numbering`."""

    def number_list(self, found: list[Word]) -> str:
        """Return the numbers as printed."""
        return self.printed(found)

    long_list = number_list

    def year_number(self, found: list[Word]) -> Numbering:
        """Read `2023/4`: the fourth issue of 2023."""
        return Numbering(number=self.printed(found), year=found[0].key)

    def number_in_year(self, found: list[Word]) -> Numbering:
        """Read `3/2019`: the third issue of 2019."""
        return Numbering(number=self.printed(found), year=found[-1].key)

    roman_in_year = number_in_year

    def plain_issue(self, found: list[Word | str]) -> Numbering:
        """Read `n° 169-170`; the second number of `n° 188(1)` is that of the issue in its volume."""
        lists = [each for each in found if isinstance(each, str)]
        return Numbering(lists[0]) if len(lists) == 1 else Numbering(number=f"{lists[0]}({lists[1]})")

    def special_issue(self, _found: list[Word | str]) -> Numbering:
        """Read `hors-série n° 4`: it keeps its words, for the ordinary n° 4 is another issue."""
        return Numbering(number=self.printed(self.words))

    def dated_issue(self, found: list[Word | str | Numbering]) -> Numbering:
        """Read `n°3/2023`, `n° 3 (2022)`, `2023/2 n° 45` and `2023/4`."""
        rank = next((each for each in found if isinstance(each, Numbering)), None)
        number = _text(found)
        if rank is not None:
            return Numbering(number, rank.number, rank.year) if number else rank
        said = [each for each in found if isinstance(each, Word)]
        year = next(word for word in reversed(said) if word.is_a("YEAR"))
        if number is None:
            number = next(word.text for word in said[said.index(year) - 1 :: -1] if not word.is_a("SLASH"))
        return Numbering(number, year=year.key)

    def issue(self, found: list[Numbering]) -> Numbering:
        """Return the one reading."""
        return found[0]

    def report(self, found: list[Word | str]) -> Numbering:
        """Read `Rapport n° 123`."""
        last = found[-1]
        return Numbering(number=last if isinstance(last, str) else last.text)

    def volume(self, found: list[Word | str]) -> Numbering:
        """Read `vol. 12`, `vol. 12(3)`, `12(3)` and `43e année`."""
        lists = [each for each in found if isinstance(each, str)]
        if isinstance(found[0], str) or found[0].is_a("VOLUME_WORD", "YEAR_WORD"):
            return Numbering(volume=lists[0], number=lists[1] if len(lists) > 1 else None)
        return Numbering(volume=_digits(found[0].text), number=lists[0] if lists else None)


class PagesReader(_Reader):
    """Turns the tree of `pages` of `facts.lark` into `Pages`."""

    def page_range(self, found: list[Word]) -> str:
        """Return the range as printed."""
        return self.printed(found)

    further_range = page_range

    def page_list(self, found: list[Word | str]) -> list[str]:
        """Return the ranges."""
        return [each for each in found if isinstance(each, str)]

    def pages(self, found: list[Word | list[str]]) -> Pages:
        """Return the pages; the first and the last only when they follow one another."""
        ranges = next(each for each in found if isinstance(each, list))
        verbatim = self.line[self.words[0].end : self.words[-1].end].strip()
        followed = isinstance(found[-1], list) is False
        if len(ranges) != 1:
            return Pages(verbatim)
        start, end = _ends(ranges[0])
        return Pages(verbatim, start, None if followed and start == end else end)


def _ends(printed: str) -> tuple[str, str]:
    """Return both ends of a range; `112-5` ends at 115."""
    found = _PLAIN_RANGE.match(printed)
    if found is None:
        return printed, printed
    start, end = found.groups()
    if start.isdigit() and end.isdigit() and len(end) < len(start) and int(end) < int(start):
        end = start[: len(start) - len(end)] + end
    return start, end


def bare_pages(printed: str) -> Pages | None:
    """Return pages that have no mark (`12-18`), None unless they are a range that goes up.

    `201-9` is 201 to 209, as Vancouver shortens it.
    """
    electronic = ELECTRONIC_PAGES.fullmatch(printed)
    if electronic:
        return Pages(printed, *electronic.groups())
    start, end = _ends(printed)
    if start.isdigit() and end.isdigit() and len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    if start == end or not (start.isdigit() and end.isdigit() and int(start) < int(end)):
        return None
    return Pages(printed, start, end)


def _text(found: Sequence[object]) -> str | None:
    return next((each for each in found if isinstance(each, str)), None)


def _digits(text: str) -> str:
    return text.rstrip("ersnditmèé°") if text[:1].isdigit() else text


def read_numbering(line: str, words: Sequence[Word], tree: Tree[Token]) -> Numbering:
    """Return what an `issue`, a `volume` or a `report` says."""
    return cast("Numbering", NumberingReader(line, words).transform(tree))


def read_pages(line: str, words: Sequence[Word], tree: Tree[Token]) -> Pages:
    """Return what `pages` say."""
    return cast("Pages", PagesReader(line, words).transform(tree))


def read_extent(line: str, words: Sequence[Word], tree: Tree[Token]) -> str:
    """Return an extent: leaves without their `p.`, anything else as printed."""
    ends_with_leaves = [sub.data for sub in tree.iter_subtrees() if sub.data == "leaves"] and words[-1].is_a(
        "PAGE_WORD"
    )
    last = words[-2] if ends_with_leaves and len(words) > 1 else words[-1]
    return line[words[0].start : last.end]


def read_identifier(line: str, words: Sequence[Word], tree: Tree[Token]) -> tuple[str, str]:
    """Return an identifier's kind (`isbn`, `issn`, `doi`, `url`) and its value as printed."""
    inner = tree.children[0]
    kind = str(inner.data) if isinstance(inner, Tree) else "url"
    value = [word for word in words if not word.is_a(*_AROUND_VALUE)]
    printed = line[value[0].start : value[-1].end] if value else ""
    address = _DOI_ADDRESS.match(printed)
    return ("doi", address.group(1)) if address else (kind, printed)
