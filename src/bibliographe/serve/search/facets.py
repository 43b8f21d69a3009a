"""The facets: what each is of, and how its values stand in an address."""

from __future__ import annotations

from dataclasses import dataclass

from bibliographe.graph.terms import TYPE
from bibliographe.i18n import Text


@dataclass(frozen=True, slots=True)
class FacetKind:
    """One facet. Its values are named by their IRI, or by what they are: a year, the code of a language."""

    name: str
    """In an address, in JSON and in the index."""
    label: Text
    field: str
    prefix: str | None = ""
    """What the IRI of a value begins with where the address leaves it out; None for values that have no IRI."""
    by_value: bool = False
    """Whether the values come in their own order, the last first, and not by their counts."""

    def iri(self, value: str, base: str) -> str:
        """Return what the index calls the value that an address names."""
        if self.prefix is None or "://" in value:
            return value
        return f"{self.prefix or f'{base}id/'}{value}"

    def short(self, iri: str, base: str) -> str:
        """Return what an address calls a value: without the part that all of the catalogue share."""
        return iri if self.prefix is None else iri.removeprefix(self.prefix or f"{base}id/")


FACETS = (
    FacetKind("theme", Text("Thème", "Topic"), "f_theme"),
    FacetKind("type", Text("Type de document", "Document type"), "f_type", TYPE.iri),
    FacetKind("author", Text("Auteur", "Author"), "f_author"),
    FacetKind("publisher", Text("Éditeur", "Publisher"), "f_publisher"),
    FacetKind("periodical", Text("Revue ou site", "Periodical or site"), "f_periodical"),
    FacetKind("year", Text("Année", "Year"), "f_year", None, by_value=True),
    FacetKind("language", Text("Langue", "Language"), "f_language", None),
    FacetKind("selection", Text("Sélection", "Selection"), "f_selection"),
)
FACET_OF = {facet.name: facet for facet in FACETS}
FACET_FIELDS = tuple(facet.field for facet in FACETS)
