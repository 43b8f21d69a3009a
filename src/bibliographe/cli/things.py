"""Naming a thing of the catalogue on the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.errors import GraphError
from bibliographe.graph.terms import DCTERMS, FOAF, SCHEMA, SKOS
from bibliographe.i18n import Text
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.graph.records import GraphFolder
    from bibliographe.graph.register import Register

_NAMES = (FOAF.name, SCHEMA.alternateName, DCTERMS.title, SKOS.prefLabel)
_MOST_SHOWN = 8
_LOCAL = re.compile(r"[a-z]+/[A-Za-z0-9._~-]+")


def find_thing(folder: GraphFolder, name: str, register: Register | None = None) -> NamedNode:
    """Return the thing that a person means by an address, the end of one, a number (`8`, `lecture/8`) or a name.

    With `register`, the address of a thing that is gone from `graph/` but not withdrawn counts too.
    Raises `GraphError` when there is none, or more than one.
    """
    base = folder.catalogue.base
    wanted = name.strip().strip("<>").removeprefix(base).removeprefix("id/")
    address = NamedNode(f"{base}id/{wanted}") if _LOCAL.fullmatch(wanted) else None
    if address and (address in folder or (register and register.get(address))):
        return address
    selection, _, number = name.strip().rpartition("/")
    found = _numbered(folder, number, selection) if number.isdecimal() else []
    found = found or [thing for thing in folder if fold(name) in _names(folder, thing)]
    if len(found) == 1:
        return found[0]
    choices = ", ".join(thing.value.removeprefix(f"{base}id/") for thing in found[:_MOST_SHOWN])
    raise GraphError(
        Text(f"« {name} » désigne plusieurs choses", f"'{name}' names several things")
        if found
        else Text(f"rien ne s'appelle « {name} »", f"nothing is called '{name}'"),
        remedy=Text(f"choisissez parmi : {choices}", f"choose one of: {choices}")
        if found
        else Text(
            "donnez l'adresse que montrent « bibliographe candidates » et « bibliographe show »",
            "give the address that 'bibliographe candidates' and 'bibliographe show' print",
        ),
    )


def _numbered(folder: GraphFolder, number: str, selection: str) -> list[NamedNode]:
    """Return the entries that a selection prints under a number, any of them where `selection` is empty."""
    entries = {
        entry
        for item in folder
        if number in (position.value for position in folder.objects(item, SCHEMA.position))
        and (not selection or any(_is_called(whole, selection) for whole in folder.objects(item, DCTERMS.isPartOf)))
        for entry in folder.objects(item, SCHEMA.item)
        if isinstance(entry, NamedNode)
    }
    return sorted(entries, key=lambda entry: entry.value)


def _is_called(selection: NamedNode | Literal, wanted: str) -> bool:
    """Tell whether a selection is meant by the end of its address, with or without the digits that close it."""
    name = selection.value.rpartition("/")[2]
    return wanted in (name, name.rpartition("-")[0])


def _names(folder: GraphFolder, thing: NamedNode) -> set[str]:
    return {fold(value.value) for predicate in _NAMES for value in folder.objects(thing, predicate)}
