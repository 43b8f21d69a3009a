"""Where a source says something, what it was taken for there, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bibliographe.i18n import Text


class Span(NamedTuple):
    """Lines of a source, counted from 1, both ends included.

    This and what else there is of each line of a file is a tuple, made in a third of the time of a frozen object.
    """

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at; `field` names what it is about (`"issued"`)."""

    field: str
    message: Text
    span: Span | None = None


class Reading(NamedTuple):
    """What a stretch of the source was taken for, for the review page.

    `role` is a key of `bibliographe.model.roles.LINE_ROLES` (`"title"`, `"people"`, `"citation"`…).
    """

    role: str
    span: Span
    text: str


class Unread(NamedTuple):
    """A field of a record that the profile has no place for: its name (`"C1"`, `"606$x"`), its text and where it is."""

    field: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that are recognised and say nothing: a page's rule, a way back, a table of contents."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class Reject:
    """What could not be read: where, its text, why, and what to do about it."""

    span: Span
    text: str
    reason: Text
    remedy: Text
