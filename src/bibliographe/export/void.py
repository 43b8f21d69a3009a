"""The dataset's own description in VoID, for those who crawl linked data: what it holds, in numbers.

Source: Describing Linked Datasets with the VoID Vocabulary, <https://www.w3.org/TR/void/>.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from bibliographe.export.dataset import PROFILE, VOID, Dataset, dates, describe, publisher
from bibliographe.export.statements import lines_to_give, subjects_to_give
from bibliographe.graph.canonical import write_turtle
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.terms import DCTERMS, FOAF, SCHEMA, TYPED, Statement, integer, plain
from bibliographe.sorting import sorted_lines
from bibliographe.store.names import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from bibliographe.store.access import OpenedStore

_EXAMPLES = ("selection", "entry", "agent", "periodical", "topic")
_NOT_NAMES = re.compile(r"[^A-Za-z0-9]+")
_WEB_PAGES = frozenset({SCHEMA.url, FOAF.homepage})
"""Properties that point at pages for people, not at another dataset's things."""


@dataclass(slots=True)
class Measures:
    """Counts over all that is given away."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    properties: Counter[NamedNode] = field(default_factory=Counter)
    property_subjects: Counter[NamedNode] = field(default_factory=Counter)
    classes: Counter[NamedNode] = field(default_factory=Counter)
    links: Counter[tuple[NamedNode, str]] = field(default_factory=Counter)
    """By property and by the dataset that it points into."""
    examples: dict[str, NamedNode] = field(default_factory=dict)
    """The first thing of each kind."""


def write_void(opened: OpenedStore, stream: TextIO) -> None:
    """Write the description as Turtle."""
    dataset = Dataset(opened.catalogue)
    measures = measure(opened)
    statements = [
        *_dataset(opened, dataset, measures),
        *publisher(dataset),
        *_partitions(dataset, measures),
        *_linksets(dataset, measures),
    ]
    stream.write(write_turtle(statements, opened.catalogue.base))


def measure(opened: OpenedStore) -> Measures:
    """Count what an export of the catalogue holds."""
    measures, base = Measures(), opened.catalogue.base
    with subjects_to_give(opened) as subjects:
        for statements in subjects:
            measures.subjects += 1
            measures.triples += len(statements)
            _note_example(measures, statements[0].subject.value.removeprefix(f"{base}id/"), statements[0].subject)
            measures.property_subjects.update({statement.predicate for statement in statements})
            for statement in statements:
                _count(measures, statement, base)
    with lines_to_give(opened) as lines, sorted_lines(line.split(" ", 2)[2] for line in lines) as objects:
        measures.objects = sum(1 for _ in objects)
    return measures


def _note_example(measures: Measures, local: str, subject: NamedNode) -> None:
    kind = local.split("/", 1)[0]
    if kind in _EXAMPLES:
        measures.examples.setdefault(kind, subject)


def _count(measures: Measures, statement: Statement, base: str) -> None:
    measures.properties[statement.predicate] += 1
    value = statement.object
    if not isinstance(value, NamedNode):
        return
    if statement.predicate == TYPED:
        measures.classes[value] += 1
    elif not value.value.startswith(base) and statement.predicate not in _WEB_PAGES:
        measures.links[statement.predicate, _target(value.value)] += 1


def _target(iri: str) -> str:
    """Return the dataset that an address is of: a scheme of the profile, else the whole site."""
    for scheme in SCHEMES.values():
        if iri.startswith(f"{scheme.value}/"):
            return scheme.value
    parts = urlsplit(iri)
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else f"{parts.scheme}:"


def _dataset(opened: OpenedStore, dataset: Dataset, measures: Measures) -> Iterator[Statement]:
    iri = dataset.iri
    yield Statement(iri, TYPED, VOID.Dataset)
    yield from describe(dataset, iri)
    yield from dates(opened, iri)
    yield Statement(iri, FOAF.homepage, dataset.home)
    yield Statement(iri, DCTERMS.conformsTo, PROFILE)
    for name, count in (
        ("triples", measures.triples),
        ("distinctSubjects", measures.subjects),
        ("distinctObjects", measures.objects),
        ("properties", len(measures.properties)),
        ("classes", len(measures.classes)),
        ("entities", opened.manifest.entries),
    ):
        yield Statement(iri, VOID[name], integer(count))
    yield Statement(iri, VOID.uriSpace, plain(f"{opened.catalogue.base}id/"))
    for _form, dump in dataset.dumps():
        yield Statement(iri, VOID.dataDump, dump)
    for example in measures.examples.values():
        yield Statement(iri, VOID.exampleResource, example)
    used = [*measures.properties, *measures.classes]
    for namespace in prefixes().values():
        if any(term.value.startswith(namespace) for term in used):
            yield Statement(iri, VOID.vocabulary, NamedNode(namespace))


def _partitions(dataset: Dataset, measures: Measures) -> Iterator[Statement]:
    for term, count in measures.classes.items():
        node = dataset.part(f"class/{_name(term.value)}")
        yield Statement(dataset.iri, VOID.classPartition, node)
        yield Statement(node, VOID["class"], term)
        yield Statement(node, VOID.entities, integer(count))
    for term, count in measures.properties.items():
        node = dataset.part(f"property/{_name(term.value)}")
        yield Statement(dataset.iri, VOID.propertyPartition, node)
        yield Statement(node, VOID.property, term)
        yield Statement(node, VOID.triples, integer(count))
        yield Statement(node, VOID.distinctSubjects, integer(measures.property_subjects[term]))


def _linksets(dataset: Dataset, measures: Measures) -> Iterator[Statement]:
    for (predicate, target), count in measures.links.items():
        node = dataset.part(f"links/{_name(predicate.value)}-{_name(target)}")
        yield Statement(dataset.iri, VOID.subset, node)
        yield Statement(node, TYPED, VOID.Linkset)
        yield Statement(node, VOID.linkPredicate, predicate)
        yield Statement(node, VOID.subjectsTarget, dataset.iri)
        yield Statement(node, VOID.objectsTarget, NamedNode(target))
        yield Statement(node, VOID.triples, integer(count))


def _name(iri: str) -> str:
    """Return a name for an address that no other address of the profile has: `bibo-Book`, `purl-org-…`."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace):
            return f"{prefix}-{_NOT_NAMES.sub('-', iri[len(namespace) :]).strip('-')}"
    return _NOT_NAMES.sub("-", iri.split("://", 1)[-1]).strip("-")
