"""What properties and classes are called here: `dcterms:title`, whatever prefix and edition of a vocabulary a file has.

Source: the namespace documents of the vocabularies; Zotero's translator `Zotero RDF.js` for those of its export.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

if TYPE_CHECKING:
    from pyoxigraph import Triple

    Term = NamedNode | BlankNode | Literal | Triple

BASE = "http://source.invalid/"
"""What relative addresses of a file are completed with: a host that cannot be (RFC 2606)."""
NAMESPACES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2002/07/owl#": "owl",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/dc/dcmitype/": "dcmitype",
    "http://purl.org/ontology/bibo/": "bibo",
    "http://purl.org/net/biblio#": "bib",
    "http://www.zotero.org/namespaces/export#": "z",
    "http://purl.org/rss/1.0/modules/link/": "link",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "https://schema.org/": "schema",
    "http://schema.org/": "schema",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/basic/2.1/": "prism",
    "http://prismstandard.org/namespaces/basic/3.0/": "prism",
    "http://nwalsh.com/rdf/vCard#": "vcard",
    "http://www.w3.org/2006/vcard/ns#": "vcard",
    "http://schemas.talis.com/2005/address/schema#": "address",
    "http://id.loc.gov/vocabulary/relators/": "relators",
    "http://purl.org/spar/fabio/": "fabio",
    "http://vivoweb.org/ontology/core#": "vivo",
    "http://swrc.ontoware.org/ontology#": "swrc",
    "http://rdaregistry.info/Elements/u/": "rdau",
    "http://iflastandards.info/ns/isbd/elements/": "isbd",
    "http://www.w3.org/2008/05/skos-xl#": "skosxl",
    "http://purl.org/NET/c4dm/event.owl#": "event",
    "http://commontag.org/ns#": "ctag",
    "http://purl.org/vocab/vann/": "vann",
    "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/2001/XMLSchema#": "xsd",
}
_PARTED = re.compile(r"(.*[/#])([^/#]+)", re.DOTALL)


@cache
def compact(iri: str) -> str:
    """Return `prefix:name` for an address of a known vocabulary, else the address."""
    found = _PARTED.fullmatch(iri)
    prefix = NAMESPACES.get(found[1]) if found else None
    return f"{prefix}:{found[2]}" if found and prefix else iri


def name_of(predicate: NamedNode) -> str:
    """Return what a property is called."""
    return compact(predicate.value)


def class_of(term: Term) -> str:
    """Return what a class is called, empty for what is no address."""
    return compact(term.value) if isinstance(term, NamedNode) else ""


def local(name: str) -> str:
    """Return a property's name without its vocabulary."""
    found = _PARTED.fullmatch(name) if "/" in name else None
    return found[2] if found else name.rpartition(":")[2]


def shown(term: Term) -> str:
    """Return a term as text: a literal's words, an address without what completed it; nothing for a blank node."""
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    if isinstance(term, NamedNode):
        return term.value.removeprefix(BASE)
    return "" if isinstance(term, BlankNode) else str(term)
