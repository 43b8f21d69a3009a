"""Makes PDF of Markdown: headings by size, bold and italic fonts, links as annotations, page numbers, running heads."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import HRFlowable, Paragraph, SimpleDocTemplate, Table

from tests.ingest.conversion.making import blocks_of, runs_to_html

if TYPE_CHECKING:
    from bibliographe.ingest.document.runs import Runs
    from bibliographe.ingest.source import Source

SIZES = {1: 20, 2: 17, 3: 14.5, 4: 13, 5: 12, 6: 11.5}


@cache
def _fonts() -> None:
    for name, file in {
        "Vera": "Vera",
        "Vera-Bold": "VeraBd",
        "Vera-Italic": "VeraIt",
        "Vera-BoldItalic": "VeraBI",
    }.items():
        pdfmetrics.registerFont(TTFont(name, f"{file}.ttf"))
    pdfmetrics.registerFontFamily("Vera", "Vera", "Vera-Bold", "Vera-Italic", "Vera-BoldItalic")


def _style(size: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle("p", fontName="Vera", fontSize=size, leading=size * 1.2, spaceAfter=7, **more)


def made(source: Source, *, head: str = "") -> bytes:  # noqa: C901 - one branch for each kind of block
    """Return a document as PDF, with `head` over each page."""
    _fonts()

    def written(runs: Runs) -> str:
        leads = (run if (run.url or "").startswith("http") else replace(run, url=None) for run in runs)
        return runs_to_html(tuple(leads))

    story: list[Any] = []
    rows: list[list[Paragraph]] = []
    for block in blocks_of(source):
        if block.kind != "row" and rows:
            story.append(Table(rows, colWidths=[451 / max(map(len, rows))] * max(map(len, rows)), spaceAfter=10))
            rows = []
        said = "<br/>".join(written(line.runs).replace("\t", "&nbsp;" * 12) for line in block.lines)
        if block.kind == "rule":
            story.append(HRFlowable(width="100%", spaceBefore=4, spaceAfter=8))
        elif block.kind == "row":
            rows.append([Paragraph(written((run,)), _style(7)) for run in block.lines[0].runs if run.text != "\t"])
        elif block.kind == "heading":
            story.append(Paragraph(f"<b>{said}</b>", _style(SIZES[block.level], spaceBefore=10)))
        elif block.depth and block.marker:
            sign = block.marker if block.marker[:1].isdigit() else "•"
            indent = 18 * block.depth
            story.append(Paragraph(said, _style(10, leftIndent=indent, bulletIndent=indent - 14), bulletText=sign))
        else:
            story.append(Paragraph(said, _style(10, leftIndent=18 * (block.depth + block.quote))))
    if rows:
        story.append(Table(rows, colWidths=[451 / max(map(len, rows))] * max(map(len, rows))))

    def page(canvas: Any, document: Any) -> None:
        canvas.setFont("Vera", 8)
        if head:
            canvas.drawString(72, A4[1] - 40, head)
        canvas.drawCentredString(A4[0] / 2, 36, str(document.page))

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(story, onFirstPage=page, onLaterPages=page)
    return stream.getvalue()
