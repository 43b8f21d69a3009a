"""A printed document as PDF, with bookmarks, links and its language. Source: ISO 32000-1:2008."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import HEADINGS
from bibliographe.export.printed.fonts import family_for
from bibliographe.export.printed.typography import followed, set_text

if TYPE_CHECKING:
    from typing import Any

    from reportlab.lib.styles import ParagraphStyle

    from bibliographe.export.printed.blocks import Block, Printed, Run

_SIZES = {1: 20, 2: 15, 3: 13, 4: 11.5, 5: 11, 6: 11}
_BODY, _LEADING = 10, 14
_MARGIN = 57
"""Points: 2 cm."""
_FOOT = 30
_INDENT = 14
_NAMES = ("Printed", "Printed-Bold", "Printed-Italic", "Printed-BoldItalic")


def pdf(printed: Printed) -> tuple[bytes, list[str]]:
    """Return a document as the bytes of a PDF file, the same each time, and the signs that its font does not have.

    Raises `ExportError` when no font is found.
    """
    family, missing = family_for(set_text("".join(block.text for block in printed.blocks), printed.language))
    _register(tuple(map(str, family)))
    stream = io.BytesIO()
    document = _template(stream, printed)
    anchors = {block.anchor for block in printed.blocks if block.anchor}
    document.build([_flowable(block, printed.language, anchors) for block in printed.blocks])
    return stream.getvalue(), missing


def _register(paths: tuple[str, ...]) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, path in zip(_NAMES, paths, strict=True):
        pdfmetrics.registerFont(TTFont(name, path))
    normal, bold, italic, bold_italic = _NAMES
    pdfmetrics.registerFontFamily(normal, normal=normal, bold=bold, italic=italic, boldItalic=bold_italic)


def _template(stream: io.BytesIO, printed: Printed) -> Any:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    class Template(BaseDocTemplate):  # type: ignore[misc]
        """Notes where headings come to stand, for the bookmarks."""

        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
            heading = getattr(flowable, "heading", None)
            if heading:
                level, text, key = heading
                self.canv.bookmarkPage(key)
                # A bookmark may be one level deeper than the one before it, no more.
                self.deepest = min(level, getattr(self, "deepest", -1) + 1)
                self.canv.addOutlineEntry(text, key, self.deepest, closed=level > 1)

    def number_page(canvas: Any, document: Any) -> None:
        canvas.setFont(_NAMES[0], 8)
        canvas.drawCentredString(A4[0] / 2, _FOOT, str(document.page))

    document = Template(
        stream,
        pagesize=A4,
        title=printed.title,
        author="; ".join(printed.authors),
        lang=printed.language,
        invariant=1,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
    )
    frame = Frame(_MARGIN, _MARGIN, A4[0] - 2 * _MARGIN, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=number_page)])
    return document


def _flowable(block: Block, language: str, anchors: set[str]) -> Any:
    from reportlab.platypus import HRFlowable, Paragraph

    if block.kind == "rule":
        return HRFlowable(width="100%", thickness=0.5, spaceBefore=8, spaceAfter=8)
    anchor = f'<a name="{escape(block.anchor)}"/>' if block.anchor else ""
    marker = f"{escape(block.marker)} " if block.marker else ""
    said = "".join(_run(run, language, anchors) for run in block.runs)
    bullet = "•" if block.kind == "part" else None
    paragraph = Paragraph(f"{anchor}{marker}{said}", _style(block), bulletText=bullet)
    if block.kind in HEADINGS:
        paragraph.heading = (block.level - 1, block.text, f"h-{block.anchor or block.kind}")
    return paragraph


def _run(run: Run, language: str, anchors: set[str]) -> str:
    # reportlab breaks lines at any blank but the plain no-break one.
    said = escape(set_text(run.text, language).replace("\u202f", "\u00a0"), quote=False)
    said = f"<b>{said}</b>" if run.bold else said
    said = f"<i>{said}</i>" if run.italic else said
    url = followed(run.url)
    if url is None or (url.startswith("#") and url[1:] not in anchors):
        return f"<u>{said}</u>" if run.url is not None and not url else said
    if url.startswith("#"):  # a line that is broken would be underlined from the margin on
        return f'<a href="{escape(url)}" color="#1a4f8b">{said}</a>'
    return f'<a href="{escape(url)}" color="#1a4f8b"><u>{said}</u></a>'


def _style(block: Block) -> ParagraphStyle:
    from reportlab.lib.styles import ParagraphStyle

    if block.kind in HEADINGS:
        size = _SIZES[block.level] if block.kind != "entry" else _SIZES[6]
        return ParagraphStyle(
            f"{block.kind}-{block.level}",
            fontName=_NAMES[1],
            fontSize=size,
            leading=size * 1.25,
            spaceBefore=size * 0.9,
            spaceAfter=size * 0.25,
            keepWithNext=1,
        )
    indent = _INDENT * (block.level + (block.kind == "part"))
    return ParagraphStyle(
        f"{block.kind}-{block.level}",
        fontName=_NAMES[0],
        fontSize=_BODY,
        leading=_LEADING,
        spaceAfter=3,
        leftIndent=indent,
        bulletIndent=indent - _INDENT if block.kind == "part" else 0,
        bulletFontName=_NAMES[0],
    )
