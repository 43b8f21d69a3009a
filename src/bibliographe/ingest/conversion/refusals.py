"""Files of formats that are not read, each refused by its name with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.errors import SourceError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from bibliographe.ingest.source import Source

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Office before 2007 begin with, and encrypted ones of any year. Source: [MS-CFB] 2.2."""
_HEAD = 1024


def refuse(source: Source) -> None:
    """Raise `SourceError` for a file of a format that is known and not read; do nothing for others."""
    found = _said(source.data)
    if found is not None:
        what, remedy = found
        raise SourceError(what, file=source.file_name, line=None, remedy=remedy)


def _said(data: bytes) -> tuple[Text, Text] | None:
    if data.startswith(_COMPOUND):
        return _said_of_compound(data)
    if data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return Text(
            "document au format RTF, qui n'est pas lu", "a document in the RTF format, which is not read"
        ), _save("DOCX (.docx)")
    return None


def _said_of_compound(data: bytes) -> tuple[Text, Text]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            Text("fichier protégé par un mot de passe", "a file protected by a password"),
            Text(
                "ouvrez-le avec son mot de passe, enregistrez-en une copie sans protection, et donnez celle-ci",
                "open it with its password, save a copy without protection, and give that one",
            ),
        )
    if "Workbook".encode("utf-16-le") in data:
        return (
            Text("ancien classeur Excel (.xls), qui n'est pas lu", "an old Excel workbook (.xls), which is not read"),
            _save("XLSX (.xlsx)"),
        )
    return (
        Text("ancien document Word (.doc), qui n'est pas lu", "an old Word document (.doc), which is not read"),
        _save("DOCX (.docx)"),
    )


def _save(name: str) -> Text:
    return Text(
        f"ouvrez-le dans Word ou LibreOffice, enregistrez-le au format {name}, et donnez ce fichier",
        f"open it in Word or LibreOffice, save it as {name}, and give that file",
    )
