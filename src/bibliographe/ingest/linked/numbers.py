"""Standard numbers and addresses of a thing, wherever a graph says them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.ingest.linked.terms import BASE
from bibliographe.ingest.records.identifiers import bare_doi, numbers_in, web_address

if TYPE_CHECKING:
    from bibliographe.ingest.linked.resource import Value

ISBNS = ("bibo:isbn", "bibo:isbn13", "bibo:isbn10", "prism:isbn", "schema:isbn")
_ISSNS = ("bibo:issn", "prism:issn", "bibo:eissn", "prism:eIssn", "schema:issn")
_DOIS = ("bibo:doi", "prism:doi")
_LINKS = ("bibo:uri", "schema:url", "foaf:page", "foaf:homepage", "bibo:url", "prism:url", "z:url", "dcterms:URI",
          "foaf:isPrimaryTopicOf")  # fmt: skip
_OTHERS = ("dcterms:identifier", "dc:identifier", "schema:identifier", "bibo:identifier")
_VALUES = ("rdf:value", "schema:value")
_CALLED = re.compile(r"(ISBN|ISSN|EISSN|DOI)[\s:]+", re.IGNORECASE)
_NUMBERED = re.compile(r"[\dXx\s-]{8,20}")


@dataclass
class Numbers:
    """What was found, each once, in the order of the source."""

    isbns: list[str] = field(default_factory=list)
    issns: list[str] = field(default_factory=list)
    dois: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def take(self, value: Value) -> None:
        """Use the identifiers of a thing."""
        for one in value.named(*ISBNS):
            one.used = self._add(self.isbns, numbers_in([one.text])[0])
        for one in value.named(*_ISSNS):
            one.used = self._add(self.issns, numbers_in([one.text])[1])
        for one in value.named(*_DOIS):
            one.used = self._add(self.dois, [bare_doi(one.text)])
        for one in value.named(*_LINKS):
            one.used = self._add(self.links, [web_address(one.text)])
        for one in value.named(*_OTHERS):
            self._identifier(one)
        self._own(value)

    def _own(self, value: Value) -> None:
        """Take the address of a thing where it is a number itself."""
        address = value.term.value.removeprefix(BASE) if isinstance(value.term, NamedNode) else ""
        scheme = address[:9].lower()
        if scheme == "urn:isbn:" and not self.isbns:
            self._add(self.isbns, numbers_in([address[9:]])[0])
        elif scheme == "urn:issn:" and not self.issns:
            self._add(self.issns, numbers_in([address[9:]])[1])
        elif "doi" in address[:20] and not self.dois:
            self._add(self.dois, [bare_doi(address)])

    def _identifier(self, value: Value) -> None:
        said = value.take(*_VALUES) if value.inside else value.text
        called = _CALLED.match(said or "")
        text = said[called.end() :] if called and said else said or ""
        name = called[1].upper() if called else ""
        isbns, issns = numbers_in([text]) if name != "DOI" and (called or _NUMBERED.fullmatch(text)) else ([], [])
        names_doi = "doi.org/" in text or (name in ("", "DOI") and not web_address(text))
        doi = bare_doi(text) if names_doi else None
        used = self._add(self.dois, [doi]) if doi else False
        used = self._add(self.isbns, isbns) or used
        used = self._add(self.issns, issns) or used
        used = used or self._add(self.links, [web_address(text)])
        value.used = used
        if not used:
            for one in value.walk():
                one.used = False

    @staticmethod
    def _add(to: list[str], found: list[str] | list[str | None]) -> bool:
        to += [one for one in found if one and one not in to]
        return any(found)
