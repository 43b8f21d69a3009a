"""What is harvested, one harvest of it, and the headers of its records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What is harvested: a repository without its protocol (`example.org/oai`), a format, a set."""

    repository: str
    prefix: str
    set: str | None = None


@dataclass(slots=True)
class Run:
    """One harvest, begun and not yet brought in."""

    number: int
    since: str | None = None
    """The `from` and the `until` of its request, in the repository's granularity."""
    until: str | None = None
    date: str = ""
    """The server's time when it answered first."""
    token: str = ""
    pages: int = 0
    complete: bool = False
    """All pages are there."""

    @property
    def whole(self) -> bool:
        """Tell whether it asks for all that the repository has."""
        return self.since is None and self.until is None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record of a page, by its header."""

    identifier: str
    place: int
    datestamp: str
    deleted: bool
    digest: str
