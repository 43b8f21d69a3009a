"""Core constraints on all values of a path together: how many, which, beside which others.

Source: SHACL, sections 4.2, 4.5, 4.7.3 and 4.8, <https://www.w3.org/TR/shacl/#core-components>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import SH, XSD

from bibliographe.i18n import Text
from bibliographe.validate.conditions import all_of, any_of
from bibliographe.validate.literals import constant, not_before
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib.term import Node

    from bibliographe.validate.core import CoreConditions

    Component = Callable[[str, Node, Node, bool], str]

_MOST_ASKED = 6
"""Distinct values that a question counts at most; beyond, every node is a suspect."""


class SetConditions:
    """Turns the constraints on sets of values of one shapes graph into conditions."""

    def __init__(self, core: CoreConditions) -> None:
        """Take the rest of the constraints from `core`."""
        self.core = core
        self.shapes = core.shapes
        self.constraints: dict[Node, Component] = {
            SH.minCount: self._min_count,
            SH.maxCount: self._max_count,
            SH.uniqueLang: self._unique_lang,
            SH.hasValue: self._has_value,
            SH.equals: self._equals,
            SH.disjoint: self._disjoint,
            SH.lessThan: self._less_than("<"),
            SH.lessThanOrEquals: self._less_than("<="),
            SH.qualifiedValueShape: self._qualified,
        }

    def _some(
        self, focus: str, shape: Node, size: int, condition: Callable[[str], str], chosen: tuple[str, ...] = ()
    ) -> str:
        """Return the condition that `size` different values fulfil another, all different from those `chosen`."""

        def here(value: str) -> str:
            own = [f"!SAMETERM({value}, {other})" for other in chosen if other != value]
            if value in chosen:
                return "false"
            more = self._some(focus, shape, size - 1, condition, (*chosen, value)) if size > 1 else "true"
            return all_of([*own, condition(value), more])

        return self.core.some_value(focus, shape, here)

    def _min_count(self, focus: str, shape: Node, wanted: Node, certain: bool) -> str:
        self._about_values(shape)
        return self._fewer(focus, shape, number_of(wanted), _anything, certain=certain)

    def _max_count(self, focus: str, shape: Node, wanted: Node, certain: bool) -> str:
        self._about_values(shape)
        return self._more(focus, shape, number_of(wanted), _anything, certain=certain)

    def _fewer(self, focus: str, shape: Node, least: int, condition: Callable[[str], str], *, certain: bool) -> str:
        if least == 0:
            return "false"
        if least > _MOST_ASKED:
            return "false" if certain else "true"
        return _not(self._some(focus, shape, least, condition))

    def _more(self, focus: str, shape: Node, most: int, condition: Callable[[str], str], *, certain: bool) -> str:
        if certain and most >= _MOST_ASKED:
            return "false"
        return self._some(focus, shape, min(most + 1, _MOST_ASKED), condition)

    def _unique_lang(self, focus: str, shape: Node, wanted: Node, _certain: bool) -> str:
        self._about_values(shape)
        if not isinstance(wanted, rdflib.Literal) or str(wanted) not in ("true", "false"):
            raise Unsure(Text("sh:uniqueLang mal formé", "sh:uniqueLang that is not well formed"))
        if str(wanted) == "false":
            return "false"

        def another(one: str) -> str:
            def same(other: str) -> str:
                tags = f"LCASE(LANG({one})) = LCASE(LANG({other}))"
                return "false" if one == other else f"!SAMETERM({one}, {other}) && ISLITERAL({other}) && {tags}"

            return f'(ISLITERAL({one}) && LANG({one}) != "" && {self.core.some_value(focus, shape, same)})'

        return self.core.some_value(focus, shape, another)

    def _has_value(self, focus: str, shape: Node, wanted: Node, _certain: bool) -> str:
        term = constant(wanted)
        if not self.core.is_property(shape):
            return f"!SAMETERM({focus}, {term})"
        return _not(self.core.some_value(focus, shape, lambda value: f"SAMETERM({value}, {term})"))

    def _equals(self, focus: str, shape: Node, wanted: Node, _certain: bool) -> str:
        predicate = _property(wanted)

        def missing(value: str) -> str:
            other = self.core.variable()
            return f"NOT EXISTS {{ {focus} {predicate} {other} FILTER(SAMETERM({other}, {value})) }}"

        stray = self.core.variable()
        if self.core.is_property(shape):
            without = self.core.some_value(focus, shape, missing)
            found = self.core.some_value(focus, shape, lambda value: f"SAMETERM({value}, {stray})")
        else:
            without, found = missing(focus), f"SAMETERM({focus}, {stray})"
        return any_of([without, f"EXISTS {{ {focus} {predicate} {stray} FILTER({_not(found)}) }}"])

    def _disjoint(self, focus: str, shape: Node, wanted: Node, _certain: bool) -> str:
        predicate = _property(wanted)

        def shared(value: str) -> str:
            other = self.core.variable()
            return f"EXISTS {{ {focus} {predicate} {other} FILTER(SAMETERM({other}, {value})) }}"

        return self.core.some_value(focus, shape, shared) if self.core.is_property(shape) else shared(focus)

    def _less_than(self, operator: str) -> Component:
        def condition(focus: str, shape: Node, wanted: Node, certain: bool) -> str:
            self._about_values(shape)
            predicate = _property(wanted)

            def late(value: str) -> str:
                other = self.core.variable()
                test = not_before(value, operator, other, certain=certain)
                found = f"EXISTS {{ {focus} {predicate} {other} FILTER({test}) }}"
                return found if certain else f"(ISBLANK({value}) || {found})"  # which pySHACL refuses

            return self.core.some_value(focus, shape, late)

        return condition

    def _qualified(self, focus: str, shape: Node, wanted: Node, certain: bool) -> str:
        if not self.core.is_property(shape):
            return "false"  # pySHACL passes over it
        least, most = (
            [number_of(number) for number in self.shapes.objects(shape, predicate)]
            for predicate in (SH.qualifiedMinCount, SH.qualifiedMaxCount)
        )
        if not least and not most:
            raise Unsure(Text("sh:qualifiedValueShape sans nombre", "sh:qualifiedValueShape without a number"))
        siblings = sorted(set(self._siblings(shape, wanted)), key=str)

        def counted(*, certainly: bool) -> Callable[[str], str]:
            def condition(value: str) -> str:
                own = self.core.conforming(value, wanted, certain=not certainly)
                return all_of([own, *(self.core.broken(value, sibling, certain=certainly) for sibling in siblings)])

            return condition

        fewer, more = counted(certainly=not certain), counted(certainly=certain)
        parts = [self._fewer(focus, shape, number, fewer, certain=certain) for number in least]
        parts += [self._more(focus, shape, number, more, certain=certain) for number in most]
        return any_of(parts)

    def _siblings(self, shape: Node, own: Node) -> Iterator[Node]:
        """Yield the sibling shapes of a qualified one (SHACL, section 4.7.3)."""
        said = [str(value) for value in self.shapes.objects(shape, SH.qualifiedValueShapesDisjoint)]
        if any(value not in ("true", "false") for value in said):
            raise Unsure(Text("un paramètre mal formé", "a parameter that is not well formed"))
        if "true" in said:
            for parent in self.shapes.subjects(SH.property, shape):
                for inner in self.shapes.objects(parent, SH.property):
                    yield from (other for other in self.shapes.objects(inner, SH.qualifiedValueShape) if other != own)

    def _about_values(self, shape: Node) -> None:
        if not self.core.is_property(shape):
            raise Unsure(Text("une contrainte qui demande un chemin", "a constraint that needs a path"))


def number_of(wanted: Node) -> int:
    """Return a count or length; raises `Unsure` for what is none."""
    if not isinstance(wanted, rdflib.Literal) or wanted.datatype != XSD.integer or not str(wanted).isdecimal():
        raise Unsure(Text("un nombre mal formé", "a number that is not well formed"))
    return int(str(wanted))


def _anything(_value: str) -> str:
    return "true"


def _not(condition: str) -> str:
    return {"true": "false", "false": "true"}.get(condition, f"!({condition})")


def _property(wanted: Node) -> str:
    if not isinstance(wanted, rdflib.URIRef):
        raise Unsure(Text("une propriété qui n'est pas une adresse", "a property that is no IRI"))
    return wanted.n3()
