"""The page of one thing, whatever it is, and of one that is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bibliographe.export.records.nodes import curie
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, FOAF, ORG, SCHEMA, SKOS, TYPED
from bibliographe.i18n import Text
from bibliographe.serve.pages.entry import entry_page
from bibliographe.serve.pages.facts import Fact
from bibliographe.serve.pages.kinds import BODY, KINDS, PERSON, RELATIONS
from bibliographe.serve.pages.lists import entries_related, pages_of
from bibliographe.serve.pages.named import Named, date_said, named, nodes_of, position_of, topic_path
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.pages.selection import selection_page
from bibliographe.serve.pages.topics import MOST, below_topic, deepest, tree_of
from bibliographe.serve.things.forms import RDF_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from bibliographe.export.records.nodes import Node, Nodes
    from bibliographe.i18n import Language
    from bibliographe.serve.pages.lists import Page, Relation
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.things.addresses import Standing
    from bibliographe.serve.things.asking import Asked
    from bibliographe.serve.visits import Visit

_BELOW = 240
"""Issues, or narrower topics, on one page."""
_FIRST = 10
"""Entries that a page lists of each relation where there are several."""
_FACTS: tuple[tuple[Text, NamedNode], ...] = (
    (Text("Autres noms", "Other names"), SCHEMA.alternateName),
    (Text("Dépend de", "Part of"), ORG.subOrganizationOf),
    (Text("Éditeur", "Publisher"), DCTERMS.publisher),
    (Text("Dans", "In"), DCTERMS.isPartOf),
    (Text("Lieu", "Place"), SCHEMA.location),
    (Text("Organisé par", "Organised by"), SCHEMA.organizer),
    (Text("ISSN", "ISSN"), BIBO.issn),
    (Text("ISBN", "ISBN"), BIBO.isbn13),
    (Text("Adresse", "Address"), SCHEMA.url),
    (Text("Note", "Note"), SKOS.scopeNote),
    (Text("Identique à", "Same as"), SKOS.exactMatch),
)
_DATE = Text("Date", "Date")
_TOLD = frozenset({TYPED, DCTERMS.issued, DCTERMS.date, BIBL.verbatimDate})


class Below(NamedTuple):
    """What is part of a thing; `entries` where they are counted."""

    thing: Named
    entries: int = 0


def page_of_thing(snapshot: Snapshot, visit: Visit, asked: Asked) -> bytes:
    """Return the page of a thing that the catalogue has: an entry's, a selection's, or that of any other."""
    if asked.entry:
        return entry_page(snapshot, visit, asked)
    kind = asked.local.partition("/")[0]
    if kind == "selection":
        return selection_page(snapshot, visit, asked)
    nodes, thing, language = snapshot.once(nodes_of), asked.standing.thing, visit.language
    node = nodes.node(thing)
    related = list(_related(snapshot, visit, kind, thing))
    branches = tree_of(snapshot, thing, language) if kind == "scheme" else []
    branches_last = pages_of(len(branches), MOST)
    branches_page = visit.page(branches_last)
    branches = branches[(branches_page - 1) * MOST : branches_page * MOST]
    path = topic_path(nodes, thing, language) if kind == "topic" else [named(nodes, thing, language)]
    below = _below(snapshot, kind, thing, language)
    parts = pages_of(len(below), _BELOW)
    part = visit.page(parts, "issues")
    return render(
        "thing.html",
        visit,
        standing=asked.standing,
        local=asked.local,
        kind=_kind(node, kind, language),
        name=path[-1],
        above=path[:-1],
        below=below[(part - 1) * _BELOW : part * _BELOW],
        part=part,
        parts_last=parts,
        search=_search(local=asked.local, kind=kind, related=related),
        branches=branches,
        branches_deepest=deepest(branches, MOST),
        branches_page=branches_page,
        branches_last=branches_last,
        facts=_facts(nodes, node, language) if kind in RELATIONS else _everything(nodes, node, language),
        related=related,
        forms=RDF_FORMS,
    )


def tombstone(snapshot: Snapshot, visit: Visit, standing: Standing) -> bytes:
    """Return the page of a thing that was withdrawn: when, and that its address will not be used again."""
    return render("tombstone.html", visit, standing=standing)


def _related(snapshot: Snapshot, visit: Visit, kind: str, thing: NamedNode) -> Iterator[tuple[Relation, Page]]:
    """Yield each relation with its entries: a page of one when the address asks for it, else the first of each."""
    relations = RELATIONS.get(kind, ())
    of = dict(visit.query).get("of")
    asked = [relation for relation in relations if relation.key == of]
    whole = bool(asked) or len(relations) == 1
    for relation in asked or relations:
        found = entries_related(snapshot, relation, thing, visit, whole=whole, first=_FIRST)
        if found.total:
            yield relation, found


def _kind(node: Node, kind: str, language: Language) -> str:
    if kind == "agent":
        return (PERSON if FOAF.Person in node.values(TYPED) else BODY)(language)
    return KINDS[kind](language) if kind in KINDS else ""


def _below(snapshot: Snapshot, kind: str, thing: NamedNode, language: Language) -> list[Below]:
    """Return what is part of a thing and has a page: narrower topics, issues, bodies of a body."""
    pointing = {"topic": SKOS.broader, "periodical": DCTERMS.isPartOf, "agent": ORG.subOrganizationOf}.get(kind)
    if pointing is None:
        return []
    nodes = snapshot.once(nodes_of)
    found = map(nodes.shared, nodes.pointing(pointing, thing))
    if kind == "periodical":
        issues = [one for one in found if BIBO.Issue in one.values(TYPED)]
        issues.sort(key=lambda one: (one.text(DCTERMS.issued) or "", one.iri.value), reverse=True)
        return [Below(_issue(nodes, one, language)) for one in issues]
    if kind == "topic":
        return [Below(one.topic, one.total) for one in below_topic(snapshot, thing, language)]
    return [Below(named(nodes, one.iri, language)) for one in sorted(found, key=position_of)]


def _search(local: str, kind: str, related: list[tuple[Relation, Page]]) -> dict[str, str]:
    """Return the question of the search for the entries of a thing, none where no facet of the search has it."""
    facets = {"topic": "theme", "periodical": "periodical", "website": "periodical"}
    if kind in facets:
        return {facets[kind]: local} if related else {}
    roles = [relation.key for relation, _found in related if relation.key in ("author", "publisher")]
    return {roles[0]: local} if kind == "agent" and roles else {}


def _issue(nodes: Nodes, issue: Node, language: Language) -> Named:
    name, date = named(nodes, issue.iri, language).name, date_said(issue, language)
    return Named(name if date in ("", name) else f"{name}, {date}", issue.iri.value)


def _facts(nodes: Nodes, node: Node, language: Language) -> list[Fact]:
    found = [
        Fact(label(language), tuple(named(nodes, value, language) for value in node.values(predicate)))
        for label, predicate in _FACTS
        if node.values(predicate)
    ]
    date = date_said(node, language)
    return [*found, Fact(_DATE(language), (Named(date),))] if date else found


def _everything(nodes: Nodes, node: Node, language: Language) -> list[Fact]:
    """Return all that is said of a thing of a kind that has no page of its own form."""
    return [
        Fact(curie(predicate), tuple(named(nodes, value, language) for value in values))
        for predicate, values in sorted(node.said.items(), key=lambda one: one[0].value)
        if predicate not in _TOLD
    ]
