"""JSON-LD contexts that a file names: ours is known here, no other is ever fetched.

Source: JSON-LD 1.1, sections 3.1 (contexts) and 4.1.7 (imported contexts).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from bibliographe.i18n import Text
from bibliographe.resources import data_directory

OURS = tuple(f"https://w3id.org/bibliographe/{name}" for name in ("context.jsonld", "ns/context.jsonld", "ns"))
"""Addresses of the profile's own context."""
DEEPEST = 60
"""Lists and objects inside each other; records have some ten."""
REMEDY = Text(
    "écrivez le contexte dans le fichier (« @context »: {…}), ou exportez en Turtle, RDF/XML ou N-Triples",
    'write the context in the file ("@context": {…}), or export as Turtle, RDF/XML or N-Triples',
)


class ContextError(ValueError):
    """A context that the file does not hold, or objects that stand too deep; `reason` says it to a person."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@cache
def own_context() -> Any:
    """Return the profile's context as it ships."""
    text = (data_directory("ontology") / "context.jsonld").read_text(encoding="utf-8")
    return json.loads(text)["@context"]


def with_contexts(value: Any, depth: int = 0) -> Any:
    """Return a document of JSON-LD that holds all its contexts; raises `ContextError` when it names another."""
    if depth > DEEPEST:
        raise ContextError(
            Text(f"plus de {DEEPEST} objets l'un dans l'autre", f"more than {DEEPEST} objects inside each other")
        )
    if isinstance(value, list):
        return [with_contexts(one, depth + 1) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("@import"), str):
        raise elsewhere(value["@import"])
    return {name: _context(one) if name == "@context" else with_contexts(one, depth + 1) for name, one in value.items()}


def _context(value: Any) -> Any:
    if isinstance(value, list):
        return [_context(one) for one in value]
    if isinstance(value, str):
        if value.removesuffix("#") in OURS:
            return own_context()
        raise elsewhere(value)
    return with_contexts(value, 1)


def elsewhere(address: str) -> ContextError:
    """Return what to say of a context that a file names and does not hold."""
    shown = address if len(address) <= 120 else address[:119] + "…"
    return ContextError(
        Text(
            f"le contexte « {shown} » n'est pas dans le fichier, et rien n'est téléchargé",
            f"the context '{shown}' is not in the file, and nothing is fetched",
        )
    )
