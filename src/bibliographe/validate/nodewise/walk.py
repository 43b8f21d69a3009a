"""The pass over a store: each node once, with all that is said of it, and every question that it may answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bibliographe.validate.expressions import RDF_TYPE
from bibliographe.validate.nodewise.compiling import compiled
from bibliographe.validate.nodewise.garbage import little_collecting
from bibliographe.validate.nodewise.marks import marked
from bibliographe.validate.nodewise.screening import signature_of
from bibliographe.validate.nodewise.surroundings import Surroundings
from bibliographe.validate.nodewise.values import Doubtful
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bibliographe.validate.nodewise.compiling import Compiled
    from bibliographe.validate.nodewise.looking import Look
    from bibliographe.validate.nodewise.marks import Marked
    from bibliographe.validate.nodewise.stars import Star
    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.nodewise.windows import Survey

_SIGNATURES = 50_000
_LEFT_ALONE = 5_000
_TOO_MANY = 2_000
"""Doubtful nodes after which a question is left to the store."""


class Walk:
    """One pass over files; `found` has the nodes that may answer each question, by its number."""

    def __init__(
        self, look: Look, questions: Sequence[tuple[int, str]], only_whether: Collection[int] = frozenset()
    ) -> None:
        """Compile those of `questions` that can be; the others count as given up.

        `look` tells of what does not stand in the same window. Of the questions numbered `only_whether` no more is
        found than whether there is a node.
        """
        self.around = Surroundings(look)
        self._only_whether = frozenset(only_whether)
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

    @property
    def told(self) -> frozenset[str]:
        """Return the predicates of which questions ask whether they point at a node."""
        return frozenset[str]().union(*(question.pointing for question in self._questions))

    @property
    def followed_back(self) -> frozenset[str]:
        """Return the predicates that are followed from a value to the nodes that have it."""
        return frozenset[str]().union(*(question.followed_back for question in self._questions))

    def run(
        self, survey: Survey, share: int = 0, shares: int = 1, known: Marked | None = None
    ) -> dict[int, set[Term] | None]:
        """Ask of every node, or of one of several equal shares of them, and return what was found.

        None stands for a question about which too much was doubtful. `known` tells where the predicates point that
        are `told` or `followed_back`, where that is known already. Raises `BlankNodeMet`.
        """
        predicates = self.told | self.followed_back
        with little_collecting():
            if predicates:
                self.around.mark(known or marked(self.told, predicates, survey.values_of(predicates)))
            return self._run(survey, share, shares)

    def _run(self, survey: Survey, share: int, shares: int) -> dict[int, set[Term] | None]:
        around = self.around
        for window in survey.windows(share, shares):
            for node in survey.scattered & window.keys():
                window[node] = around.look.star(node)
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
                        self._find(question, node)
                    continue
            try:
                holds = question.holds(star, node)
            except Doubtful:
                holds = True
                self._doubt(question)
            if key is not None:
                answers.add(key, holds=holds)
            if holds:
                self._find(question, node)

    def _find(self, question: Compiled, node: Term) -> None:
        self.found[question.number].add(node)
        if question.number in self._only_whether:
            self._ask_no_more(question)

    def _doubt(self, doubted: Compiled) -> None:
        """Give a question up when too many of its answers are not certain."""
        self._doubtful[doubted.number] += 1
        if self._doubtful[doubted.number] > _TOO_MANY:
            self._given_up.add(doubted.number)
            self._ask_no_more(doubted)

    def _ask_no_more(self, answered: Compiled) -> None:
        self._questions = [question for question in self._questions if question is not answered]
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
