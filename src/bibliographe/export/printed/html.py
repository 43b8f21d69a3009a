"""A printed document as a page of HTML that stands alone: no script, no remote resource.

Source: HTML Living Standard, <https://html.spec.whatwg.org/>; WCAG 2.2 for headings, language and landmarks.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import HEADINGS, LISTS
from bibliographe.export.printed.typography import followed, set_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.export.printed.blocks import Block, BlockKind, Printed, Run

STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.5 Georgia, "Times New Roman", serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4, h5, h6 { font-family: system-ui, sans-serif; line-height: 1.25; break-after: avoid; }
h1 { font-size: 1.8rem; }
section p { margin: 0.2rem 0; }
nav ul { list-style: none; padding-left: 1.2rem; }
article { margin: 1.5rem 0; break-inside: avoid-page; }
article > h3, article > h4, article > h5, article > h6 { font-size: 1.05rem; margin-bottom: 0.2rem; }
article p { margin: 0.3rem 0; }
p.reference { padding-left: 2em; text-indent: -2em; }
aside { border-left: 0.25rem solid; padding-left: 1rem; margin: 1.5rem 0; }
a { overflow-wrap: anywhere; }
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; }
  a { color: inherit; }
  p.link a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; }
  @page { margin: 2cm; }
}
""".strip()
_AREAS: dict[BlockKind, str] = {
    "title": "section", "front": "section", "contents-title": "nav", "contents": "nav", "topic": "", "rule": "",
    "note": "aside", "note-text": "aside", "reference": "",
}  # fmt: skip


def html(printed: Printed) -> str:
    """Return a document as a page."""
    language = escape(printed.language)
    authors = "".join(f'<meta name="author" content="{escape(one)}">\n' for one in printed.authors)
    date = f'<meta name="dcterms.date" content="{escape(printed.date)}">\n' if printed.date else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(set_text(printed.title, printed.language), quote=False)}</title>\n{authors}{date}"
        f"<style>\n{STYLE}\n</style>\n</head>\n<body>\n" + "\n".join(_areas(printed)) + "\n</main>\n</body>\n</html>\n"
    )


def _areas(printed: Printed) -> Iterator[str]:
    """Yield the parts of the page: title block, contents, headings, entries and notes.

    All of it stands in `main`: what reads pages passes over the header of a page as no part of its text.
    """
    yield "<main>"
    for area, blocks in _grouped(printed.blocks):
        inside = list(_blocks(blocks, printed.language))
        if area:
            label = ' aria-labelledby="contents"' if area == "nav" else ""
            yield "\n".join([f"<{area}{label}>", *inside, f"</{area}>"])
        elif blocks[0].kind != "rule":
            yield from inside


def _grouped(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield blocks that stand in one element, an entry and a note in one each."""
    group: list[Block] = []
    area = ""
    for block in blocks:
        own = _AREAS.get(block.kind, "article")
        if group and (own != area or block.kind in ("entry", "note", "topic", "rule")):
            yield area, group
            group = []
        area = own
        group.append(block)
    if group:
        yield area, group


def _blocks(blocks: Iterable[Block], language: str) -> Iterator[str]:
    for kind, same in groupby(blocks, lambda block: block.kind):
        if kind in LISTS:
            yield from _list(list(same), language)
        else:
            yield from (_block(block, language) for block in same)


def _block(block: Block, language: str) -> str:
    said = runs(block.runs, language)
    if block.kind in HEADINGS:
        anchor = "contents" if block.kind == "contents-title" else block.anchor
        name = f' id="{escape(anchor)}"' if anchor else ""
        return f"<h{block.level}{name}>{said}</h{block.level}>"
    marker = f"{escape(block.marker)} " if block.marker else ""
    name = f' id="{escape(block.anchor)}"' if block.anchor else ""
    return f'<p class="{block.kind}"{name}>{marker}{said}</p>'


def _list(blocks: Sequence[Block], language: str) -> Iterator[str]:
    depth = -1
    for block in blocks:
        # A level that is left out has no item to stand in: it is one deeper than the item above, no more.
        wanted = min(block.level, depth + 1)
        if wanted > depth:
            yield "<ul>"
        else:
            yield "</li>" + "</ul></li>" * (depth - wanted)
        depth = wanted
        yield f"<li>{runs(block.runs, language)}"
    yield "</li></ul>" * (depth + 1)


def runs(found: Iterable[Run], language: str) -> str:
    """Return runs as inline elements."""
    return "".join(_run(run, language) for run in found)


def _run(run: Run, language: str) -> str:
    said = escape(set_text(run.text, language), quote=False)
    said = f"<strong>{said}</strong>" if run.bold else said
    said = f"<em>{said}</em>" if run.italic else said
    if run.url is None:
        return said
    url = followed(run.url)
    return f'<a href="{escape(url)}">{said}</a>' if url else f"<a>{said}</a>"
