"""The pass over a store: each node once, with all that is said of it, and every question that it may answer."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.expressions import RDF_TYPE
from bibliographe.validate.nodewise.groups import GroupCompiler
from bibliographe.validate.nodewise.query import read_question
from bibliographe.validate.nodewise.reading import predicates_read
from bibliographe.validate.nodewise.screening import Screener, signature_of
from bibliographe.validate.nodewise.surroundings import Surroundings
from bibliographe.validate.nodewise.tree import THIS, Inner, Pattern, Union, Values
from bibliographe.validate.nodewise.values import Doubtful
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import Store

    from bibliographe.validate.nodewise.screening import Signature
    from bibliographe.validate.nodewise.surroundings import Star
    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.nodewise.tree import Group
    from bibliographe.validate.nodewise.windows import Survey

_GARBAGE = 1_000_000
"""New objects after which Python looks for unreachable ones."""
_SIGNATURES = 50_000
_LEFT_ALONE = 5_000
_ANSWERS = 3_000
_TOO_MANY = 2_000
"""Doubtful nodes after which a question is left to the store."""


class Answers:
    """What a question answered for some values, as long as that is of use."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.known: dict[tuple[object, ...], bool] = {}
        self.is_useful = True
        self._asked = 0

    def add(self, key: tuple[object, ...], *, holds: bool) -> None:
        """Remember an answer that was worked out."""
        self._asked += 1
        if len(self.known) >= _ANSWERS:
            # Where hardly any came twice, looking them up costs more than it saves.
            self.is_useful = self._asked < _ANSWERS * 2
            self.known.clear()
        self.known[key] = holds


@dataclass(frozen=True, slots=True)
class Compiled:
    """One question, ready to be asked of a node."""

    number: int
    """Its place among those that were to be compiled."""
    screen: Callable[[Signature], bool]
    holds: Callable[[Star, Term], bool]
    pointing: frozenset[str]
    """The predicates of which it asks whether they point at the node."""
    followed_back: frozenset[str]
    reads: tuple[str, ...] | None
    """The predicates whose values decide, None where more than that is looked at."""
    answers: Answers


def compiled(query: str, number: int, around: Surroundings) -> tuple[Compiled, set[str], set[Term]]:
    """Return a question compiled, the predicates whose values it asks about, and the nodes that it names.

    Raises `Unsure` for a question that cannot be asked node by node.
    """
    group, exists_groups = read_question(query)
    compiler = GroupCompiler(around, exists_groups)
    holds = compiler.question(group)
    pointing: set[str] = set()
    named: set[Term] = set()
    _reach(group, pointing, named)
    screener = Screener(exists_groups)
    screen = screener.screen(group)
    reads = predicates_read(group, exists_groups)
    decided_by = None if reads is None else tuple(sorted(reads))
    told, followed_back = frozenset(screener.pointing), frozenset(compiler.patterns.followed_back)
    return Compiled(number, screen, holds, told, followed_back, decided_by, Answers()), pointing, named


def _reach(group: Group, pointing: set[str], named: set[Term]) -> None:
    """Note where `?this` may come from besides the nodes of which something is said.

    Raises `Unsure` where it may be any value.
    """
    if any(isinstance(e, Pattern) and e.subject == THIS and not e.repeats for e in group.elements):
        return
    for element in group.elements:
        match element:
            case Pattern(_, predicate, value) if value == THIS:
                if not isinstance(predicate, str):
                    raise Unsure(
                        Text("une cible qui peut être n'importe quelle valeur", "a target that may be any value")
                    )
                pointing.add(predicate)
            case Values("this", terms):
                named.update(terms)
            case Union(branches):
                for branch in branches:
                    _reach(branch, pointing, named)
            case Inner(inner, _):
                _reach(inner, pointing, named)
            case _:
                pass


class Walk:
    """One pass over a store; `found` has the nodes that may answer each question, by its number."""

    def __init__(
        self, store: Store, questions: Sequence[tuple[int, str]], read: Callable[[str], Star] | None = None
    ) -> None:
        """Compile those of `questions` that can be; the others count as given up.

        `read` tells what is said of a node where that is quicker than to ask the store.
        """
        self.around = Surroundings(store, read)
        self.found: dict[int, set[Term]] = {number: set() for number, _ in questions}
        self._questions: list[Compiled] = []
        self._doubtful: Counter[int] = Counter()
        self._given_up: set[int] = set()
        self._pointing: set[str] = set()
        self._named: set[Term] = set()
        self._screened: dict[tuple[object, ...], list[Compiled]] = {}
        for number, query in questions:
            try:
                question, pointing, named = compiled(query, number, self.around)
            except Unsure:
                self._given_up.add(number)
                continue
            self._questions.append(question)
            self._pointing |= pointing
            self._named |= named
        self._bare: set[Term] = set()

    def run(self, survey: Survey, share: int = 0, shares: int = 1) -> dict[int, set[Term] | None]:
        """Ask of every node, or of one of several equal shares of them, and return what was found.

        None stands for a question about which too much was doubtful. Raises `BlankNodeMet`.
        """
        # A window is some hundred thousand lists, none of which leads back to itself: looking for such takes a quarter
        # of the pass.
        before = gc.get_threshold()
        gc.set_threshold(_GARBAGE, *before[1:])
        try:
            return self._run(survey, share, shares)
        finally:
            gc.set_threshold(*before)

    def _run(self, survey: Survey, share: int, shares: int) -> dict[int, set[Term] | None]:
        around = self.around
        self._mark(survey)
        for window in survey.windows(share, shares):
            for node in survey.scattered & window.keys():
                window[node] = around.looked_up(node)
            around.enter(window)
            for node, star in window.items():
                self._ask(node, star)
                for predicate in self._pointing & star.keys():
                    for value in star[predicate]:
                        if value not in self._bare and not around.says_anything(value):
                            self._ask_bare(value)
        if share == 0:
            for named in self._named:
                self._ask(named, around.star_of(named))
        return {**self.found, **dict.fromkeys(self._given_up)}

    def _mark(self, survey: Survey) -> None:
        """Note where the predicates point of which questions ask from behind."""
        nothing: frozenset[str] = frozenset()
        followed_back = nothing.union(*(question.followed_back for question in self._questions))
        told = nothing.union(*(question.pointing for question in self._questions))
        if followed_back or told:
            self.around.mark(followed_back, told, survey.values_of(followed_back | told))

    def _ask_bare(self, node: Term) -> None:
        """Ask of a node of which nothing is said."""
        if len(self._bare) >= _LEFT_ALONE:
            self._bare.clear()
        self._bare.add(node)
        self._ask(node, {})

    def _ask(self, node: Term, star: Star) -> None:
        for question in self._open(node, star):
            answers, key = question.answers, None
            if question.reads is not None and answers.is_useful:
                key = tuple([tuple(star.get(predicate, ())) for predicate in question.reads])
                holds = answers.known.get(key)
                if holds is not None:
                    if holds:
                        self.found[question.number].add(node)
                    continue
            try:
                holds = question.holds(star, node)
            except Doubtful:
                holds = True
                self._doubt(question)
            if key is not None:
                answers.add(key, holds=holds)
            if holds:
                self.found[question.number].add(node)

    def _doubt(self, doubted: Compiled) -> None:
        """Give a question up when too many of its answers are not certain."""
        self._doubtful[doubted.number] += 1
        if self._doubtful[doubted.number] > _TOO_MANY:
            self._given_up.add(doubted.number)
            self._questions = [question for question in self._questions if question is not doubted]
            self._screened.clear()

    def _open(self, node: Term, star: Star) -> list[Compiled]:
        """Return the questions that the signature of a node leaves open."""
        pointed = self.around.pointed(node)
        many = [predicate for predicate, values in star.items() if len(values) > 1]
        key = (pointed, tuple(star), tuple(star.get(RDF_TYPE, ())), tuple(many))
        found = self._screened.get(key)
        if found is None:
            if len(self._screened) >= _SIGNATURES:
                self._screened.clear()
            signature = signature_of(star, pointed)
            found = self._screened[key] = [one for one in self._questions if one.screen(signature)]
        return found
