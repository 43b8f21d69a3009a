"""`bibliographe export bibliography`: all entries as references, made by a citation processor."""

from __future__ import annotations

import html as html_marks
import re
import warnings
from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import Block, Printed, Run
from bibliographe.export.printed.docx import docx
from bibliographe.export.printed.html import html
from bibliographe.export.printed.markdown import markdown
from bibliographe.export.printed.wording import citation_line, people_line
from bibliographe.export.records.csl import CslWriter, csl_item
from bibliographe.export.records.facts import key_of
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.styled.marked import marked_runs
from bibliographe.export.styled.style import load_style, processor_style, unusable
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.documents import DocumentOptions
    from bibliographe.export.records.writing import Job
    from bibliographe.export.styled.style import Style
    from bibliographe.i18n import Language

_TITLE = Text("Bibliographie", "Bibliography")
_NUMBER = re.compile(r"^(\[?\d+[\].)]*)(?=[^\s\d\].)])")
_UNKNOWN_ROLE = Text(
    "le programme qui applique les styles ne connaît pas ce rôle", "the citation processor does not know this role"
)
_UNSHOWN = Text(
    "le style ne sait pas montrer cette notice : elle est écrite dans la forme de la maison",
    "the style cannot show this entry: it is written in the form of the house",
)


class BibliographyWriter:
    """Writes a bibliography of all entries in one style, sorted as the style sorts."""

    def write_document(self, stream: BinaryIO, job: Job, options: DocumentOptions) -> None:
        """Write the bibliography; raises `ExportError` when the style or the language cannot be used."""
        style = load_style(options.style)
        processor = processor_style(style, options.locale)
        locale = str(options.locale or style.locale or "fr-FR")
        language: Language = "fr" if locale.startswith("fr") else "en"
        entries = list(EntryReader(job.opened).entries())
        items = [_item(number, one, job) for number, one in enumerate(entries)]
        simple = [_simple(item, one) for item, one in zip(items, entries, strict=True)]
        title = Block("title", (Run(_TITLE(language)),), 1)
        blocks = [title]
        shown: set[int] = set()
        for number, said in _references(style, processor, items, simple):
            runs = marked_runs(said)
            if any(run.text.strip() for run in runs):
                shown.add(number)
                blocks.append(Block("reference", runs, anchor=key_of(entries[number])))
        blocks += [_in_house_form(one, language) for number, one in enumerate(entries) if number not in shown]
        for number, one in enumerate(entries):
            _tell_losses(one, job, shown=number in shown)
        stream.write(_written(Printed(_TITLE(language), locale.split("-")[0], tuple(blocks)), options.form))


def _item(number: int, catalogued: Catalogued, job: Job) -> dict[str, Any]:
    """Return an entry as the processor takes it: without the people whose roles it does not know."""
    from citeproc import NAMES

    item: dict[str, Any] = dict(csl_item(catalogued))
    for name in [key for key, value in item.items() if isinstance(value, list) and key.replace("-", "_") not in NAMES]:
        del item[name]
    job.opened.progress.advance()
    return item | {"id": f"e{number}"}


def _simple(item: dict[str, Any], catalogued: Catalogued) -> dict[str, Any]:
    """Return an item with its dates in words: the processor fails on a range of dates in some styles."""
    citation = catalogued.entry.citation
    event = citation.event.date if citation.event else None
    said = {"issued": citation.issued, "accessed": citation.accessed, "event-date": event}
    return item | {name: {"literal": date.verbatim} for name, date in said.items() if name in item and date}


def _references(
    style: Style, processor: Any, items: list[dict[str, Any]], simple: list[dict[str, Any]]
) -> Iterator[tuple[int, str]]:
    """Yield references in the order of the style, with the number of the entry; all at once where all can be shown."""
    try:
        yield from _processed(processor, items)
        return
    except Exception as error:  # a processor fails in many ways on what a style does not expect
        shown = [
            next((one for one in pair if _shows(processor, one)), None) for pair in zip(items, simple, strict=True)
        ]
        good = [item for item in shown if item]
        if not good:
            raise unusable(style, error) from error
    try:
        found = _processed(processor, good)
    except Exception as error:
        raise unusable(style, error) from error
    yield from found


def _shows(processor: Any, item: dict[str, Any]) -> bool:
    try:
        return bool(_processed(processor, [item]))
    except Exception:
        return False


def _processed(processor: Any, items: list[dict[str, Any]]) -> list[tuple[int, str]]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    if not items:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(processor, CiteProcJSON(items), formatter.html)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        if processor.root.bibliography.find("{*}sort") is not None:
            bibliography.sort()
        keys = [int(key.removeprefix("e")) for key in bibliography.keys]
        said = [str(one) for one in bibliography.bibliography()]
        if processor.root.bibliography.get("second-field-align"):  # a number in a column of its own
            said = [_NUMBER.sub(r"\1 ", one, count=1) for one in said]
        return list(zip(keys, said, strict=True))


def _in_house_form(catalogued: Catalogued, language: Language) -> Block:
    entry = catalogued.entry
    parts = [people_line(entry, language), entry.title, citation_line(entry.citation, language)]
    said = ". ".join(part.rstrip(".") for part in parts if part)
    return Block("reference", marked_runs(f"{html_marks.escape(said)}."), anchor=key_of(catalogued))


def _tell_losses(catalogued: Catalogued, job: Job, *, shown: bool) -> None:
    """Tell what CSL or its processor has no place for; what a style leaves out is the style's choice."""
    from citeproc import NAMES

    for one in catalogued.entry.contributions:
        path = f"prov:qualifiedAttribution/{one.role}"
        if one.role not in NAMES and path in CslWriter.carries:
            job.losses.lose(path, one.agent.name, _UNKNOWN_ROLE)
    csl_item(catalogued, job.losses)
    job.losses.of(catalogued, CslWriter.carries)
    if not shown:
        job.losses.lose("dcterms:title", catalogued.entry.title, _UNSHOWN)
    job.losses.close_entry(catalogued)


def _written(printed: Printed, form: str) -> bytes:
    if form == "docx":
        return docx(printed)
    if form == "html":
        return html(printed).encode()
    if form == "md":
        return markdown(printed).encode()
    return ("\n\n".join(block.text for block in printed.blocks) + "\n").encode()
