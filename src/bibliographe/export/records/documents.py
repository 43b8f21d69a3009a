"""Documents for readers, in one of several forms: what their writers are told, and what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol, runtime_checkable

from bibliographe.errors import ExportError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.export.records.writing import Job

EXTENSIONS = {"md": "md", "markdown": "md", "html": "html", "htm": "html", "docx": "docx", "pdf": "pdf", "txt": "txt"}
"""Forms by what people call them and by the ends of file names."""
BINARY = frozenset({"docx", "pdf"})


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """What is asked for; empty options take their default."""

    form: str
    """`md`, `html`, `docx`, `pdf` or `txt`."""
    selection: str | None = None
    style: str | None = None
    locale: str | None = None


@runtime_checkable
class DocumentWriter(Protocol):
    """Writes a document."""

    def write_document(self, stream: BinaryIO, job: Job, options: DocumentOptions) -> None:
        """Write the document that is asked for; raises `ExportError` when it cannot be made."""
        ...


def form_of(asked: str | None, target: Path | None, forms: tuple[str, ...]) -> str:
    """Return the form of a document: the one asked for, else that of the file's name, else the first.

    Raises `ExportError` when it is not one of `forms`.
    """
    said = asked or (target.suffix.lstrip(".").lower() if target else "")
    form = EXTENSIONS.get(said.lower(), "")
    if form in forms:
        return form
    if not asked and target is None:
        return forms[0]
    listed = ", ".join(forms)
    raise ExportError(
        Text(f"forme de document inconnue : « {said} »", f"unknown form of document: '{said}'"),
        remedy=Text(f"choisissez par --to : {listed}", f"choose one by --to: {listed}"),
    )
