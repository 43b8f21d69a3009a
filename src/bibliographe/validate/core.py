"""Core constraints as SPARQL patterns: the nodes `?this` that may break them, and no fewer.

A pattern may name a node too many (pySHACL looks at it and says nothing), never one too few. Where that cannot be
promised, `Unsure` leaves the shape to pySHACL.
Source: SHACL, section 4, <https://www.w3.org/TR/shacl/#core-components>.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, RDFS, SH, XSD

from bibliographe.validate.paths import sparql_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

_SAYS_NOTHING = {
    RDF.type, RDFS.label, RDFS.comment, SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order,
    SH.group, SH.sparql, SH.target, SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf,
    SH.ignoredProperties, rdflib.URIRef("https://w3id.org/bibliographe/ns#advice"),
}  # fmt: skip
_DAY = (
    "[12][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_CERTAINLY_FINE: dict[Node, str] = {
    XSD.integer: "^[0-9]{1,9}$",
    XSD.boolean: "^(true|false)$",
    XSD.date: f"^{_DAY}$",
    XSD.dateTime: f"^{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$",
}
_ANY_CHARACTERS = {XSD.string, RDF.langString, XSD.gYear, XSD.gYearMonth}
"""Datatypes whose characters rdflib does not look at, with those of other vocabularies."""
_KINDS: dict[Node, str] = {SH.IRI: "!ISIRI({0})", SH.Literal: "!ISLITERAL({0})", SH.BlankNode: "!ISBLANK({0})"}
_EXACT = (SH["class"], SH["in"], SH.nodeKind)
_PLAIN_PATTERN = re.compile(r"(?:[^\\(]|\((?!\?)|\\[s.\[\]{}\\\"dtn])*")
"""Regular expressions that mean the same everywhere."""


class Unsure(Exception):  # noqa: N818
    """Only pySHACL can tell."""


class CorePatterns:
    """Turns the Core constraints of one shapes graph into patterns."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        self.shapes = shapes
        self._fresh = count()
        self._components: dict[Node, Callable[[str, Node], str]] = {
            SH.datatype: self._datatype,
            SH.nodeKind: self._node_kind,
            SH["class"]: self._class,
            SH["in"]: self._in,
            SH.pattern: self._pattern,
            SH.minInclusive: self._min_inclusive,
            SH.node: self._broken,
            SH["or"]: self._all_broken,
            SH["not"]: self._conforming,
        }

    def of_property(self, shape: Node) -> list[str]:
        """Return a pattern a constraint for the nodes that may break a property shape; raises `Unsure`."""
        return self._branches("?this", shape)

    def of_node(self, shape: Node) -> list[str]:
        """Return a pattern for each constraint that a node shape states itself; raises `Unsure`."""
        branches = []
        for predicate, value in sorted(self.shapes.predicate_objects(shape), key=str):
            if predicate == SH.closed:
                branches += self._closed(shape, value)
            elif predicate != SH.property and predicate not in _SAYS_NOTHING:
                branches.append(f"FILTER({self._component(predicate, '?this', value)})")
        return branches

    def _branches(self, focus: str, shape: Node) -> list[str]:
        stated = self.shapes.value(shape, SH.path)
        path = "?" if stated is None else sparql_path(self.shapes, stated)
        if "?" in path:
            raise Unsure
        branches = []
        for predicate, wanted in sorted(self.shapes.predicate_objects(shape), key=str):
            if predicate in _SAYS_NOTHING:
                continue
            counted = self._counted(focus, path, predicate, wanted)
            if counted is None:
                value = self._variable()
                condition = self._component(predicate, value, wanted)
                counted = f"{focus} ({path}) {value} FILTER({condition})"
            branches.append(counted)
        return branches

    def _counted(self, focus: str, path: str, predicate: Node, wanted: Node) -> str | None:
        """Return the pattern of a constraint on all values together, None for one on each value."""
        one, other = self._variable(), self._variable()
        two = f"{focus} ({path}) {one} , {other} FILTER(!SAMETERM({one}, {other})"
        patterns: dict[tuple[Node, str], str] = {
            (SH.minCount, "1"): f"FILTER(NOT EXISTS {{ {focus} ({path}) {one} }})",
            (SH.minCount, "2"): f"FILTER(NOT EXISTS {{ {two}) }})",
            (SH.maxCount, "0"): f"{focus} ({path}) {one}",
            (SH.maxCount, "1"): f"{two})",
            (SH.uniqueLang, "true"): f"{two} && LANG({one}) != '' && LCASE(LANG({one})) = LCASE(LANG({other})))",
        }
        if predicate not in (SH.minCount, SH.maxCount, SH.uniqueLang):
            return None
        if (predicate, str(wanted)) not in patterns:
            raise Unsure
        return patterns[predicate, str(wanted)]

    def _component(self, predicate: Node, value: str, wanted: Node) -> str:
        """Return the condition under which `value` may break one constraint."""
        if predicate not in self._components:
            raise Unsure
        return self._components[predicate](value, wanted)

    def _datatype(self, value: str, datatype: Node) -> str:
        condition = f"!ISLITERAL({value}) || DATATYPE({value}) != {datatype.n3()}"
        if datatype in _CERTAINLY_FINE:
            return f'{condition} || !REGEX(STR({value}), "{_CERTAINLY_FINE[datatype]}")'
        if datatype not in _ANY_CHARACTERS and str(datatype).startswith((str(XSD), str(RDF))):
            raise Unsure
        return condition

    def _node_kind(self, value: str, kind: Node) -> str:
        if kind not in _KINDS:
            raise Unsure
        return _KINDS[kind].format(value)

    def _class(self, value: str, wanted: Node) -> str:
        return f"NOT EXISTS {{ {value} {RDF.type.n3()}/{RDFS.subClassOf.n3()}* {wanted.n3()} }}"

    def _in(self, value: str, members: Node) -> str:
        terms = [self._term(term) for term in self.shapes.items(members)]
        return " && ".join(f"!SAMETERM({value}, {term})" for term in terms) or "true"

    def _term(self, term: Node) -> str:
        if isinstance(term, rdflib.BNode):
            raise Unsure
        return term.n3()

    def _pattern(self, value: str, pattern: Node) -> str:
        if not _PLAIN_PATTERN.fullmatch(str(pattern)):
            raise Unsure
        return f"ISBLANK({value}) || !REGEX(STR({value}), {rdflib.Literal(str(pattern)).n3()})"

    def _min_inclusive(self, value: str, least: Node) -> str:
        return f"!COALESCE({value} >= {least.n3()}, false)"

    def _broken(self, value: str, shape: Node) -> str:
        """Return the condition under which `value` may not conform to a whole shape."""
        conditions = []
        for predicate, wanted in sorted(self.shapes.predicate_objects(shape), key=str):
            if predicate == SH.property:
                conditions += [f"EXISTS {{ {branch} }}" for branch in self._branches(value, wanted)]
            elif predicate not in _SAYS_NOTHING:
                conditions.append(self._component(predicate, value, wanted))
        return " || ".join(f"({condition})" for condition in conditions) or "false"

    def _all_broken(self, value: str, members: Node) -> str:
        return " && ".join(f"({self._broken(value, shape)})" for shape in self.shapes.items(members)) or "true"

    def _conforming(self, value: str, shape: Node) -> str:
        """Return the condition under which `value` conforms to a shape; only for what is told exactly."""
        said = {predicate for predicate in self.shapes.predicates(shape) if predicate not in _SAYS_NOTHING}
        if not said <= set(_EXACT):
            raise Unsure
        return f"!({self._broken(value, shape)})"

    def _closed(self, shape: Node, closed: Node) -> list[str]:
        if str(closed) != "true":
            return []
        lists = self.shapes.objects(shape, SH.ignoredProperties)
        allowed = {term for members in lists for term in self.shapes.items(members)}
        for inner in self.shapes.objects(shape, SH.property):
            allowed.update(self.shapes.objects(inner, SH.path))
        names = ", ".join(sorted(self._term(term) for term in allowed if isinstance(term, rdflib.URIRef)))
        predicate, value = self._variable(), self._variable()
        return [f"?this {predicate} {value} FILTER({predicate} NOT IN ({names}))"]

    def _variable(self) -> str:
        return f"?v{next(self._fresh)}_"
