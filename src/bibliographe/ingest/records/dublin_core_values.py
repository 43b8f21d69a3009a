"""From the values of Dublin Core to a citation. Source: DCMI Metadata Terms, sections 2 and 3."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from stdnum import isbn, issn

from bibliographe.ingest.citation.names import is_body, organization
from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.dublin_core_source import standing_in
from bibliographe.ingest.records.identifiers import bare_doi, numbers_in, web_address
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.kinds_of_xml import kind_called
from bibliographe.ingest.records.mods_dates import date_of
from bibliographe.ingest.records.openaire import date_named, number_named
from bibliographe.ingest.records.parts import host_called, identifiers_of
from bibliographe.model.entry import Citation, Issue, Link, Periodical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bibliographe.ingest.records.dublin_core_source import Standing
    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Host

_DATES = ("issued", "date", "created")
"""Which dates may stand for that of publication, the best first."""
_EXTENT = re.compile(r"\d\s*(?:p\b|pages?\b|f\b|ff\b|feuill|vol\b|min\b|h\b|cm\b|leaves|Seiten|S\.)", re.IGNORECASE)
_SAID_ISBN = re.compile(r"isbn", re.IGNORECASE)
_SAID_ISSN = re.compile(r"e?-?issn", re.IGNORECASE)
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_WITH_TITLE = 2
"""Publishers of an article with an ISSN whose periodical has no other title: OpenEdition adds this as the last one."""


class DublinCoreCitation:
    """Reads what a record says of its publication; `kind` and `links` come with it."""

    def __init__(self, fields: NodeFields, nodes: Mapping[str, Sequence[Node]]) -> None:
        """Use its identifiers, its types and what it stands in."""
        self.fields, self.nodes = fields, nodes
        self.doi: str | None = None
        self.isbns: list[str] = []
        self.issns: list[str] = []
        self._addresses: list[str] = []
        self._read_identifiers()
        self.standing = self._standing()
        self.kind = self._kind()
        self.links = tuple(Link(address, address) for address in dict.fromkeys(self._addresses))

    def read(self) -> Citation:
        """Return the citation."""
        fields, standing = self.fields, self.standing
        publishers = [organization(name) for node in self.nodes.get("publisher", ()) if (name := fields.value(node))]
        issued = self._issued() or (standing.date if standing else None)
        periodical, host = self._periodical(), self._host()
        if periodical is None and self.kind.container and self.issns and len(publishers) == _WITH_TITLE:
            periodical = Periodical(publishers.pop().name, self.kind.container, self.issns[0])
        if periodical and publishers:
            periodical = replace(periodical, publisher=publishers.pop(0))
        for number in self.issns if periodical is None else self.issns[1:]:
            fields.leave("issn", number)
        is_thesis = self.kind.is_thesis
        issue = None
        if standing and periodical and (standing.number or standing.volume):
            issue = Issue(standing.number, standing.volume, standing.date or issued, standing.name)
        return Citation(
            publishers=tuple(dict.fromkeys(publishers[1:] if is_thesis else publishers)),
            institution=publishers[0] if is_thesis and publishers else None,
            periodical=periodical,
            issue=issue,
            issued=issued,
            pages=standing.pages if standing else None,
            extent=self._extent(),
            identifiers=identifiers_of(() if host else self.isbns, self.doi),
            medium=self._first("medium"),
            form="record",
            host=host,
        )

    def _read_identifiers(self) -> None:
        for node in self.nodes.get("identifier", ()):
            said = self.fields.seen(node)
            address, doi = web_address(said), bare_doi(said)
            if doi and self.doi in (None, doi) and (not address or "doi.org/" in address):
                self.doi = doi
            elif address:
                self._addresses.append(address)
            elif not self._is_number(said):
                continue
            self.fields.value(node)
        for name in ("relation", "isPartOf"):
            for node in self.nodes.get(name, ()):
                named = number_named(self.fields.seen(node))
                # A book that the document is part of has its own ISBN, and no title to go with it here.
                if named and (name == "relation" or named[0] == "issn") and self._is_named(*named):
                    self.fields.value(node)
        for node in (*self.nodes.get("source", ()), *self.nodes.get("isPartOf", ())):
            said = self.fields.seen(node)
            if _ISSN.fullmatch(_SAID_ISSN.sub("", said).strip(" :")) and issn.is_valid(said[-9:]):
                self.issns.append(numbers_in([said])[1][0])
                self.fields.value(node)

    def _is_named(self, scheme: str, said: str) -> bool:
        """Note the DOI of the document, the ISBN of its book, the ISSN of its periodical."""
        if scheme == "doi":
            self.doi = self.doi or bare_doi(said)
            return self.doi == bare_doi(said)
        isbns, issns = numbers_in([said])
        self.isbns += [one for one in isbns if scheme == "isbn" and one not in self.isbns]
        self.issns += [one for one in issns if scheme == "issn" and one not in self.issns]
        return bool(isbns if scheme == "isbn" else issns)

    def _is_number(self, said: str) -> bool:
        """Note an ISBN or an ISSN; a number that only looks like one is none, since catalogues have their own."""
        isbns, issns = numbers_in([said])
        if isbns and (_SAID_ISBN.search(said) or isbn.is_valid(isbns[0])):
            self.isbns += isbns
            return True
        if issns and (_SAID_ISSN.search(said) or (_ISSN.fullmatch(said) and issn.is_valid(said))):
            self.issns += issns
            return True
        return False

    def _standing(self) -> Standing | None:
        for name in ("source", "bibliographicCitation"):
            for node in self.nodes.get(name, ()):
                found = standing_in(self.fields.seen(node)) if self.fields.is_free(node) else None
                if found:
                    self.fields.value(node)
                    said = found.periodical.issn
                    self.issns += [said] if said and said not in self.issns else []
                    return self._with_own_title(found)
        return None

    def _with_own_title(self, standing: Standing) -> Standing:
        """Return it with the title of the periodical that another source has alone, without a publisher behind it."""
        title = standing.periodical.title
        for node in self.nodes.get("source", ()):
            if title.startswith(f"{self.fields.seen(node)}, "):
                periodical = replace(standing.periodical, title=self.fields.value(node) or title)
                return standing._replace(periodical=periodical)
        for node in self.nodes.get("source", ()):
            if self.fields.seen(node) == title:
                self.fields.value(node)
        return standing

    def _kind(self) -> Kind:
        """Return the kind: by the types, else by what the document stands in, its ISBN."""
        known = [(node, kind) for node in self.nodes.get("type", ()) if (kind := kind_called(self.fields.seen(node)))]
        found = next((kind for _, kind in known if kind.name != "document"), None)
        for node, kind in known:  # `Text` beside `article` says nothing more
            if kind in (found, Kind("document")):
                self.fields.value(node)
        if self.standing and (found is None or found.name in ("article", "book")):
            named = {"newspaper": "press-article", "website": "web-article"}
            kind_of_host = self.standing.periodical.kind
            return Kind(named.get(kind_of_host, "article"), kind_of_host)
        if self.standing and found:
            return Kind(found.name, self.standing.periodical.kind)
        return found or Kind("book" if self.isbns else "document")

    def _periodical(self) -> Periodical | None:
        issn_said = self.issns[0] if self.issns else None
        if self.standing:
            said = self.standing.periodical
            return Periodical(said.title, said.kind, issn_said)
        title = self._named_source() if self.kind.container else None
        return Periodical(title, self.kind.container, issn_said) if title and self.kind.container else None

    def _host(self) -> Host | None:
        """Return the book that a chapter, or a document of no kind in particular, stands in."""
        if self.standing or self.kind.container or self.kind.name not in ("chapter", "document"):
            return None
        return host_called(self._named_source(), self.isbns)

    def _named_source(self) -> str | None:
        """Use the source that is a title; addresses, and the libraries that hold an original, stay unread."""
        for node in self.nodes.get("source", ()):
            said = self.fields.seen(node)
            if (
                self.fields.is_free(node)
                and not web_address(said)
                and any(map(str.isalpha, said))
                and not is_body(said)
            ):
                return self.fields.value(node)
        return None

    def _issued(self) -> DateStatement | None:
        """Return the date of publication; of several, one without an hour: repositories add those of their own."""
        for name in _DATES:
            said = [node for node in self.nodes.get(name, ()) if not date_named(self.fields.seen(node))]
            nodes = sorted(said, key=lambda node: "T" in self.fields.seen(node))
            found = date_of(self.fields, nodes[:1])
            if found:
                for node in nodes[1:]:  # repositories say the same one twice
                    if self.fields.seen(node) == found.verbatim:
                        self.fields.value(node)
                return found
        return self._issued_online()

    def _issued_online(self) -> DateStatement | None:
        """Return the date of publication that is called so; that of the end of an embargo is none, and unread."""
        for node in self.nodes.get("date", ()):
            kind, said = date_named(self.fields.seen(node)) or ("", "")
            if kind == "publication" and (date := date_said(said)):
                self.fields.value(node)
                return date
        return None

    def _extent(self) -> str | None:
        """Return the extent; of formats, the one that counts something."""
        said = self._first("extent")
        if said:
            return said
        for node in self.nodes.get("format", ()):
            if _EXTENT.search(self.fields.seen(node)):
                return self.fields.value(node)
        return None

    def _first(self, name: str) -> str | None:
        return next(filter(None, map(self.fields.value, self.nodes.get(name, ())[:1])), None)
