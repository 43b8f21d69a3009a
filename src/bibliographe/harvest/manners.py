"""How a harvester behaves towards somebody else's server.

Source: Guidelines for Harvester Implementers (<https://www.openarchives.org/OAI/2.0/guidelines-harvester.htm>),
sections 2 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass

from bibliographe import __version__

USER_AGENT = f"bibliographe/{__version__} (OAI-PMH harvester; +https://w3id.org/bibliographe)"


@dataclass(frozen=True, slots=True)
class Manners:
    """All times are in seconds."""

    pause: float = 1.0
    """Between an answer and the next request."""
    attempts: int = 6
    """How often one request is sent in all."""
    first_wait: float = 2.0
    """Before the second attempt; each further one waits twice as long, as long as the server names no time itself."""
    longest_wait: float = 120.0
    """What doubling ends at."""
    patience: float = 900.0
    """The longest time that a server may name with Retry-After before the harvest is put off."""
    silence: float = 60.0
    """How long a server may say nothing at all."""
    deadline: float = 300.0
    """How long one answer may take to come, from the request to its last byte."""

    def wait(self, attempt: int) -> float:
        """Return how long to wait after so many attempts that failed."""
        return float(min(self.first_wait * 2 ** (attempt - 1), self.longest_wait))
