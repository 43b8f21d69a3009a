"""The page that describes the profile, written from the ontology, the concept schemes and the shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from rdflib import OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, Namespace, URIRef

from bibliographe.export.profile_shapes import ShapeReader, in_language
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.term_check import ONTOLOGY, shorten
from bibliographe.i18n import Language, Text
from bibliographe.resources import data_directory

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

BIBL = Namespace(prefixes()["bibl"])
PAGES: dict[Language, str] = {"en": "profile.md", "fr": "profile.fr.md"}
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
_SIGNS = {SKOS.exactMatch: "=", SKOS.closeMatch: "≈", SKOS.broadMatch: "⊂", SKOS.narrowMatch: "⊃"}
_DECLARED = re.compile(r"^(\w+:[\w-]+)\s+a\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a datatype of the profile, in one language."""

    name: str
    label: str
    comment: str
    usage: str
    example: str
    reason: str
    is_class: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A document type or a role, in one language."""

    name: str
    label: str
    others: str
    definition: str
    note: str
    entry_class: str
    unimarc: str
    marc: str
    matches: str


def write_page(language: Language) -> str:
    """Return the page in Markdown."""
    ontology = data_directory("ontology")
    graph = Graph().parse(ontology / "bibliographe.ttl")
    names = _DECLARED.findall((ontology / "bibliographe.ttl").read_text(encoding="utf-8"))
    terms = {name: _term(graph, name, language) for name in names}
    shapes = ShapeReader(data_directory("shapes"), {name: rank for rank, name in enumerate(names)}, language)
    say: Callable[[str, str], str] = lambda fr, en: Text(fr, en)(language)  # noqa: E731
    return (
        _environment()
        .get_template("profile.md.j2")
        .render(
            say=say,
            language=language,
            version=graph.value(URIRef(ONTOLOGY), OWL.versionInfo),
            terms=terms,
            chapters=shapes.chapters(),
            portals=shapes.chapters(profiles=True),
            types=_concepts("document-types", language),
            roles=_concepts("roles", language),
            prefixes=prefixes(),
        )
    )


def _environment() -> Environment:
    # Markdown for GitHub, not HTML: the text is our own, and `cell` takes out what would break a table.
    environment = Environment(  # noqa: S701
        loader=PackageLoader("bibliographe.export"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["cell"] = _cell
    environment.filters["anchor"] = _anchor
    environment.globals["iri"] = _iri
    return environment


def _cell(text: str) -> str:
    """Make a text fit one cell of a Markdown table."""
    return re.sub(r"\s*\n\s*", " ", text).replace("|", "\\|").replace("<", "&lt;")


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _iri(name: str) -> URIRef:
    prefix, local = name.split(":", 1)
    return URIRef(prefixes()[prefix] + local)


def _term(graph: Graph, name: str, language: Language) -> Term:
    node = _iri(name)
    return Term(
        name=name,
        label=in_language(graph.objects(node, RDFS.label), language),
        comment=in_language(graph.objects(node, RDFS.comment), language),
        usage=in_language(graph.objects(node, VANN.usageNote), language),
        example=in_language(graph.objects(node, SKOS.example), language),
        reason=in_language(graph.objects(node, SKOS.editorialNote), language),
        is_class=OWL.Class in set(graph.objects(node, RDF.type)),
    )


def _concepts(file: str, language: Language) -> list[Concept]:
    path = data_directory("ontology") / "schemes" / f"{file}.ttl"
    graph = Graph().parse(path)
    names = _DECLARED.findall(path.read_text(encoding="utf-8"))
    return [_concept(graph, name, language) for name in names]


def _concept(graph: Graph, name: str, language: Language) -> Concept:
    node = _iri(name)
    text: Callable[[URIRef], str] = lambda predicate: in_language(graph.objects(node, predicate), language)  # noqa: E731
    others = sorted(
        str(label) for label in graph.objects(node, SKOS.altLabel)
        if isinstance(label, Literal) and label.language == language
    )  # fmt: skip
    entry_class = graph.value(node, BIBL.entryClass)
    return Concept(
        name=name,
        label=text(SKOS.prefLabel),
        others=", ".join(others),
        definition=text(SKOS.definition),
        note=text(SKOS.scopeNote),
        entry_class=shorten(str(entry_class)) if entry_class else "",
        unimarc=_notation(graph, node, BIBL.unimarcFunction),
        marc=_notation(graph, node, BIBL.marcRelator),
        matches=", ".join(
            f"{_SIGNS[kind]} `{shorten(str(other))}`"
            for kind in _MATCHES
            for other in sorted(graph.objects(node, kind), key=str)
        ),
    )


def _notation(graph: Graph, node: Node, datatype: URIRef) -> str:
    codes = graph.objects(node, SKOS.notation)
    return next((str(code) for code in codes if isinstance(code, Literal) and code.datatype == datatype), "")
