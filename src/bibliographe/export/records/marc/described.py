"""An entry and the catalogue that it is of, as the transforms of both formats ask for them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, parse

from bibliographe.export.records.marc.tables import kinds
from bibliographe.graph.document_types import UNKNOWN
from bibliographe.graph.terms import SKOS, TYPE
from bibliographe.resources import data_directory

if TYPE_CHECKING:
    from bibliographe.config import Catalogue
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.marc.tables import KindCodes
    from bibliographe.i18n import Language, Text
    from bibliographe.model.entry import Agent, Citation, Entry


_WHOLE_ISSUE = "special-issue"


class Described:
    """One entry on its way into a record."""

    def __init__(self, catalogued: Catalogued, name: str, catalogue: Catalogue, losses: Losses) -> None:
        """Gather what transforms ask for."""
        self.catalogued = catalogued
        self.entry: Entry = catalogued.entry
        self.citation: Citation = catalogued.entry.citation
        self.format = name
        self.catalogue = catalogue
        self.losses = losses
        self.codes: KindCodes = kinds().get(self.entry.kind) or kinds()[UNKNOWN]

    @property
    def language(self) -> Language:
        """Return the language that the catalogue is written in, as far as words are added: French or English."""
        return self.catalogue.language

    def words(self, text: Text) -> str:
        """Return words of a cataloguer in the language of the catalogue."""
        return text(self.language)

    @property
    def level(self) -> str:
        """Return whether it is a part, a whole or a site."""
        return "part" if self.stands_in and self.entry.kind != _WHOLE_ISSUE else self.codes.level

    @property
    def stands_in(self) -> bool:
        """Tell whether a linking field tells what it stands in."""
        return bool(self.citation.periodical or self.citation.host)

    @property
    def control_number(self) -> str:
        """Return the last part of its address, which stays the same over years."""
        iri, base = self.catalogued.iri, self.catalogue.base
        return iri.rpartition("/")[2] if iri.startswith(base) else iri

    def said(self, path: str) -> list[str]:
        """Return what is said of a property, as text."""
        return [value for one, value in self.catalogued.said if one == path]

    def lose(self, path: str, value: str, reason: Text) -> None:
        """Tell that a value does not fit."""
        self.losses.lose(path, value, reason)


def named(agent: Agent) -> str:
    """Return a name with its acronym, as title pages print it: `Banque de France (BdF)`."""
    return f"{agent.name} ({agent.alternate_names[0]})" if agent.alternate_names else agent.name


@cache
def kind_label(kind: str, language: str) -> str:
    """Return what a kind of document is called (`ontology/schemes/document-types.ttl`)."""
    path = data_directory("ontology") / "schemes" / "document-types.ttl"
    labels = {
        quad.object.language: quad.object.value
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
        if quad.subject == TYPE[kind] and quad.predicate == SKOS.prefLabel and isinstance(quad.object, Literal)
    }
    return labels.get(language) or kind
