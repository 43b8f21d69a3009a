"""RDF terms of the profile, as pyoxigraph holds them.

The namespaces are those of `ontology/prefixes.ttl`; a test compares them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from bibliographe.model.dates import DateStatement


_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9]")
"""How an address begins whose parts need no looking for."""


class Statement(NamedTuple):
    """A triple of a catalogue: no blank nodes (design.md, section 4), no triple terms."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal


@lru_cache(maxsize=1000)
def _named(namespace: str, name: str) -> NamedNode:
    """Return a term of a vocabulary: those whose names are worked out are few."""
    return NamedNode(namespace + name)


class Namespace:
    """A vocabulary: `DCTERMS.title` and `RDF["_1"]` are its terms."""

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getitem__(self, name: str) -> NamedNode:
        return _named(self.iri, name)

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        # Kept, so that the next use is a plain attribute: these are asked for once a statement.
        term = self.__dict__[name] = NamedNode(self.iri + name)
        return term


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
FABIO = Namespace("http://purl.org/spar/fabio/")
EDTF = Namespace("http://id.loc.gov/datatypes/edtf/")
BIBL = Namespace("https://w3id.org/bibliographe/ns#")
TYPE = Namespace("https://w3id.org/bibliographe/ns/type/")
ROLE = Namespace("https://w3id.org/bibliographe/ns/role/")

TYPED = RDF.type


def text(value: str, language: str) -> Literal:
    """Return language-tagged text."""
    return Literal(value, language=language)


def plain(value: str) -> Literal:
    """Return an `xsd:string`: an identifier, a number as printed, a proper name."""
    return Literal(value)


TRUE = Literal("true", datatype=XSD.boolean)


def integer(value: int) -> Literal:
    """Return an `xsd:integer`."""
    return Literal(str(value), datatype=XSD.integer)


def address(url: str) -> NamedNode | None:
    """Return a web address as an IRI; None when it is not an `http(s)` address that an IRI can hold."""
    url = url.strip()
    try:
        if _WEB_ADDRESS.match(url) is None:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.netloc:
                return None
        return NamedNode(url)
    except ValueError:  # of both: `http://[…` and what else no IRI can hold
        return None


@lru_cache(maxsize=10_000)
def edtf(date: DateStatement) -> Literal | None:
    """Return the EDTF literal of a date, None when it is undated."""
    return Literal(date.edtf, datatype=EDTF.EDTF) if date.edtf else None


@lru_cache(maxsize=10_000)
def sortable(date: DateStatement) -> Literal | None:
    """Return the `xsd:gYear`, `xsd:gYearMonth` or `xsd:date` to sort by, None when undated."""
    found = date.sortable
    return Literal(found[0], datatype=XSD[found[1]]) if found else None
