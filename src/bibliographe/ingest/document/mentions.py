"""The bodies and persons that an annotation prints in bold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation import split_acronym
from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.phrases import opening
from bibliographe.ingest.document.runs import plain
from bibliographe.ingest.document.units import joined_runs, span_of
from bibliographe.model.entry import Agent, Doubt
from bibliographe.model.text import clean, fold, plain_typography

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.document.units import Unit

_ARTICLE = re.compile(r"(?:de la|de l'|à la|à l'|du|des|de|d'|la|le|les|l'|au|aux)(?:\s+|(?<='))", re.IGNORECASE)
_SHARED = re.compile(
    r"(?P<first>[^\W\d]+)\s+et\s+(?:à la |à l'|au |la |le |l'|de la |du )?(?P<second>[^\W\d]+)\s+"
    r"(?P<of>d'|de |du |de la |des |de l')(?P<name>[A-ZÀ-Þ].*)"
)
_AND = re.compile(r"\s+et\s+")
_LONGEST = 150
_SURE_PERSON = 0.9
_SPLIT = Text(
    "un seul passage en gras, lu comme deux organismes : {names}", "one bold passage, read as two bodies: {names}"
)


def read_mentions(paragraphs: Sequence[Sequence[Unit]]) -> tuple[tuple[Agent, ...], tuple[Doubt, ...]]:
    """Return whom the bold passages of an annotation name, each once, and what to look at again."""
    agents: dict[str, Agent] = {}
    doubts: list[Doubt] = []
    for paragraph in paragraphs:
        for passage in _bold_passages(paragraph):
            names, doubtful = _names(passage)
            if doubtful:
                message = _SPLIT.format(names=" ; ".join(names))
                doubts.append(Doubt("mentions", message, span_of(paragraph)))
            for name in names:
                agents.setdefault(fold(name), _agent(name))
    return tuple(agents.values()), tuple(doubts)


def _bold_passages(paragraph: Sequence[Unit]) -> Iterator[str]:
    """Return the bold passages of a paragraph that is not bold as a whole."""
    runs = joined_runs(paragraph)
    bold = [run for run in runs if "bold" in run.styles]
    others = any(run.text.strip(" .,;:*") for run in runs if "bold" not in run.styles)
    text = ""
    for run in runs if bold and others else ():
        if "bold" in run.styles:
            text += run.text
        elif run.text.strip() or not text:
            labels = run.text.lstrip().startswith(":") or text.rstrip().endswith(":")
            yield from [text] if text and not labels else []
            text = ""
        else:
            text += run.text
    if text and len(text) < len(plain(runs)):
        yield text


def _names(passage: str) -> tuple[list[str], bool]:
    """Return the names in one bold passage, and whether it took a guess to part them."""
    name = _bare(clean(passage).strip(" .,;:"))
    if not name or len(name) > _LONGEST or not _may_name(name):
        return [], False
    shared = _SHARED.fullmatch(plain_typography(name))
    if shared and not shared["first"][0].isupper():
        common = name[shared.start("of") :]
        second = name[shared.start("second") : shared.end("second")]
        return [f"{name[: shared.end('first')]} {common}", f"{second} {common}"], True
    parts = [_bare(part) for part in _AND.split(name)]
    if len(parts) > 1 and all(_stands_alone(part) for part in parts) and "," not in name:
        return parts, False
    return [name], False


def _may_name(passage: str) -> bool:
    """Return whether a passage may name anybody: by a capital, or as a body with a number (`centre de gestion 29`)."""
    return any(map(str.isupper, passage)) or (opening("BODY", passage) is not None and any(map(str.isdigit, passage)))


def _bare(name: str) -> str:
    """Return a name without the article or preposition that its sentence gave it."""
    match = _ARTICLE.match(plain_typography(name))
    return name[match.end() :].strip() if match else name


def _stands_alone(part: str) -> bool:
    """Return whether one half of `X et Y` names a body by itself: it begins as bodies do, or is an acronym."""
    first = part.split()[0] if part.split() else ""
    acronym = len(first) > 1 and first.isupper()
    capital = any(character.isupper() for character in part)
    named = len(part.split()) > 1 and first[0].isupper()
    return capital and (acronym or named or opening("BODY", part) is not None)


def _agent(name: str) -> Agent:
    bare, acronyms = split_acronym(name)
    found = evidence.people(bare)
    if found and len(found.contributions) == 1 and found.score >= _SURE_PERSON:
        agent = found.contributions[0].agent
        if agent.kind == "person":
            return agent
    return Agent(bare, alternate_names=acronyms)
