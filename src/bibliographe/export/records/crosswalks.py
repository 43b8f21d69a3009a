"""Writers of entries in the vocabularies of search engines, of Europeana and of libraries.

Each is a shipped query (`queries/crosswalks/`) and a way to write what it constructs. What the query says in another
way than the profile, and what it cannot say, is told here.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from bibliographe.export.rdfxml import NOT_XML
from bibliographe.export.records.constructed import constructed
from bibliographe.export.records.held import UNHELD
from bibliographe.export.records.said import with_others
from bibliographe.export.records.schema_graph import schema_document
from bibliographe.export.records.typed_nodes import document
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.writing import Job
    from bibliographe.graph.terms import Statement

_SAID_ALIKE = frozenset(
    {
        "dcterms:title", "dcterms:type", "dcterms:language", "dcterms:creator",
        "dcterms:publisher", "dcterms:date", "dcterms:abstract", "dcterms:subject", "skos:Concept/skos:notation",
        "dcterms:hasPart", "dcterms:references", "schema:keywords", "schema:mentions", "schema:url", "bibo:numPages",
        "bibo:issuer", "bibo:isbn10", "bibo:isbn13", "bibo:doi", "prov:qualifiedAttribution",
        "foaf:Agent/schema:alternateName", "bibo:Periodical/dcterms:title", "bibo:Website/dcterms:title",
        "bibo:Issue/bibo:issue", "bibo:Issue/bibo:volume", "bibo:Issue/dcterms:title", "bibo:Series/dcterms:title",
        "bibo:EditedBook/dcterms:title",
    }
)  # fmt: skip
"""What all three have a place for."""
_NUMBERED = frozenset(
    {
        "bibo:Periodical/bibo:issn", "bibo:Website/bibo:issn", "bibo:Series/bibo:issn",
        "bibo:EditedBook/bibo:isbn10", "bibo:CollectedDocument/bibo:isbn13",
    }
)  # fmt: skip
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_SPAN = re.compile(rf"(?:{_DAY.pattern})(?:/{_DAY.pattern})?")
_DATES = {"dcterms:date": _DAY, "schema:Event/dcterms:date": _SPAN}
_DATE = Text("le format n'a que des jours, des mois ou des années", "the format has days, months or years only")
_KIND = Text("le format n'a pas ce type de revue", "the format does not have this type of periodical")
_ROLE = Text("le nom est dit, sa fonction ne l'est pas", "the name is said, its role is not")
_REGION = Text("la langue est dite, sa variante ne l'est pas", "the language is said, its variety is not")
_ASKED = Text("Europeana l'exige, et la notice ne le dit pas", "Europeana asks for it, and the entry does not say it")
_PROVIDER = Text(
    "Europeana l'exige : dites publisher dans catalogue.toml", "Europeana asks for it: say publisher in catalogue.toml"
)


class _Crosswalk(ABC):
    """Leads entries through a query."""

    carries: ClassVar[frozenset[str]]
    query: ClassVar[str]
    asks_store: ClassVar[bool] = True
    """Its query is asked of everything at once: it cannot write what passes by."""

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write one document."""
        with constructed(self.query, self._told(entries, job), job, self.values(job)) as nodes:
            for piece in self.document(nodes, job):
                stream.write(piece.encode())

    def values(self, job: Job) -> Mapping[str, str]:
        """Return what fills the blanks of the query."""
        return {}

    @abstractmethod
    def tell(self, catalogued: Catalogued, job: Job) -> None:
        """Tell what of an entry the query cannot say although it says its property."""

    @abstractmethod
    def document(self, nodes: Iterator[list[Statement]], job: Job) -> Iterator[str]:
        """Yield the text of a document of nodes."""

    def _told(self, entries: Iterable[Catalogued], job: Job) -> Iterator[str]:
        for catalogued in entries:
            self.tell(catalogued, job)
            yield catalogued.iri


class SchemaOrgWriter(_Crosswalk):
    """Writes JSON-LD in the vocabulary of schema.org."""

    query = "crosswalks/schema-org"
    carries = with_others(
        _SAID_ALIKE
        | _NUMBERED
        | {
            "bibo:pages", "bibo:number", "bibo:edition", "bibl:placeOfPublication", "bibl:degreeStatement",
            "bibo:Periodical/rdf:type", "bibo:Periodical/schema:url", "bibo:Periodical/dcterms:publisher",
            "bibo:Website/schema:url", "bibo:Website/dcterms:publisher", "schema:Event/dcterms:title",
            "schema:Event/schema:location", "schema:Event/schema:organizer", "schema:Event/dcterms:date",
        }
    )  # fmt: skip

    def values(self, job: Job) -> Mapping[str, str]:
        """Return the licence of the entries, which is not that of the documents."""
        return {"licence": job.opened.catalogue.licence}

    def tell(self, catalogued: Catalogued, job: Job) -> None:
        """Tell of dates other than days, months and years, and of sorts of periodicals."""
        for path, value in catalogued.said:
            form = _DATES.get(path)
            if form and not form.fullmatch(value):
                job.losses.lose(path, value, _DATE)
            elif path == "bibo:Periodical/rdf:type" and value not in ("newspaper", "periodical"):
                job.losses.lose(path, value, _KIND)

    def document(self, nodes: Iterator[list[Statement]], job: Job) -> Iterator[str]:
        """Yield the document, each node a line."""
        return schema_document(nodes, job.opened.store)


class _XmlCrosswalk(_Crosswalk):
    """Writes RDF/XML."""

    prefixes: ClassVar[tuple[str, ...]]
    ranks: ClassVar[Mapping[str, int]]

    def tell(self, catalogued: Catalogued, job: Job) -> None:
        """Tell of texts that lose characters."""
        for path, value in catalogued.said:
            if path in self.carries and NOT_XML.search(value):
                job.losses.lose(path, value, UNHELD)

    def document(self, nodes: Iterator[list[Statement]], job: Job) -> Iterator[str]:
        """Yield the document, a typed element a node."""
        return document(nodes, self.prefixes, self.ranks)


class EdmWriter(_XmlCrosswalk):
    """Writes the Europeana Data Model, in the order that its XML schema asks for.

    Source: EDM Mapping Guidelines 2.4; the schema `EDM-EXTERNAL-MAIN.xsd`.
    """

    query = "crosswalks/edm"
    carries = with_others(_SAID_ALIKE | {"dcterms:tableOfContents", "bibl:mediumStatement"})
    prefixes = ("dc", "dcterms", "edm", "ore", "owl", "rdf", "skos")
    ranks: ClassVar[Mapping[str, int]] = {
        "edm:aggregatedCHO": 1, "edm:dataProvider": 2, "edm:hasView": 3, "edm:isShownAt": 4, "edm:provider": 5,
        "edm:rights": 6, "skos:prefLabel": 10, "skos:altLabel": 11, "edm:type": 90, "owl:sameAs": 91,
        # An address that is both, a topic's or a page's, is named by what it is in the first place.
        "edm:ProvidedCHO": 1, "edm:WebResource": 60,
    }  # fmt: skip

    def values(self, job: Job) -> Mapping[str, str]:
        """Return who provides the data."""
        return {"provider": job.opened.catalogue.publisher.name}

    def tell(self, catalogued: Catalogued, job: Job) -> None:
        """Tell what Europeana asks for and does not get, and whose role is lost."""
        super().tell(catalogued, job)
        losses = job.losses
        paths = {path for path, _value in catalogued.said}
        for one in catalogued.entry.contributions:
            if one.role != "author":
                losses.lose(f"prov:qualifiedAttribution/{one.role}", one.agent.name, _ROLE)
        if not paths & {"schema:url", "bibo:doi"}:
            losses.lose("edm:isShownAt", "", _ASKED)
        if "dcterms:language" not in paths:
            losses.lose("dc:language", "", _ASKED)
        if not job.opened.catalogue.publisher.name:
            losses.lose("edm:dataProvider", "", _PROVIDER)


class BibframeWriter(_XmlCrosswalk):
    """Writes BIBFRAME 2: a work and an instance an entry.

    Source: Library of Congress, BIBFRAME 2 vocabulary, <https://id.loc.gov/ontologies/bibframe.html>.
    """

    query = "crosswalks/bibframe"
    carries = with_others(
        _SAID_ALIKE
        | _NUMBERED
        | {
            "dcterms:tableOfContents", "bibl:mediumStatement", "bibo:pages", "bibo:number", "bibo:edition",
            "bibl:placeOfPublication", "bibl:degreeStatement", "schema:Event/dcterms:title",
        }
    )  # fmt: skip
    prefixes = ("bf", "rdf", "rdfs", "skos")
    ranks: ClassVar[Mapping[str, int]] = {"rdf:type": 0, "bf:Work": 60, "bf:Agent": 60, "bf:Contribution": 60}

    def tell(self, catalogued: Catalogued, job: Job) -> None:
        """Tell of varieties of languages."""
        super().tell(catalogued, job)
        _tell_region(catalogued, job.losses)


def _tell_region(catalogued: Catalogued, losses: Losses) -> None:
    for path, value in catalogued.said:
        if path == "dcterms:language" and "-" in value:
            losses.lose(path, value, _REGION)
