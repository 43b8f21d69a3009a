"""What a catalogue says of itself as a dataset, in its own words: what portals read before any entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from bibliographe.config import FILE_NAME
from bibliographe.export.dataset import Dataset
from bibliographe.export.dcat import description
from bibliographe.graph.terms import DCTERMS, FOAF
from bibliographe.validate.reading import Data, DataFile

if TYPE_CHECKING:
    from pyoxigraph import Store

    from bibliographe.config import Catalogue


@dataclass(frozen=True, slots=True)
class _Read:
    catalogue: Catalogue
    store: Store


def described(catalogue: Catalogue, data: Data) -> Data:
    """Return the DCAT description without what `export dcat` puts in the place of settings that nobody wrote.

    `data` is what the catalogue's files say. Raises `ExportError` on a setting that RDF cannot hold.
    """
    publisher = Dataset(catalogue).part("publisher")
    triples = []
    for one in description(_Read(catalogue, data.store)):
        stands_in = (one.predicate == DCTERMS.description and not catalogue.description) or (
            one.subject == publisher and one.predicate == FOAF.name and not catalogue.publisher.name
        )
        if not stands_in:
            triples.append(Triple(one.subject, one.predicate, one.object))
    return Data(FILE_NAME, (DataFile(catalogue.directory / FILE_NAME, tuple(triples)),))
