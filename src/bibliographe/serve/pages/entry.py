"""The page of an entry."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.export.printed.wording import citation_line
from bibliographe.export.records.citations import containers_of
from bibliographe.export.records.people import people_of
from bibliographe.graph.terms import DCTERMS, SCHEMA, integer
from bibliographe.serve.pages.citing import cited
from bibliographe.serve.pages.coins import coins
from bibliographe.serve.pages.embedded import meta, sortable_date, structured
from bibliographe.serve.pages.facts import facts_of
from bibliographe.serve.pages.lists import ask, lines
from bibliographe.serve.pages.named import Named, kind_name, named, nodes_of, role_name, titled, topic_path
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.things.asking import is_entry
from bibliographe.serve.things.forms import entry_reader, forms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.export.records.nodes import Node, Nodes
    from bibliographe.i18n import Language
    from bibliographe.serve.pages.lists import Line
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.things.asking import Asked
    from bibliographe.serve.visits import Visit

_MOST_SIBLINGS = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a published selection lists an entry, and what stands before and after it there."""

    selection: Named
    number: int
    before: Named | None
    after: Named | None


def entry_page(snapshot: Snapshot, visit: Visit, asked: Asked) -> bytes:
    """Return the page of an entry."""
    nodes, thing, language = snapshot.once(nodes_of), asked.standing.thing, visit.language
    catalogued = snapshot.once(entry_reader).read(thing)
    node, entry = nodes.node(thing), catalogued.entry
    return render(
        "entry.html",
        visit,
        entry=entry,
        standing=asked.standing,
        local=asked.local,
        kind=kind_name(nodes, entry.kind, language),
        people=_people(nodes, node, language),
        citation=citation_line(entry.citation, language),
        cited=cited(snapshot, thing, visit),
        coins=coins(catalogued, sortable_date(entry.citation)),
        facts=facts_of(nodes, node, language),
        topics=[topic_path(nodes, topic, language) for topic in node.nodes(DCTERMS.subject)],
        listed=_listed(nodes, snapshot, thing, language),
        parts_of=_lines(snapshot, {*node.nodes(DCTERMS.hasPart), *nodes.pointing(DCTERMS.isPartOf, thing)}, language),
        wholes=_lines(snapshot, {*nodes.pointing(DCTERMS.hasPart, thing), *node.nodes(DCTERMS.isPartOf)}, language),
        siblings=_siblings(nodes, snapshot, node, language),
        forms=forms_of(entry=True),
        meta=meta(catalogued),
        structured=snapshot.once(structured)(thing),
    )


def _people(nodes: Nodes, entry: Node, language: Language) -> list[tuple[Named, str]]:
    """Return who made an entry, each with what they did; nothing for authors."""
    return [
        (named(nodes, value, language), "" if role == "author" else role_name(nodes, role, language))
        for value, role in people_of(nodes, entry)
    ]


def _listed(nodes: Nodes, snapshot: Snapshot, entry: NamedNode, language: Language) -> list[Listed]:
    found = []
    for item in map(nodes.node, nodes.pointing(SCHEMA.item, entry)):
        for selection in item.nodes(DCTERMS.isPartOf):
            number = item.number(SCHEMA.position)
            around = _entries_at(nodes, snapshot, selection, (number - 1, number + 1), language)
            found.append(Listed(named(nodes, selection, language), number, *around))
    return found


def _entries_at(
    nodes: Nodes, snapshot: Snapshot, selection: NamedNode, numbers: tuple[int, int], language: Language
) -> list[Named | None]:
    """Return the entries that a selection prints under some numbers, None for a number that it has not.

    Many items have one number and many one selection: where each is a query of its own, the engine joins both as a
    whole, in a tenth of the time of looking each item up among 100,000.
    """
    numbered = f"VALUES ?number {{ {' '.join(str(integer(one)) for one in numbers)} }} ?item schema:position ?number"
    rows = ask(
        snapshot,
        f"SELECT ?number ?entry WHERE {{ {{ SELECT ?item ?number {{ {numbered} }} }} {{ SELECT ?item {{ "
        f"?item dcterms:isPartOf {selection} }} }} ?item schema:item ?entry }} ORDER BY DESC(?entry)",
    )
    at = {row["number"].value: row["entry"] for row in rows if isinstance(row["entry"], NamedNode)}
    return [titled(nodes, at[str(one)], language) if str(one) in at else None for one in numbers]


def _siblings(nodes: Nodes, snapshot: Snapshot, entry: Node, language: Language) -> list[Line]:
    """Return other entries of the same issue, or of the same book."""
    within = containers_of(nodes, entry)
    container = within.issue or within.host
    if container is None:
        return []
    others = [one for one in nodes.pointing(DCTERMS.isPartOf, container.iri) if one != entry.iri]
    return _lines(snapshot, others, language)


def _lines(snapshot: Snapshot, things: Iterable[NamedNode], language: Language) -> list[Line]:
    """Return those of the things that are entries, as lines."""
    entries = (one for one in sorted(things, key=str) if is_entry(snapshot, one))
    return lines(snapshot, islice(entries, _MOST_SIBLINGS), language)
