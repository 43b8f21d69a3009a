"""Interviews: who answers, where the title says so (`Anne Dumas : « Il faut … »`)."""

from __future__ import annotations

import re

from bibliographe.ingest.document import evidence
from bibliographe.model.entry import Contribution
from bibliographe.model.text import plain_typography

_TITLE = re.compile(r"(?P<name>[^:\"]{3,60}?)\s*:\s*\"(?P<words>.+)\"?\s*$")
_MOST_WORDS = 5
_SURE = 0.6


def interviewee(title: str) -> Contribution | None:
    """Return the person whose words the title quotes after the name, None when it does not."""
    match = _TITLE.match(plain_typography(title))
    if match is None:
        return None
    name = title[: match.end("name")]
    found = evidence.people(name)
    if found is None or len(found.contributions) != 1 or found.score < _SURE or len(name.split()) > _MOST_WORDS:
        return None
    agent = found.contributions[0].agent
    return Contribution(agent, "interviewee") if agent.kind == "person" else None
