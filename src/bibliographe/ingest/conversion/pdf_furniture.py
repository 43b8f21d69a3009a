"""Page numbers and running heads of PDF: the first and last lines of pages that come back."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.written import Aside
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.conversion.pdf_lines import Line

_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–—|\[(]*\s*\d{1,4}\s*(?:(?:/|sur|de|of)\s*\d{1,4})?\s*[-–—|\])]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.14
"""Of the page's height, above and below."""
_EDGE_LINES = 3
_OFTEN = 0.4
"""Of the pages on which a running head stands, at least."""


def without_page_furniture(lines: Sequence[Line], heights: Sequence[float]) -> tuple[list[Line], list[Aside]]:
    """Return the lines of the text, and what stands in the margins of pages."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    edges: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for page, found in by_page.items():
        ordered = sorted(found, key=lambda line: -line.base)
        height = heights[page]
        for kind, some in (("header", ordered[:_EDGE_LINES]), ("footer", ordered[-_EDGE_LINES:])):
            for line in some:
                low, high = line.base < _MARGIN * height, line.base > (1 - _MARGIN) * height
                if (kind == "header" and high) or (kind == "footer" and low):
                    edges[kind, _DIGITS.sub("0", fold(line.text)) or line.text].append(line)
    dropped: dict[int, Aside] = {}
    for (kind, _), some in edges.items():
        pages = {line.page for line in some}
        same_place = max(line.base for line in some) - min(line.base for line in some) < 3
        often = len(pages) >= max(2, _OFTEN * len(by_page)) and same_place
        for line in some:
            alone = _NUMBER.fullmatch(line.text.strip()) is not None and _is_outermost(line, by_page[line.page])
            if alone or often:
                dropped[id(line)] = Aside(kind, line.text)  # type: ignore[arg-type]
    return [line for line in lines if id(line) not in dropped], list(dropped.values())


def _is_outermost(line: Line, page: Sequence[Line]) -> bool:
    bases = [one.base for one in page]
    return len(page) > 1 and line.base in (min(bases), max(bases))
