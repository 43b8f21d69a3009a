"""Round steps for an axis, and dates and months as people write them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.i18n import Language

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
_SHORT = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_MONTHS_IN_A_YEAR = 12


def ticks(highest: float, about: int = 5) -> list[float]:
    """Return round values from 0 to at least `highest`; whole ones when `highest` is whole."""
    if highest <= 0:
        return [0, 1]
    rough = highest / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    if float(highest).is_integer():
        step = max(step, 1.0)
    count = math.ceil(highest / step - 1e-9)
    return [index * step for index in range(count + 1)]


def readable_date(text: str, language: Language, *, short: bool = False) -> str:
    """Return `2024-05-06` as `6 mai 2024`, `2024-05` as `mai 2024`; anything else as it is."""
    match = _DATE.fullmatch(text)
    if match is None or match[2] is None or not 1 <= int(match[2]) <= _MONTHS_IN_A_YEAR:
        return text
    month = (_SHORT if short else _MONTHS)[language][int(match[2]) - 1]
    day = "" if match[3] is None else f"{'1er' if match[3] == '01' and language == 'fr' else int(match[3])} "
    return f"{day}{month} {match[1]}"


def consecutive(labels: list[str]) -> list[str] | None:
    """Return every year or every month from the first label to the last; None when they are neither."""
    if all(re.fullmatch(r"\d{4}", label) for label in labels):
        return [str(year) for year in range(int(min(labels)), int(max(labels)) + 1)]
    if all(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", label) for label in labels):
        first, last = (int(label[:4]) * _MONTHS_IN_A_YEAR + int(label[5:]) - 1 for label in (min(labels), max(labels)))
        return [
            f"{month // _MONTHS_IN_A_YEAR:04d}-{month % _MONTHS_IN_A_YEAR + 1:02d}" for month in range(first, last + 1)
        ]
    return None
