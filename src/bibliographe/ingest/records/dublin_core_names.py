"""Creators and contributors of Dublin Core, as libraries write them: `Hugo, Victor (1802-1885). Auteur du texte`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.mods_names import person_said
from bibliographe.ingest.records.names import agent_named, names_body
from bibliographe.ingest.records.relators import GRANTOR, PUBLISHER, role_of
from bibliographe.model.entry import Contribution

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.model.entry import Agent

_WITH_ROLE = re.compile(r"(?P<name>.+?)(?:\.\s+(?P<said>[^.()]+)\.?|\s*\((?P<inside>[^()\d]+)\))\s*")
_LIFE = re.compile(r"\s*\((?P<life>[^()]*\d[^()]*)\)")
_BETWEEN = re.compile(r"\s*;\s*")
_ELEMENTS = {"creator": "author", "contributor": "contributor"}


def contributions_of(fields: NodeFields, nodes: Mapping[str, Sequence[Node]]) -> tuple[Contribution, ...]:
    """Return who made a document; semicolons part several of an element, and all must be names."""
    found: list[Contribution] = []
    for element, role in _ELEMENTS.items():
        for node in nodes.get(element, ()):
            read = [_contribution(part, role) for part in _BETWEEN.split(fields.seen(node)) if part]
            if not read or any(one is None for one, _ in read):
                continue
            fields.value(node)
            for one, life in read:
                found += [one] if one else []
                if life:
                    fields.left(node, life)
    return tuple(dict.fromkeys(found))


def _contribution(text: str, role: str) -> tuple[Contribution | None, str | None]:
    """Return who is named, with the role said behind the name, and the years of a life."""
    life = _LIFE.search(text)
    bare = text[: life.start()] + text[life.end() :] if life else text
    said = _WITH_ROLE.fullmatch(bare)
    told = role_of(said["said"] or said["inside"]) if said else None
    if said and told and told not in (GRANTOR, PUBLISHER):
        bare, role = said["name"], told
    agent, years = _agent(bare.strip("[] "))
    years = life["life"] if life else years
    return (Contribution(agent, role) if agent else None), years


def _agent(name: str) -> tuple[Agent | None, str | None]:
    """Return whom a name names: a comma makes a person of it, unless it begins as a body's does."""
    if "," in name and not names_body(name.partition(",")[0]):
        agent, years = person_said(name)
        if agent and agent.given:
            return agent, years
    return agent_named(name), None
