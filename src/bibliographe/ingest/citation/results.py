"""What reading a line gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.model.entry import Citation, Contribution, Doubt


@dataclass(frozen=True, slots=True)
class ParsedCitation:
    """A citation line as understood; `score` says how sure, from 0 to 1."""

    citation: Citation
    score: float
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedPeople:
    """A line of people as understood; `others` when it ends with `et al.`; `score` from 0 to 1."""

    contributions: tuple[Contribution, ...]
    others: bool = False
    score: float = 1.0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """A whole reference in one paragraph: its title, its people, and the rest as a citation.

    `remark` is what its paragraph goes on to say of it.
    """

    title: str
    people: ParsedPeople | None
    parsed: ParsedCitation
    remark: str = ""
