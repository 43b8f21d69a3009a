"""What a citation processor makes of entries, and what stands for it where it fails."""

from __future__ import annotations

import html as html_marks
import re
import warnings
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import Block, Run
from bibliographe.export.printed.wording import citation_line, people_line
from bibliographe.export.records.csl import csl_item
from bibliographe.export.records.facts import key_of
from bibliographe.export.styled.marked import marked_runs
from bibliographe.export.styled.style import unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.styled.style import Style
    from bibliographe.i18n import Language

_NUMBER = re.compile(r"^(\[?\d+[\].)]*)(?=[^\s\d\].)])")
_PROCESSING = Lock()
"""A processor keeps what it is doing within its style: one reference at a time."""


def reference_of(catalogued: Catalogued, style: Style, processor: Any, language: Language) -> tuple[Run, ...]:
    """Return one entry as a reference; in the form of the house when the style has nothing to show of it."""
    item = item_of(0, catalogued)
    with _PROCESSING:
        said = next((text for _number, text in references(style, processor, [item], [in_words(item, catalogued)])), "")
    runs = marked_runs(said)
    return runs if any(run.text.strip() for run in runs) else in_house_form(catalogued, language).runs


def item_of(number: int, catalogued: Catalogued) -> dict[str, Any]:
    """Return an entry as the processor takes it: without the people whose roles it does not know."""
    from citeproc import NAMES

    item: dict[str, Any] = dict(csl_item(catalogued))
    for name in [key for key, value in item.items() if isinstance(value, list) and key.replace("-", "_") not in NAMES]:
        del item[name]
    return item | {"id": f"e{number}"}


def in_words(item: dict[str, Any], catalogued: Catalogued) -> dict[str, Any]:
    """Return an item with its dates in words: the processor fails on a range of dates in some styles."""
    citation = catalogued.entry.citation
    event = citation.event.date if citation.event else None
    said = {"issued": citation.issued, "accessed": citation.accessed, "event-date": event}
    return item | {name: {"literal": date.verbatim} for name, date in said.items() if name in item and date}


def references(
    style: Style, processor: Any, items: list[dict[str, Any]], simple: list[dict[str, Any]]
) -> Iterator[tuple[int, str]]:
    """Yield references in the order of the style, with the number of the entry; all at once where all can be shown."""
    try:
        yield from _processed(processor, items, is_sorted=len(items) > 1)
        return
    except Exception as error:  # a processor fails in many ways on what a style does not expect
        shown = [
            next((one for one in pair if _shows(processor, one)), None) for pair in zip(items, simple, strict=True)
        ]
        good = [item for item in shown if item]
        if not good:
            raise unusable(style, error) from error
    try:
        found = _processed(processor, good, is_sorted=True)
    except Exception as error:
        raise unusable(style, error) from error
    yield from found


def _shows(processor: Any, item: dict[str, Any]) -> bool:
    try:
        return bool(_processed(processor, [item], is_sorted=True))
    except Exception:
        return False


def _processed(processor: Any, items: list[dict[str, Any]], *, is_sorted: bool) -> list[tuple[int, str]]:
    from citeproc import Citation, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    if not items:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(processor, CiteProcJSON(items), formatter.html)
        for item in items:
            cited = _held_item()(item["id"])
            cited["reference"] = bibliography.source[cited.key]
            bibliography.register(Citation([cited]))
        if is_sorted and processor.root.bibliography.sort is not None:
            bibliography.sort()
        keys = [int(key.removeprefix("e")) for key in bibliography.keys]
        said = [str(one) for one in bibliography.bibliography()]
        if processor.root.bibliography.get("second-field-align"):  # a number in a column of its own
            said = [_NUMBER.sub(r"\1 ", one, count=1) for one in said]
        return list(zip(keys, said, strict=True))


@cache
def _held_item() -> Any:
    """Return the class of what is cited, with its reference at hand: the processor asks for it at every step."""
    from citeproc import CitationItem

    class Held(CitationItem):  # type: ignore[misc]  # the library is untyped
        @property
        def reference(self) -> Any:
            return dict.__getitem__(self, "reference")

    return Held


def in_house_form(catalogued: Catalogued, language: Language) -> Block:
    """Return an entry as a reference that no style made."""
    entry = catalogued.entry
    parts = [people_line(entry, language), entry.title, citation_line(entry.citation, language)]
    said = ". ".join(part.rstrip(".") for part in parts if part)
    return Block("reference", marked_runs(f"{html_marks.escape(said)}."), anchor=key_of(catalogued))
