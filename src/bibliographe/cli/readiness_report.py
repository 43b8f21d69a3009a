"""How ready a catalogue is, for a person and for a machine."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.formats.words import MORE_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.i18n import Language
    from bibliographe.validate.readiness import Readiness, Reason
    from bibliographe.validate.reading import Data

_FEW = 5
_HEAD = Text(
    "{title} [{profile}] : {score} %\n  notices bloquées : {blocked} sur {total} ; sans aucune remarque : {flawless} %",
    "{title} [{profile}]: {score} %\n  entries blocked: {blocked} of {total}; without any remark: {flawless} %",
)
_DATASET = {
    True: Text("{title} [{profile}] : prêt", "{title} [{profile}]: ready"),
    False: Text("{title} [{profile}] : pas encore prêt", "{title} [{profile}]: not ready yet"),
}
_EMPTY = Text("{title} [{profile}] : aucune notice", "{title} [{profile}]: no entry")
_BLOCKS = Text("bloque", "blocks")
_WEAKENS = Text("affaiblit", "weakens")
_MEND = Text("Comment corriger : ", "How to mend: ")
_FIRST = Text("Par exemple :", "For instance:")
_ALL = Text("tout le catalogue", "the whole catalogue")


def as_text(found: Sequence[Readiness], data: Data, language: Language, most: int | None) -> str:
    """Return the report for a person, a paragraph a portal."""
    limit = _FEW if most is None else most
    return "\n".join("".join(f"{line}\n" for line in _lines(one, data, language, limit)) for one in found)


def as_json(found: Sequence[Readiness], data: Data, most: int | None) -> str:
    """Return the same as one JSON document, in both languages, with all entries unless `most` says how many."""
    return json.dumps([_portal(one, data, most) for one in found], ensure_ascii=False, indent=2) + "\n"


def _lines(one: Readiness, data: Data, language: Language, limit: int) -> Iterator[str]:
    head = _EMPTY if not one.total else _HEAD if one.about == "entries" else _DATASET[not one.blocked]
    yield head(language).format(
        title=one.title(language), profile=one.profile, score=one.score, blocked=one.blocked, total=one.total,
        flawless=one.flawless,
    )  # fmt: skip
    if not one.total:
        return
    for reason in one.reasons:
        count = f"{_count(one, reason, language)} : " if language == "fr" else f"{_count(one, reason, language)}: "
        yield f"  {(_BLOCKS if reason.blocks else _WEAKENS)(language)} {count}{reason.message(language)}"
        yield f"      → {_MEND(language)}{reason.advice(language)}"
    yield from _examples(one, data, language, limit)


def _count(one: Readiness, reason: Reason, language: Language) -> str:
    return _ALL(language) if reason.everywhere or one.about == "dataset" else str(one.count(reason))


def _examples(one: Readiness, data: Data, language: Language, limit: int) -> Iterator[str]:
    nodes = list(one.nodes())
    if not nodes or not limit:
        return
    from bibliographe.validate.readiness import title_of

    yield f"  {_FIRST(language)}"
    for iri, reasons in nodes[:limit]:
        yield f"    {title_of(data, iri)}  <{iri}>  [{', '.join(reason.constraint for reason in reasons)}]"
    if len(nodes) > limit:
        yield f"    {MORE_ENTRIES(language).format(count=len(nodes) - limit)}"


def _portal(one: Readiness, data: Data, most: int | None) -> dict[str, object]:
    from bibliographe.validate.readiness import title_of

    return {
        "profile": one.profile,
        "title": one.title._asdict(),
        "about": one.about,
        "total": one.total,
        "blocked": one.blocked,
        "score": one.score,
        "without_any_finding": one.flawless,
        "reasons": [
            {
                "constraint": reason.constraint,
                "blocking": reason.blocks,
                "count": one.count(reason),
                "whole_catalogue": reason.everywhere,
                "message": reason.message._asdict(),
                "advice": reason.advice._asdict(),
            }
            for reason in one.reasons
        ],
        "entries": [
            {
                "entry": iri,
                "title": title_of(data, iri),
                "blocked": any(reason.blocks for reason in reasons),
                "reasons": [reason.constraint for reason in reasons],
            }
            for iri, reasons in islice(one.nodes(), most)
        ],
    }
