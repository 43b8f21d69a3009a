"""Groups compiled into Python functions that tell whether there is a solution.

Patterns become loops within loops, each over what the one before leads to; tests become conditions within them, and
the first solution of all ends the search. Nothing is joined as a whole.
Source: SPARQL 1.1, section 18; for EXISTS the substitution of section 18.6.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.nodewise.code import Code
from bibliographe.validate.nodewise.expressions import ExpressionCompiler, Names
from bibliographe.validate.nodewise.order import Order
from bibliographe.validate.nodewise.patterns import INDENT, PatternWriter, Scope
from bibliographe.validate.nodewise.tree import THIS, Bind, Filter, Inner, Minus, Pattern, Union, Values, Variable
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.nodewise.query import ExistsGroups
    from bibliographe.validate.nodewise.stars import Star
    from bibliographe.validate.nodewise.surroundings import Surroundings
    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.nodewise.tree import Element, Group

    Rest = Callable[["Scope", str], list[str]]
    """Writes what follows an element, given what is bound by then and how far to indent."""


@dataclass(frozen=True, slots=True)
class _End:
    """What follows a group: `needed` are the variables that it looks at, none where a solution is all that counts."""

    needed: frozenset[str]
    lines: Rest


_SOLVED = _End(frozenset(), lambda _scope, indent: [f"{indent}return True"])


class GroupCompiler:
    """Compiles the groups of one question into functions that call each other."""

    def __init__(self, around: Surroundings, exists_groups: ExistsGroups) -> None:
        """Know of `this` alone."""
        self.exists_groups = exists_groups
        self.order = Order(exists_groups)
        self.names = Names()
        self.functions: list[str] = []
        self.patterns = PatternWriter(around, self.names)

    def question(self, group: Group) -> Callable[[Star, Term], bool]:
        """Return what tells of a node, and of all that is said of it, whether the question names it.

        Raises `Unsure`; the function raises `Doubtful`.
        """
        return self._made(self._function(group, None, Scope({THIS.name: Code("this")}), apart=False))

    def visit(self, group: Group) -> Callable[[Star, Term], bool]:
        """Return what goes through all solutions for a node, so that all is looked at which any of them stands on.

        Raises `Unsure`; the function raises `Doubtful`.
        """
        scope = Scope({THIS.name: Code("this")})
        end = _End(group.variables(), lambda _scope, indent: [f"{indent}pass"])
        return self._made(self._written(self._lines(list(group.elements), scope, end, INDENT), scope))

    def _made(self, main: _Function) -> Callable[[Star, Term], bool]:
        try:
            # Made of names and signs that this package has chosen; what shapes say is in `names`, or quoted.
            exec("\n".join(self.functions), self.names.values)  # noqa: S102
        except SyntaxError as error:  # Python has its limits, such as twenty loops within each other
            raise Unsure(Text("une requête trop profonde", "a query that is too deep")) from error
        found = self.names.values[main.name]
        assert callable(found)  # noqa: S101
        return found

    def _function(self, group: Group, shown: frozenset[str] | None, scope: Scope, *, apart: bool) -> _Function:
        """Write what tells whether a group has a solution; `apart` where it only sees what it is joined on."""
        if apart:
            self._refuse_strange(group, shown, scope)
        return self._written(self._lines(list(group.elements), scope, _SOLVED, INDENT), scope)

    def _written(self, lines: list[str], scope: Scope) -> _Function:
        """Write a function of all that is bound, whose `lines` return True or come to their end."""
        name = f"f{len(self.functions)}"
        bound = ", ".join(["S", *(code.text for code in scope.codes.values())])
        self.functions.append("\n".join([f"def {name}({bound}):", *lines, f"{INDENT}return False"]))
        return _Function(name, f"{name}({bound})")

    def _refuse_strange(self, group: Group, shown: frozenset[str] | None, scope: Scope) -> None:
        own = group.variables()
        if self.order.named_in(group.elements) & scope.bound - own:
            raise Unsure(Text("une variable d'un autre groupe", "a variable of another group"))
        if shown is not None and (own - shown) & scope.bound:
            raise Unsure(Text("une variable qui en cache une autre", "a variable that hides another"))

    def _lines(self, left: list[Element], scope: Scope, end: _End, indent: str) -> list[str]:
        """Write what finds a solution of the elements that are left, and then what follows."""
        if not left:
            return end.lines(scope, indent)
        element = self.order.next(left, scope.bound)
        others = [other for other in left if other is not element]
        later = end.needed | self.order.named_in(others)

        def rest(scope: Scope, indent: str) -> list[str]:
            return self._lines(others, scope, end, indent)

        groups: list[tuple[Group, frozenset[str] | None]]
        match element:
            case Pattern():
                return self._pattern(element, scope, later, rest, indent)
            case Filter(expression):
                return _tested(self._expressions(scope).truth(expression), lambda more: rest(scope, more), indent)
            case Bind(expression, name):
                return self._bind(expression, name, scope, rest, indent)
            case Values(name, terms):
                return self._values(name, terms, scope, rest, indent)
            case Minus(group):
                return self._minus(group, scope, rest, indent)
            case Union(branches):
                groups = [(branch, None) for branch in branches]
            case Inner(group, shown):
                groups = [(group, shown)]
        return self._nested(groups, scope, later, rest, indent)

    def _minus(self, group: Group, scope: Scope, rest: Rest, indent: str) -> list[str]:
        if not group.variables() & scope.bound:
            raise Unsure(Text("un MINUS sans variable commune", "a MINUS without a shared variable"))
        removed = self._function(group, None, scope, apart=True)
        return [f"{indent}if not {removed.call}:", *rest(scope, indent + INDENT)]

    def _expressions(self, scope: Scope) -> ExpressionCompiler:
        def variable(name: str) -> Code:
            if name not in scope.codes:
                raise Unsure(Text(f"?{name} sans valeur", f"?{name} without a value"))
            code = scope.codes[name]
            return Code(f"needed({code.text})", code.kind, fails=True) if code.fails else code

        def exists(expression: Expression) -> Code:
            found = self._function(self.exists_groups.of(expression), None, scope, apart=False)
            return Code(found.call, "truth")

        return ExpressionCompiler(self.names, variable, exists)

    def _bind(
        self,
        expression: Expression,
        name: str,
        scope: Scope,
        rest: Rest,
        indent: str,
    ) -> list[str]:
        if name in scope.codes:
            raise Unsure(Text("un BIND d'une variable qui a une valeur", "a BIND of a variable that has a value"))
        code, own = self._expressions(scope).value(expression), self.names.fresh()
        after = scope.with_({name: replace(code, text=own)})
        if not code.fails:
            return [f"{indent}{own} = {code.text}", *rest(after, indent)]
        more = indent + INDENT
        tried = [f"{indent}try:", f"{more}{own} = {code.text}", f"{indent}except Failed:", f"{more}{own} = None"]
        return [*tried, *rest(after, indent)]

    def _values(
        self,
        name: str,
        terms: tuple[Term, ...],
        scope: Scope,
        rest: Rest,
        indent: str,
    ) -> list[str]:
        among = self.names.add(terms)
        if name in scope.codes:
            if not all(isinstance(term, str) for term in terms):
                raise Unsure(Text("VALUES avec un littéral", "VALUES with a literal"))
            return [
                f"{indent}if {self.patterns.node(Variable(name), scope)} in {among}:",
                *rest(scope, indent + INDENT),
            ]
        own = self.names.fresh()
        return [f"{indent}for {own} in {among}:", *rest(scope.with_({name: Code(own)}), indent + INDENT)]

    def _nested(
        self,
        groups: list[tuple[Group, frozenset[str] | None]],
        scope: Scope,
        later: frozenset[str],
        rest: Rest,
        indent: str,
    ) -> list[str]:
        """Write groups of which one must have a solution."""
        visible = [group.variables() if shown is None else group.variables() & shown for group, shown in groups]
        if not (frozenset().union(*visible) - scope.bound) & later:
            # Nothing is asked of what they give: one solution is as good as all.
            calls = [self._function(group, shown, scope, apart=True).call for group, shown in groups]
            return [f"{indent}if {' or '.join(calls)}:", *rest(scope, indent + INDENT)]
        if len(groups) > 1:
            raise Unsure(Text("un UNION qui donne des valeurs", "a UNION that gives values"))
        ((group, shown),) = groups
        self._refuse_strange(group, shown, scope)

        def outside(inner: Scope, indent: str) -> list[str]:
            seen = (scope.bound | visible[0]) & inner.bound
            if visible[0] & later - seen:
                raise Unsure(Text("une variable sans valeur", "a variable without a value"))
            return rest(Scope({name: inner.codes[name] for name in seen}), indent)

        return self._lines(list(group.elements), scope, _End(later, outside), indent)

    def _pattern(
        self,
        pattern: Pattern,
        scope: Scope,
        later: frozenset[str],
        rest: Rest,
        indent: str,
    ) -> list[str]:
        """Write a loop over the values of what is unknown in a pattern, or a condition where nobody asks for them."""
        unknown = pattern.variables - scope.bound
        if len(pattern.variables) != sum(
            isinstance(t, Variable) for t in (pattern.subject, pattern.predicate, pattern.object)
        ):
            raise Unsure(Text("une variable deux fois dans un motif", "a variable twice in a pattern"))
        if unknown & later:
            fresh = {name: Code(self.names.fresh()) for name in sorted(unknown)}
            return self.patterns.loop(pattern, scope, fresh, lambda more: rest(scope.with_(fresh), more), indent)
        condition = self.patterns.condition(pattern, scope, unknown)
        if condition:
            return [f"{indent}if {condition}:", *rest(scope, indent + INDENT)]
        # One value is as good as another.
        fresh = {name: Code(self.names.fresh()) for name in sorted(unknown)}
        loop = self.patterns.loop(pattern, scope, fresh, lambda more: [f"{more}return True"], INDENT)
        return [f"{indent}if {self._written(loop, scope).call}:", *rest(scope, indent + INDENT)]


@dataclass(frozen=True, slots=True)
class _Function:
    name: str
    call: str


def _tested(code: Code, body: Callable[[str], list[str]], indent: str) -> list[str]:
    more = indent + INDENT
    if not code.fails:
        return [f"{indent}if {code.text}:", *body(more)]
    tried = [f"{indent}try:", f"{more}holds = {code.text}", f"{indent}except Failed:", f"{more}holds = False"]
    return [*tried, f"{indent}if holds:", *body(more)]
