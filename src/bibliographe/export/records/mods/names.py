"""Names in MODS: who made a document, the event that it comes from, whom it speaks of.

Source: MODS User Guidelines, name; roles: <http://id.loc.gov/vocabulary/relators>.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.export.records.edtf import printed, tells
from bibliographe.export.records.facts import NEAREST
from bibliographe.export.records.marc.described import named
from bibliographe.export.records.marc.tables import roles
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from bibliographe.export.records.mods.record import ModsRecord
    from bibliographe.model.entry import Agent

_AUTHOR = "author"
_INSTITUTION = ("degree granting institution", "dgg")
_KNOWN = ("author", "editor", "translator", "contributor")
_RELATORS = "http://id.loc.gov/vocabulary/relators"
_OTHERS = "et al."
_NEAR = Text(
    "aucun code ne dit cette fonction : la notice porte le plus proche, et ses mots",
    "no code says this role: the record has the nearest one, and its words",
)


def names(one: ModsRecord) -> None:
    """Write who made it, the institution of a thesis, the event and who organised it."""
    for number, each in enumerate(one.entry.contributions):
        is_first = number == 0 and each.role == _AUTHOR
        role = roles().get(each.role) or roles()["contributor"]
        words = one.words(Text(role.fr, role.en)) if "marc21" in role.near else role.term
        path = "dcterms:creator" if each.role == _AUTHOR else f"prov:qualifiedAttribution/{each.role}"
        if "marc21" in role.near:
            one.lose(path, each.agent.name, _NEAR)
        near = None if each.role in _KNOWN else NEAREST.get(each.role, "contributor")
        _name(one, each.agent, path, (words, role.marc21), near, usage="primary" if is_first else None)
    if one.entry.others:
        with one.element("name", type="personal"):
            one.leaf("etal", _OTHERS)
            _role(one, "author", "aut")
    if one.citation.institution:
        _name(one, one.citation.institution, "bibo:issuer", _INSTITUTION, "contributor")
    _event(one)


def subject_name(one: ModsRecord, agent: Agent) -> None:
    """Write whom a document speaks of."""
    with one.element("subject", authority="local"):
        # The schema has no other names in subjects.
        _name(one, replace(agent, name=named(agent), alternate_names=()), "schema:mentions", None)


def _name(
    one: ModsRecord,
    agent: Agent,
    path: str,
    role: tuple[str, str] | None,
    near: str | None = None,
    usage: str | None = None,
) -> None:
    is_person = agent.kind == "person"
    with one.element("name", type="personal" if is_person else "corporate", usage=usage):
        if is_person and agent.family:
            one.leaf("namePart", agent.family, path, type="family")
            one.leaf("namePart", agent.given, path, type="given")
        else:
            one.leaf("namePart", agent.name, path)
        if role:
            _role(one, *role, near)
        for name in agent.alternate_names:
            with one.element("alternativeName"):
                one.leaf("namePart", name, path)


def _role(one: ModsRecord, term: str, code: str, near: str | None = None) -> None:
    """Write a role; `near` is the nearest one that Zotero knows, which takes any other name for an author's."""
    with one.element("role"):
        uri = f"{_RELATORS}/{code}"
        said = {"authority": "marcrelator", "authorityURI": _RELATORS, "valueURI": uri}
        one.leaf("roleTerm", code, type="code", **said)
        one.leaf("roleTerm", term, type="text")
        one.leaf("roleTerm", near, type="text", authority="local")


def _event(one: ModsRecord) -> None:
    event = one.citation.event
    if event is None or not event.title:
        return
    with one.element("name", type="conference"):
        one.leaf("namePart", event.title, "schema:Event/dcterms:title")
        one.leaf("namePart", event.edition, "schema:Event/bibo:edition")
        one.leaf("namePart", event.place, "schema:Event/schema:location")
        if event.date:
            words = event.date.verbatim
            if event.date.edtf and not tells(words, event.date.edtf):
                one.leaf("namePart", event.date.edtf, "schema:Event/dcterms:date", type="date")
            one.leaf("namePart", words if words != event.date.edtf else printed(event.date), type="date")
        with one.element("role"):
            one.leaf("roleTerm", "contributor", type="text", authority="local")
    if event.organizer:
        role = roles()["organizer"]
        _name(one, event.organizer, "schema:Event/schema:organizer", (role.term, role.marc21), "contributor")
