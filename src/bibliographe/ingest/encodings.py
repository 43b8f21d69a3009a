"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from bibliographe.errors import SourceError
from bibliographe.i18n import Text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 (BOM)"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte-order marks; that of UTF-32 begins as that of UTF-16 does, so it comes first."""
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
"""What zip archives begin with, and empty ones. Source: APPNOTE.TXT 4.3.7, 4.3.16."""
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARATION = re.compile(rb"""\s*<\?xml[^>]{0,80}\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,39})["']""")
_OF_MACINTOSH = re.compile(rb"[A-Za-z][\x88\x89\x8d-\x90\x94\x99\x9d](?=[A-Za-z])|[a-z]\x8e|\x83(?=[A-Za-z])")
"""Letters with accents of Mac Roman inside words, where Windows-1252 has signs, capitals, or nothing."""
_OF_WINDOWS = re.compile(rb"[A-Za-z][\xe0-\xff]|[\xe0-\xff][A-Za-z]")
"""Letters with accents of Windows-1252 inside words, where Mac Roman has capitals and signs."""
_MOST_CONTROLS = 0.005
_BARE_REMEDY = Text(
    "donnez le texte de la bibliographie : depuis Word ou un PDF, enregistrez-le au format texte (UTF-8) ou Markdown",
    "give the bibliography's text: from Word or a PDF, save it as plain text (UTF-8) or Markdown",
)


def decode(data: bytes, file_name: str) -> tuple[str, str]:
    """Return the text of `data`, with line feeds as line ends, and the name of its encoding.

    Raises `SourceError` when there is nothing in it or when it is not text.
    """
    if data.startswith(_ARCHIVES):
        raise _archive(file_name)
    text, encoding = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise not_text(file_name, text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise empty(file_name)
    refuse_controls(text, file_name)
    return _CONTROL.sub(" ", text), encoding


def refuse_controls(text: str, file_name: str) -> None:
    """Raise `SourceError` where so many characters are controls that it is no text."""
    controls = [match.start() for match in _CONTROL.finditer(text)]
    if len(controls) > _MOST_CONTROLS * len(text):
        raise not_text(file_name, text.count("\n", 0, controls[0]) + 1)


def told_apart(data: bytes) -> int:
    """Return how many more letters of a text are of Windows-1252 than of Mac Roman, that of old programs of Apple."""
    return len(_OF_WINDOWS.findall(data)) - len(_OF_MACINTOSH.findall(data))


def without_controls(line: str) -> str:
    """Return a line with blanks in place of control characters."""
    return _CONTROL.sub(" ", line)


def encoding_mark(head: bytes) -> str | None:
    """Return the codec that a mark at the beginning of a file tells, which takes the mark off; None without one."""
    for mark, codec, _ in _MARKS:
        if head.startswith(mark):
            return {"utf-8": "utf-8-sig"}.get(codec, codec.rsplit("-", 1)[0])
    return None


def declared_encoding(head: bytes) -> str:
    """Return the codec that the first bytes of a text of XML announce: by a mark, a declaration, else UTF-8."""
    found = _DECLARATION.match(head)
    try:
        return encoding_mark(head) or (codecs.lookup(found[1].decode("ascii")).name if found else "utf-8")
    except LookupError:
        return "utf-8"


def empty(file_name: str) -> SourceError:
    """Return what to say of a file with nothing in it."""
    return SourceError(
        Text("fichier vide : il n'y a rien à lire", "empty file: there is nothing to read"),
        file=file_name,
        line=1,
        remedy=Text("vérifiez l'enregistrement du fichier, puis recommencez", "check how it was saved, then retry"),
    )


def _archive(file_name: str) -> SourceError:
    return SourceError(
        Text(
            "archive ZIP qui n'est ni un document ni un classeur que l'on sache lire",
            "a ZIP archive that is neither a document nor a workbook that can be read",
        ),
        file=file_name,
        line=1,
        remedy=Text(
            "décompressez-la et donnez les fichiers qu'elle contient ; d'un document, enregistrez-le à nouveau",
            "unpack it and give the files that it holds; if it is a document, save it again",
        ),
    )


def _decode(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace"), name
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared:
        return declared
    # A file cut inside a character, or a few damaged bytes among many good characters, is still UTF-8.
    damaged = data.decode("utf-8", errors="surrogateescape")
    bad = sum("\udc80" <= character <= "\udcff" for character in damaged)
    good = sum(character > "\x7f" for character in damaged) - bad
    if good > bad:
        return data.decode("utf-8", errors="replace"), "UTF-8"
    if told_apart(data) < 0:
        return data.decode("mac_roman"), "Mac Roman"
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "ISO-8859-1"


def _declared(data: bytes) -> tuple[str, str] | None:
    """Return the text in the encoding that a declaration of XML names, None where it is not in it."""
    found = _DECLARATION.match(data)
    if not found:
        return None
    name = found[1].decode("ascii")
    try:
        text = data.decode(name)
        text.encode()  # what makes halves of characters, such as UTF-7, is no encoding of a text
        return text, codecs.lookup(name).name.upper()
    except (LookupError, UnicodeError, ValueError):
        return None


def not_text(file_name: str, line: int) -> SourceError:
    """Return what to say of a file that is no text from a line on."""
    return SourceError(
        Text("ce fichier n'est pas du texte", "this file is not text"), file=file_name, line=line, remedy=_BARE_REMEDY
    )
