"""The manifest of the service, its suggestions, and the values that it adds to somebody else's table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bibliographe import __version__
from bibliographe.i18n import Text
from bibliographe.model.text import fold
from bibliographe.serve.errors import Refused
from bibliographe.serve.pages.rendering import named as setting
from bibliographe.serve.reconcile.matching import MOST_QUERIES
from bibliographe.serve.reconcile.types import PROPERTIES, TYPES, typed
from bibliographe.serve.reconcile.values import identifier_of, thing_of, values
from bibliographe.serve.search.routes import search_index
from bibliographe.serve.search.suggesting import suggest
from bibliographe.serve.search.things import ENTRY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.i18n import Language
    from bibliographe.serve.site import Snapshot

PROFILE = "https://w3id.org/bibliographe/ns#"
WIDTH, HEIGHT = 420, 260
_MOST_ROWS = 200
_MOST_SUGGESTED = 20


def manifest(snapshot: Snapshot, top: str, language: Language) -> dict[str, Any]:
    """Return what the service says of itself; `top` is the portal's address."""
    base, service = snapshot.catalogue.base, f"{top}/reconcile"
    suggestions = {
        name: {"service_url": service, "service_path": f"/suggest/{name}"} for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": setting(snapshot.catalogue.title, language),
        "identifierSpace": f"{base}id/",
        "schemaSpace": PROFILE,
        "serviceVersion": f"bibliographe {__version__}",
        "defaultTypes": typed(tuple(TYPES), language),
        "view": {"url": f"{top}/doc/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggestions,
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": MOST_QUERIES,
    }


def suggest_entities(snapshot: Snapshot, prefix: str, language: Language) -> dict[str, Any]:
    """Return the things whose names begin with what is typed."""
    index = snapshot.once(search_index)
    found = []
    for one in suggest(index, prefix, _MOST_SUGGESTED, language):
        known = index.known(one.iri)
        kinds = known.kinds if known else (ENTRY,)
        name = "".join(piece.text for piece in one.label)
        described = {"description": one.other_name} if one.other_name else {}
        notable = [kind for kind in kinds if kind in TYPES]
        found.append({"id": identifier_of(snapshot, one.iri), "name": name, "notable": notable, **described})
    return {"result": found}


def suggest_types(prefix: str, language: Language) -> dict[str, Any]:
    """Return the types that are called so."""
    return {"result": [one for one in typed(tuple(TYPES), language) if _begins(prefix, one["name"], one["id"])]}


def suggest_properties(prefix: str, language: Language) -> dict[str, Any]:
    """Return the properties that are called so."""
    named = ({"id": one.name, "name": one.title(language)} for one in PROPERTIES.values())
    return {"result": [one for one in named if _begins(prefix, one["name"], one["id"])]}


def propose_properties(kind: str, limit: int | None, language: Language) -> dict[str, Any]:
    """Return the properties that things of a type have, of any where none is said."""
    found = [one for one in PROPERTIES.values() if not kind or kind in one.types]
    said = [{"id": one.name, "name": one.title(language)} for one in found[:limit]]
    return {"type": kind, "properties": said} | ({"limit": limit} if limit else {})


def extended(snapshot: Snapshot, text: str, language: Language) -> dict[str, Any]:
    """Return the values of properties of things; raises `Refused` with 400 for what is no such request."""
    try:
        asked = json.loads(text)
        identifiers = [str(one) for one in asked["ids"]]
        names = [str(one["id"]) for one in asked["properties"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused(
            400,
            Text("« extend » n'est pas ce que l'API attend", "'extend' is not what the API expects"),
            remedy=Text(
                'par exemple extend={"ids": ["agent/x"], "properties": [{"id": "name"}]}',
                'for instance extend={"ids": ["agent/x"], "properties": [{"id": "name"}]}',
            ),
        ) from error
    if len(identifiers) > _MOST_ROWS:
        raise Refused(413, Text(f"au plus {_MOST_ROWS} lignes à la fois", f"at most {_MOST_ROWS} rows at a time"))
    known = [name for name in dict.fromkeys(names) if name in PROPERTIES]
    return {
        "meta": [{"id": name, "name": PROPERTIES[name].title(language)} for name in known],
        "rows": {one: _row(snapshot, one, known, language) for one in identifiers},
    }


def _row(
    snapshot: Snapshot, identifier: str, names: list[str], language: Language
) -> dict[str, list[Mapping[str, str]]]:
    thing = thing_of(snapshot, identifier)
    if thing is None or not thing.value.startswith(f"{snapshot.catalogue.base}id/"):
        return {name: [] for name in names}
    return {
        name: [
            {"id": said.thing, "name": said.text} if said.thing else {"str": said.text}
            for said in values(snapshot, thing, PROPERTIES[name], language)
        ]
        for name in names
    }


def _begins(prefix: str, *names: str) -> bool:
    wanted = fold(prefix)
    return any(f" {wanted}" in f" {fold(name)}" for name in names)
