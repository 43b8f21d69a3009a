# ruff: noqa: E501 - XML as it is written
"""Makes documents of OpenDocument of Markdown, by hand: headings, numbered lists, tables, links, line breaks."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bibliographe.ingest.document.tables_read import TABLE_HEAD
from tests.ingest.conversion.making import blocks_of

if TYPE_CHECKING:
    from bibliographe.ingest.document.blocks import Block
    from bibliographe.ingest.document.runs import Run
    from bibliographe.ingest.source import Source

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
    ]
)
_MORE = (
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_STYLES = (
    "".join(
        f'<style:style style:name="T{name}" style:family="text"><style:text-properties {said}/></style:style>'
        for name, said in [
            ("b", 'fo:font-weight="bold"'), ("i", 'fo:font-style="italic"'),
            ("bi", 'fo:font-weight="bold" fo:font-style="italic"'),
        ]
    )
    + '<text:list-style style:name="Lb">'
    + "".join(f'<text:list-level-style-bullet text:level="{n}" text:bullet-char="•"/>' for n in range(1, 11))
    + '</text:list-style><text:list-style style:name="Ln">'
    + "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="1" style:num-suffix="."/>' for n in range(1, 11)
    )
    + "</text:list-style>"
)  # fmt: skip


def flat(data: bytes) -> bytes:
    """Return a package as one document of XML, as LibreOffice saves it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kind, content = (archive.read(name).decode() for name in ("mimetype", "content.xml"))
    content = content.replace("<office:document-content ", f'<office:document office:mimetype="{kind}" ')
    return content.replace("</office:document-content>", "</office:document>").encode()


def package(body: str, styles: str = "", members: dict[str, str] | None = None) -> bytes:
    """Return a package of OpenDocument around the XML of its text."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} {_MORE} office:version="1.3">'
        f"<office:automatic-styles>{_STYLES}{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MEDIA_TYPE)
        for name, text in {"content.xml": content, **(members or {})}.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def run_of(run: Run) -> str:
    style = ("b" if "bold" in run.styles else "") + ("i" if "italic" in run.styles else "")
    text = escape(run.text).replace("\t", "<text:tab/>").replace("  ", ' <text:s text:c="1"/>')
    if style:
        text = f'<text:span text:style-name="T{style}">{text}</text:span>'
    if "link" in run.styles and "image" not in run.styles:
        text = f"<text:a xlink:href={quoteattr(run.url or '#_')}>{text}</text:a>"
    return text


def lines_of(block: Block) -> str:
    return "<text:line-break/>".join("".join(map(run_of, line.runs)) for line in block.lines)


def paragraph_of(block: Block) -> str:
    if block.kind == "rule":
        return '<text:p text:style-name="Horizontal_20_Line"/>'
    said = lines_of(block)
    if block.kind == "heading":
        return f'<text:h text:outline-level="{block.level}">{said}</text:h>'
    if not (block.kind == "item" and block.depth and block.marker):
        return f"<text:p>{said}</text:p>"
    ordered = block.marker[:1].isdigit()
    start = f' text:start-value="{int(block.marker.rstrip(".)"))}"' if ordered else ""
    said = f"<text:list-item{start}><text:p>{said}</text:p></text:list-item>"
    for _ in range(block.depth - 1):
        said = f"<text:list-item><text:list>{said}</text:list></text:list-item>"
    return f'<text:list text:style-name="{"Ln" if ordered else "Lb"}">{said}</text:list>'


def row_of(block: Block) -> str:
    cells, runs = [""], block.lines[0].runs if block.lines else ()
    for run in runs:
        if run.text == "\t":
            cells.append("")
        else:
            cells[-1] += run_of(run)
    inside = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row>{inside}</table:table-row>"


def made(source: Source) -> bytes:
    """Return a document as one of OpenDocument."""
    body, rows = "", ""
    for block in blocks_of(source):
        if block.kind == "row":
            if block.marker == TABLE_HEAD and rows:
                body, rows = body + f"<table:table>{rows}</table:table>", ""
            rows += row_of(block)
            continue
        if rows:
            body, rows = body + f"<table:table>{rows}</table:table>", ""
        body += paragraph_of(block)
    body += f"<table:table>{rows}</table:table>" if rows else ""
    return package(body.replace('</text:list><text:list text:style-name="Lb">', ""))
