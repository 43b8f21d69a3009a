"""Who did what for a document, as graphs say it: literals, blank nodes and addresses, alone, listed or in sequence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.citation.persons import kinds_of_name, natural
from bibliographe.ingest.linked.vivo import relations
from bibliographe.ingest.records.names import agent_named, names_body, person_called, without_years
from bibliographe.model.entry import Contribution
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.linked.resource import Value
    from bibliographe.ingest.linked.terms import Term
    from bibliographe.ingest.records.fields import Fields
    from bibliographe.model.entry import Agent

_ROLES: dict[str, tuple[str, ...]] = {
    "author": (
        "bibo:authorList", "bib:authors", "dcterms:creator", "dc:creator", "foaf:maker", "schema:author",
        "schema:creator", "dc:author", "dcterms:author", "relators:aut", "relators:cre", "z:podcasters",
        "z:programmers", "z:artists", "z:inventors",
    ),
    "editor": ("bibo:editorList", "bibo:editor", "bib:editors", "schema:editor", "relators:edt"),
    "director": ("bibo:director", "z:directors", "z:seriesEditors", "relators:pbd", "relators:drt"),
    "translator": ("bibo:translator", "z:translators", "schema:translator", "relators:trl"),
    "preface-writer": ("relators:aui", "relators:wpr", "z:wordsBy"),
    "interviewee": ("bibo:interviewee", "z:interviewees", "relators:ive"),
    "interviewer": ("bibo:interviewer", "z:interviewers", "relators:ivr"),
    "speaker": ("z:presenters", "z:guests", "relators:spk"),
    "illustrator": ("relators:ill", "schema:illustrator"),
    "compiler": ("relators:com",),
    "producer": ("bibo:producer", "z:producers", "schema:producer", "relators:pro"),
    "thesis-supervisor": ("relators:ths", "relators:dgs"),
    "organizer": ("bibo:organizer", "schema:organizer", "relators:orm"),
    "contributor": (
        "bibo:contributorList", "bib:contributors", "z:contributors", "dcterms:contributor", "dc:contributor",
        "schema:contributor", "bibo:performer", "z:performers", "z:castMembers", "z:composers", "z:scriptwriters",
        "z:cartographers", "z:sponsors", "z:cosponsors", "relators:ctb",
    ),
}  # fmt: skip
"""Roles of `ontology/schemes/roles.ttl` by what properties say; the lists come first, since they have an order."""
PROPERTIES = frozenset(name for names in _ROLES.values() for name in names)
_STATEMENTS = ("rdau:P60327", "isbd:P1007")
_NAMES = ("foaf:name", "schema:name", "vcard:fn", "skos:prefLabel", "rdfs:label", "dcterms:title", "rdf:value")
_FAMILY = ("foaf:surname", "foaf:familyName", "foaf:family_name", "foaf:lastName", "schema:familyName")
_GIVEN = ("foaf:givenName", "foaf:givenname", "foaf:firstName", "schema:givenName")
_PERSONS = {"foaf:Person", "schema:Person"}
_BODIES = {"foaf:Organization", "foaf:Group", "schema:Organization", "org:Organization", "vcard:Organization"}
_PARTING = re.compile(r"\s*(?:;|\s\|\s)\s*")
_OTHERS = re.compile(r"(?:et al\.?|and others|et autres)", re.IGNORECASE)


def contributions(document: Value, fields: Fields) -> tuple[Contribution, ...]:
    """Use who did something for a document, and return it, each once a role."""
    found: dict[tuple[str, str], Contribution] = {}
    seen: set[tuple[str, Term]] = set()
    for role, names in _ROLES.items():
        for value in document.named(*names):
            for agent in agents_of(value, fields):
                # `creator` names again whom `authorList` puts in order, perhaps with fewer names.
                found.setdefault((role, fold(agent.name)), Contribution(agent, role))
            for member in value.members:
                if (role, member.term) in seen:
                    member.use()
                    member.again = True
                seen.add((role, member.term))
    for role, value in relations(document):
        for agent in agents_of(value, fields):
            found.setdefault((role, fold(agent.name)), Contribution(agent, role))
    return tuple(found.values()) or tuple(_stated(document))


def _stated(document: Value) -> Iterator[Contribution]:
    """Yield the author that a statement of responsibility names and nothing else does: one name in natural order."""
    for one in document.named(*_STATEMENTS):
        if "NATURAL" in kinds_of_name(one.text) and not names_body(one.text):
            one.used = True
            yield Contribution(natural(one.text))


def agents_of(value: Value, fields: Fields, *, bodies: bool = False) -> list[Agent]:
    """Use whom a value names; one without a name is left, and doubtful.

    `bodies` says that whoever is not said to be a person is a body, as a publisher is.
    """
    found = [(member, list(_agents(member, bodies=bodies))) for member in value.members]
    for member, agents in found:
        if agents:
            member.used = True
            years = without_years(member.summary)[1]
            if years:
                fields.leave(member.name, years)
        elif member.summary:
            said = member.summary
            fields.doubt(
                "people", Text(f"« {said} » n'a pas de nom dans ce fichier", f"'{said}' has no name in this file")
            )
    value.used = value.used or any(agents for _member, agents in found)
    return [agent for _member, agents in found for agent in agents]


def _agents(value: Value, *, bodies: bool) -> Iterator[Agent]:
    if not value.inside:
        if bodies and isinstance(value.term, Literal) and value.text:
            yield organization(value.text)
        elif isinstance(value.term, Literal):
            parts = [without_years(part)[0] for part in _PARTING.split(value.text) if not _OTHERS.fullmatch(part)]
            yield from filter(None, map(agent_named, parts))
        return
    family, given = value.take(*_FAMILY), value.take(*_GIVEN)
    name = without_years(value.take(*_NAMES) or "")[0]
    if family or given:
        yield _person(family, given)
    elif name and (not _BODIES.isdisjoint(value.classes) or (bodies and _PERSONS.isdisjoint(value.classes))):
        yield organization(name)
    elif name:
        agent = agent_named(name)
        is_person = not _PERSONS.isdisjoint(value.classes) and agent and agent.kind == "organization"
        if agent:
            yield natural(name) if is_person and " " in name and not names_body(name) else agent


def _person(family: str | None, given: str | None) -> Agent:
    if family and given:
        return person_called(given, family)
    only = family or given or ""
    return agent_named(only) or organization(only)
