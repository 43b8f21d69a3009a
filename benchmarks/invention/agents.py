"""Persons and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invention import words
from invention.identifiers import slug
from invention.terms import TYPE, Thing, node, plain, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invention.pools import Shared

_PERSON, _BODY = term("foaf:Person"), term("foaf:Organization")
_BODIES = {"c": words.centre, "h": words.house, "m": words.body, "s": words.unit, "u": words.university}
"""Letters of addresses: documentation centres, houses, ministries and agencies, their departments, universities."""


def person_iri(index: int, seed: int) -> str:
    """Return the address of a person."""
    given, family = words.person(index, seed)
    return node("agent", f"p{index:07}-{slug(given)}-{slug(family)}")


def person_name(index: int, seed: int) -> str:
    """Return a person's name as it is printed."""
    return " ".join(words.person(index, seed))


def person(index: int, seed: int) -> Thing:
    """Return what is said of a person."""
    given, family = words.person(index, seed)
    thing = Thing(person_iri(index, seed), [(TYPE, _PERSON)])
    thing.say("foaf:name", plain(f"{given} {family}"))
    thing.say("foaf:givenName", plain(given))
    thing.say("foaf:familyName", plain(family))
    return thing


def body_name(letter: str, index: int) -> str:
    """Return the name of a body of this kind as it is printed."""
    return _BODIES[letter](index)


def body_iri(letter: str, index: int) -> str:
    """Return the address of a body of this kind."""
    return node("agent", f"{letter}{index:06}-{slug(body_name(letter, index))}")


def body(letter: str, index: int) -> Thing:
    """Return what is said of a body; a department is said to be a part of the body of the same number."""
    thing = Thing(body_iri(letter, index), [(TYPE, _BODY)])
    thing.say("foaf:name", plain(body_name(letter, index)))
    if letter == "s":
        thing.say("org:subOrganizationOf", body_iri("m", index))
    return thing


def all_agents(shared: Shared, seed: int) -> Iterator[Thing]:
    """Yield every agent mentioned, in the order of their addresses."""
    sizes = {
        "c": shared.centres.size,
        "h": shared.houses.size,
        "m": shared.units.size,
        "p": shared.persons.size,
        "s": shared.units.size,
        "u": shared.universities.size,
    }
    for letter, size in sizes.items():
        for index in range(size):
            yield person(index, seed) if letter == "p" else body(letter, index)
