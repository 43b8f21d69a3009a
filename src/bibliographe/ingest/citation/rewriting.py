"""What follows a title in the manner of one style, written as the grammar of citations has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NOTE = re.compile(
    r"(?:(?P<edition>[^()]{2,30}\b[eé]d(?:ition)?\.?),?\s)?\((?P<inside>[^()]*\b(?:1[5-9]|20)\d\d)\)"
    r"(?:[,.:]?\s*(?P<after>(?:\d|chap|pp?\.|vol)[^()]*))?\.?",
    re.IGNORECASE,
)
_BARE_PAGES = re.compile(r"\d+(?:\s?[-–]\s?\d+)?\.?")
_LONE_EDITION = re.compile(r"^[ÉE]dition\.\s+(?=\S)", re.IGNORECASE)
_PRINTED = re.compile(r"(?<=\d)\.?\s+Print\.?$")
_ON_THE_WEB = re.compile(
    r"(?:\.\s+[A-ZÀ-Þ][^.,:;\d]{2,40})?\.\s+Web\.\s+(?P<day>\d{1,2}\s[^\W\d_]+\.?\s(?:19|20)\d\d)\.?$"
)
_DOTTED_NUMBER = re.compile(
    r"(?<=[^\W\d_.])\s(?P<volume>\d{1,3})\.(?P<number>\d{1,3})\s(?=\((?:[^()\d]*)(?:19|20)\d\d\))"
)
_ARXIV = re.compile(r"\barXiv(?:\spreprint)?(?:\sarXiv)?:\s?(?P<number>\d{4}\.\d{4,5})(?:v\d)?", re.IGNORECASE)
_SUPPLIED_ROLE = re.compile(
    r"\[(?P<role>(?:sous la direction d|dir|éd|trad|réal|coord)[^\[\]\d]{0,20})\](?=\s[A-ZÀ-Þ])"
)
"""`[sous la direction de] Anne Dumas`: words that the cataloguer supplied."""
_HOUR = re.compile(r"(?<=\b(?:19|20)\d\d)\sà\s\d{1,2}\s?[:hH]\s?\d{2}\b")
_ON_A_SITE = re.compile(r"sur (?=[^,]+\(consulté)")
_HELD = re.compile(
    r"\s*\((?:available|disponible|posted|en dépôt)\s+(?:on|in|sur|à|au)\s+[^()\d]{2,40}\)", re.IGNORECASE
)
"""Where readers of one course find it: `(available on Canvas)`."""
_BINDING = re.compile(r"(?<=[\dX])\s\((?:br|rel|cart|broché|relié|hbk|pbk|hardback|paperback)\.?\)", re.IGNORECASE)
"""`ISBN 2-84177-353-1 (br.)`: how the copy is bound."""
_BIBLIOGRAPHY = re.compile(
    r"(?:[,;.]\s*[-–—]?|[-–—])\s*(?:Bibliogr(?:aphie)?|Index|Glossaire|Notes bibliogr|Filmogr)\.?,?\s"
    r"(?:pp?\.\s?\d[\d\s,–-]*)",
    re.IGNORECASE,
)
"""`Bibliogr. p. 561-565`: where its own bibliography is, and no pages of the document."""


def rewritten(rest: str) -> str:
    """Return what cites without what only one style says, and its parts in the usual order."""
    for rewrite in _REWRITES:
        rest = rewrite(rest)
    return rest


def _out_of_note(rest: str) -> str:
    """Write `(Paris: Dunod, 2021), 45-47`, as notes have it, as `Paris: Dunod, 2021, p. 45-47`."""
    note = _NOTE.fullmatch(rest)
    if note is None:
        return rest
    after = (note["after"] or "").strip()
    pages = f"p. {after}" if _BARE_PAGES.fullmatch(after) else after
    return ", ".join(part for part in (note["edition"], note["inside"], pages) if part)


def _of_mla(rest: str) -> str:
    """Write `10.5 (2005): 45-48. Web. 15 Mar. 2010`, as MLA has it, with a volume, a number and a date of access."""
    rest = _PRINTED.sub(".", rest)
    rest = _ON_THE_WEB.sub(lambda found: f". accessed {found['day']}", rest)
    return _DOTTED_NUMBER.sub(lambda found: f" {found['volume']}({found['number']}) ", rest)


def _at_arxiv(rest: str) -> str:
    """Write `arXiv:2001.09244` as the site and the address that it stands for."""
    return _ARXIV.sub(lambda found: f"arXiv, https://arxiv.org/abs/{found['number']}", rest)


def _without_asides(rest: str) -> str:
    rest = _SUPPLIED_ROLE.sub(r"\g<role>", rest)
    for aside in (_HELD, _BINDING, _BIBLIOGRAPHY, _LONE_EDITION, _HOUR):
        rest = aside.sub("", rest)
    return _ON_A_SITE.sub("", rest) if rest.startswith("sur ") else rest


_REWRITES: tuple[Callable[[str], str], ...] = (_without_asides, _out_of_note, _of_mla, _at_arxiv)
