"""One entry as blocks: in the words that the source printed, or composed from its facts."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.export.printed.annotation import annotation_blocks
from bibliographe.export.printed.blocks import Block, Run, block
from bibliographe.export.printed.linking import link_blocks, links_of
from bibliographe.export.printed.wording import (
    ANNOUNCEMENT,
    ANNOUNCEMENTS,
    KINDS,
    citation_line,
    identifier_lines,
    people_line,
)
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibliographe.export.printed.selection import PrintedItem
    from bibliographe.i18n import Language
    from bibliographe.model.entry import ContentsLine

_MOST_TITLE_LINES = 4
_NUMBERED = re.compile(r"\[?\d{1,4}\s?(?:[.)\]]|\s[–—-])\s*")
_SEPARATORS = re.compile(r"\s*[|•·;/]\s*|\s+(?:et|ou|and|or)\s+")


class Wording(Enum):
    """In which words an entry is printed; the first that says all of its facts is taken."""

    PRINTED = "printed"
    PRINTED_WITH_KIND = "printed, and what kind of document it is"
    PRINTED_UPRIGHT = "printed, the abstract without italics"
    COMPOSED = "composed"
    COMPOSED_WITH_KIND = "composed, and what kind of document it is"
    INVERTED = "inverted"
    """Composed, names with the family name first, what people did after their names, the medium last."""
    ADDRESSED = "composed, the address that the title links to on a line of its own"
    """A heading that is a link and no more reads as a link of the entry above it."""
    UNITED = "united"
    """The printed lines of a reference that holds its own title."""


_WITH_KIND = (Wording.PRINTED_WITH_KIND, Wording.COMPOSED_WITH_KIND)


class _Lines(NamedTuple):
    title: str
    head: list[str]
    """Between the title and what follows the citation."""
    tail: list[Block]


def entry_blocks(item: PrintedItem, wording: Wording, level: int, language: Language, anchor: str) -> list[Block]:
    """Return the blocks of an entry, its heading first, in the wording asked for where there is one."""
    as_printed = wording in (Wording.PRINTED, Wording.PRINTED_WITH_KIND, Wording.PRINTED_UPRIGHT)
    named = KINDS.get(item.catalogued.entry.kind) if wording in _WITH_KIND else None
    kind = [block("kind", named(language))] if named else []
    lines = _printed(item) if as_printed else None
    if lines is None and wording is Wording.UNITED and (united := _united(item)):
        lines = united
    if lines is None:
        composed = _composed(item, level, language, anchor, inverted=wording is Wording.INVERTED)
        if wording is Wording.ADDRESSED:
            composed = _addressed(composed)
        return [composed[0], *kind, *composed[1:]]
    heading = Block("entry", (_title_run(item, lines.title),), level, anchor)
    head = [_linked(item, line) for line in lines.head]
    annotation = annotation_blocks(item, language)
    if wording is Wording.PRINTED_UPRIGHT:
        annotation = [replace(one, runs=tuple(replace(run, italic=False) for run in one.runs)) for one in annotation]
    return [heading, *kind, *head, *annotation, *lines.tail, *link_blocks(item, _labels_within(item, lines))]


def _printed(item: PrintedItem) -> _Lines | None:
    """Sort the lines that the source printed; None where they do not begin with the title."""
    lines = [line for line in item.text.split("\n") if line.strip()]
    title = item.catalogued.entry.title
    for count in range(1, min(_MOST_TITLE_LINES, len(lines)) + 1):
        said = " ".join(lines[:count])
        if fold(said) == fold(title) or fold(_NUMBERED.sub("", said, count=1)) == fold(title):
            return _Lines(said, *_sorted(item, lines[count:]))
    return None


def _united(item: PrintedItem) -> _Lines | None:
    lines = [line for line in item.text.split("\n") if line.strip()]
    if not lines or fold(item.catalogued.entry.title) not in fold(lines[0]):
        return None
    return _Lines(lines[0], *_sorted(item, lines[1:]))


def _sorted(item: PrintedItem, lines: Sequence[str]) -> tuple[list[str], list[Block]]:
    """Return the lines of people, kind and citation, and apart from them what the source prints after them."""
    contents = list(item.catalogued.entry.contents)
    first = clean(contents[0].text) if contents else None
    head: list[str] = []
    tail: list[Block] = []
    for number, line in enumerate(lines):
        following = clean(lines[number + 1]) if number + 1 < len(lines) else None
        if contents and clean(line) == clean(contents[0].text):
            tail.append(_part(contents.pop(0)))
        elif _is_link(line, item.labels):
            continue
        elif first and following == first and line.rstrip().endswith(":"):
            tail.append(block("announcement", line))
        elif tail:
            tail.append(block("citation", line))
        else:
            head.append(line)
    return head, tail


def _is_link(line: str, labels: Iterable[str]) -> bool:
    known = {clean(label) for label in labels}
    return clean(line) in known or all(part in known for part in _SEPARATORS.split(clean(line)))


def _composed(item: PrintedItem, level: int, language: Language, anchor: str, *, inverted: bool) -> list[Block]:
    entry = item.catalogued.entry
    number = _NUMBERED.match(item.text) if fold(entry.title) in fold(item.text.split("\n")[0]) else None
    printed = f"{number.group()}{entry.title}" if number and not _NUMBERED.match(entry.title) else entry.title
    blocks = [Block("entry", (_title_run(item, printed),), level, anchor)]
    people = people_line(entry, language, "inverted" if inverted else "natural")
    citation = citation_line(entry.citation, language, medium_last=inverted)
    blocks += [block("people", people)] if people else []
    urls = _addresses_of_doi(item) if inverted else []
    blocks += [block("citation", citation)] if citation else []
    if urls:
        blocks[-1] = replace(blocks[-1], runs=(*blocks[-1].runs, *(run for url in urls for run in (Run(". "), url))))
    blocks += [block("citation", line) for line in identifier_lines(entry.citation)]
    blocks += annotation_blocks(item, language)
    if entry.contents:
        blocks.append(block("announcement", ANNOUNCEMENTS.get(entry.kind, ANNOUNCEMENT)(language)))
        blocks += map(_part, entry.contents)
    return [*blocks, *link_blocks(item, {entry.title, *(run.text for run in urls)})]


def _addressed(blocks: list[Block]) -> list[Block]:
    """Return the blocks of an entry with the address of its title below it."""
    (title,) = blocks[0].runs
    if not title.url or title.url == title.text:
        return blocks
    heading = replace(blocks[0], runs=(replace(title, url=None),))
    return [heading, *blocks[1:], Block("link", (Run(title.url, url=title.url),))]


def _addresses_of_doi(item: PrintedItem) -> list[Run]:
    """Return the links that are the address of a DOI: on a line of its own, that would be read as the DOI alone."""
    identifiers = item.catalogued.entry.citation.identifiers
    known = {f"https://doi.org/{value}" for key, value in identifiers if key == "doi"}
    return [Run(url, url=url) for url in dict.fromkeys(url for _, url in links_of(item)) if url in known]


def _title_run(item: PrintedItem, said: str) -> Run:
    """Return the title, a link where the source made it one."""
    entry = item.catalogued.entry
    urls = dict(links_of(item))
    return Run(said, url=urls.get(entry.title) or urls.get(said))


def _linked(item: PrintedItem, line: str) -> Block:
    """Return a line of the citation with the links that it holds."""
    runs: list[Run] = []
    rest = line
    for label, url in links_of(item):
        before, found, after = rest.partition(label)
        if found and url and label != url:
            runs += [Run(before)] if before else []
            runs.append(Run(label, url=url))
            rest = after
    return Block("citation", (*runs, *([Run(rest)] if rest else [])))


def _part(line: ContentsLine) -> Block:
    return Block("part", (Run(line.text, url=line.url),), line.depth)


def _labels_within(item: PrintedItem, lines: _Lines) -> set[str]:
    """Return the labels that stand inside of printed lines: these links need no line of their own."""
    said = [lines.title, item.catalogued.entry.title]
    own = [line for line in lines.head if line not in item.labels]
    within = {label for label in item.labels if label in said or any(label in line for line in own)}
    urls = {link.url for link in item.catalogued.entry.links if link.url}
    return within | {url for url in urls if any(url in line for line in own)}
