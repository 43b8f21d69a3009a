"""What a citation processor marks up, as runs; addresses become links."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from bibliographe.export.printed.blocks import Run

_ADDRESS = re.compile(r"https?://[^\s<>«»\"]+|(?<![\w/.])(?:doi:\s?)?10\.\d{4,9}/[^\s<>«»\"]+", re.IGNORECASE)
_TRAILING = ".,;:)]"
_SPACES = re.compile(r"[ \t\n]+")


def marked_runs(html: str) -> tuple[Run, ...]:
    """Return a reference that a processor made: italics, bold, and links where it prints an address or a DOI."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    runs = [part for run in reader.runs for part in _with_links(run)]
    while runs and not runs[-1].text.strip():
        runs.pop()
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip())) if runs else ()


class _Reader(HTMLParser):
    """Takes italics and bold; small capitals and raised letters are kept as letters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._italic = 0
        self._bold = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._italic += tag == "i"
        self._bold += tag == "b"

    def handle_endtag(self, tag: str) -> None:
        self._italic -= tag == "i" and self._italic > 0
        self._bold -= tag == "b" and self._bold > 0

    def handle_data(self, data: str) -> None:
        text = _SPACES.sub(" ", data)
        if text:
            self.runs.append(Run(text, bold=self._bold > 0, italic=self._italic > 0))


def _with_links(run: Run) -> list[Run]:
    parts, end = [], 0
    for match in _ADDRESS.finditer(run.text):
        said = match.group().rstrip(_TRAILING)
        if said.count("(") > said.count(")"):
            said += ")"
        address = said if said.lower().startswith("http") else f"https://doi.org/{said[said.find('10.') :]}"
        parts += [Run(run.text[end : match.start()], run.bold, run.italic)] if match.start() > end else []
        parts.append(Run(said, run.bold, run.italic, address))
        end = match.start() + len(said)
    return [*parts, *([Run(run.text[end:], run.bold, run.italic)] if end < len(run.text) else [])]
