"""What a person calls the nodes of a catalogue, where they stand, and what the source printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, SKOS

from bibliographe.graph.prefixes import short_name
from bibliographe.i18n import Text
from bibliographe.validate.live import LiveGraph
from bibliographe.validate.results import Place, Quotation, Subject, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Node

    from bibliographe.validate.reading import Data

_BIBO = rdflib.Namespace("http://purl.org/ontology/bibo/")
_BIBL = rdflib.Namespace("https://w3id.org/bibliographe/ns#")
_SCHEMA = rdflib.Namespace("https://schema.org/")
_NAMES = (DCTERMS.title, FOAF.name, SKOS.prefLabel)
_OWNERS = (_BIBO.authorList, PROV.qualifiedAttribution)
_KINDS = {
    "entry": Text("notice", "entry"),
    "selection": Text("sélection", "selection"),
    "source": Text("fichier source", "source file"),
    "item": Text("place dans une sélection", "place in a selection"),
    "note": Text("encadré", "note"),
    "event": Text("événement", "event"),
    "agent": Text("agent", "agent"),
    "periodical": Text("revue", "periodical"),
    "website": Text("site", "website"),
    "series": Text("collection", "series"),
    "host": Text("livre d'un chapitre", "book of a chapter"),
    "issue": Text("numéro", "issue"),
    "scheme": Text("plan de classement", "scheme"),
    "topic": Text("thème", "topic"),
    "authors": Text("liste d'auteurs", "list of authors"),
    "contribution": Text("contribution", "contribution"),
}
_RECORD = Text("fiche du registre", "record of the register")
_UNKNOWN = Text("chose", "thing")
_ADDRESS = re.compile(r"/(id|doc)/([a-z]+)/[^/]+$")
_LONGEST = 160


class Context:
    """Answers about the nodes of one validation."""

    def __init__(self, data: Data, places: Mapping[str, Place]) -> None:
        """Read nothing yet. `places` are those of the nodes asked about."""
        self.data, self._places = data, places
        if data.filed is not None:
            data.filed.note_pointers(map(str, (*_OWNERS, _SCHEMA.item)))
        self.graph = LiveGraph(data.said)
        """Asked about single nodes only: it may be far larger than memory."""

    def subject(self, node: Node) -> Subject:
        """Return the kind, number and title of a node; a node that serves another is called by that one's title."""
        about = self._about(node)
        return Subject(self._kind(node), self.title(about), self._number(node, about))

    def _kind(self, node: Node) -> Text:
        found = _ADDRESS.search(str(node))
        if found is None:
            return _UNKNOWN
        return _RECORD if found[1] == "doc" else _KINDS.get(found[2], _UNKNOWN)

    def _about(self, node: Node) -> Node:
        for owner in _OWNERS:
            for subject in self.graph.subjects(owner, node):
                return subject
        for predicate in (_SCHEMA.item, FOAF.primaryTopic):
            for value in self.graph.objects(node, predicate):
                return value
        return node

    def title(self, node: Node) -> str:
        """Return the title, name or label of a node; an issue by its periodical; else the end of its address."""
        for predicate in _NAMES:
            for name in sorted(self.graph.objects(node, predicate), key=str):
                return str(name)
        if (node, RDF.type, _BIBO.Issue) in self.graph:
            return self._issue_title(node)
        return local_name(str(node))

    def _issue_title(self, node: Node) -> str:
        whole = self.graph.value(node, DCTERMS.isPartOf)
        parts = [self.title(whole) if whole is not None and whole != node else ""]
        parts += [
            str(number) if str(number).startswith("n°") else f"n° {number}"
            for number in self.graph.objects(node, _BIBO.issue)
        ]
        parts += [str(date) for date in self.graph.objects(node, _BIBL.verbatimDate)]
        return ", ".join(part for part in parts if part) or local_name(str(node))

    def _number(self, node: Node, about: Node) -> str:
        own = [str(number) for number in self.graph.objects(node, _SCHEMA.position)]
        if own:
            return own[0] if (node, RDF.type, _SCHEMA.ListItem) in self.graph else ""
        numbers = [
            str(number)
            for item in self.graph.subjects(_SCHEMA.item, about)
            for number in self.graph.objects(item, _SCHEMA.position)
        ]
        return min(numbers, key=lambda number: (len(number), number), default="")

    def words(self, term: Node | None) -> str:
        """Return a value as a person reads it: a title for an address of the catalogue, a text as it is."""
        if term is None:
            return ""
        if isinstance(term, rdflib.URIRef):
            if (term, None, None) in self.graph and _ADDRESS.search(term):
                return f"« {self.title(term)} »"
            return short_name(self._relative(term))
        if isinstance(term, rdflib.BNode):
            return f"_:{term}"
        text = str(term)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

    def place(self, node: Node) -> Place | None:
        """Return the file and line where a node is described."""
        return self._places.get(str(node))

    def _relative(self, node: Node) -> str:
        """Return an address as the files of `graph/` write it: `id/agent/…`."""
        base = self.data.catalogue.base if self.data.catalogue else ""
        return str(node).removeprefix(base)

    def quotation(self, node: Node) -> Quotation | None:
        """Return the lines of the source that a node, or the entry that it serves, came from."""
        about = self._about(node)
        candidates = [node, about, *sorted(self.graph.subjects(_SCHEMA.item, about), key=str)]
        for item in candidates:
            text = self.graph.value(item, PROV.value)
            if text is not None:
                source = self.graph.value(item, PROV.wasQuotedFrom)
                return Quotation(
                    str(text),
                    self.title(source) if source is not None else "",
                    _integer(self.graph.value(item, _BIBL.firstLine)),
                    _integer(self.graph.value(item, _BIBL.lastLine)),
                )
        return None


def _integer(term: Node | None) -> int | None:
    text = str(term)
    return int(text) if text.isdecimal() else None
