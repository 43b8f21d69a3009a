"""Makes web pages of Markdown as the reader understands it: what the other formats' makers start from as well."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bibliographe.ingest.document.frontmatter import read_front_matter
from bibliographe.ingest.document.markup import read_blocks
from bibliographe.ingest.document.tables_read import TABLE_HEAD

if TYPE_CHECKING:
    from bibliographe.ingest.document.blocks import Block
    from bibliographe.ingest.document.runs import Runs
    from bibliographe.ingest.source import Source


def blocks_of(source: Source) -> list[Block]:
    """Return the blocks of a document, without its metadata."""
    lines = list(source.lines)
    span = read_front_matter(source.lines).span
    if span:
        lines[: span.last] = [""] * span.last
    return read_blocks("\n".join(lines))


def runs_to_html(runs: Runs) -> str:
    said = ""
    for run in runs:
        text = escape(run.text, quote=False)
        for style, tag in (("bold", "b"), ("italic", "i")):
            if style in run.styles:
                text = f"<{tag}>{text}</{tag}>"
        if run.url is not None and "link" in run.styles and "image" not in run.styles:
            text = f'<a href="{escape(run.url or "#")}">{text}</a>'
        said += text
    return said


def page_of(source: Source) -> str:
    """Return a document as a web page."""
    out = ['<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><style>p { margin: 1em }</style></head><body>']
    opened: list[str] = []
    last = 0
    for block in blocks_of(source):
        said = "<br>\n".join(runs_to_html(line.runs) for line in block.lines)
        wanted = block.depth if block.kind in ("item", "heading") else 0
        while len(opened) > wanted:
            out.append(f"</{opened.pop()}>")
        ordered = block.marker[:1].isdigit()
        if wanted and len(opened) == wanted and block.marker and opened[-1] != ("ol" if ordered else "ul"):
            out.append(f"</{opened.pop()}>")
        while len(opened) < wanted:
            opened.append("ol" if ordered else "ul")
            out.append(f"<{opened[-1]}>")
        if block.kind == "rule":
            out.append("<hr>")
        elif block.kind == "row":
            cells = said.split("\t")
            tag = "th" if block.marker == TABLE_HEAD else "td"
            row = "".join(f"<{tag}>{cell}</{tag}>" for cell in cells)
            if not out[-1].endswith("</table>") or block.marker == TABLE_HEAD:
                out.append(f"<table><tr>{row}</tr></table>")
            else:
                out[-1] = f"{out[-1].removesuffix('</table>')}<tr>{row}</tr></table>"
        elif block.kind == "heading":
            out.append(f"<h{block.level}>{said}</h{block.level}>")
        elif wanted:
            value = f' value="{int(block.marker.rstrip(".)"))}"' if ordered else ""
            loose = block.span.first > last + 1 or not block.marker
            out.append(f"<li{value}><p>{said}</p></li>" if loose else f"<li{value}>{said}</li>")
        else:
            quote = block.quote
            out.append(f"{'<blockquote>' * quote}<p>{said}</p>{'</blockquote>' * quote}")
        last = block.span.last
    out += [f"</{one}>" for one in reversed(opened)]
    return "\n".join([*out, "</body></html>\n"])
