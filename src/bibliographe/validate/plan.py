"""How shapes are run: what is asked of the whole graph at once, and what is left to pySHACL.

Text alone, which can be kept: neither the shapes nor rdflib are needed to ask it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.doubts import NO_DOUBTS, Doubts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bibliographe.i18n import Language
    from bibliographe.validate.facts import Requirement

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASSES = f"{TYPE}/<http://www.w3.org/2000/01/rdf-schema#subClassOf>*"
"""The path from a thing to its classes and those that are wider."""
SELECT = "SELECT DISTINCT ?this WHERE {"
"""How every question begins, and the part of it that finds `?this` where there is one."""
NO_NODES = "VALUES ?this { }"
"""Where the nodes that a question is about are put."""
_ASKED = Text("posée à tout le graphe à la fois", "asked of the whole graph at once")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """What a targeted shape asks of its focus nodes: one property shape, one SPARQL constraint, or the rest.

    `kind` is `property`, `sparql` or `node`; `name` the property shape or the constraint, for `node` the shape itself.
    Both are named by their addresses, blank nodes as `_:b0` (`bibliographe.validate.terms.node_of`).
    """

    shape: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Targets:
    """The focus nodes of one shape."""

    binding: str
    """A group that gives `?this` each of them; it may give one twice."""
    test: str
    """The condition under which `?this`, a node of the graph, is one of them; empty when only the group can tell."""
    prefixes: dict[str, str]
    doubts: Doubts = NO_DOUBTS
    """Where rdflib may take other nodes for targets than the store: in doubt, it is asked about each."""
    select: str = ""
    """The query to ask of it."""


@dataclass(frozen=True, slots=True)
class Solving:
    """How the store is asked for all that a SPARQL constraint finds about some nodes, and what rdflib does with it.

    What the store answers are the values of the variables in the patterns of the query, where all of its tests hold.
    """

    select: str
    """The constraint's query, as the shapes have it."""
    declarations: tuple[str, ...]
    """The declarations of the prefixes that it is written with."""
    shown: tuple[str, ...]
    """The variables of its patterns, `?this` left out."""
    remainder: str
    """What rdflib is left with: the bindings, the tests of values, and those about which the engines may not agree."""
    query: str
    """The question, `NO_NODES` in the place of the nodes."""
    doubtful: str
    """The question for all values of the patterns, without what says where the engines may not agree about them."""

    def queries(self, condition: str, nodes: str | None = None) -> tuple[str, str]:
        """Return both questions about `nodes`, as SPARQL writes them; the second one empty where nothing is in doubt.

        Without `nodes` they are about all. `condition` is true where the engines may not agree.
        """
        doubtful = f"{self.doubtful} FILTER({condition}) }}" if condition else ""
        about = "" if nodes is None else f"{NO_NODES[:-1]}{nodes} }}"
        return self.query.replace(NO_NODES, about), doubtful.replace(NO_NODES, about)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of all focus nodes of a shape at once: `?this` are those that pySHACL must look at."""

    parts: tuple[Part, ...]
    query: str
    targets: Targets
    prologue: str = ""
    doubts: Doubts = NO_DOUBTS
    """Where the store's answer hangs on what the data is like."""
    solving: Solving | None = None
    """For a SPARQL constraint, how its solutions are found; None where pySHACL looks for them."""
    tells_of_values: bool = False
    """Whether results are about other nodes than `?this`, as those of a property shape within a property shape are."""

    def doubtful(self, unmet: frozenset[Requirement]) -> str:
        """Return the question for the nodes about which the engines may not agree, empty when there are none."""
        condition = self.doubts.condition(unmet)
        return self._of(f"{self.targets.binding} {self.doubts.patterns}", condition) if condition else ""

    def doubtful_targets(self, unmet: frozenset[Requirement]) -> str:
        """Return the question for the nodes that rdflib alone may take for targets, empty when there are none."""
        condition = self.targets.doubts.condition(unmet)
        return self._of(self.targets.doubts.patterns, condition) if condition else ""

    def _of(self, patterns: str, condition: str) -> str:
        return f"{self.prologue}{SELECT} {patterns} FILTER({condition}) }}"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a shapes graph is run: questions for the whole graph, and what is left to pySHACL, with the reason."""

    questions: tuple[Question, ...] = ()
    left: tuple[tuple[Part, Text], ...] = ()
    whole: Text | None = None
    """Why pySHACL must be given everything, None when it need not."""

    def only(self, name: str) -> Plan:
        """Return the plan that asks one property shape or SPARQL constraint."""
        questions = (replace(q, parts=tuple(part for part in q.parts if part.name == name)) for q in self.questions)
        left = tuple((part, reason) for part, reason in self.left if part.name == name)
        return Plan(tuple(question for question in questions if question.parts), left, self.whole)

    def explain(self, language: Language, called: Callable[[str], str]) -> Iterator[tuple[str, str, Text]]:
        """Yield each shape with each of its constraints, and how it is run; `called` tells what a node is called."""
        if self.whole is not None:
            yield Text("toutes les formes", "all shapes")(language), "*", _left(self.whole)
        reasons = dict(self.left)
        asked = {part for question in self.questions for part in question.parts}
        names = {name: called(name) for part in {*asked, *reasons} for name in (part.shape, part.name)}

        def place(part: Part) -> tuple[str, str, str]:
            # The label of a blank node is another one each time.
            return names[part.shape] if part.shape.startswith("_:") else part.shape, part.kind, names[part.name]

        for part in sorted({*asked, *reasons}, key=place):
            yield names[part.shape], names[part.name], _left(reasons[part]) if part in reasons else _ASKED


def selecting(shown: Iterable[str]) -> str:
    """Return how a question begins that names `?this` and variables beside it."""
    return SELECT.replace("?this", " ".join(["?this", *(f"?{name}" for name in shown)]))


def _left(reason: Text) -> Text:
    return Text(f"laissée à pySHACL, nœud par nœud : {reason.fr}", f"left to pySHACL, node by node: {reason.en}")
