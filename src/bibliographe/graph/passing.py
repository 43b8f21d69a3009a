"""Items described as they pass by, some at a time: what an import would say of them, in constant memory.

Addresses are those that an import into a catalogue without this source's things mints. What needs the whole source or
the catalogue is not said: which entries are parts of a dossier of another batch, which are the same as entries of the
catalogue. A thing that entries of several batches share is described in each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from bibliographe.graph.describe import describe_bibliography
from bibliographe.graph.describe.lines import LineDescription
from bibliographe.graph.iri import Minter
from bibliographe.graph.lines import line_of
from bibliographe.model.entry import Entry, Furniture, Reject, Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode

    from bibliographe.config import Catalogue
    from bibliographe.graph.describe import SourceFacts
    from bibliographe.graph.terms import Statement
    from bibliographe.model.entry import Item

BATCH = 500
"""Items described together: what they share is said once."""
_RECORDS = (Entry, Reject, Furniture)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some items of a source, and the lines of N-Triples that say what they say."""

    items: list[Item]
    lines: list[str]
    abstracts: set[Statement]
    """What stays at home unless the settings let it go."""
    entries: list[tuple[Entry, NamedNode]]

    def abstract_lines(self) -> list[str]:
        """Return the abstracts as lines of N-Triples, sorted."""
        return sorted(map(line_of, self.abstracts))


def described(items: Iterable[Item], catalogue: Catalogue, source_id: str, facts: SourceFacts) -> Iterator[Batch]:
    """Yield the items of a source in batches; one that begins with anything but records is described as a whole.

    Such a source is a document or a vocabulary: its headings come first, and the rest refers to them.
    """
    found = iter(items)
    first = next(found, None)
    if first is None:
        return
    size = BATCH if isinstance(first, _RECORDS) else None
    found = chain([first], found)
    language = first.language if isinstance(first, Selection) else catalogue.languages[0]
    while batch := list(islice(found, size)):
        description = LineDescription(Minter(catalogue.base), source_id, language)
        said = describe_bibliography(batch, description, facts, lambda _title: set())
        yield Batch(batch, list(description.lines()), said.abstracts, said.entries)


def begun(batches: Iterable[Batch]) -> Iterator[Batch] | None:
    """Return the same batches once one of them has an entry, None where none has: nothing is to be written then.

    Those without an entry that say no more than the one before them, as batches of rejects do, are left out.
    """
    found = iter(batches)
    before: list[Batch] = []
    for batch in found:
        if not before or batch.lines != before[-1].lines:
            before.append(batch)
        if batch.entries:
            return chain(before, found)
    return None
