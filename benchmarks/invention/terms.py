"""Addresses and literals as N-Triples writes them: the generator makes text, not terms, since it makes millions."""

from __future__ import annotations

from dataclasses import dataclass, field

BASE = "https://example.org/catalogue/"
_NAMESPACES = {
    "bibl": "https://w3id.org/bibliographe/ns#",
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "role": "https://w3id.org/bibliographe/ns/role/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "type": "https://w3id.org/bibliographe/ns/type/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def term(name: str) -> str:
    """Return `dcterms:title` as an address between angle brackets."""
    prefix, _, local = name.partition(":")
    return f"<{_NAMESPACES[prefix]}{local}>"


def node(kind: str, name: str) -> str:
    """Return the address of a thing of the catalogue: `<…id/{kind}/{name}>`."""
    return f"<{BASE}id/{kind}/{name}>"


def text(value: str, language: str = "fr") -> str:
    """Return language-tagged text."""
    return f'"{value.translate(_ESCAPES)}"@{language}'


def plain(value: str) -> str:
    """Return an `xsd:string`."""
    return f'"{value.translate(_ESCAPES)}"'


def typed(value: str | int, datatype: str) -> str:
    """Return a literal with a datatype such as `xsd:date`."""
    return f'"{value}"^^{term(datatype)}'


TYPE = term("rdf:type")
TITLE = term("dcterms:title")


@dataclass(slots=True)
class Thing:
    """A subject and what is said of it: predicates and objects as N-Triples writes them."""

    iri: str
    said: list[tuple[str, str]] = field(default_factory=list)

    def say(self, predicate: str, value: str) -> None:
        """Add one statement; `predicate` is a name such as `dcterms:title`."""
        self.said.append((term(predicate), value))

    def drop(self, predicate: str) -> None:
        """Take all values of a property out."""
        known = term(predicate)
        self.said = [pair for pair in self.said if pair[0] != known]

    def put(self, predicate: str, value: str) -> None:
        """Say this in place of whatever was said with the property."""
        self.drop(predicate)
        self.say(predicate, value)

    def get(self, predicate: str) -> str | None:
        """Return the first value of a property, None when it has none."""
        known = term(predicate)
        return next((value for name, value in self.said if name == known), None)

    def lines(self) -> str:
        """Return the statements as sorted N-Triples lines."""
        return "".join(sorted(f"{self.iri} {predicate} {value} .\n" for predicate, value in set(self.said)))
