"""Entries that a person has corrected outside of the files: what changes in `graph/` is what they changed, no more.

An entry is described before and after; the statements that only one of the two has are what the correction is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from bibliographe.errors import GraphError
from bibliographe.graph.describe.description import Description
from bibliographe.graph.describe.entries import describe_entry, mint_entry
from bibliographe.graph.files import ABSTRACTS, abstract_files, contents_of, read_statements
from bibliographe.graph.journal import commit, writing
from bibliographe.graph.leavings import abandon
from bibliographe.graph.records import GraphFolder, Record
from bibliographe.graph.register import Register
from bibliographe.graph.terms import DCTERMS, SCHEMA, Statement, text
from bibliographe.graph.topic_paths import TopicPaths
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import NamedNode

    from bibliographe.config import Catalogue
    from bibliographe.graph.journal import Content
    from bibliographe.model.entry import Entry


class Edit(NamedTuple):
    """One entry of the catalogue, as it was and as it is to be."""

    thing: NamedNode
    before: Entry
    after: Entry


@dataclass(slots=True)
class EditReport:
    """What corrections did."""

    changed: list[NamedNode] = field(default_factory=list)
    refused: list[tuple[Edit, Text]] = field(default_factory=list)
    abandoned: list[NamedNode] = field(default_factory=list)
    """What nothing refers to any more: withdrawn."""
    written: list[Path] = field(default_factory=list)


def apply_edits(catalogue: Catalogue, edits: list[Edit], *, dry_run: bool = False) -> EditReport:
    """Bring corrections into the catalogue's files, as one; they count as made by hand, so that imports keep them.

    An edit of what has changed since, or that names a topic that there is not, is refused; the others go on. Raises
    `GraphError` when `graph/` cannot be read or written; it is then as it was.
    """
    with writing(catalogue):
        editing = _Editing(catalogue)
        for edit in edits:
            editing.take(edit)
        return editing.finish(dry_run=dry_run)


class _Editing:
    """The catalogue while it is corrected."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._folder, self._register = GraphFolder(catalogue), Register(catalogue)
        self._aliases = self._register.aliases()
        self._topics = TopicPaths(self._folder)
        self._abstracts: dict[NamedNode, Edit] = {}
        self._described: set[NamedNode] = set()
        self.report = EditReport()
        self._folder.lookups.mark()

    def take(self, edit: Edit) -> None:
        """Correct one entry in memory, or refuse to."""
        if edit.thing not in self._folder:
            self.report.refused.append((edit, _GONE))
            return
        try:
            records = [*self._corrected(edit), *self._moved(edit)]
        except GraphError as error:
            self.report.refused.append((edit, error.message))
            return
        if edit.before.annotation != edit.after.annotation:
            self._abstracts[edit.thing] = edit
        for record in records:
            self._folder.put(record)
            self._register.observed(record)
        if records or edit.thing in self._abstracts:
            self.report.changed.append(edit.thing)

    def _corrected(self, edit: Edit) -> list[Record]:
        """Return the records that a correction changes or adds."""
        before, after = self._said(edit, edit.before), self._said(edit, edit.after)
        self._described |= set(after)
        changed = []
        for thing, wanted in after.items():
            current = self._folder.record(thing)
            if current is None:
                changed.append(wanted)
            elif thing in before:
                triples = _merged(current, before[thing].triples, wanted.triples)
                if triples != current.triples:
                    changed.append(Record(thing, current.file, triples))
        return changed

    def _said(self, edit: Edit, entry: Entry) -> dict[NamedNode, Record]:
        """Return what the description of an entry says of each thing, at the address that the entry has."""
        description = Description(self._folder.minter, self._file(edit.thing), entry.language, self._aliases)
        minted = mint_entry(description, entry)
        description.aliases = {**self._aliases, minted: edit.thing}
        describe_entry(description, entry, None)
        return {record.iri: record for record in description.records()}

    def _moved(self, edit: Edit) -> list[Record]:
        """Return an entry and its listings under another topic; raises `GraphError` where there is no such topic."""
        if edit.before.topic == edit.after.topic:
            return []
        old = self._topics.find(edit.before.topic)
        new = self._topics.find(edit.after.topic)
        listings = self._folder.lookups.subjects(SCHEMA.item, edit.thing)
        found = []
        for thing in (edit.thing, *listings):
            record = self._folder.record(thing)
            if record:
                kept = {one for one in record.triples if (one.predicate, one.object) != (DCTERMS.subject, old)}
                if new and (len(kept) < len(record.triples) or old is None):
                    kept.add(Statement(thing, DCTERMS.subject, new))
                found.append(Record(thing, record.file, frozenset(kept)))
        return found

    def finish(self, *, dry_run: bool) -> EditReport:
        """Write what changed."""
        self.report.abandoned = abandon(self._folder, self._register, self._described)
        if not dry_run and self.report.changed:
            contents: dict[Path, Content] = {**self._folder.contents(), **self._register.contents()}
            contents |= self._corrected_abstracts()
            self.report.written = commit(self._catalogue, contents)
        return self.report

    def _corrected_abstracts(self) -> dict[Path, Content]:
        """Return the files of abstracts with those that were corrected; a new one goes where its entry's source is."""
        if not self._abstracts:
            return {}
        base, folder = self._catalogue.base, self._catalogue.graph / ABSTRACTS
        said = {path.stem: set(read_statements(path, base)) for path in abstract_files(self._catalogue)}
        touched = set()
        for thing, edit in self._abstracts.items():
            stems = [stem for stem, triples in said.items() if any(one.subject == thing for one in triples)]
            for stem in stems or [self._file(thing)]:
                said[stem] = {one for one in said.get(stem, set()) if one.subject != thing} | _abstract(edit)
                touched.add(stem)
        return {path: text for stem in touched for path, text in contents_of(folder, stem, said[stem], base).items()}

    def _file(self, thing: NamedNode) -> str:
        record = self._folder.record(thing)
        return record.file if record else ""


_GONE = Text("cette notice n'est plus dans le catalogue", "this entry is no longer in the catalogue")
_CHANGED = Text(
    "la notice a changé depuis l'export : exportez de nouveau", "the entry has changed since the export: export again"
)


def _abstract(edit: Edit) -> set[Statement]:
    said = edit.after.annotation
    return {Statement(edit.thing, DCTERMS.abstract, text(said, edit.after.language))} if said else set()


def _merged(current: Record, before: frozenset[Statement], after: frozenset[Statement]) -> frozenset[Statement]:
    """Return a record's statements with those of a correction in place of what it corrects.

    Texts may stand under another language than the entry's, that of their source: they keep it.
    """
    triples = set(current.triples)
    tags: dict[NamedNode, str] = {}
    for gone in before - after:
        found = _find(triples, gone)
        if found is None:
            raise GraphError(_CHANGED)
        triples.remove(found)
        if isinstance(found.object, Literal) and found.object.language:
            tags[found.predicate] = found.object.language
    for new in after - before:
        tag = tags.get(new.predicate)
        is_text = isinstance(new.object, Literal) and new.object.language
        triples.add(new._replace(object=text(new.object.value, tag)) if tag and is_text else new)
    return frozenset(triples)


def _find(triples: set[Statement], wanted: Statement) -> Statement | None:
    if wanted in triples:
        return wanted
    return next(
        (
            one
            for one in triples
            if one[:2] == wanted[:2] and isinstance(one.object, Literal) and one.object.value == wanted.object.value
        ),
        None,
    )
