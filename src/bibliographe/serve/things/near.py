"""What may be meant by an address that leads nowhere: entries whose title has the words of that address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.serve.errors import Suggestion, Unready
from bibliographe.serve.search.fields import TITLE
from bibliographe.serve.search.names import NameMatcher
from bibliographe.serve.search.routes import search_index
from bibliographe.serve.search.words import STOP_WORDS, folded_words

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot

_MOST, _MOST_WORDS, _LONGEST = 5, 8, 200
_SHORTEST = 3
"""Letters of a word that tells an entry from others."""
_DIGEST = re.compile(r"-[0-9a-f]{8}$")
"""What an address ends with that no title has."""


def near(snapshot: Snapshot, path: str) -> list[Suggestion]:
    """Return the entries that a path after `/id/` or `/doc/` may mean, the likest first; none without the index."""
    slug = _DIGEST.sub("", path[:_LONGEST].rstrip("/").removeprefix("entry/"))
    words = [word for word in folded_words(slug.replace("-", " ")) if len(word) >= _SHORTEST and word not in STOP_WORDS]
    if not words:
        return []
    try:
        index = snapshot.once(search_index)
    except Unready:
        return []
    query = NameMatcher(index.entry_schema, TITLE).like(words[:_MOST_WORDS])
    top = f"{snapshot.catalogue.base}id/"
    shown = (index.entry(hit) for _score, hit in index.entries.search(query, _MOST, count=False).hits)
    return [
        Suggestion(f"/doc/{one['iri'].removeprefix(top)}", one["title"]) for one in shown if one["iri"].startswith(top)
    ]
