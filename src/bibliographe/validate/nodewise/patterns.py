"""Triple patterns as Python: loops over what is unknown in them, or conditions where nobody asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.nodewise.terms import BOOLEAN, INTEGER, text
from bibliographe.validate.nodewise.tree import THIS, Variable
from bibliographe.validate.nodewise.values import Doubtful
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bibliographe.validate.nodewise.code import Code
    from bibliographe.validate.nodewise.expressions import Names
    from bibliographe.validate.nodewise.surroundings import Surroundings
    from bibliographe.validate.nodewise.terms import Term, Value
    from bibliographe.validate.nodewise.tree import Pattern

INDENT = "    "


@dataclass(frozen=True, slots=True)
class Scope:
    """What a group may see: the code of each bound variable."""

    codes: dict[str, Code]

    @property
    def bound(self) -> frozenset[str]:
        """Return the names of the bound variables."""
        return frozenset(self.codes)

    def with_(self, codes: dict[str, Code]) -> Scope:
        """Return what is seen once more variables are bound."""
        return Scope(self.codes | codes)


class PatternWriter:
    """Writes the patterns of one question."""

    def __init__(self, around: Surroundings, names: Names) -> None:
        """Let what is written call the functions of `around`."""
        self.names = names
        self._is_about_all = around.look.is_about_all
        self.followed_back: set[str] = set()
        """The predicates that are followed from a value to the nodes that have it."""
        names.values |= {
            "objects": around.objects,
            "star_of": around.star_of,
            "says_anything": around.says_anything,
            "subjects": around.subjects,
            "has_subject": around.has_subject,
            "pointers": around.pointers,
            "as_node": _as_node,
            "reached": _walker(around.objects),
        }

    def condition(self, pattern: Pattern, scope: Scope, unknown: frozenset[str]) -> str:
        """Return the condition that some value fits a pattern, empty where it takes a loop to find out."""
        subject, predicate, value = pattern.subject, pattern.predicate, pattern.object
        names = [term.name if isinstance(term, Variable) else "" for term in (subject, predicate, value)]
        if pattern.repeats:
            return ""
        if names[1] in unknown:
            is_anything = names[0] not in unknown and names[2] in unknown
            return f"says_anything({self.node(subject, scope)})" if is_anything else ""
        if names[0] not in unknown:
            found = self._said(subject, predicate, scope)
            return found if names[2] in unknown else f"{self.node(value, scope)} in {found}"
        if isinstance(predicate, str) and names[2] not in unknown:
            self.followed_back.add(predicate)
            return f"has_subject({predicate!r}, {self.node(value, scope)})"
        return ""

    def loop(
        self,
        pattern: Pattern,
        scope: Scope,
        fresh: dict[str, Code],
        body: Callable[[str], list[str]],
        indent: str,
    ) -> list[str]:
        """Write a loop whose `body` sees the unknown variables by the names in `fresh`; raises `Unsure`."""
        subject, predicate, value = pattern.subject, pattern.predicate, pattern.object
        own = [
            fresh[t.name].text if isinstance(t, Variable) and t.name in fresh else ""
            for t in (subject, predicate, value)
        ]
        more, deeper = indent + INDENT, indent + INDENT * 2
        if pattern.repeats:
            # No step at all leads from any node to itself; of some nothing is said, and the pass does not meet them.
            if own[0] or subject == THIS or not isinstance(predicate, str):
                raise Unsure(Text("un motif que rien ne relie au nœud", "a pattern that nothing links with the node"))
            walked = f"{self.node(subject, scope)}, {predicate!r}"
            if own[2]:
                return [f"{indent}for {own[2]} in reached({walked}):", *body(more)]
            return [f"{indent}if {self.node(value, scope)} in reached({walked}):", *body(more)]
        match own:
            case ["", "", found] if found:
                return [f"{indent}for {found} in {self._said(subject, predicate, scope)}:", *body(more)]
            case ["", by, found] if by:
                values, star = (
                    self.names.fresh(),
                    "S" if subject == THIS else f"star_of({self.node(subject, scope)})",
                )
                head = f"{indent}for {by}, {values} in {star}.items():"
                if found:
                    return [head, f"{more}for {found} in {values}:", *body(deeper)]
                return [head, f"{more}if {self.node(value, scope)} in {values}:", *body(deeper)]
            case [found, "", ""] if isinstance(predicate, str):
                self.followed_back.add(predicate)
                return [f"{indent}for {found} in subjects({predicate!r}, {self.node(value, scope)}):", *body(more)]
            case [found, by, ""] if found and by and self._is_about_all:
                return [f"{indent}for {found}, {by} in pointers({self.node(value, scope)}):", *body(more)]
        raise Unsure(Text("un motif que rien ne relie au nœud", "a pattern that nothing links with the node"))

    def _said(self, subject: Variable | Term, predicate: Variable | str, scope: Scope) -> str:
        """Return code for the values of a predicate."""
        by = repr(predicate) if isinstance(predicate, str) else self.node(predicate, scope)
        if subject == THIS:
            return f"S.get({by}, ())"
        return f"objects({self.node(subject, scope)}, {by})"

    def node(self, term: Variable | Term, scope: Scope) -> str:
        """Return code for a term as patterns are matched with it."""
        if isinstance(term, str):
            return repr(term)
        if isinstance(term, tuple):
            return self.names.add(term)
        code = scope.codes[term.name]
        if code.kind == "string":
            return f"literal({code.text})" if not code.fails else f"as_node({code.text}, is_string=True)"
        return code.text if code.kind == "term" and not code.fails else f"as_node({code.text})"


def _as_node(value: Value | None, *, is_string: bool = False) -> Term:
    """Return a value that was worked out as the term that patterns are matched with."""
    if is_string and isinstance(value, str):
        return text(value)
    if isinstance(value, (str, tuple)):
        return value
    if isinstance(value, int):
        return (str(value).lower(), BOOLEAN if isinstance(value, bool) else INTEGER, None)
    # No value, or a fraction: the store knows what such a pattern means.
    raise Doubtful


def _walker(objects: Callable[[Term, str], Iterable[Term]]) -> Callable[[Term, str], list[Term]]:
    """Return what walks a predicate any number of times, none included."""

    def reached(start: Term, predicate: str) -> list[Term]:
        found = {start: None}
        waiting = [start]
        while waiting:
            for one in objects(waiting.pop(), predicate):
                if one not in found:
                    found[one] = None
                    waiting.append(one)
        return list(found)

    return reached
