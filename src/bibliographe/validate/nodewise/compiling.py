"""Questions made ready to be asked of single nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.nodewise.groups import GroupCompiler
from bibliographe.validate.nodewise.query import read_question
from bibliographe.validate.nodewise.reading import predicates_read
from bibliographe.validate.nodewise.screening import Screener
from bibliographe.validate.nodewise.tree import THIS, Inner, Pattern, Union, Values
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.validate.nodewise.screening import Signature
    from bibliographe.validate.nodewise.stars import Star
    from bibliographe.validate.nodewise.surroundings import Surroundings
    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.nodewise.tree import Group

_ANSWERS = 3_000


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


def compiled_to_visit(query: str, around: Surroundings) -> tuple[Callable[[Star, Term], bool], frozenset[str]]:
    """Return what looks at all that the solutions of a query for a node stand on, and what it follows back.

    Raises `Unsure` for a query that cannot be asked node by node; what is returned raises `Doubtful`.
    """
    group, exists_groups = read_question(query)
    compiler = GroupCompiler(around, exists_groups)
    return compiler.visit(group), frozenset(compiler.patterns.followed_back)
