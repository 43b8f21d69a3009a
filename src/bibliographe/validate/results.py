"""What a validation finds: one result a fault, one report for all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rdflib.term import Node

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""The gravest first."""
SEVERITY_LABELS: dict[Severity, Text] = {
    "violation": Text("erreur", "error"),
    "warning": Text("point douteux", "doubtful point"),
    "info": Text("remarque", "remark"),
}
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result as SHACL words it: which node breaks which constraint, by which value.

    `path` and `value` are None where the constraint names none; a path of several properties is a literal that holds
    a SPARQL property path. `constraint` is the IRI that a report is grouped
    by: the SPARQL constraint where there is one, else the shape.
    """

    focus: Node
    path: Node | None
    value: Node | None
    component: str
    severity: Severity
    shape: Node
    constraint: str
    path_turtle: str = ""
    """A path of several properties as Turtle, empty for one property."""
    details: tuple[Finding, ...] = ()
    """Why a value does not conform to a shape that this one calls (`sh:detail`)."""
    own_severity: str = ""
    """The IRI of a severity that is none of SHACL's three, which counts as a violation."""

    @property
    def source(self) -> Node:
        """Return the node that `constraint` names: the label of a blank one has no colon, an IRI has one."""
        from rdflib import BNode, URIRef

        if self.constraint == str(self.shape):
            return self.shape
        return URIRef(self.constraint) if ":" in self.constraint else BNode(self.constraint)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person finds a thing: its file in `graph/`, and the line at which it begins."""

    file: Path
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """The printed lines that a thing came from."""

    text: str
    source: str = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a person calls a node: its kind, its number in a selection, its title."""

    kind: Text
    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One fault, with all that a person needs to mend it."""

    finding: Finding
    message: Text
    advice: Text
    subject: Subject
    headline: Text = NOTHING
    """The message without what is proper to this result: what a group of results is called."""
    path: str = ""
    value: str = ""
    place: Place | None = None
    quotation: Quotation | None = None
    called: str = ""
    """The name of a constraint that is a blank node, whose label says nothing."""

    @property
    def severity(self) -> Severity:
        """Return how grave it is."""
        return self.finding.severity

    @property
    def constraint(self) -> str:
        """Return the short name of the constraint, such as `entry-title`."""
        return self.called or local_name(self.finding.constraint)

    @property
    def named(self) -> str:
        """Return the address of the constraint, or what it is called where it has none: the same in each run."""
        return self.called or self.finding.constraint

    @property
    def untold_value(self) -> str:
        """Return the offending value where the message does not name it: SHACL Core has fixed messages."""
        return "" if self.value in self.message.fr else self.value


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was checked."""

    files: int = 0
    triples: int = 0
    entries: int = 0
    things: int = 0
    constraints: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one constraint."""

    constraint: str
    severity: Severity
    message: Text
    told: bool
    """Whether `message` says all that the messages of the results do."""
    advice: Text
    results: tuple[Result, ...]
    hidden: int = 0
    """How many more were found, and only counted."""

    @property
    def total(self) -> int:
        """Return how many were found."""
        return len(self.results) + self.hidden


@dataclass(frozen=True)
class Report:
    """All results: those of the shapes, as pySHACL reports them, and those about the files themselves."""

    name: str
    shacl: tuple[Result, ...] = ()
    files: tuple[Result, ...] = ()
    counts: Counts = field(default_factory=Counts)
    hidden: Mapping[tuple[Severity, str], int] = field(default_factory=dict)
    """How many results were found and not kept, by severity and the IRI of the constraint."""
    most: int | None = None
    """How many of each constraint somebody asked for."""

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Return every result, the gravest first, then in a stable order."""
        return tuple(sorted((*self.files, *self.shacl), key=_order))

    @property
    def by_severity(self) -> dict[Severity, int]:
        """Return how many results there are of each severity."""
        counted = Counter(result.severity for result in self.results)
        for (severity, _), count in self.hidden.items():
            counted[severity] += count
        return {severity: counted[severity] for severity in SEVERITIES}

    @property
    def found(self) -> int:
        """Return how many results were found, those that are only counted included."""
        return len(self.results) + sum(self.hidden.values())

    def groups(self) -> list[Group]:
        """Return the results by what went wrong, the gravest first."""
        grouped: dict[str, list[Result]] = {}
        for result in self.results:
            grouped.setdefault(result.finding.constraint, []).append(result)
        return [_group(results, self._hidden(constraint)) for constraint, results in grouped.items()]

    def _hidden(self, constraint: str) -> int:
        return sum(count for (_, hidden), count in self.hidden.items() if hidden == constraint)

    def reaches(self, threshold: str) -> bool:
        """Tell whether a result is at least as grave as `threshold` (`"never"` is never reached)."""
        if threshold not in SEVERITIES:
            return False
        grave = SEVERITIES[: SEVERITIES.index(threshold) + 1]
        return any(count for severity, count in self.by_severity.items() if severity in grave)


def _order(result: Result) -> tuple[object, ...]:
    finding = result.finding
    terms = (str(finding.focus), str(finding.path or ""), str(finding.value or ""), finding.component)
    return SEVERITIES.index(finding.severity), result.named, _number(result.subject.number), *terms


def _number(number: str) -> int:
    return int(number) if number.isdecimal() else 0


def _group(results: Iterable[Result], hidden: int) -> Group:
    results = tuple(results)
    first = results[0]
    same = not hidden and all(result.message == first.message for result in results)
    return Group(
        constraint=first.constraint,
        severity=first.severity,
        message=first.message if same else first.headline,
        told=same,
        advice=first.advice,
        results=results,
        hidden=hidden,
    )


def local_name(iri: str) -> str:
    """Return what follows the last `#` or `/`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
