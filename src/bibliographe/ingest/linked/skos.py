"""Vocabularies in SKOS, in any syntax of RDF, as topics.

Source: SKOS Simple Knowledge Organization System Reference, W3C Recommendation of 18 August 2009.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.linked.bibo import graph_of, is_document
from bibliographe.ingest.linked.concepts import ConceptReader, label_of, other_labels
from bibliographe.ingest.linked.hierarchy import Hierarchy
from bibliographe.ingest.linked.leftovers import leftovers
from bibliographe.ingest.linked.places import Places, with_furniture
from bibliographe.ingest.linked.syntaxes import LOOKED_AT, syntax_of
from bibliographe.ingest.linked.terms import name_of, shown
from bibliographe.model.entry import Doubt, Reject, Scheme, Span, Topic, Unread
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.linked.graph import Graph
    from bibliographe.ingest.linked.terms import Term
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

DEEPEST = 50
"""Concepts below each other; thesauri have some ten."""
_SKOS = re.compile(r"www\.w3\.org/2004/02/skos/core#")
_CONCEPT = re.compile(r"\bConcept(?:Scheme)?\b|prefLabel")
_DOCUMENTS = re.compile(r"purl\.org/ontology/bibo/|zotero\.org/namespaces")
_TITLES = ("dcterms:title", "dc:title", "skos:prefLabel", "rdfs:label")
_MEANT = ("skos:broader", "skos:narrower", "skos:topConceptOf", "skos:inScheme")
_MEANT_BY = ("skos:broader", "skos:narrower", "skos:related", "skos:hasTopConcept")
_NO_LABEL = (
    Text("une notion sans intitulé", "a concept without a label"),
    Text("donnez-lui un skos:prefLabel", "give it a skos:prefLabel"),
)
_DEEP = (
    Text(f"plus de {DEEPEST} notions l'une au-dessous de l'autre", f"more than {DEEPEST} concepts below each other"),
    Text("vérifiez skos:broader : le plan semble mal fait", "check skos:broader: the scheme looks broken"),
)
_NO_CONCEPT = Text("ce n'est pas une notion du vocabulaire", "this is no concept of the vocabulary")
_LEAVE = Text(
    "rien à faire, sauf si c'en est une : donnez-lui alors la classe skos:Concept",
    "nothing to do, unless it is one: then give it the class skos:Concept",
)
_COLLECTION = (
    Text(
        "un groupe de notions (skos:Collection) : il n'a pas de place parmi les thèmes",
        "a group of concepts (skos:Collection): it has no place among topics",
    ),
    Text(
        "rien à faire : les notions elles-mêmes sont lues ; pour en faire un thème, écrivez-le comme skos:Concept",
        "nothing to do: the concepts themselves are read; to make a topic of it, write it as a skos:Concept",
    ),
)


class SkosReader:
    """Reads vocabularies in SKOS."""

    extensions = (".ttl", ".rdf", ".nt", ".jsonld", ".xml")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is a vocabulary: it has concepts, and no documents."""
        if syntax_of(source) is None:
            return 0.0
        head = source.text[:LOOKED_AT]
        is_vocabulary = _SKOS.search(head) and _CONCEPT.search(head) and not _DOCUMENTS.search(head)
        if not is_vocabulary:
            return 0.0
        graph, _rejects = graph_of(source)
        subjects = list(graph.subjects())
        has_scheme = any("skos:ConceptScheme" in graph.classes(one) for one in subjects)
        is_kept = (has_scheme or _concepts(graph)) and not any(is_document(graph, one) for one in subjects)
        return 0.8 if is_kept else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield the scheme, then a topic for each concept, each after the one above it.

        Concepts without a label are rejects. Raises `SourceError` when the text is no RDF.
        """
        graph, rejects = graph_of(source)
        yield from with_furniture([*_Vocabulary(graph, source, rejects).items(), *rejects], source.lines)


def _concepts(graph: Graph) -> list[Term]:
    found = [
        one
        for one in graph.subjects()
        if "skos:Concept" in graph.classes(one)
        or (not graph.classes(one) and graph.objects(one, "skos:prefLabel") and _is_meant(graph, one))
    ]
    return list(dict.fromkeys(found))


def _is_meant(graph: Graph, term: Term) -> bool:
    """Tell whether what has no class is used as a concept (SKOS Reference, S10 and S19: domains and ranges)."""
    return bool(graph.objects(term, *_MEANT)) or any(name_of(one.predicate) in _MEANT_BY for one in graph.to(term))


class _Vocabulary:
    """Reads one vocabulary."""

    def __init__(self, graph: Graph, source: Source, rejects: list[Reject]) -> None:
        self._graph, self._source = graph, source
        self._concepts = _concepts(graph)
        self._places = Places(source.lines, graph.statements(), rejects)
        self._paths: dict[Term, tuple[str, ...]] = {}
        self._taken: set[tuple[str, ...]] = set()
        self._other_schemes: dict[Term, str] = {}

    def items(self) -> Iterator[Item]:
        """Yield the scheme, the topics and the rejects."""
        graph = self._graph
        schemes = [one for one in graph.subjects() if "skos:ConceptScheme" in graph.classes(one)]
        yield self._scheme(schemes)
        self._other_schemes = {one: label_of(graph.about(one), *_TITLES).text or shown(one) for one in schemes[1:]}
        hierarchy = Hierarchy(graph, self._concepts)
        position = 1
        for concept in hierarchy.in_order():
            item = self._topic(concept, hierarchy, position)
            position += isinstance(item, Topic)
            yield item
        told = {one for subject in [*schemes, *self._concepts] for one in graph.about(subject)}
        notes = {one.object for subject in (*schemes, *self._concepts) for one in graph.about(subject)}
        told |= {one for value in notes if value not in self._paths for one in graph.about(value)}
        yield from leftovers(graph, told, self._places, self._why)

    def _why(self, subject: Term) -> tuple[Text, Text]:
        return _COLLECTION if "skos:Collection" in self._graph.classes(subject) else (_NO_CONCEPT, _LEAVE)

    def _scheme(self, schemes: list[Term]) -> Scheme:
        statements = self._graph.about(schemes[0]) if schemes else []
        label = label_of(statements, *_TITLES)
        span = self._places.span(statements)
        others = other_labels(statements, label)
        kept = {label.statement, *others.values()}
        unread = tuple(
            Unread(name_of(one.predicate), said, span)
            for scheme in schemes
            for one in self._graph.about(scheme)
            if one not in kept and name_of(one.predicate) not in ("rdf:type", "skos:hasTopConcept")
            if (said := shown(one.object))
        )
        titles = tuple((language, clean(shown(one.object))) for language, one in others.items())
        title = label.text or self._source.file_name
        return Scheme(title, label.language or "fr", span if schemes else Span(1, 1), titles, unread)

    def _topic(self, concept: Term, hierarchy: Hierarchy, position: int) -> Topic | Reject:
        reader = ConceptReader(self._graph, concept, self._places, self._other_schemes)
        parent = hierarchy.places[concept].parent
        above = self._paths.get(parent, ()) if parent is not None else ()
        label = reader.label
        if not label or len(above) >= DEEPEST:
            self._paths[concept] = above
            return Reject(reader.span, reader.printed, *(_DEEP if label else _NO_LABEL))
        doubts = list(hierarchy.places[concept].doubts)
        path = (*above, label)
        if path in self._taken:
            path = (*above, reader.told_apart(label, lambda said: (*above, said) in self._taken))
            doubts.append(
                Text(f"deux notions s'appellent « {label} » au même endroit", f"two concepts are called '{label}' here")
            )
        for other in hierarchy.others(concept):
            name = label_of(self._graph.about(other), "skos:prefLabel").text or shown(other)
            if other in hierarchy.places:
                doubts.append(Text(f"aussi au-dessous de « {name} » : non gardé", f"also below '{name}': not kept"))
        self._taken.add(path)
        self._paths[concept] = path
        said = tuple(Doubt("topic", doubt, reader.span) for doubt in (*doubts, *reader.doubts))
        return reader.topic(path, position, said)
