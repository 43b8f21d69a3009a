"""Core constraints as SPARQL conditions on nodes, in two directions.

A condition that is not `certain` holds of every node that may break a shape: of one too many (pySHACL looks at it and
says nothing), never of one too few. A `certain` one holds only of nodes that do break it, which is what `sh:not` needs
of the shape that it inverts. What neither can be promised of is `Unsure`, and left to pySHACL.
Source: SHACL, section 4, <https://www.w3.org/TR/shacl/#core-components>.
"""

from __future__ import annotations

from itertools import combinations, count
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, RDFS, SH

from bibliographe.i18n import Text
from bibliographe.validate.conditions import all_of, any_of, exists
from bibliographe.validate.core_sets import SetConditions, number_of
from bibliographe.validate.literals import constant, other_datatype, out_of_order
from bibliographe.validate.paths import walked, well_formed_list
from bibliographe.validate.regex import ODD_SPACES, is_exact, is_portable, leaves_out_spaces
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

    Component = Callable[[str, Node, Node, bool], str]

_KINDS: dict[Node, str] = {
    SH.IRI: "ISIRI({0})",
    SH.Literal: "ISLITERAL({0})",
    SH.BlankNode: "ISBLANK({0})",
    SH.BlankNodeOrIRI: "(ISBLANK({0}) || ISIRI({0}))",
    SH.BlankNodeOrLiteral: "(ISBLANK({0}) || ISLITERAL({0}))",
    SH.IRIOrLiteral: "(ISIRI({0}) || ISLITERAL({0}))",
}
_OPERATORS = {SH.minExclusive: ">", SH.minInclusive: ">=", SH.maxExclusive: "<", SH.maxInclusive: "<="}
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
            SH["class"]: self._class,
            SH.datatype: lambda value, _shape, wanted, certain: other_datatype(value, wanted, certain=certain),
            SH.nodeKind: self._node_kind,
            SH.minLength: self._length("<"),
            SH.maxLength: self._length(">"),
            SH.pattern: self._pattern,
            SH.languageIn: self._language_in,
            SH["in"]: self._in,
            SH.closed: self._closed,
            SH.node: self._called(about_values=False),
            SH.property: self._called(about_values=True),
            SH["not"]: lambda value, _shape, wanted, certain: self.conforming(value, wanted, certain=not certain),
            SH["and"]: self._and,
            SH["or"]: self._or,
            SH.xone: self._xone,
            **{predicate: self._bound(operator) for predicate, operator in _OPERATORS.items()},
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

    def _class(self, value: str, _shape: Node, wanted: Node, _certain: bool) -> str:
        return f"NOT EXISTS {{ {value} {RDF.type.n3()}/{RDFS.subClassOf.n3()}* {constant(wanted)} }}"

    def _node_kind(self, value: str, _shape: Node, wanted: Node, _certain: bool) -> str:
        if wanted not in _KINDS:
            raise Unsure(Text("un sh:nodeKind inconnu", "an unknown sh:nodeKind"))
        return f"!{_KINDS[wanted].format(value)}"

    def _bound(self, operator: str) -> Component:
        def condition(value: str, _shape: Node, wanted: Node, certain: bool) -> str:
            return out_of_order(value, operator, wanted, certain=certain)

        return condition

    def _length(self, operator: str) -> Component:
        def condition(value: str, _shape: Node, wanted: Node, _certain: bool) -> str:
            length = number_of(wanted)
            if operator == "<" and length == 0:
                return "false"
            return f"(ISBLANK({value}) || COALESCE(STRLEN(STR({value})) {operator} {length}, true))"

        return condition

    def _pattern(self, value: str, shape: Node, wanted: Node, certain: bool) -> str:
        pattern = str(wanted)
        flags = {flag for flags in self.shapes.objects(shape, SH.flags) for flag in str(flags).lower()} & {"i", "m"}
        if not isinstance(wanted, rdflib.Literal) or not is_portable(pattern) or "m" in flags:
            raise Unsure(Text(f"le motif « {pattern} »", f"the pattern '{pattern}'"))
        text, quoted = f"STR({value})", rdflib.Literal(pattern).n3()
        matches = f"REGEX({text}, {quoted}{', ' + rdflib.Literal('i').n3() if flags else ''})"
        if certain:
            plain = f'REGEX({text}, "^[ -~]*$")'
            known = f"COALESCE({plain} && !{matches}, false)" if is_exact(pattern) else "false"
            return f"(ISBLANK({value}) || {known})"
        doubts = [f"!{matches}"]
        # Letters without case, or with two; digits that one engine does not know yet.
        doubts += [f'REGEX({text}, "[^ -~]")'] if flags or "\\d" in pattern else []
        doubts += [f'REGEX({text}, "{ODD_SPACES}")'] if leaves_out_spaces(pattern) else []
        return f"(ISBLANK({value}) || COALESCE({any_of(doubts)}, true))"

    def _language_in(self, value: str, _shape: Node, wanted: Node, _certain: bool) -> str:
        ranges = well_formed_list(self.shapes, wanted)
        if not all(isinstance(item, rdflib.Literal) and isinstance(item.value, str) for item in ranges):
            raise Unsure(Text("une liste de langues mal formée", "a list of languages that is not well formed"))
        names = ", ".join(rdflib.Literal(str(item).lower()).n3() for item in ranges)
        language = f"LCASE(LANG({value}))"
        known = f'{language} IN ({names}) || REPLACE({language}, "-.*$", "") IN ({names})' if names else "false"
        known = "true" if any(str(item) == "*" for item in ranges) else known
        return f'!COALESCE(ISLITERAL({value}) && {language} != "" && ({known}), false)'

    def _in(self, value: str, _shape: Node, wanted: Node, _certain: bool) -> str:
        terms = [constant(term) for term in well_formed_list(self.shapes, wanted)]
        return all_of(f"!SAMETERM({value}, {term})" for term in terms)

    def _closed(self, value: str, shape: Node, wanted: Node, _certain: bool) -> str:
        if str(wanted) not in ("true", "false"):
            raise Unsure(Text("sh:closed mal formé", "sh:closed that is not well formed"))
        if str(wanted) == "false":
            return "false"
        allowed = {
            term
            for members in self.shapes.objects(shape, SH.ignoredProperties)
            for term in well_formed_list(self.shapes, members)
        }
        for inner in self.shapes.objects(shape, SH.property):
            allowed.update(self.shapes.objects(inner, SH.path))
        names = ", ".join(sorted(constant(term) for term in allowed if isinstance(term, rdflib.URIRef)))
        predicate, other = self.variable(), self.variable()
        harmless = f"{predicate} = {RDF.type.n3()} && SAMETERM({other}, {RDFS.Resource.n3()})"
        condition = f"{predicate} NOT IN ({names}) && !({harmless})" if names else f"!({harmless})"
        return f"EXISTS {{ {value} {predicate} {other} FILTER({condition}) }}"

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
