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
from bibliographe.infer.unsaid import Unsaid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.graph.lines import Parts
    from bibliographe.infer.namesakes import Namesakes
    from bibliographe.infer.schema import Schema
    from bibliographe.infer.templates import Others, Texts
    from bibliographe.store.derivations import Statements


class Pass:
    """What follows from what `said` says, where things have these `names`, by `schema`."""

    def __init__(self, schema: Schema, said: Statements, names: Namesakes) -> None:
        self._schema = schema
        self._said = said
        self._names = names
        self._unsaid = Unsaid(said)
        self._properties = ByProperty(schema, self._unsaid.taker)
        self._classes = ByClass(schema, self._properties)

    @property
    def links(self) -> Sequence[tuple[str, str]]:
        """The pairs of terms that were met and that are one thing."""
        return self._properties.links

    def is_a_term(self, name: str) -> bool:
        """Tell whether a name, as text, is a term of the ontology, or a property that was met."""
        return name[1:-1] in self._schema.terms or name in self._properties

    def lines(self) -> Iterator[str]:
        """Yield what follows and nobody said; a line may come more than once."""
        for axiom in self._schema.axioms:
            self._unsaid.take(f"{axiom}{END}")
        for statements in self._said.parts():
            self._read(self._names.renamed(statements, self._unsaid.take))
            yield from self._unsaid.lines()
        for name, pairs in self._properties.steps.items():
            yield from self._chains(name, pairs)
        yield from self._unsaid.lines(everything=True)

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
                    self._unsaid.taker(says.predicate)(line)
            yield from self._unsaid.lines()


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
