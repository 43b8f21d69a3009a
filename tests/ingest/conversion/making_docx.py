# ruff: noqa: E501 - XML as it is written
"""Makes documents of Word of Markdown, by hand: headings, lists with automatic numbers, tables, links, line breaks."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bibliographe.ingest.document.tables_read import TABLE_HEAD
from tests.ingest.conversion.making import blocks_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.ingest.document.blocks import Block
    from bibliographe.ingest.document.runs import Run
    from bibliographe.ingest.source import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
</Types>"""
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOT = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>
</Relationships>"""
SIZES = {1: 36, 2: 32, 3: 28, 4: 26, 5: 25, 6: 24}
"""Of headings, in half points."""
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Titre{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/><w:spacing w:before="240" w:after="80"/></w:pPr><w:rPr><w:b/><w:sz w:val="{SIZES[n]}"/></w:rPr></w:style>'
        for n in range(1, 7)
    )
    + "</w:styles>"
)
_BULLETS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    for n in range(9)
)
_NUMBERS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{n + 1}."/></w:lvl>'
    for n in range(9)
)


def package(document: str, members: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a package of Word around the XML of its main member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {
            "[Content_Types].xml": _TYPES, "_rels/.rels": _ROOT, "word/document.xml": document, "word/styles.xml": STYLES,
            **(members or {}),
        }.items():  # fmt: skip
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def relationships(links: dict[str, str], others: str = "") -> str:
    said = "".join(
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target={quoteattr(url)} TargetMode="External"/>'
        for url, key in links.items()
    )
    return (
        f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="s" Type="{R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="n" Type="{R}/numbering" Target="numbering.xml"/>{said}{others}</Relationships>'
    )


class _Maker:
    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.starts: list[int] = []

    def run(self, run: Run) -> str:
        look = "".join(tag for style, tag in (("bold", "<w:b/>"), ("italic", "<w:i/>")) if style in run.styles)
        text = f'<w:t xml:space="preserve">{escape(run.text)}</w:t>'.replace(
            "\t", '</w:t><w:tab/><w:t xml:space="preserve">'
        )
        said = f"<w:r><w:rPr>{look}</w:rPr>{text}</w:r>"
        if "link" not in run.styles or "image" in run.styles:
            return said
        if not run.url or run.url.startswith("#"):
            return f"<w:hyperlink w:anchor={quoteattr((run.url or '')[1:] or '_')}>{said}</w:hyperlink>"
        key = self.links.setdefault(run.url, f"l{len(self.links)}")
        return f'<w:hyperlink r:id="{key}">{said}</w:hyperlink>'

    def lines(self, block: Block) -> str:
        return "<w:r><w:br/></w:r>".join("".join(map(self.run, line.runs)) for line in block.lines)

    def paragraph(self, block: Block, last: Block | None) -> str:
        said = ""
        if block.kind == "heading":
            said = f'<w:pStyle w:val="Titre{block.level}"/>'
        if block.kind == "rule":
            said = '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
        if block.depth and block.marker and block.kind == "item":
            key = 1
            if block.marker[:1].isdigit():
                number = int(block.marker.rstrip(".)"))
                if not (last and last.marker[:1].isdigit() and int(last.marker.rstrip(".)")) == number - 1):
                    self.starts.append(number)
                key = 1 + len(self.starts)
            said = f'<w:numPr><w:ilvl w:val="{block.depth - 1}"/><w:numId w:val="{key}"/></w:numPr>'
        return f"<w:p><w:pPr>{said}</w:pPr>{self.lines(block)}</w:p>"

    def row(self, block: Block) -> str:
        cells, runs = [[]], block.lines[0].runs if block.lines else ()
        for run in runs:
            if run.text == "\t":
                cells.append([])
            else:
                cells[-1].append(self.run(run))
        return "<w:tr>" + "".join(f"<w:tc><w:p>{''.join(cell)}</w:p></w:tc>" for cell in cells) + "</w:tr>"

    def numbering(self) -> str:
        nums = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
            + "".join(
                f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="{start}"/></w:lvlOverride>' for n in range(9)
            )
            + "</w:num>"
            for number, start in enumerate(self.starts, start=2)
        )
        return (
            f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{_BULLETS}</w:abstractNum>'
            f'<w:abstractNum w:abstractNumId="1">{_NUMBERS}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}</w:numbering>'
        )


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def made(source: Source) -> bytes:
    """Return a document as one of Word."""
    maker = _Maker()
    body, last, rows = "", None, ""
    for block in blocks_of(source):
        if block.kind == "row":
            if block.marker == TABLE_HEAD and rows:
                body, rows = body + f"<w:tbl>{rows}</w:tbl>", ""
            rows += maker.row(block)
            continue
        if rows:
            body, rows = body + f"<w:tbl>{rows}</w:tbl>", ""
        body += maker.paragraph(block, last)
        last = block if block.marker else last
    body += f"<w:tbl>{rows}</w:tbl>" if rows else ""
    return package(
        document(body),
        {"word/numbering.xml": maker.numbering(), "word/_rels/document.xml.rels": relationships(maker.links)},
    )
