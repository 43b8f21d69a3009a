"""The characters of PDF's pages, as PDFium finds them: where each stands, how it looks, where it leads.

Pictures are not decoded, scripts are not run, nothing is fetched.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as api

from bibliographe.errors import SourceError
from bibliographe.i18n import Text
from bibliographe.ingest.conversion.packages import damaged, protected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.source import Source

MOST_PAGES = 1_500
_MOST_GLYPHS = 6_000_000
_LARGEST_STREAM = 64 * 1024 * 1024
_LONGEST_NAME = 256
_LONGEST_ADDRESS = 4_000
_STREAM = re.compile(rb"stream\r?\n")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|\bbd\b|bd$|bdit", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|slant", re.IGNORECASE)
_FORCED_BOLD, _SLANTED = 1 << 18, 1 << 6
_HYPHENS = dict.fromkeys((0x02, 0xFFFE, 0xAD), "-")
"""What PDFium gives for the hyphen at the end of a line."""
_UPRIGHT = 0.2
"""Radians by which text may be turned that is read."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a character looks: its size in points, and where it leads."""

    size: float
    bold: bool
    italic: bool
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its place on the page, in points from the lower left corner; `base` is its base line."""

    text: str
    left: float
    right: float
    base: float
    top: float
    look: Look
    spaced: bool
    """Whether a space stands before it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size, its characters in the order of the file, and the text on it that is turned."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    turned: str = ""


def sheets_of(source: Source) -> list[Sheet]:
    """Return the pages of a document.

    Raises `SourceError` when it is damaged, protected by a password or too large.
    """
    _check_streams(source)
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise protected(source) from error
        raise damaged(source, "PDF") from error
    try:
        if len(document) > MOST_PAGES:
            raise _too_large(source)
        sheets: list[Sheet] = []
        for number in range(len(document)):
            sheets.append(_sheet(document, number))
            if sum(len(sheet.glyphs) for sheet in sheets) > _MOST_GLYPHS:
                raise _too_large(source)
    except pdfium.PdfiumError as error:
        raise damaged(source, "PDF") from error
    finally:
        document.close()
    return sheets


def _sheet(document: pdfium.PdfDocument, number: int) -> Sheet:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return Sheet(0, 0, ())
    try:
        text = page.get_textpage()
        turned: list[str] = []
        glyphs = tuple(_glyphs(text.raw, _links(document, page), turned))
        width, height = page.get_size()
        return Sheet(width, height, glyphs, "".join(turned))
    finally:
        page.close()


def _glyphs(
    text: api.FPDF_TEXTPAGE, links: list[tuple[float, float, float, float, str]], turned: list[str]
) -> Iterator[Glyph]:
    box = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    looks = _Looks(text)
    spaced = False
    for index in range(api.FPDFText_CountChars(text)):
        code = api.FPDFText_GetUnicode(text, index)
        character = _HYPHENS.get(code) or (chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "")
        if not character.strip() or api.FPDFText_IsGenerated(text, index) == 1:
            spaced = True
            continue
        if not api.FPDFText_GetCharBox(text, index, *map(ctypes.byref, box)):
            continue
        left, right, bottom, top = (one.value for one in box)
        if not all(map(_is_sane, (left, right, bottom, top))):
            continue
        angle = api.FPDFText_GetCharAngle(text, index)
        if _UPRIGHT < angle < 2 * 3.14159 - _UPRIGHT:
            turned.append((" " if spaced else "") + character)
            spaced = False
            continue
        base = y.value if api.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y)) else bottom
        middle, half = (left + right) / 2, (bottom + top) / 2
        url = next((one[4] for one in links if one[0] <= middle <= one[2] and one[1] <= half <= one[3]), None)
        yield Glyph(character, left, right, base, top, looks.of(index, url), spaced)
        spaced = False


def _is_sane(number: float) -> bool:
    return -1e6 < number < 1e6


class _Looks:
    """Tells how characters look, each look once."""

    def __init__(self, text: api.FPDF_TEXTPAGE) -> None:
        self._text = text
        self._buffer = ctypes.create_string_buffer(_LONGEST_NAME)
        self._flags = ctypes.c_int()
        self._fonts: dict[tuple[bytes, int], tuple[bool, bool]] = {}
        self._known: dict[tuple[float, bool, bool, str | None], Look] = {}

    def of(self, index: int, url: str | None) -> Look:
        """Return the look of one character."""
        api.FPDFText_GetFontInfo(self._text, index, self._buffer, _LONGEST_NAME, ctypes.byref(self._flags))
        font = self._buffer.value, self._flags.value
        if font not in self._fonts:
            name = font[0].decode("utf-8", "replace").rpartition("+")[2]
            self._fonts[font] = (
                _BOLD.search(name) is not None or bool(font[1] & _FORCED_BOLD),
                _ITALIC.search(name) is not None or bool(font[1] & _SLANTED),
            )
        size = round(self._size(index) * 2) / 2
        key = (size, *self._fonts[font], url)
        return self._known.setdefault(key, Look(*key))

    def _size(self, index: int) -> float:
        """Return the size that is seen: that of the font, scaled as the text is."""
        size = float(api.FPDFText_GetFontSize(self._text, index))
        matrix = api.FS_MATRIX()
        if api.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix)):
            size *= abs(matrix.d) or abs(matrix.b) or 1
        return size if 0 < size < 1000 else 1.0


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> list[tuple[float, float, float, float, str]]:
    """Return the places on a page that lead somewhere: left, bottom, right, top, address."""
    found: list[tuple[float, float, float, float, str]] = []
    position, link = ctypes.c_int(0), api.FPDF_LINK()
    while api.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)) and len(found) < 10_000:
        rectangle = api.FS_RECTF()
        url = _address(document, link)
        if url and api.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            bottom, top = sorted((rectangle.bottom, rectangle.top))
            found.append((rectangle.left, bottom, rectangle.right, top, url))
    return found


def _address(document: pdfium.PdfDocument, link: api.FPDF_LINK) -> str | None:
    action = api.FPDFLink_GetAction(link)
    if action and api.FPDFAction_GetType(action) == api.PDFACTION_URI:
        buffer = ctypes.create_string_buffer(_LONGEST_ADDRESS)
        api.FPDFAction_GetURIPath(document.raw, action, buffer, _LONGEST_ADDRESS)
        return buffer.value.decode("utf-8", "replace") or None
    place = api.FPDFLink_GetDest(document.raw, link)
    return f"#page-{api.FPDFDest_GetDestPageIndex(document.raw, place) + 1}" if place else None


def _check_streams(source: Source) -> None:
    """Raise `SourceError` where a stream would become far larger than any page of text, before it is unpacked."""
    for match in _STREAM.finditer(source.data):
        if source.data[match.end() : match.end() + 1] not in (b"\x78", b"\x68", b"\x58", b"\x48", b"\x38", b"\x08"):
            continue
        unpacker = zlib.decompressobj()
        end = source.data.find(b"endstream", match.end())
        size, rest = 0, source.data[match.end() : end if end >= 0 else None]
        try:
            while rest and size <= _LARGEST_STREAM:
                size += len(unpacker.decompress(rest, 1024 * 1024))
                rest = unpacker.unconsumed_tail
        except zlib.error:
            continue
        if size > _LARGEST_STREAM:
            raise _too_large(source)


def _too_large(source: Source) -> SourceError:
    return SourceError(
        Text("PDF beaucoup trop gros pour une bibliographie", "a PDF far too large for a bibliography"),
        file=source.file_name,
        remedy=Text(
            "vérifiez d'où il vient ; si c'est bien une bibliographie, coupez-la en plusieurs fichiers",
            "check where it comes from; if it is a bibliography, cut it into several files",
        ),
    )
