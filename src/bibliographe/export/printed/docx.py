"""A printed document for word processors. Source: ECMA-376, Office Open XML, parts 1 and 2."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import HEADINGS
from bibliographe.export.printed.typography import followed, set_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element

    from bibliographe.export.printed.blocks import Block, Printed, Run

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP archive can tell."""
_YEAR = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DEEPEST_LIST = 3
_LONGEST_NAME = 40
"""Characters that Word takes in the name of a bookmark."""
_LONGEST_PROPERTY = 255


def docx(printed: Printed) -> bytes:
    """Return a document as the bytes of a `.docx` file, the same each time."""
    from docx import Document  # slow to import

    document = Document()
    _describe(document, printed)
    bookmarks = _Bookmarks()
    for block in printed.blocks:
        if block.kind != "rule":
            _add(document, block, printed.language, bookmarks)
    stream = io.BytesIO()
    document.save(stream)
    return _repacked(stream.getvalue())


class _Bookmarks:
    """Names for anchors that Word takes: forty letters, figures and underscores."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, anchor: str) -> str:
        """Return the name of an anchor, the same each time."""
        short = re.sub(r"\W", "_", anchor)[-(_LONGEST_NAME - 6) :]
        return self._names.setdefault(anchor, f"b{len(self._names)}_{short}")

    def number(self, anchor: str) -> int:
        """Return a number for an anchor."""
        self.name(anchor)
        return list(self._names).index(anchor)


def _describe(document: Document, printed: Printed) -> None:
    from docx.oxml.ns import qn

    properties = document.core_properties
    properties.title = set_text(printed.title, "")[:_LONGEST_PROPERTY]
    properties.author = "; ".join(set_text(one, "") for one in printed.authors)[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.language = printed.language
    properties.created = properties.modified = _moment(printed.date)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")) if defaults is not None else ():
        language.set(qn("w:val"), "fr-FR" if printed.language == "fr" else printed.language)


def _moment(edtf: str | None) -> dt.datetime:
    match = _YEAR.match(edtf or "")
    try:
        parts = [int(part) for part in match.groups(default="1")] if match else [2000, 1, 1]
        return dt.datetime(*parts)  # type: ignore[arg-type]
    except ValueError:
        return dt.datetime(2000, 1, 1)


def _add(document: Document, block: Block, language: str, bookmarks: _Bookmarks) -> None:
    paragraph = document.add_paragraph(style=_style(block))
    if block.anchor:
        _bookmark(paragraph, block.anchor, bookmarks)
    if block.marker:
        paragraph.add_run(f"{block.marker} ")
    for run in block.runs:
        _add_run(paragraph, run, language, bookmarks)


def _style(block: Block) -> str:
    if block.kind == "title":
        return "Title"
    if block.kind in HEADINGS:
        return f"Heading {block.level}"
    if block.kind == "part":
        level = min(block.level, _DEEPEST_LIST - 1)
        return f"List Bullet {level + 1}" if level else "List Bullet"
    if block.kind == "contents":
        level = min(block.level, _DEEPEST_LIST - 1)
        return f"List {level + 1}" if level else "List"
    return "Normal"


def _bookmark(paragraph: Paragraph, anchor: str, bookmarks: _Bookmarks) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(bookmarks.number(anchor)))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), bookmarks.name(anchor))
        paragraph._p.append(mark)


def _add_run(paragraph: Paragraph, run: Run, language: str, bookmarks: _Bookmarks) -> None:
    said = paragraph.add_run(set_text(run.text, language))
    said.bold = run.bold or None
    said.italic = run.italic or None
    if run.url is None:
        return
    said.font.underline = True
    url = followed(run.url)
    if url:
        link = _hyperlink(paragraph, url, bookmarks)
        paragraph._p.append(link)
        link.append(said._r)


def _hyperlink(paragraph: Paragraph, url: str, bookmarks: _Bookmarks) -> _Element:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    if url.startswith("#"):
        link.set(qn("w:anchor"), bookmarks.name(url[1:]))
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return link


def _repacked(data: bytes) -> bytes:
    """Return a package whose parts have no time of their own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in found.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            packed.writestr(part, found.read(name))
    return stream.getvalue()
