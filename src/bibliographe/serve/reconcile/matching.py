"""Queries in a batch, and the candidates for each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bibliographe.i18n import Text
from bibliographe.serve.errors import Refused
from bibliographe.serve.reconcile.types import PROPERTIES, TYPES, typed
from bibliographe.serve.reconcile.values import alike, identifier_of, thing_of, values
from bibliographe.serve.search.naming import named
from bibliographe.serve.search.routes import search_index

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.serve.search.naming import Candidate
    from bibliographe.serve.site import Snapshot

MOST_QUERIES = 50
_USUAL, _MOST = 5, 25
_LONGEST = 500
_MOST_VALUES = 10
_WEIGHT = 0.4
"""How much all properties together count beside the name."""
_SURE = 95.0
_CLEAR = 5.0
"""Points that the first candidate must be ahead of the second to be the one."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query: a name, of which types, and what else is known."""

    name: str
    types: tuple[str, ...]
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...]
    """Pairs of property and values; those of others are passed over, as the specification has it."""


def read_batch(text: str) -> dict[str, Query]:
    """Return the queries of a batch by their keys; raises `Refused` with 400, or 413 for too many."""
    try:
        batch = json.loads(text)
    except (ValueError, RecursionError):
        batch = None
    if not isinstance(batch, dict) or not all(isinstance(one, dict) for one in batch.values()):
        raise _malformed("queries")
    if len(batch) > MOST_QUERIES:
        raise Refused(
            413,
            Text(f"au plus {MOST_QUERIES} questions à la fois", f"at most {MOST_QUERIES} queries at a time"),
            remedy=Text("faites-en plusieurs lots", "send several batches"),
        )
    return {key: _query(one) for key, one in batch.items()}


def matched(snapshot: Snapshot, query: Query, language: Language) -> list[dict[str, Any]]:
    """Return the candidates for one query, the likeliest first; a type that there is not has none."""
    kinds = [kind for kind in query.types if kind in TYPES]
    if query.types and not kinds:
        return []
    found = named(snapshot.once(search_index), query.name, kinds, _MOST)
    scored = [(_score(snapshot, one, query, language), one) for one in found]
    scored.sort(key=lambda pair: -pair[0])
    return [
        _candidate(snapshot, one, score, language, sure=place == 0 and _is_sure(scored))
        for place, (score, one) in enumerate(scored[: query.limit])
    ]


def _score(snapshot: Snapshot, candidate: Candidate, query: Query, language: Language) -> float:
    """Return the likeness of the name, mended by what else is known; the same standard number settles it."""
    thing = thing_of(snapshot, candidate.iri)
    if thing is None or not query.properties:
        return candidate.score
    likenesses = []
    for name, given in query.properties:
        wanted = PROPERTIES[name]
        likeness = alike(wanted, values(snapshot, thing, wanted, language), given)
        if wanted.identifies and likeness == 1:
            return 100.0
        likenesses.append(likeness)
    mean = sum(likenesses) / len(likenesses)
    return round((1 - _WEIGHT) * candidate.score + _WEIGHT * 100 * mean, 1)


def _is_sure(scored: list[tuple[float, Candidate]]) -> bool:
    """Tell whether the first is the one: nearly all is the same, and nothing else comes near."""
    best, *others = scored
    return best[0] >= _SURE and (
        not others or best[0] - others[0][0] >= _CLEAR or (best[1].sure and best[0] > others[0][0])
    )


def _candidate(snapshot: Snapshot, found: Candidate, score: float, language: Language, *, sure: bool) -> dict[str, Any]:
    return {
        "id": identifier_of(snapshot, found.iri),
        "name": found.label(language),
        "type": typed(found.kinds, language),
        "score": score,
        "match": sure,
        "features": [{"id": "name", "value": found.score}],
    }


def _query(said: dict[str, Any]) -> Query:
    properties = tuple(_properties(said.get("properties") or []))
    name = said.get("query", "")
    if not isinstance(name, str):
        raise _malformed("query")
    if not name and properties:
        # A standard number names what has it; a name given as a property is one too.
        name = properties[0][1][0]
    kinds = said.get("type") or []
    kinds = [kinds] if isinstance(kinds, str) else kinds
    # OpenRefine may give a type as an object with its id.
    kinds = (
        [kind.get("id") if isinstance(kind, dict) else kind for kind in kinds] if isinstance(kinds, list) else [None]
    )
    if not all(isinstance(kind, str) for kind in kinds):
        raise _malformed("type")
    limit = said.get("limit")
    if limit is not None and (not isinstance(limit, int | float) or isinstance(limit, bool)):
        raise _malformed("limit")
    return Query(name[:_LONGEST], tuple(kinds), _bounded(limit), properties)


def _bounded(limit: float | None) -> int:
    """Return how many candidates are wanted; what is no number of things is as usual."""
    return min(int(limit), _MOST) if limit is not None and 1 <= limit < 1e9 else _USUAL


def _properties(said: object) -> list[tuple[str, tuple[str, ...]]]:
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise _malformed("properties")
    found = []
    for one in said[:_MOST_VALUES]:
        given = one.get("v")
        given = given if isinstance(given, list) else [given]
        texts = tuple(text for value in given[:_MOST_VALUES] if (text := _text(value)))
        if one.get("pid") in PROPERTIES and texts:
            found.append((one["pid"], texts))
    return found


def _text(value: object) -> str:
    """Return a value as text: a thing that was matched before by its identifier."""
    if isinstance(value, dict):
        value = value.get("id", "")
    return str(value)[:_LONGEST] if isinstance(value, str | int | float) else ""


def _malformed(name: str) -> Refused:
    return Refused(
        400,
        Text(f"« {name} » n'est pas ce que l'API attend", f"'{name}' is not what the API expects"),
        remedy=Text(
            'par exemple queries={"q0": {"query": "Dumas", "type": "author"}}',
            'for instance queries={"q0": {"query": "Dumas", "type": "author"}}',
        ),
    )
