"""`bibliographe export bibliography`: all entries as references, made by a citation processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import Block, Printed, Run
from bibliographe.export.printed.docx import docx
from bibliographe.export.printed.html import html
from bibliographe.export.printed.markdown import markdown
from bibliographe.export.records.csl import CslWriter, csl_item, variables
from bibliographe.export.records.facts import key_of
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.styled.marked import marked_runs
from bibliographe.export.styled.processing import in_house_form, in_words, item_of, references
from bibliographe.export.styled.style import load_style, processor_style
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.documents import DocumentOptions
    from bibliographe.export.records.writing import Job
    from bibliographe.i18n import Language

_TITLE = Text("Bibliographie", "Bibliography")
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
        items = [_advanced(job, item_of(number, one)) for number, one in enumerate(entries)]
        simple = [in_words(item, one) for item, one in zip(items, entries, strict=True)]
        title = Block("title", (Run(_TITLE(language)),), 1)
        blocks = [title]
        shown: set[int] = set()
        for number, said in references(style, processor, items, simple):
            runs = marked_runs(said)
            if any(run.text.strip() for run in runs):
                shown.add(number)
                blocks.append(Block("reference", runs, anchor=key_of(entries[number])))
        blocks += [in_house_form(one, language) for number, one in enumerate(entries) if number not in shown]
        for number, one in enumerate(entries):
            _tell_losses(one, job, shown=number in shown)
        stream.write(_written(Printed(_TITLE(language), locale.split("-")[0], tuple(blocks)), options.form))


def _advanced(job: Job, item: dict[str, Any]) -> dict[str, Any]:
    job.opened.progress.advance()
    return item


def _tell_losses(catalogued: Catalogued, job: Job, *, shown: bool) -> None:
    """Tell what CSL or its processor has no place for; what a style leaves out is the style's choice."""
    from citeproc import NAMES

    known = variables(str(csl_item(catalogued, job.losses)["type"]))
    for one in catalogued.entry.contributions:
        if one.role in known and one.role not in NAMES:
            job.losses.lose(f"prov:qualifiedAttribution/{one.role}", one.agent.name, _UNKNOWN_ROLE)
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
