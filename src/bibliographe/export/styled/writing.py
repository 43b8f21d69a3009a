"""`bibliographe export bibliography`: all entries as references, made by a citation processor."""

from __future__ import annotations

import html as html_marks
import warnings
from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import Block, Printed, Run
from bibliographe.export.printed.docx import docx
from bibliographe.export.printed.html import html
from bibliographe.export.printed.markdown import markdown
from bibliographe.export.printed.wording import citation_line, people_line
from bibliographe.export.records.csl import CslWriter, csl_item
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
        title = Block("title", (Run(_TITLE(language)),), 1)
        blocks = [title]
        shown: set[int] = set()
        for number, said in _references(style, processor, items):
            runs = marked_runs(said)
            if any(run.text.strip() for run in runs):
                shown.add(number)
                blocks.append(Block("reference", runs, anchor=entries[number].iri.rsplit("/", 1)[-1]))
        blocks += [_in_house_form(one, language) for number, one in enumerate(entries) if number not in shown]
        for number, one in enumerate(entries):
            _tell_losses(one, job, shown=number in shown)
        stream.write(_written(Printed(_TITLE(language), locale.split("-")[0], tuple(blocks)), options.form))


def _item(number: int, catalogued: Catalogued, job: Job) -> dict[str, Any]:
    item: dict[str, Any] = dict(csl_item(catalogued))
    job.opened.progress.advance()
    return item | {"id": f"e{number}"}


def _references(style: Style, processor: Any, items: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield references in the order of the style, with the number of the entry; all at once where all can be shown."""
    good = list(range(len(items)))
    try:
        yield from _processed(processor, [items[number] for number in good])
        return
    except Exception as error:  # a processor fails in many ways on what a style does not expect
        good = [number for number in good if _shows(processor, items[number])]
        if not good:
            raise unusable(style, error) from error
    try:
        found = _processed(processor, [items[number] for number in good])
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
        return list(zip(keys, map(str, bibliography.bibliography()), strict=True))


def _in_house_form(catalogued: Catalogued, language: Language) -> Block:
    entry = catalogued.entry
    parts = [people_line(entry, language), entry.title, citation_line(entry.citation, language)]
    said = ". ".join(part.rstrip(".") for part in parts if part)
    return Block("reference", marked_runs(f"{html_marks.escape(said)}."), anchor=catalogued.iri.rsplit("/", 1)[-1])


def _tell_losses(catalogued: Catalogued, job: Job, *, shown: bool) -> None:
    """Tell what CSL has no place for; what a style leaves out is the style's choice."""
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
