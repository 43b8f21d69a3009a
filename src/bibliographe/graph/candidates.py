"""What may be one and the same: offered to a person, never merged silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.announced import dossier_parts
from bibliographe.graph.candidate import Candidate
from bibliographe.graph.doubles import numbered_alike
from bibliographe.graph.similar_names import bearers, named, same_bodies
from bibliographe.graph.terms import BIBO, DCTERMS, FOAF, OWL

if TYPE_CHECKING:
    from bibliographe.graph.records import GraphFolder

_PERIODICALS = (BIBO.Periodical, BIBO.Magazine, BIBO.Newspaper, BIBO.Journal)


def find_candidates(folder: GraphFolder) -> list[Candidate]:
    """Return what a person should look at, in a stable order.

    Pairs that someone said to be different (`owl:differentFrom`) are left out.
    """
    bodies = named(folder, (FOAF.Organization,), FOAF.name)
    sites = named(folder, (BIBO.Website,), DCTERMS.title)
    periodicals = named(folder, _PERIODICALS, DCTERMS.title)
    found = [
        *same_bodies(bodies),
        *bearers("site-publisher", sites, bodies, folder),
        *bearers("site-periodical", sites, periodicals, folder),
        *dossier_parts(folder),
        *(Candidate("same-entry", *alike) for alike in numbered_alike(folder)),
    ]
    distinct = {
        frozenset((triple.subject, triple.object))
        for triple in folder.triples()
        if triple.predicate == OWL.differentFrom
    }
    unique = {(found_one.kind, found_one.first, found_one.second): found_one for found_one in found}
    return sorted(
        (one for one in unique.values() if frozenset((one.first, one.second)) not in distinct), key=Candidate.order
    )
