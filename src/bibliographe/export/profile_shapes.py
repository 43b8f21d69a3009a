"""What the shapes demand, gathered for people: per shape, one row a property, and the checks made by queries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import RDFS, SH, Graph, Literal, URIRef
from rdflib.collection import Collection

from bibliographe.graph.term_check import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

    from bibliographe.i18n import Language

_TARGETS = (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf, SH.targetNode)
_FILES = (
    "selection", "event", "entry", "entry-types", "entry-rules", "entry-doubts", "item", "note", "agent",
    "publisher", "attribution", "authors", "periodical", "host", "issue", "scheme", "topic", "dates",
)  # fmt: skip
"""The files of shapes in the order that a reader meets the things; others follow by name."""
_DECLARED = re.compile(r"^(\w+:[\w-]+)\s+a\s", re.MULTILINE)
_SEVERITIES = ("Violation", "Warning", "Info")
_LONGEST_LIST = 8
_LONGEST_PATTERN = 44


@dataclass(frozen=True, slots=True)
class Check:
    """One message and its severity: `Violation`, `Warning` or `Info`."""

    severity: str
    message: str


@dataclass(slots=True)
class PropertyRow:
    """What a shape demands of one property, over all its constraints on it."""

    path: str
    required: int = 0
    recommended: int = 0
    most: int | None = None
    values: list[str] = field(default_factory=list)
    example: str = ""
    """One of the values allowed, when they are listed."""
    checks: list[Check] = field(default_factory=list)

    @property
    def cardinality(self) -> str:
        """Return how many times, as `1`, `0..1` or `1..n`."""
        most = "n" if self.most is None else str(self.most)
        return most if str(self.required) == most else f"{self.required}..{most}"


@dataclass(frozen=True, slots=True)
class ShapeSection:
    """One shape that has targets."""

    label: str
    targets: tuple[str, ...]
    rows: tuple[PropertyRow, ...]
    checks: tuple[Check, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """Everything that the shapes demand of one kind of thing."""

    label: str
    tables: tuple[ShapeSection, ...]
    """The shapes that demand something of a property; the first bears the chapter's own label."""
    checks: tuple[Check, ...]
    closed: bool


class ShapeReader:
    """Reads the shapes of a folder in one language."""

    def __init__(self, folder: Path, order: dict[str, int], language: Language) -> None:
        """`order` ranks properties by their short IRI."""
        self.graph = Graph()
        self.files: dict[str, list[str]] = {}
        self.order = order
        self.language = language
        for path in sorted(folder.rglob("*.ttl")):
            self.graph.parse(path)
            self.files[path.relative_to(folder).with_suffix("").as_posix()] = _DECLARED.findall(
                path.read_text(encoding="utf-8")
            )

    def chapters(self, *, profiles: bool = False) -> list[Chapter]:
        """Return the shapes with targets by what they are about, in reading order.

        `entry.ttl`, `entry-types.ttl`… make one chapter; with `profiles`, each file of `shapes/profiles/` makes one.
        """
        names = [name for name in self.files if name.startswith("profiles/") == profiles]
        ranked = sorted(names, key=lambda name: (_FILES.index(name) if name in _FILES else len(_FILES), name))
        by_name = {shorten(str(shape)): shape for shape in self.graph.subjects() if isinstance(shape, URIRef)}
        found: dict[str, list[ShapeSection]] = {}
        for name in ranked:
            subject = name if profiles else name.split("-")[0]
            shapes = [by_name[short] for short in dict.fromkeys(self.files[name]) if short in by_name]
            found.setdefault(subject, []).extend(self._section(shape) for shape in shapes if self._targets(shape))
        return [_chapter(sections) for sections in found.values() if sections]

    def _section(self, shape: Node) -> ShapeSection:
        rows: dict[str, PropertyRow] = {}
        checks = []
        for constraint in self._constraints(shape):
            path = self.graph.value(constraint, SH.path)
            if path is None:
                checks += self._checks(constraint, shape)
                continue
            row = rows.setdefault(self._path(path), PropertyRow(self._path(path)))
            self._read_row(row, constraint, shape)
        ranked = sorted(rows.values(), key=lambda row: (self.order.get(row.path, len(self.order)), row.path))
        closed = self.graph.value(shape, SH.closed)
        return ShapeSection(
            label=self._text(shape, RDFS.label) or shorten(str(shape)),
            targets=tuple(self._targets(shape)),
            rows=tuple(ranked),
            checks=tuple(checks),
            closed=isinstance(closed, Literal) and bool(closed.toPython()),
        )

    def _constraints(self, shape: Node) -> Iterator[Node]:
        """Yield the shape's properties, its queries and those of its properties, in a settled order."""
        if self.graph.value(shape, SH.path) is not None or self._text(shape, SH.message):
            yield shape
        for constraint in sorted(self.graph.objects(shape, SH.property), key=str):
            yield constraint
            yield from sorted(self.graph.objects(constraint, SH.sparql), key=str)
        yield from sorted(self.graph.objects(shape, SH.sparql), key=str)

    def _targets(self, shape: Node) -> list[str]:
        marks = {SH.targetObjectsOf: "^", SH.targetSubjectsOf: "→"}
        return sorted(
            f"{marks.get(kind, '')}{shorten(str(target))}"
            for kind in _TARGETS
            for target in self.graph.objects(shape, kind)
        )

    def _read_row(self, row: PropertyRow, constraint: Node, shape: Node) -> None:
        least, most = (self._number(constraint, bound) for bound in (SH.minCount, SH.maxCount))
        severity = self._severity(constraint, shape)
        if least is not None and severity == "Violation":
            row.required = max(row.required, least)
        elif least is not None:
            row.recommended = max(row.recommended, least)
        if most is not None and severity == "Violation":
            row.most = most if row.most is None else min(row.most, most)
        row.values += [str(kind).removeprefix(str(SH)) for kind in self._kinds_alone(constraint)]
        row.values += [value for value in self._values(constraint) if value not in row.values]
        row.example = row.example or self._first_listed(constraint)
        row.checks += [check for check in self._checks(constraint, shape) if check not in row.checks]

    def _checks(self, constraint: Node, shape: Node) -> list[Check]:
        message = self._text(constraint, SH.message)
        return [Check(self._severity(constraint, shape), _without_slots(message))] if message else []

    def _severity(self, constraint: Node, shape: Node) -> str:
        severity = self.graph.value(constraint, SH.severity) or self.graph.value(shape, SH.severity)
        return str(severity or SH.Violation).removeprefix(str(SH))

    def _values(self, constraint: Node) -> Iterator[str]:
        graph = self.graph
        for term in sorted((*graph.objects(constraint, SH.datatype), *graph.objects(constraint, SH["class"])), key=str):
            yield f"`{shorten(str(term))}`"
        for helper in sorted(graph.objects(constraint, SH.node), key=str):
            yield self._text(helper, RDFS.label) or f"`{shorten(str(helper))}`"
        for alternatives in graph.objects(constraint, SH["or"]):
            yield " / ".join(value for shape in Collection(graph, alternatives) for value in self._values(shape))
        for listed in graph.objects(constraint, SH["in"]):
            yield _list(
                [shorten(str(item)) if isinstance(item, URIRef) else str(item) for item in Collection(graph, listed)]
            )
        for value in sorted(graph.objects(constraint, SH.hasValue), key=str):
            yield f"`{shorten(str(value))}`"
        for pattern in sorted(graph.objects(constraint, SH.pattern), key=str):
            if len(str(pattern)) <= _LONGEST_PATTERN and graph.value(constraint, SH.datatype) not in _DATES:
                yield _code(str(pattern))

    def _kinds_alone(self, constraint: Node) -> list[Node]:
        """Return the kind of node demanded where no class or list, which say more, is demanded as well."""
        says_more = (SH["class"], SH.node, SH["in"], SH.hasValue)
        if any(self.graph.value(constraint, predicate) for predicate in says_more):
            return []
        return list(self.graph.objects(constraint, SH.nodeKind))

    def _first_listed(self, constraint: Node) -> str:
        listed = [item for items in self.graph.objects(constraint, SH["in"]) for item in Collection(self.graph, items)]
        listed += self.graph.objects(constraint, SH.hasValue)
        return shorten(str(listed[0])) if listed and isinstance(listed[0], URIRef) else ""

    def _path(self, path: Node) -> str:
        graph = self.graph
        if isinstance(path, URIRef):
            return shorten(str(path))
        inverse = graph.value(path, SH.inversePath)
        if inverse is not None:
            return "^" + self._path(inverse)
        alternatives = graph.value(path, SH.alternativePath)
        if alternatives is not None:
            return "(" + " | ".join(map(self._path, Collection(graph, alternatives))) + ")"
        for kind, mark in ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?")):
            repeated = graph.value(path, kind)
            if repeated is not None:
                return self._path(repeated) + mark
        return " / ".join(map(self._path, Collection(graph, path)))

    def _number(self, constraint: Node, bound: URIRef) -> int | None:
        value = self.graph.value(constraint, bound)
        return int(value) if isinstance(value, Literal) else None

    def _text(self, subject: Node, predicate: URIRef) -> str:
        return in_language(self.graph.objects(subject, predicate), self.language)


_DATES = frozenset(URIRef(f"http://www.w3.org/2001/XMLSchema#{name}") for name in ("date", "gYear", "gYearMonth"))


def _chapter(sections: list[ShapeSection]) -> Chapter:
    checks = dict.fromkeys(check for section in sections if not section.closed for check in section.checks)
    return Chapter(
        label=sections[0].label,
        tables=tuple(section for section in sections if section.rows),
        checks=tuple(sorted(checks, key=lambda check: (_SEVERITIES.index(check.severity), check.message))),
        closed=any(section.closed for section in sections),
    )


def in_language(values: Iterable[Node], language: Language) -> str:
    """Return the text in `language`, else one without a language, else nothing."""
    texts = {value.language: str(value) for value in values if isinstance(value, Literal)}
    return texts.get(language) or texts.get(None) or ""


def _code(text: str) -> str:
    """Return text as Markdown code, with a fence that its own backticks do not close."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _without_slots(message: str) -> str:
    return re.sub(r"\{[?$]\w+\}", "…", message)


def _list(items: list[str]) -> str:
    shown = ", ".join(f"`{item}`" for item in items[:_LONGEST_LIST])
    return shown + (f"… ({len(items)})" if len(items) > _LONGEST_LIST else "")
