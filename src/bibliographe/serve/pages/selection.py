"""The page of a published selection: its entries in the order and under the numbers that it prints."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.terms import BIBO, DCTERMS
from bibliographe.serve.pages.lists import Line, ask, line, pages_of
from bibliographe.serve.pages.named import date_said, named, nodes_of, topic_path
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.things.forms import RDF_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.nodes import Nodes
    from bibliographe.i18n import Language
    from bibliographe.serve.pages.named import Named
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.things.asking import Asked
    from bibliographe.serve.visits import Visit

PER_PAGE = 100
"""Entries on one page: a printed selection has fewer."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading: the headings that open there, then numbered entries."""

    headings: tuple[tuple[int, Named], ...]
    """Each with its depth, from 0."""
    entries: tuple[tuple[str, Line], ...]


def selection_page(snapshot: Snapshot, visit: Visit, asked: Asked) -> bytes:
    """Return the page of a selection."""
    nodes, thing, language = snapshot.once(nodes_of), asked.standing.thing, visit.language
    node = nodes.node(thing)
    name = named(nodes, thing, language)
    where = f"VALUES ?selection {{ {thing} }} ?item dcterms:isPartOf ?selection ; schema:item ?entry ."
    total = int(next(ask(snapshot, f"SELECT (COUNT(*) AS ?entries) WHERE {{ {where} }}"))["entries"].value)
    last = pages_of(total, PER_PAGE)
    page = visit.page(last)
    return render(
        "selection.html",
        visit,
        standing=asked.standing,
        local=asked.local,
        name=name,
        subtitles=[text for text in node.texts(DCTERMS.title) if text != name.name],
        compilers=[named(nodes, value, language) for value in node.values(DCTERMS.creator)],
        date=date_said(node, language),
        events=[named(nodes, value, language) for value in node.values(BIBO.presentedAt)],
        total=total,
        page=page,
        last=last,
        parts_of=list(_parts(snapshot, nodes, where, page, language)),
        forms=RDF_FORMS,
    )


def _parts(snapshot: Snapshot, nodes: Nodes, where: str, page: int, language: Language) -> Iterator[Part]:
    rows = ask(
        snapshot,
        f"SELECT ?entry ?topic ?number WHERE {{ {where} OPTIONAL {{ ?item schema:position ?number }} "
        f"OPTIONAL {{ ?item dcterms:subject ?topic }} }} ORDER BY ?number ?item "
        f"LIMIT {PER_PAGE} OFFSET {(page - 1) * PER_PAGE}",
    )
    listed = [(row["topic"], row["number"], row["entry"]) for row in rows]
    above: list[Named] = []
    for topic, group in groupby(listed, key=lambda one: one[0]):
        path = topic_path(nodes, topic, language) if isinstance(topic, NamedNode) else []
        known = sum(1 for _pair in _same(above, path))
        above = path
        yield Part(
            tuple(enumerate(path))[known:],
            tuple(
                (number.value if number else "", line(snapshot, entry, language))
                for _topic, number, entry in group
                if isinstance(entry, NamedNode)
            ),
        )


def _same(first: list[Named], second: list[Named]) -> Iterator[Named]:
    """Yield the headings that two paths begin with alike."""
    for one, other in zip(first, second, strict=False):
        if one != other:
            return
        yield one
