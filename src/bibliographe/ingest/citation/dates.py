"""From the tree of a date to its notation in EDTF."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from lark import Transformer, Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Token

    from bibliographe.ingest.citation.words import Word

_DIGITS = re.compile(r"\d+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WINTER = "24"


class When(NamedTuple):
    """What a date means in EDTF (None when it says that there is none) and whether the calendar has it."""

    edtf: str | None
    possible: bool = True


class DateReader(Transformer["Token", "When"]):
    """Turns the tree of a `date` of `facts.lark` into a `When`.

    Notation: EDTF, ISO 8601-2:2019, levels 0 to 2, <https://www.loc.gov/standards/datetime/>.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        """Read trees whose words are positions in `words`."""
        super().__init__()
        self.words = words

    def __default_token__(self, token: Token) -> Word:
        return self.words[int(token.value)]

    def date(self, found: list[When]) -> When:
        """Return the one reading."""
        return found[0]

    def undated(self, _found: list[Word]) -> When:
        """Read `s.d.`."""
        return When(None)

    def supplied(self, found: list[When | Word]) -> When:
        """Read `[2019]`: what the cataloguer supplied is uncertain."""
        return _qualified(_when(found), "?")

    def circa(self, found: list[When | Word]) -> When:
        """Read `ca 2019`."""
        return _qualified(_when(found), "~")

    def uncertain(self, found: list[When | Word]) -> When:
        """Read `2019?`."""
        return _qualified(_when(found), "?")

    def stamped(self, found: list[When | Word]) -> When:
        """Read `cop. 2020`."""
        return _when(found)

    def year(self, found: list[Word]) -> When:
        """Read `2024`."""
        return When(_years(found)[0])

    def years(self, found: list[Word]) -> When:
        """Read `2021-2022` and `2021-22`."""
        found = [word for word in found if not word.is_a("YEAR_WORD")]
        first, last = found[0].key, found[-1].key
        last = last if len(last) == len(first) else first[: len(first) - len(last)] + last
        return When(f"{first}/{last}", first <= last)

    def decade(self, found: list[Word]) -> When:
        """Read `201X`."""
        return When(found[0].key.upper().replace("-", "X"))

    def month(self, found: list[Word]) -> When:
        """Read `mai 2024`."""
        return When(f"{_years(found)[0]}-{_values(found, 'MONTH')[0]}")

    def months(self, found: list[Word]) -> When:
        """Read `mai - août 2024`, `novembre 2023 - février 2024`, `décembre-janvier 2024`."""
        months, years = _values(found, "MONTH"), _years(found)
        first_year = _first_year(years, months[0] > months[-1])
        first, last = f"{first_year}-{months[0]}", f"{years[-1]}-{months[-1]}"
        return When(f"{first}/{last}", first < last)

    def day(self, found: list[Word]) -> When:
        """Read `lundi 13 mai 2024`."""
        return _day(_years(found)[0], _values(found, "MONTH")[0], _numbers(found)[0])

    def days(self, found: list[Word]) -> When:
        """Read `du 18 au 24 décembre 2023`, `du 28 décembre 2023 au 3 janvier 2024`, `13 et 14 mai 2024`."""
        months, years, numbers = _values(found, "MONTH"), _years(found), _numbers(found)
        first_year = _first_year(years, months[0] > months[-1])
        first, last = _day(first_year, months[0], numbers[0]), _day(years[-1], months[-1], numbers[-1])
        possible = first.possible and last.possible and (first.edtf or "") < (last.edtf or "")
        return When(f"{first.edtf}/{last.edtf}", True) if possible else When(None, False)

    def season(self, found: list[Word]) -> When:
        """Read `printemps 2024`, and `hiver 2023-2024`: the winter that begins in 2023."""
        seasons, years = _values(found, "SEASON"), _years(found)
        if len(seasons) == 1:
            return When(f"{years[0]}-{seasons[0]}")
        first_year = _first_year(years, seasons[0] == _WINTER)
        return When(f"{first_year}-{seasons[0]}/{years[-1]}-{seasons[-1]}")

    def quarter(self, found: list[Word]) -> When:
        """Read `1er trimestre 2024`, `2e semestre 2023`, `T1 2024`."""
        year = _years(found)[0]
        codes = _values(found, "QUARTER_CODE")
        if codes:
            return When(f"{year}-{codes[0]}")
        base = int(_values(found, "QUARTER")[0])
        ranks = _ranks(found)
        most = 2 if base == 40 else 4
        said = [f"{year}-{base + rank - 1}" for rank in ranks]
        return When("/".join(said)) if max(ranks) <= most else When(None, False)

    def numeric_day(self, found: list[Word]) -> When:
        """Read `12/05/2024`, day first."""
        return _day(found[-1].key, _two(found[2]), _number(found[0]))

    def iso_day(self, found: list[Word]) -> When:
        """Read `2024-05-12`."""
        return _day(found[0].key, _two(found[2]), _number(found[4]))

    def numeric_month(self, found: list[Word]) -> When:
        """Read `05/2024` and `2024-05`."""
        month = next(word for word in found if word.is_a("SMALL"))
        return When(f"{_years(found)[0]}-{_two(month)}")


def read_when(tree: Tree[Token], words: Sequence[Word]) -> When:
    """Return what the date in the tree of a `date`, or of `consulté le…`, means."""
    inner = next(child for child in tree.children if isinstance(child, Tree))
    return DateReader(words).transform(inner)


def _when(found: Sequence[When | Word]) -> When:
    return next((each for each in found if isinstance(each, When)), When(None))


def _qualified(when: When, sign: str) -> When:
    """Add `?` or `~` to both ends, unless one is there: `ca 2019?` is both, `%`, and brackets add nothing to it."""
    if when.edtf is None or when.edtf[-1] in "?~%":
        both = when.edtf is not None and {sign, when.edtf[-1]} == {"?", "~"} and "/" not in when.edtf
        return When(f"{(when.edtf or '')[:-1]}%", when.possible) if both and sign == "~" else when
    return When("/".join(part + sign for part in when.edtf.split("/")), when.possible)


def _values(found: Sequence[Word], kind: str) -> list[str]:
    return [word.kinds[kind] for word in found if kind in word.kinds]


def _years(found: Sequence[Word]) -> list[str]:
    return [word.key for word in found if word.is_a("YEAR")]


def _number(word: Word) -> int:
    digits = _DIGITS.match(word.key)
    return int(digits.group()) if digits else 0


def _numbers(found: Sequence[Word]) -> list[int]:
    return [_number(word) for word in found if word.is_a("SMALL", "MEDIUM", "NUMBER", "ORDINAL")]


def _two(word: Word) -> str:
    return f"{_number(word):02d}"


def _ranks(found: Sequence[Word]) -> list[int]:
    ranks = []
    for word in found:
        if word.is_a("RANK"):
            ranks.append(int(word.kinds["RANK"]))
        elif word.is_a("ORDINAL", "SMALL"):
            ranks.append(_number(word) or roman(word.key))
    return ranks


def roman(text: str) -> int:
    """Return the value of a Roman number, reading as many letters as are Roman digits."""
    total, largest = 0, 0
    digits = [_ROMAN[letter] for letter in re.match(r"[ivxlcdm]*", text.casefold()).group()]  # type: ignore[union-attr]
    for value in reversed(digits):
        total += value if value >= largest else -value
        largest = max(largest, value)
    return total


def _first_year(years: list[str], turns: bool) -> str:
    """Return the year of the beginning: the one before when the end is in the next year."""
    return str(int(years[0]) - 1) if len(years) == 1 and turns else years[0]


def _day(year: str, month: str, number: int) -> When:
    try:
        return When(dt.date(int(year), int(month), number).isoformat())
    except ValueError:
        return When(None, possible=False)
