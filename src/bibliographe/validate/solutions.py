"""What SPARQL constraints find about suspects, asked of the store for all of them at once, for rdflib to word.

For each solution rdflib is asked with the values of its patterns bound beforehand: it reads nothing of the graph then.
Where the engines may not agree, it is asked the whole query, for the values that are in doubt alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph
from rdflib.query import Result

from bibliographe.validate.terms import quiet, to_rdflib
from bibliographe.validate.written import as_written, to_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import rdflib
    from rdflib.term import Node

    from bibliographe.validate.filed import Filed
    from bibliographe.validate.plan import Solving
    from bibliographe.validate.written import Term

_MOST = 500_000
"""Solutions of one constraint that are held; where there are more, rdflib looks for them itself."""
_THIS = "this"

Values = tuple["Term | None", ...]


class Solutions:
    """The solutions of some constraints about some nodes."""

    def __init__(self, answer: Callable[[str, Mapping[str, Node]], Result]) -> None:
        """Know none yet. `answer` is what asks rdflib a query with variables bound beforehand."""
        self._answer = answer
        self._known: dict[str, list[_Known]] = defaultdict(list)

    def find(self, store: pyoxigraph.Store | Filed, solving: Solving, condition: str, nodes: Collection[Term]) -> None:
        """Ask `store` what a constraint finds about `nodes`; `condition` is true where the engines may not agree."""
        named = {node for node in nodes if not isinstance(node, pyoxigraph.BlankNode)}  # these cannot be named
        certain, doubtful = solving.queries(condition, " ".join(str(_stored(node)) for node in named))
        found = _Known(solving, {_read(node): {} for node in named})
        if not isinstance(store, pyoxigraph.Store):
            store = store.store_around(list(filter(None, solving.queries(condition))), list(map(_stored, named)))
        with quiet():
            is_held = found.take(store, certain, solving.remainder)
            # What is in doubt is asked anew, wherever else it was found.
            is_held = is_held and (not doubtful or found.take(store, doubtful, ""))
        if named and is_held:
            self._known[solving.select].append(found)

    def of(self, query: str, bound: Mapping[str, Node] | None) -> Result | None:
        """Return the answer to a query that pySHACL asks of a node, None where its solutions were not looked for."""
        declared, _, select = query.partition("\n\n")
        if not bound or set(bound) != {_THIS} or select not in self._known:
            return None
        lines = set(declared.splitlines())
        for known in self._known[select]:
            if bound[_THIS] in known.rows and lines.issuperset(known.solving.declarations):
                return self._together(query, known, bound)
        return None

    def _together(self, query: str, known: _Known, bound: Mapping[str, Node]) -> Result:
        result = Result("SELECT")
        rows: list[Mapping[rdflib.Variable, Any]] = []
        result.vars = []
        for values, remainder in known.rows[bound[_THIS]].items():
            terms = {name: _read(term) for name, term in zip(known.solving.shown, values, strict=True)}
            answer = self._answer(remainder or query, {**terms, **bound})
            result.vars = answer.vars
            rows += answer.bindings
        result.bindings = rows
        return result


class _Known:
    """The solutions of one constraint: for each node, the values with what rdflib is asked about them."""

    def __init__(self, solving: Solving, rows: dict[Node, dict[Values, str]]) -> None:
        self.solving, self.rows, self._size = solving, rows, 0

    def take(self, store: pyoxigraph.Store, query: str, remainder: str) -> bool:
        """Take in what a question finds; return whether that is not too much to hold."""
        for solution in cast("pyoxigraph.QuerySolutions", store.query(query)):
            node = _read(cast("Term", solution[_THIS]))
            self.rows[node][tuple(solution[name] for name in self.solving.shown)] = remainder
            self._size += 1
            if self._size > _MOST:
                return False
        return True


def _stored(node: Term) -> Any:
    return to_store(node) if isinstance(node, pyoxigraph.Literal) else node


def _read(term: Any) -> Any:
    return to_rdflib(as_written(term))
