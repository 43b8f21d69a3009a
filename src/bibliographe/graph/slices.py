"""The part of a large catalogue that an import touches: what it describes, lists, leaves without a use, may announce.

Everything else is read past, some times over, and is never held. What is held behaves as if it were the whole.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.describe.hosts import HOST
from bibliographe.graph.drafts import Draft
from bibliographe.graph.files import existing_file, graph_files
from bibliographe.graph.lines import canonical_chunks, line_of, statements_of
from bibliographe.graph.lookups import Lookups
from bibliographe.graph.numbers import NUMBERED, number_key
from bibliographe.graph.records import OWNING, REGISTER, GraphFolder
from bibliographe.graph.rewriting import Rewriting
from bibliographe.graph.sorted_files import sorted_files
from bibliographe.graph.term_text import value_of
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA, SKOS
from bibliographe.model.text import fold
from bibliographe.scratch import WorkFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.journal import Content
    from bibliographe.graph.wanted import Wanted

_ITEM, _QUOTED, _PART = str(SCHEMA.item), str(PROV.wasQuotedFrom), str(DCTERMS.isPartOf)
_TITLE, _CONTENTS = str(DCTERMS.title), str(DCTERMS.tableOfContents)
_NUMBERS = {str(predicate): kind for predicate, kind in NUMBERED.items()}
_ITEM_WITHIN, _PART_WITHIN = f" {_ITEM} <", f" {_PART} <"
_HOST = f"id/{HOST}/"
_OWNING = frozenset(map(str, OWNING))
_TOP = str(SKOS.topConceptOf)


class GraphSlice(GraphFolder):
    """The records that an import has to know, as a `GraphFolder` of them alone."""

    def __init__(self, catalogue: Catalogue, wanted: Wanted) -> None:
        """Read past `graph/`; raises `GraphError` on the first file that is not RDF."""
        self._start(catalogue)
        self._wanted = wanted
        self._thing = f"<{catalogue.base}id/"
        self._stranger: NamedNode | None = None
        self._any_thing = False
        self._outside: set[NamedNode] = set()
        with WorkFolder() as folder:
            self._files = list(self._first_reading(folder))
            self._imported_before = any(stem in wanted.stems for stem, _path in self._files)
            self._load()
            self._note_outside()
        self._before = {stem: frozenset(lines) for stem, lines in self._lines_by_file().items()}

    def _first_reading(self, folder: Path) -> Iterator[tuple[str, Path]]:
        """Yield each file's stem, and a file with its canonical lines; find what the documents want by themselves."""
        self._want: set[str] = set()
        for number, path in enumerate(graph_files(self.catalogue)):
            if path.stem == REGISTER:
                continue
            spool, as_written = folder / f"{number}.nt", path.suffix == ".nt"
            with ExitStack() as stack:
                stream = None if as_written else stack.enter_context(spool.open("w", encoding="utf-8", newline="\n"))
                for lines, same in canonical_chunks(path, self.catalogue.base):
                    as_written &= same
                    if stream:
                        stream.writelines(lines)
                    for line in lines:
                        self._look_at(line, own=path.stem in self._wanted.stems)
            if path.suffix == ".nt" and not as_written:
                with spool.open("w", encoding="utf-8", newline="\n") as stream:
                    for lines, _same in canonical_chunks(path, self.catalogue.base):
                        stream.writelines(lines)
            yield path.stem, path if as_written else spool

    def _look_at(self, line: str, *, own: bool) -> None:
        subject, predicate, value = line.split(" ", 2)
        wanted = self._wanted
        if not self._any_thing:
            self._any_thing = subject.startswith(self._thing)
            self._stranger = self._stranger or NamedNode(subject[1:-1])
        if (
            own
            or subject in wanted.things
            or (predicate == _ITEM and value[:-3] in wanted.things)
            or (predicate == _QUOTED and value[:-3] in wanted.sources)
            or (predicate == _TITLE and wanted.announced and fold(value_of(value[:-3])) in wanted.announced)
            or (predicate in _NUMBERS and number_key(_NUMBERS[predicate], value_of(value[:-3])) in wanted.numbers)
            or (predicate == _CONTENTS and not wanted.titles.isdisjoint(map(fold, value_of(value[:-3]).splitlines())))
        ):
            self._want.add(subject)

    def _lines(self) -> Iterator[tuple[str, str]]:
        for stem, path in self._files:
            with path.open(encoding="utf-8", newline="\n") as stream:
                for line in stream:
                    yield stem, line

    def _load(self) -> None:
        """Load what is wanted, then what that leads to, until nothing new is."""
        wanted, listed = self._want, self._want | self._wanted.things
        loaded: set[str] = set()
        while wanted:
            found: set[str] = set()
            for stem, line in self._lines():
                subject = line[: line.index(" ")]
                if subject in wanted:
                    self._keep(stem, line, found)
                elif subject not in loaded and self._points_at(line, listed):
                    found.add(subject)
            loaded |= wanted
            wanted = listed = found - loaded

    @staticmethod
    def _points_at(line: str, listed: set[str]) -> bool:
        """Tell whether a line says that a source lists one of these things, or that a chapter stands in one."""
        within = _ITEM_WITHIN in line or (_PART_WITHIN in line and _HOST in line)
        return within and line.split(" ", 2)[2][:-3] in listed

    def _keep(self, stem: str, line: str, found: set[str]) -> None:
        (statement,) = statements_of([line])
        self._statements[statement.subject][statement] = stem
        _subject, predicate, value = line.split(" ", 2)
        target = value[:-3]
        if predicate in _OWNING or predicate == _PART or (self._leads_on(stem) and target.startswith(self._thing)):
            found.add(target)

    def _leads_on(self, stem: str) -> bool:
        """Tell whether to follow the references of a file's records: an import may leave those without a use."""
        return self._imported_before or stem in self._wanted.stems

    def _note_outside(self) -> None:
        """Note which of the things that matter here are referred to by what is not held."""
        held = {str(subject) for subject in self._statements}
        matter = held | self._wanted.things | {str(triple.object) for triple in self.triples()}
        outside: set[str] = set()
        for _stem, line in self._lines():
            subject, predicate, value = line.split(" ", 2)
            if value[0] == "<" and value[:-3] in matter and subject not in held and predicate != _TOP:
                outside.add(value[:-3])
        self._outside = {NamedNode(token[1:-1]) for token in outside}

    @property
    def lookups(self) -> Lookups:
        """Return what finds things by what is said of them."""
        if self._lookups is None:
            self._lookups = Lookups(self.triples(), self._outside)
        return self._lookups

    def stranger(self) -> NamedNode | None:
        """Return an address that something is said of when none is of this catalogue."""
        return None if self._any_thing else self._stranger

    def _lines_by_file(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for statements in self._statements.values():
            for triple, stem in statements.items():
                found.setdefault(stem, set()).add(line_of(triple))
        return found

    def contents(self) -> dict[Path, Content]:
        """Return what the files whose records changed must hold now: the old lines, but for what changed here."""
        now = self._lines_by_file()
        found: dict[Path, Content] = {}
        for stem in sorted(self._changed):
            before, after = self._before.get(stem, frozenset()), now.get(stem, set())
            path = existing_file(self.catalogue.graph, stem)
            rewriting, draft = Rewriting(None), Draft(self.catalogue)
            rewriting.note(after - before, before - after)
            with sorted_files([path] if path.exists() else [], self.catalogue.base) as current:
                if rewriting.write(current, draft):
                    found |= draft.contents(self.catalogue.graph, stem, self.catalogue.base)
        return found
