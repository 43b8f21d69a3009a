"""The catalogue's graph as records: a thing, what is said of it, and the file that says so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.files import contents_of, existing_file, graph_files, read_statements
from bibliographe.graph.iri import Minter
from bibliographe.graph.lookups import Lookups
from bibliographe.graph.terms import BIBO, PROV, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.journal import Content

REGISTER = "register"
AGENTS, PERIODICALS, TOPICS = "agents", "periodicals", "topics"
SHARED_FILES = {
    "agent": AGENTS,
    "periodical": PERIODICALS,
    "website": PERIODICALS,
    "series": PERIODICALS,
    "host": PERIODICALS,
    "issue": PERIODICALS,
    "scheme": TOPICS,
    "topic": TOPICS,
}
"""Kinds of things that several sources speak of, and the file of each. All others live in their source's file."""
RESERVED_STEMS = frozenset({REGISTER, AGENTS, PERIODICALS, TOPICS})
OWNED_KINDS = frozenset({"authors", "contribution"})
OWNING = (BIBO.authorList, PROV.qualifiedAttribution)


@dataclass(frozen=True, slots=True)
class Record:
    """What is said of one thing, the nodes that belong to it (its list of authors, its roles) included."""

    iri: NamedNode
    file: str
    """The stem of its file in `graph/`."""
    triples: frozenset[Statement]


class GraphFolder:
    """All records of a catalogue, held in memory; `contents` is what to write back."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read `graph/`; raises `GraphError` on the first file that is not RDF."""
        self._start(catalogue)
        for path in graph_files(catalogue):
            if path.stem != REGISTER:
                for triple in read_statements(path, catalogue.base):
                    self._statements[triple.subject][triple] = path.stem

    def _start(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.minter = Minter(catalogue.base)
        self._statements: dict[NamedNode, dict[Statement, str]] = defaultdict(dict)
        self._changed: set[str] = set()
        self._lookups: Lookups | None = None

    def __iter__(self) -> Iterator[NamedNode]:
        """Yield the things that have a record of their own, in the order of their addresses."""
        yield from sorted(
            (subject for subject in self._statements if self.is_thing(subject)), key=lambda node: node.value
        )

    @property
    def lookups(self) -> Lookups:
        """Return what finds things by what is said of them; made when it is first asked for."""
        if self._lookups is None:
            self._lookups = Lookups(self.triples())
        return self._lookups

    def stranger(self) -> NamedNode | None:
        """Return an address that something is said of when none is of this catalogue."""
        if any(map(self.is_thing, self._statements)):
            return None
        return next(iter(self._statements), None)

    def __contains__(self, thing: NamedNode) -> bool:
        return thing in self._statements

    def lacks_file(self, stem: str) -> bool:
        """Tell whether there is no file called `stem`: what it said was lost with it, not taken out of it."""
        return not existing_file(self.catalogue.graph, stem).exists()

    def is_thing(self, subject: NamedNode) -> bool:
        """Tell whether an address is of a thing that has a record of its own."""
        kind = self.minter.kind(subject) if isinstance(subject, NamedNode) else None
        return kind is not None and kind not in OWNED_KINDS

    def record(self, thing: NamedNode) -> Record | None:
        """Return what is said of `thing`, None when nothing is."""
        if thing not in self._statements:
            return None
        statements = self._statements[thing]
        own = set(statements)
        for triple in statements:
            if triple.predicate in OWNING:
                own.update(self._owned(triple.object))
        return Record(thing, next(iter(statements.values())), frozenset(own))

    def _owned(self, node: NamedNode | Literal) -> Iterable[Statement]:
        return self._statements.get(node, ()) if isinstance(node, NamedNode) else ()

    def put(self, record: Record) -> None:
        """Say exactly this of a thing, in place of all that was said before."""
        self.remove(record.iri)
        for triple in record.triples:
            said = self._statements[triple.subject]
            if self._lookups and triple not in said:
                self._lookups.add(triple)
            said[triple] = record.file
        self._changed.add(record.file)

    def remove(self, thing: NamedNode) -> None:
        """Take a thing's statements, and those of the nodes that belong to it, out of the graph."""
        record = self.record(thing)
        for subject in {triple.subject for triple in record.triples} if record else ():
            gone = self._statements.pop(subject)
            self._changed.update(gone.values())
            if self._lookups:
                for triple in gone:
                    self._lookups.drop(triple)

    def objects(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """Return the values of one property of `thing`."""
        return [t.object for t in self._statements.get(thing, ()) if t.predicate == predicate]

    def triples(self) -> Iterator[Statement]:
        """Yield every statement of the catalogue but the register's and the abstracts'."""
        for statements in self._statements.values():
            yield from statements

    def contents(self) -> dict[Path, Content]:
        """Return what the files whose records changed must hold now."""
        by_file: dict[str, list[Statement]] = {stem: [] for stem in sorted(self._changed)}
        for statements in self._statements.values():
            for triple, stem in statements.items():
                if stem in by_file:
                    by_file[stem].append(triple)
        found: dict[Path, Content] = {}
        for stem, triples in by_file.items():
            found |= contents_of(self.catalogue.graph, stem, triples, self.catalogue.base)
        return found
