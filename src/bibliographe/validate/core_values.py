"""Conditions on one value that call no other shape: its class, kind, length, text, language, predicates.

Source: SHACL, sections 4.1, 4.3, 4.4 and 4.8, <https://www.w3.org/TR/shacl/#core-components>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, RDFS, SH

from bibliographe.i18n import Text
from bibliographe.validate.conditions import all_of, any_of
from bibliographe.validate.core_sets import number_of
from bibliographe.validate.literals import constant, other_datatype, out_of_order
from bibliographe.validate.paths import well_formed_list
from bibliographe.validate.regex import ODD_SPACES, is_exact, is_portable, leaves_out_spaces
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

    Component = Callable[[str, Node, Node, bool], str]
    """Makes the condition of a variable, a shape, what is wanted, and whether it must be certain."""

_KINDS: dict[Node, str] = {
    SH.IRI: "ISIRI({0})",
    SH.Literal: "ISLITERAL({0})",
    SH.BlankNode: "ISBLANK({0})",
    SH.BlankNodeOrIRI: "(ISBLANK({0}) || ISIRI({0}))",
    SH.BlankNodeOrLiteral: "(ISBLANK({0}) || ISLITERAL({0}))",
    SH.IRIOrLiteral: "(ISIRI({0}) || ISLITERAL({0}))",
}
_OPERATORS = {SH.minExclusive: ">", SH.minInclusive: ">=", SH.maxExclusive: "<", SH.maxInclusive: "<="}


class ValueConditions:
    """Turns the constraints on single values of one shapes graph into conditions."""

    def __init__(self, shapes: rdflib.Graph, variable: Callable[[], str]) -> None:
        """Read from `shapes`; `variable` gives one that is used nowhere else."""
        self.shapes = shapes
        self._variable = variable
        self.constraints: dict[Node, Component] = {
            SH["class"]: self._class,
            SH.datatype: lambda value, _shape, wanted, certain: other_datatype(value, wanted, certain=certain),
            SH.nodeKind: self._node_kind,
            SH.minLength: self._length("<"),
            SH.maxLength: self._length(">"),
            SH.pattern: self._pattern,
            SH.languageIn: self._language_in,
            SH["in"]: self._in,
            SH.closed: self._closed,
            **{predicate: self._bound(operator) for predicate, operator in _OPERATORS.items()},
        }

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
        predicate, other = self._variable(), self._variable()
        harmless = f"{predicate} = {RDF.type.n3()} && SAMETERM({other}, {RDFS.Resource.n3()})"
        condition = f"{predicate} NOT IN ({names}) && !({harmless})" if names else f"!({harmless})"
        return f"EXISTS {{ {value} {predicate} {other} FILTER({condition}) }}"
