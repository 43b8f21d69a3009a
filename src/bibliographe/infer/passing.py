"""One reading of all that was said, which finds what follows from it.

Properties and classes are closed in the schema, so that a line tells at once all that follows from it alone: one pass
is a fixpoint. The chains of transitive properties are walked after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.infer.chains import reached
from bibliographe.infer.schema import Reading
from bibliographe.infer.templates import TYPED, ByClass, ByProperty
from bibliographe.infer.terms import END, NO_SUBJECT, NO_VALUE, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.graph.lines import Parts
    from bibliographe.infer.namesakes import Namesakes
    from bibliographe.infer.schema import Schema
    from bibliographe.infer.templates import Others, Put, Texts
    from bibliographe.store.derivations import Statements

_AT_ONCE = 20_000
_MOST = 1_000_000
"""Lines that may be held in memory until it is known whether they were said, some 250 bytes each."""


class Pass:
    """What follows from what `said` says, where things have these `names`, by `schema`."""

    def __init__(self, schema: Schema, said: Statements, names: Namesakes) -> None:
        self._schema = schema
        self._said = said
        self._names = names
        self._certain: set[str] = set()
        self._doubtful: set[str] = set()
        self._properties = ByProperty(schema, self._sink)
        self._classes = ByClass(schema, self._properties)

    @property
    def links(self) -> Sequence[tuple[str, str]]:
        """The pairs of terms that were met and that are one thing."""
        return self._properties.links

    def is_a_term(self, name: str) -> bool:
        """Tell whether a name, as text, is a term of the ontology, or a property that was met."""
        return name[1:-1] in self._schema.terms or name in self._properties

    def _sink(self, name: str) -> Put:
        """Return who takes lines with a property or a class: where nobody uses it, nobody said them."""
        return (self._doubtful if self._said.uses(name) else self._certain).add

    def lines(self) -> Iterator[str]:
        """Yield what follows and nobody said; a line may come more than once."""
        self._doubtful.update(f"{axiom}{END}" for axiom in self._schema.axioms)
        for statements in self._said.parts():
            self._read(self._names.renamed(statements, self._doubtful.add))
            yield from self._settled()
        for name, pairs in self._properties.steps.items():
            yield from self._chains(name, pairs)
        yield from self._settled(everything=True)

    def _settled(self, *, everything: bool = False) -> Iterator[str]:
        if len(self._certain) > _AT_ONCE or everything:
            yield from self._certain
            self._certain.clear()
        if len(self._doubtful) > _MOST or everything:
            self._said.take_out(self._doubtful)
            yield from self._doubtful
            self._doubtful.clear()

    def _read(self, statements: Iterable[Parts]) -> None:
        properties, classes = self._properties, self._classes
        here, silent, known = "", False, set[str]()
        for subject, predicate, rest in statements:
            found = properties[predicate]
            if found is TYPED:
                found = classes[rest]
            if found is None:
                continue
            if subject != here:
                here, silent = subject, subject.startswith(NO_SUBJECT)
                known.clear()
            members, says, others = found
            for end, put in members:
                if end not in known and not silent:
                    known.add(end)
                    put(subject + end)
            if says:
                _read_on(subject, rest, says)
            if others:
                _read_back(subject, rest, others)

    def _chains(self, name: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield what a transitive property and those that it says hold between (prp-trp)."""
        whole = [Reading(name), *self._schema.says.get(name, ())]
        for start, end in reached(pairs):
            for says in whole:
                subject, value = (end, start) if says.inverted else (start, end)
                if line := line_of(subject, says.predicate, value):
                    self._sink(says.predicate)(line)
            yield from self._settled()


def _read_on(subject: str, rest: str, says: Texts) -> None:
    """Tell what else holds between a subject and its value."""
    if not subject.startswith(NO_SUBJECT) and not rest.startswith(NO_VALUE):
        for middle, put in says:
            put(f"{subject}{middle}{rest}")


def _read_back(subject: str, rest: str, others: Others) -> None:
    """Tell what follows for the value of a statement."""
    value = rest.removesuffix(END)
    for note in others.steps:
        note((subject, value))
    for note in others.steps_back:
        note((value, subject))
    if value.startswith(NO_SUBJECT):
        return
    for end, put in others.members:
        put(value + end)
    if others.says and not subject.startswith(NO_VALUE):
        for middle, put in others.says:
            put(f"{value}{middle}{subject}{END}")
