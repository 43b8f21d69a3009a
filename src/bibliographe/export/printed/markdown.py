"""A printed document as Markdown. Source: CommonMark 0.31, <https://spec.commonmark.org/0.31.2/>."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import HEADINGS, LISTS
from bibliographe.export.printed.typography import plain_text
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.printed.blocks import Block, Printed, Run

_MARKUP = re.compile(r"([\\`*_\[\]<|~])|&(?=[#\w])|!(?=\[)")
_STARTS = re.compile(r"^(?:([#>+=-])|(\d{1,9})([.)]))(?=\s|$|[-=+#])")
_URL = re.compile(r"[\s<>]")
_ALONE = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+")


def markdown(printed: Printed) -> str:
    """Return a document as text."""
    parts: list[str] = []
    if printed.metadata:
        parts.append("\n".join(_metadata(printed)))
    previous = None
    for block in printed.blocks:
        said = markdown_block(block)
        if previous is not None and previous.kind == block.kind and block.kind in LISTS:
            parts[-1] += f"\n{said}"
        else:
            parts.append(said)
        previous = block
    return "\n\n".join(parts) + "\n"


def markdown_block(block: Block) -> str:
    """Return one block."""
    if block.kind == "rule":
        return "---"
    if block.kind in HEADINGS:
        text = inline(block.runs)
        return f"{'#' * block.level} {text}{' #' if text.endswith('#') else ''}"
    if block.kind in LISTS:
        plain = block.kind == "contents"
        return f"{'  ' * block.level}- {_safe_start(_escaped(block.text) if plain else inline(block.runs))}"
    said = _safe_start(inline(block.runs))
    return f"{block.marker} {said}" if block.marker else said


def inline(runs: Iterable[Run]) -> str:
    """Return runs with their markup; what is in italics throughout is set in one pair of stars."""
    runs = [run for run in runs if run.text]
    if runs and all(run.italic and run.url is None for run in runs):
        inner = "".join(f"**{_bare(run.text)}**" if run.bold else _escaped(run.text) for run in runs)
        return f"*{inner.strip()}*"
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _escaped(run.text)
    if run.url is not None:
        alone = run.text == run.url and _ALONE.fullmatch(run.url)
        return f"<{run.url}>" if alone else f"[{text}]({_target(run.url)})"
    stars = "*" * (2 * run.bold + run.italic)
    return f"{stars}{text}{stars}" if stars else text


def _bare(text: str) -> str:
    return _escaped(text.strip())


def _target(url: str) -> str:
    if not url:
        return "#"
    return url if re.fullmatch(r"[^\s()<>\\]+", url) else f"<{_URL.sub(lambda one: f'%{ord(one[0]):02X}', url)}>"


def _escaped(text: str) -> str:
    """Return a text that reads as itself; addresses are left as they are."""
    text = plain_text(text)
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        parts += [_MARKUP.sub(r"\\\g<0>", text[end : match.start()]), match.group().replace("*", "\\*")]
        end = match.end()
    return "".join(parts) + _MARKUP.sub(r"\\\g<0>", text[end:])


def _safe_start(text: str) -> str:
    """Return a paragraph that does not begin as a heading, a quotation or a list."""
    match = _STARTS.match(text)
    if match is None:
        return text
    return f"\\{text}" if match[1] else f"{match[2]}\\{text[len(match[2]) :]}"


def _metadata(printed: Printed) -> Iterator[str]:
    yield "---"
    yield f"title: {_quoted(printed.title)}"
    yield f"lang: {printed.language}"
    if printed.date:
        yield f"date: {printed.date}"
    if len(printed.authors) == 1:
        yield f"author: {_quoted(printed.authors[0])}"
    elif printed.authors:
        yield "author:"
        yield from (f"  - {_quoted(one)}" for one in printed.authors)
    yield "---"


def _quoted(text: str) -> str:
    """Return a value of YAML between quotation marks where it needs some, of the sort that it does not hold."""
    text = clean(plain_text(text))
    if re.fullmatch(r"[\w][^:#\"'\[\]{}]*", text):
        return text
    sign = "'" if '"' in text else '"'
    return f"{sign}{text}{sign}"
