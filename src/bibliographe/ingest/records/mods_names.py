"""Names of MODS: who did what, conferences as events. Source: MODS 3.8 User Guidelines, `name`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.citation.persons import natural, person
from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.names import agent_named, person_called
from bibliographe.ingest.records.relators import GRANTOR, PUBLISHER, role_of
from bibliographe.model.entry import Contribution, Event
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.model.entry import Agent

_LIFE = re.compile(
    r"[\s,]*[(\[]?\b((?:ca\.?\s?|b\.\s?|d\.\s?|née? en\s)?\d{3,4}\s*[-–—?./]*\s*(?:\d{4}|\.{2,4})?\??)[)\]]?[\s.]*$"
)
"""Years of a person's life behind the name: `West, Matthew, 1953-`, `Hugo, Victor (1802-1885)`."""
_FULLER = re.compile(r"\s*(\((?=[^\W\d_])[^()]+\))$")
"""Given names in full behind shortened ones, as the Library of Congress has them: `Lewis, C. S. (Clive Staples)`."""
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|fils|père|[ivx]{1,4})\.?", re.IGNORECASE)
_TYPED = ("given", "family", "termsOfAddress", "date")


class Names(NamedTuple):
    """Who is named, by what they are to the document."""

    contributions: tuple[Contribution, ...] = ()
    others: bool = False
    """Some are not named (`etal`)."""
    event: Event | None = None
    publishers: tuple[Agent, ...] = ()
    institution: Agent | None = None
    """Who granted the degree of a thesis."""


def read_names(fields: NodeFields, names: Iterable[Node]) -> Names:
    """Return whom the names of a record name; who has no role is an author, or a contributor beside a primary one."""
    names = list(names)
    found: list[Contribution] = []
    event: Event | None = None
    has_primary = any(node.attributes.get("usage") == "primary" for node in names)
    for node in names:
        if node.attributes.get("type") == "conference" and event is None:
            event = _event(fields, node)
            if event:
                continue
        agent = _agent(fields, node)
        if agent:
            is_main = not has_primary or node.attributes.get("usage") == "primary"
            found += (Contribution(agent, role) for role in _roles(fields, node, is_main=is_main))
    others = any(node.first("etal") is not None for node in names)
    return Names(
        tuple(one for one in dict.fromkeys(found) if one.role not in (GRANTOR, PUBLISHER)),
        others,
        event,
        tuple(one.agent for one in found if one.role == PUBLISHER),
        next((one.agent for one in found if one.role == GRANTOR), None),
    )


_FULL_STOP = re.compile(r"(?<=[^\W\d_]{5})\.$")
"""The end of a heading of MARC (`Farlow, James Orville.`), and not of an initial or a shortened name."""


def person_said(name: str) -> tuple[Agent | None, str | None]:
    """Return the person that `West, Matthew, 1953-` names, and what stands behind: years, given names in full."""
    life = _LIFE.search(name)
    bare = name[: life.start()] if life else name
    bare = _FULL_STOP.sub("", bare.strip(" ,;"))
    family, comma, given = (part.strip() for part in bare.partition(","))
    if not any(map(str.isalpha, bare)):
        return None, None
    behind = life[1] if life else None
    if (fuller := _FULLER.search(given)) and fuller[1][1] == given[0]:
        given, behind = given[: fuller.start()], ", ".join(filter(None, (fuller[1], behind)))
    if comma and given:
        given, _, suffix = (part.strip() for part in given.partition(","))
        agent = person_called(given, family, suffix)
    else:
        agent = natural(bare) if " " in bare else person("", bare)
    return agent, behind


def _agent(fields: NodeFields, node: Node) -> Agent | None:
    """Return whom a `name` names."""
    parts: dict[str, list[Node]] = {}
    for part in node.named("namePart"):
        if fields.seen(part):
            parts.setdefault(part.attributes.get("type", ""), []).append(part)
    typed, plain = {name: parts.get(name, []) for name in _TYPED}, parts.get("", [])
    if typed["family"] or (typed["given"] and not plain):
        agent: Agent | None = _of_parts(fields, typed)
    elif node.attributes.get("type") == "personal" and plain:
        agent = _of_person(fields, plain[0], typed["termsOfAddress"])
    elif plain:
        name = ". ".join(fields.seen(part).strip(" .") for part in plain)
        agent = agent_named(name) if not node.attributes.get("type") else organization(name)
        _use(fields, plain if agent else [])
    else:
        form = node.first("displayForm")
        agent = agent_named(fields.seen(form))
        _use(fields, [form] if agent and form else [])
    if agent:
        _use_display(fields, node, agent)
    return agent


def _of_parts(fields: NodeFields, typed: dict[str, list[Node]]) -> Agent:
    given = " ".join(fields.value(part) or "" for part in typed["given"])
    family = " ".join(fields.value(part) or "" for part in typed["family"])
    return person_called(given, family, _suffix(fields, typed["termsOfAddress"]))


def _of_person(fields: NodeFields, part: Node, terms: list[Node]) -> Agent | None:
    agent, life = person_said(fields.seen(part))
    if agent is None:
        return None
    fields.value(part)
    if life:
        fields.left(part, life)
    suffix = _suffix(fields, terms)
    return person_called(agent.given or "", agent.family or "", suffix) if suffix and agent.given else agent


def _suffix(fields: NodeFields, terms: list[Node]) -> str:
    """Return `Jr` or `III`; other terms (`Sir`) stay unread, since they are no part of a name."""
    found = [part for part in terms if _SUFFIX.fullmatch(fields.seen(part).strip(" ,"))]
    return " ".join(clean(fields.value(part) or "").strip(" ,") for part in found)


def _use(fields: NodeFields, nodes: Iterable[Node]) -> None:
    for node in nodes:
        fields.value(node)


def _use_display(fields: NodeFields, node: Node, agent: Agent) -> None:
    """Use a form to show that only says the name again."""
    names = {" ".join(sorted(fold(name).split())) for name in (agent.name, *agent.alternate_names)}
    for form in node.named("displayForm"):
        if " ".join(sorted(fold(fields.seen(form)).split())) in names:
            fields.value(form)


def _roles(fields: NodeFields, node: Node, *, is_main: bool) -> list[str]:
    """Return the roles of a name, each once: what a code and a text say alike is said once."""
    found: list[str] = []
    terms = [term for role in node.named("role") for term in (role.named("roleTerm") or [role]) if fields.seen(term)]
    local = [term for term in terms if term.attributes.get("authority") == "local"]
    for term in local if len(terms) > len(local) else ():  # the nearest one for programs that know few
        fields.value(term)
        terms.remove(term)
    for term in terms:
        role = role_of(fields.seen(term))
        if role:
            fields.value(term)
            found.append(role)
    if found:
        return list(dict.fromkeys(found))
    return ["contributor" if terms or not is_main else "author"]


def _event(fields: NodeFields, node: Node) -> Event | None:
    parts = [part for part in node.named("namePart") if fields.seen(part)]
    said = [part for part in parts if part.attributes.get("type") != "date"]
    dates = [part for part in parts if part.attributes.get("type") == "date"]
    if not said:
        return None
    title = ". ".join((fields.value(part) or "").strip(" .") for part in said)
    date = date_said(fields.value(dates[0]) or "") if dates else None
    _use(fields, [term for role in node.named("role") for term in role.named("roleTerm")])
    if date:
        fields.check_date(date)
    return Event(title, date)
