"""Asking the small catalogue queries, and queries that never end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.serve.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.config import Catalogue
    from bibliographe.serve.sparql.limits import QueryLimits

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
ENTRIES = "SELECT (COUNT(DISTINCT ?entry) AS ?n) { ?item schema:item ?entry }"
JSON = "application/sparql-results+json"


@pytest.fixture
def site_with(catalogue: Catalogue, site: Site) -> Iterator[Callable[[QueryLimits], Site]]:
    """Open the small catalogue with limits of its own; `site` has built it."""
    made: list[Site] = []

    def opened(limits: QueryLimits) -> Site:
        made.append(Site(catalogue, query_limits=limits))
        return made[-1]

    yield opened
    for one in made:
        one.close()
