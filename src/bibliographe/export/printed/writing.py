"""`bibliographe export selection`: which selection is meant, and its document in the form that is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.errors import ExportError
from bibliographe.export.printed.checking import checked
from bibliographe.export.printed.docx import docx
from bibliographe.export.printed.html import html
from bibliographe.export.printed.markdown import markdown
from bibliographe.export.printed.pdf import pdf
from bibliographe.export.printed.selection import SelectionReader
from bibliographe.export.records.catalogued import Catalogued
from bibliographe.export.records.said import is_other
from bibliographe.i18n import Text
from bibliographe.model.entry import Entry, Span
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from typing import BinaryIO

    from bibliographe.export.printed.blocks import Printed
    from bibliographe.export.printed.checking import Changes
    from bibliographe.export.printed.selection import Named, PrintedSelection
    from bibliographe.export.records.documents import DocumentOptions
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.writing import Job

_CHANGED = Text("relu autrement : {found}", "read back otherwise: {found}")
_UNREAD = Text("n'est pas relu", "is not read back")
_NO_SIGN = Text("la police n'a pas ce signe", "the font does not have this sign")
_NOT_PRINTED = frozenset({"bibo:Series/bibo:issn", "bibo:status"})
"""What a catalogue may say of an entry and a printed bibliography has no place for, besides second titles and such."""


class SelectionWriter:
    """Writes one published selection as the document that it was."""

    def write_document(self, stream: BinaryIO, job: Job, options: DocumentOptions) -> None:
        """Write the selection that `options` name in the form that they name.

        Raises `ExportError` when there is no such selection, or several and none is named.
        """
        reader = SelectionReader(job.opened)
        named = chosen(reader.names(), options.selection)
        given = reader.read(named.iri)
        found = checked(given)
        data, missing = _written(found.printed, options.form)
        stream.write(data)
        for number, item in enumerate(given.items):
            _lose(job.losses, found.changes.get(number, {}))
            for path, value in item.catalogued.said:
                if path in _NOT_PRINTED or is_other(path):
                    job.losses.lose(path, value)
            job.losses.close_entry(item.catalogued)
        _lose(job.losses, found.changes.get(-1, {}))
        for sign in missing:
            job.losses.lose("dcterms:title", sign, _NO_SIGN)
        job.losses.close_entry(_as_entry(given))


def chosen(names: list[Named], wanted: str | None) -> Named:
    """Return the selection of that address, file or title; the only one where none is named."""
    listed = "\n".join(f"  {one.name} : {one.title} ({one.file_name})" for one in names)
    if not names:
        raise ExportError(
            Text("ce catalogue n'a pas de sélection publiée", "this catalogue has no published selection"),
            remedy=Text(
                "importez un document imprimé, ou écrivez une bibliographie : bibliographe export bibliography",
                "import a printed document, or write a bibliography: bibliographe export bibliography",
            ),
        )
    if wanted is None and len(names) > 1:
        raise ExportError(
            Text(f"ce catalogue a {len(names)} sélections", f"this catalogue has {len(names)} selections"),
            remedy=Text(
                f"choisissez-en une par --selection :\n{listed}", f"choose one of them by --selection:\n{listed}"
            ),
        )
    found = names if wanted is None else [one for one in names if _is_called(one, wanted)]
    if len(found) == 1:
        return found[0]
    raise ExportError(
        Text(f"aucune sélection ne s'appelle « {wanted} »", f"no selection is called '{wanted}'")
        if not found
        else Text(f"plusieurs sélections s'appellent « {wanted} »", f"several selections are called '{wanted}'"),
        remedy=Text(f"choisissez parmi :\n{listed}", f"choose one of:\n{listed}"),
    )


def _is_called(named: Named, wanted: str) -> bool:
    source = named.name.rpartition("-")[0]
    stem = named.file_name.rpartition(".")[0]
    return wanted in (named.iri, named.name, source, named.file_name, stem) or fold(wanted) == fold(named.title)


def _written(printed: Printed, form: str) -> tuple[bytes, list[str]]:
    if form == "pdf":
        return pdf(printed)
    if form == "docx":
        return docx(printed), []
    return (html(printed) if form == "html" else markdown(printed)).encode(), []


def _lose(losses: Losses, changes: Changes) -> None:
    for path, (given, found) in changes.items():
        said = " ; ".join(found)
        reason = _CHANGED.format(found=said) if found else _UNREAD
        for value in given or [""]:
            losses.lose(path, value, reason)


def _as_entry(given: PrintedSelection) -> Catalogued:
    """Return the selection as the loss report names what has losses."""
    return Catalogued(given.iri, replace(_NOBODY, title=given.selection.title, language=given.selection.language))


_NOBODY = Entry(title="", kind="selection", position=0, span=Span(1, 1), text="")
