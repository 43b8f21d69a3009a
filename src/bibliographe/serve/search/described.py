"""What the index takes of an entry: what the store says, and abstracts only where they may be given away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from bibliographe.export.printed.wording import citation_line, people_line
from bibliographe.export.records.citations import citation_of, containers_of
from bibliographe.export.records.nodes import Nodes
from bibliographe.export.records.people import contributions_of
from bibliographe.export.records.spoken import spoken
from bibliographe.graph.document_types import UNKNOWN
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, PROV, SCHEMA, SKOS, TYPE
from bibliographe.i18n import Text
from bibliographe.model.entry import Entry, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.citations import Containers
    from bibliographe.export.records.nodes import Node, Value
    from bibliographe.model.entry import Agent, Citation
    from bibliographe.serve.search.titled import Titled
    from bibliographe.store.access import OpenedStore

_ISSUED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DEEPEST = 20
"""Levels of topics after which a circle is suspected."""
_SHOWN = 2_000
"""Characters of an abstract or a table of contents that are kept to show where the words stand."""


class Said(NamedTuple):
    """A text and the language that it is in; none for names."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """One entry as the index takes it: texts by field, values by facet, and what a result shows."""

    iri: str
    title: str
    texts: dict[str, list[Said]]
    facets: dict[str, list[str]]
    agents: list[str]
    identifiers: list[str]
    numbers: list[str]
    people: Text
    citation: Text
    excerpts: list[str]
    """Texts that a snippet may be of."""
    year: int | None
    day: int | None
    """A number like 20240531, with zeros for what is not known."""


class EntryDescriber:
    """Reads the entries of one build."""

    def __init__(self, opened: OpenedStore) -> None:
        """Read what is given away: abstracts only where the settings let them go."""
        self.nodes = Nodes.of(opened)
        self._upwards = lru_cache(20_000)(self._read_upwards)

    def read(self, listed: Titled) -> Described:
        """Return what the index takes of one entry."""
        nodes, iri = self.nodes, NamedNode(listed.iri)
        node = nodes.node(iri)
        language = _language(node)
        within = containers_of(nodes, node)
        contributions = contributions_of(nodes, node)
        citation = citation_of(nodes, node, within, language)
        topics = list(dict.fromkeys(one for topic in node.nodes(DCTERMS.subject) for one in self._upwards(topic)))
        abstracts = [one.value for one in nodes.abstracts(iri)]
        contents = list(node.texts(DCTERMS.tableOfContents))
        keywords = list(node.texts(SCHEMA.keywords))
        kind = next((one.value for one in node.nodes(DCTERMS.type)), TYPE[UNKNOWN].value)
        day = _day(node) or (_day(within.issue) if within.issue else None)
        shown = Entry(
            _title(node), kind, 0, Span(1, 1), "", language, contributions, node.text(BIBL.hasOtherAuthors) == "true"
        )
        return Described(
            iri=iri.value,
            title=_title(node),
            texts={
                "title": [_said(value, language) for value in node.values(DCTERMS.title)],
                "author": [Said(name) for one in contributions for name in _names(one.agent)],
                "topic": [*self._labels(topics), *(Said(word, language) for word in keywords)],
                "publisher": [Said(name) for one in _publishers(citation) for name in _names(one)],
                "periodical": _periodical(within),
                "rest": [
                    *self._rest(node, within, citation),
                    *(Said(text, language) for text in (*contents, *abstracts)),
                    *([Said(str(day // 10_000))] if day else []),
                ],
            },
            facets={
                "f_theme": [topic.value for topic in topics],
                "f_type": [kind],
                "f_author": _iris(node, DCTERMS.creator),
                "f_publisher": _iris(node, DCTERMS.publisher),
                "f_periodical": [within.periodical.iri.value] if within.periodical else [],
                "f_year": [f"{day // 10_000:04}"] if day else [],
                "f_language": [language],
                "f_selection": list(listed.selections),
            },
            agents=self._agents(node),
            identifiers=_identifiers(citation),
            numbers=list(listed.numbers),
            people=Text(people_line(shown, "fr") or "", people_line(shown, "en") or ""),
            citation=Text(citation_line(citation, "fr"), citation_line(citation, "en")),
            excerpts=[_one_line(text)[:_SHOWN] for text in (*abstracts, *contents, ", ".join(keywords)) if text],
            year=day // 10_000 if day else None,
            day=day,
        )  # fmt: skip

    def _read_upwards(self, topic: NamedNode) -> tuple[NamedNode, ...]:
        """Return a topic and all that are broader."""
        found = {topic: None}
        for _level in range(_DEEPEST):
            above = [one for topic in found for one in self.nodes.shared(topic).nodes(SKOS.broader) if one not in found]
            if not above:
                break
            found |= dict.fromkeys(above)
        return tuple(found)

    def _labels(self, topics: list[NamedNode]) -> Iterator[Said]:
        for topic in topics:
            node = self.nodes.shared(topic)
            for value in (*node.values(SKOS.prefLabel), *node.values(SKOS.altLabel)):
                yield _said(value, "fr")

    def _rest(self, node: Node, within: Containers, citation: Citation) -> Iterator[Said]:
        language = _language(node)
        for part in (within.issue, within.series, within.host):
            if part:
                yield from (_said(value, language) for value in part.values(DCTERMS.title))
        issue, event = citation.issue, citation.event
        said = [issue.volume, issue.number] if issue else []
        said += [event.title, event.place, event.edition] if event else []
        said += [citation.degree, citation.medium, citation.edition, *citation.places]
        yield from (Said(text, language) for text in said if text)
        yield from (Said(self.nodes.label(value)) for value in node.values(SCHEMA.mentions))
        yield from self._labels(node.nodes(DCTERMS.type))

    def _agents(self, node: Node) -> list[str]:
        """Return all who had a hand in an entry, in whatever role."""
        found = [*_iris(node, DCTERMS.creator), *_iris(node, DCTERMS.publisher), *_iris(node, BIBO.issuer)]
        for one in node.nodes(PROV.qualifiedAttribution):
            found += _iris(self.nodes.node(one), PROV.agent)
        return list(dict.fromkeys(found))


def _title(node: Node) -> str:
    return node.text(DCTERMS.title, _language(node)) or node.iri.value


def _language(node: Node) -> str:
    return spoken(node.text(DCTERMS.language))


def _one_line(text: str) -> str:
    return " ; ".join(line.strip() for line in text.splitlines() if line.strip())


def _said(value: Value, language: str) -> Said:
    return Said(value.value, (value.language or language) if isinstance(value, Literal) else "")


def _iris(node: Node, predicate: NamedNode) -> list[str]:
    return [one.value for one in node.nodes(predicate)]


def _names(agent: Agent) -> tuple[str, ...]:
    return (agent.name, *agent.alternate_names)


def _publishers(citation: Citation) -> list[Agent]:
    return [*citation.publishers, *([citation.institution] if citation.institution else [])]


def _periodical(within: Containers) -> list[Said]:
    return [Said(text) for text in within.periodical.texts(DCTERMS.title)] if within.periodical else []


def _identifiers(citation: Citation) -> list[str]:
    host = citation.host.identifiers if citation.host else ()
    found = [value for _key, value in (*citation.identifiers, *host)]
    if citation.periodical and citation.periodical.issn:
        found.append(citation.periodical.issn)
    return found


def _day(node: Node) -> int | None:
    found = _ISSUED.match(node.text(DCTERMS.issued) or "")
    return int(found[1]) * 10_000 + int(found[2] or 0) * 100 + int(found[3] or 0) if found else None
