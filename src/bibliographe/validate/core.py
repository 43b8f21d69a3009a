"""Core constraints as SPARQL conditions on nodes, in two directions.

A condition that is not `certain` holds of every node that may break a shape: of one too many (pySHACL looks at it and
says nothing), never of one too few. A `certain` one holds only of nodes that do break it, which is what `sh:not` needs
of the shape that it inverts. What neither can be promised of is `Unsure`, and left to pySHACL.
Source: SHACL, section 4, <https://www.w3.org/TR/shacl/#core-components>.
"""

from __future__ import annotations

from itertools import combinations, count
from typing import TYPE_CHECKING

from rdflib.namespace import SH

from bibliographe.i18n import Text
from bibliographe.validate.conditions import all_of, any_of, exists
from bibliographe.validate.core_sets import SetConditions
from bibliographe.validate.core_values import ValueConditions
from bibliographe.validate.paths import walked, well_formed_list
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    import rdflib
    from rdflib.term import Node

    from bibliographe.validate.core_values import Component

_PARAMETERS = {
    SH.flags,
    SH.ignoredProperties,
    SH.qualifiedMinCount,
    SH.qualifiedMaxCount,
    SH.qualifiedValueShapesDisjoint,
}
"""Said beside a constraint, and read with it."""
_ONLY_ONCE = (
    SH.datatype, SH.nodeKind, SH.minCount, SH.maxCount, SH.minLength, SH.maxLength, SH.uniqueLang, SH.languageIn,
    SH.closed, SH.ignoredProperties, SH.qualifiedMinCount, SH.qualifiedMaxCount, SH.path, SH.deactivated, SH["in"],
    SH.flags,
)  # fmt: skip
_SAYS_NOTHING = {
    SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, SH.defaultValue, SH.deactivated,
    SH.target, SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf,
}  # fmt: skip


class CoreConditions:
    """Turns the Core constraints of one shapes graph into conditions."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        """Read which predicates are parameters of constraint components of one's own (SHACL, section 6)."""
        self.shapes = shapes
        self._fresh = count()
        self._within: list[Node] = []
        self._custom = {
            path for parameter in shapes.objects(None, SH.parameter) for path in shapes.objects(parameter, SH.path)
        }
        self._of_values: dict[Node, Component] = {
            **ValueConditions(shapes, self.variable).constraints,
            SH.node: self._called(about_values=False),
            SH.property: self._called(about_values=True),
            SH["not"]: lambda value, _shape, wanted, certain: self.conforming(value, wanted, certain=not certain),
            SH["and"]: self._and,
            SH["or"]: self._or,
            SH.xone: self._xone,
        }
        self._of_sets = SetConditions(self)

    def is_property(self, shape: Node) -> bool:
        """Tell whether a shape is about the values of a path."""
        return (shape, SH.path, None) in self.shapes

    def is_off(self, shape: Node) -> bool:
        """Tell whether a shape or constraint is deactivated; raises `Unsure` when that is not said plainly."""
        values = list(self.shapes.objects(shape, SH.deactivated))
        if len(values) > 1 or any(str(value) not in ("true", "false") for value in values):
            raise Unsure(Text("sh:deactivated mal formé", "sh:deactivated that is not well formed"))
        return [str(value) for value in values] == ["true"]

    def constraints(self, shape: Node) -> list[tuple[Node, Node]]:
        """Return what a shape states, as predicates and values; raises `Unsure` for what is not known here."""
        found = []
        for predicate, wanted in sorted(self.shapes.predicate_objects(shape), key=str):
            if predicate in self._of_values or predicate in self._of_sets.constraints or predicate == SH.sparql:
                found.append((predicate, wanted))
            elif predicate in self._custom or predicate in (SH.expression, SH.js, SH.rule):
                name = str(predicate).rsplit("#", 1)[-1]
                raise Unsure(Text(f"la contrainte {name}", f"the constraint {name}"))
        for predicate in _ONLY_ONCE:
            if len(list(self.shapes.objects(shape, predicate))) > 1:
                raise Unsure(Text("un paramètre donné deux fois", "a parameter given twice"))
        stated = {predicate for predicate, _ in found}
        ignored = (shape, SH.ignoredProperties, None) in self.shapes
        if (ignored and SH.closed not in stated) or (SH.flags in stated and SH.pattern not in stated):
            raise Unsure(Text("un paramètre sans sa contrainte", "a parameter without its constraint"))
        return found

    def broken(self, focus: str, shape: Node, *, certain: bool) -> str:
        """Return the condition under which `focus` breaks a whole shape, or may."""
        if shape in self._within:
            raise Unsure(Text("une forme qui s'appelle elle-même", "a shape that calls itself"))
        if self.is_off(shape):
            return "false"
        self._within.append(shape)
        try:
            parts = [
                self.component(focus, shape, predicate, wanted, certain=certain)
                for predicate, wanted in self.constraints(shape)
            ]
        finally:
            self._within.pop()
        return any_of(parts)

    def component(self, focus: str, shape: Node, predicate: Node, wanted: Node, *, certain: bool) -> str:
        """Return the condition under which `focus` breaks one constraint of a shape, or may."""
        if predicate in self._of_sets.constraints:
            return self._of_sets.constraints[predicate](focus, shape, wanted, certain)
        if not self.is_property(shape):
            return self.on_value(focus, shape, predicate, wanted, certain=certain)
        return self.some_value(
            focus, shape, lambda value: self.on_value(value, shape, predicate, wanted, certain=certain)
        )

    def some_value(self, focus: str, shape: Node, condition: Callable[[str], str]) -> str:
        """Return the condition that some value of a property shape fulfils another."""
        path = walked(self.shapes, next(self.shapes.objects(shape, SH.path)))
        nodes = [focus, *(self.variable() for _ in path.steps)]
        patterns = [f"{nodes[at]} {step} {nodes[at + 1]} ." for at, step in enumerate(path.steps)]
        away = exists(patterns, condition(nodes[-1]))
        return any_of([condition(focus), away]) if path.may_stay else away

    def is_on_values(self, predicate: Node) -> bool:
        """Tell whether a constraint is on each value, and not on all of them together."""
        return predicate in self._of_values

    def on_value(self, value: str, shape: Node, predicate: Node, wanted: Node, *, certain: bool) -> str:
        """Return the condition under which one value breaks a constraint on values, or may."""
        if predicate not in self._of_values:
            raise Unsure(Text("une contrainte SPARQL dans une forme appelée", "a SPARQL constraint in a called shape"))
        return self._of_values[predicate](value, shape, wanted, certain)

    def variable(self) -> str:
        """Return a variable that is used nowhere else."""
        return f"?v{next(self._fresh)}_"

    def _called(self, *, about_values: bool) -> Component:
        def condition(value: str, _shape: Node, wanted: Node, certain: bool) -> str:
            if self.is_property(wanted) != about_values:
                raise Unsure(Text("un appel à une forme d'une autre nature", "a call of a shape of another kind"))
            return self.broken(value, wanted, certain=certain)

        return condition

    def conforming(self, value: str, shape: Node, *, certain: bool) -> str:
        """Return the condition under which a value may conform to a shape, where it does not `certain`ly break it."""
        return f"!({self.broken(value, shape, certain=certain)})"

    def _members(self, value: str, members: Node, *, certain: bool) -> list[str]:
        shapes = well_formed_list(self.shapes, members)
        if not shapes:
            raise Unsure(Text("une liste de formes vide", "an empty list of shapes"))
        return [self.broken(value, shape, certain=certain) for shape in shapes]

    def _and(self, value: str, _shape: Node, wanted: Node, certain: bool) -> str:
        return any_of(self._members(value, wanted, certain=certain))

    def _or(self, value: str, _shape: Node, wanted: Node, certain: bool) -> str:
        return all_of(self._members(value, wanted, certain=certain))

    def _xone(self, value: str, _shape: Node, wanted: Node, certain: bool) -> str:
        may, must = (self._members(value, wanted, certain=certain) for certain in (False, True))
        if certain:
            two = (all_of((f"!({one})", f"!({other})")) for one, other in combinations(may, 2))
            return any_of([all_of(must), *two])
        only = (
            all_of([f"!({may[number]})", *(part for other, part in enumerate(must) if other != number)])
            for number in range(len(may))
        )
        return f"!({any_of(only)})"
