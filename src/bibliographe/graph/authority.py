"""What a person decides about the catalogue: merging two things into one, telling them apart, withdrawing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.errors import GraphError
from bibliographe.graph.files import abstract_files, contents_of, read_statements
from bibliographe.graph.journal import commit, writing
from bibliographe.graph.leavings import NAMED, abandon
from bibliographe.graph.records import GraphFolder, Record
from bibliographe.graph.register import Register
from bibliographe.graph.terms import DCTERMS, FOAF, OWL, SCHEMA, TYPED, Statement
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import NamedNode

    from bibliographe.config import Catalogue

_NAMES = {FOAF.name: SCHEMA.alternateName, SCHEMA.alternateName: SCHEMA.alternateName}
_MERGEABLE = ("agent", "periodical", "website", "series", "host", "entry")


def merge(catalogue: Catalogue, keep: NamedNode, drop: NamedNode) -> list[Path]:
    """Make `keep` stand for `drop` everywhere, and return the files that changed.

    `keep` gains the other's names as `schema:alternateName`, and what it did not say itself; `drop` leaves a
    tombstone that points to `keep`, so that later imports of the old name find the new address. Raises `GraphError`
    when either is not in the catalogue, or when they are not of one kind.
    """
    with writing(catalogue):
        folder, register = GraphFolder(catalogue), Register(catalogue)
        kept, dropped = _require(folder, keep), _require(folder, drop)
        if keep == drop or not _one_kind(folder.minter.kind(keep), folder.minter.kind(drop)):
            raise GraphError(
                Text(
                    f"on ne peut pas fusionner {drop.value} dans {keep.value}",
                    f"{drop.value} cannot be merged into {keep.value}",
                ),
                remedy=Text(
                    "choisissez deux organismes, deux revues, deux sites, deux collections ou deux notices ; le livre "
                    "d'un chapitre va dans un autre livre ou dans une notice",
                    "choose two bodies, two periodicals, two websites, two series or two entries; the book of a "
                    "chapter goes into another book or into an entry",
                ),
            )
        unedited = {thing for thing in folder if register.untouched(folder.record(thing))}
        folder.remove(drop)
        folder.put(Record(keep, kept.file, kept.triples | _gained(kept, dropped)))
        _redirect(folder, drop, keep)
        register.withdrawn(drop, replaced_by=keep)
        _note(folder, register, unedited)
        return _save(folder, register)


def tell_apart(catalogue: Catalogue, first: NamedNode, second: NamedNode) -> list[Path]:
    """Say that two things are not one (`owl:differentFrom`), so that they are no longer offered as candidates."""
    with writing(catalogue):
        folder, register = GraphFolder(catalogue), Register(catalogue)
        record = _require(folder, first)
        _require(folder, second)
        folder.put(Record(first, record.file, record.triples | {Statement(first, OWL.differentFrom, second)}))
        _note(folder, register, set())
        return _save(folder, register)


def withdraw(catalogue: Catalogue, thing: NamedNode) -> list[Path]:
    """Take an entry (or any thing that nothing else needs) out, and leave a tombstone in the register.

    The places where sources list it go with it, its abstract, and the agents, periodicals, issues… that only it named
    and no person has corrected; an import brings these back when it needs them.

    Raises `GraphError` when something else needs it.
    """
    with writing(catalogue):
        folder, register = GraphFolder(catalogue), Register(catalogue)
        if thing not in folder and register.get(thing) is None:
            _require(folder, thing)
        items = [item for item in folder if thing in folder.objects(item, SCHEMA.item)]
        folder.lookups.mark()
        for gone in (*items, thing):
            folder.remove(gone)
        users = sorted({triple.subject.value for triple in folder.triples() if triple.object == thing})
        if users:
            raise GraphError(
                Text(
                    f"{thing.value} sert encore à {len(users)} autre(s), dont {users[0]}",
                    f"{thing.value} is still used by {len(users)} other(s), such as {users[0]}",
                ),
                remedy=Text("corrigez d'abord ceux-ci, ou fusionnez", "mend those first, or merge"),
            )
        for gone in (*items, thing):
            register.withdrawn(gone)
        abandon(folder, register, {thing}, NAMED)
        return commit(catalogue, folder.contents() | register.contents() | _without_abstract(catalogue, thing))


def _one_kind(kept: str | None, dropped: str | None) -> bool:
    """Tell whether two kinds can be one thing: the book of a chapter may be a book that has an entry."""
    return (kept == dropped and kept in _MERGEABLE) or (kept == "entry" and dropped == "host")


def _without_abstract(catalogue: Catalogue, thing: NamedNode) -> dict[Path, str | None]:
    """Return what the files of abstracts must hold once the one of `thing` is taken out."""
    found: dict[Path, str | None] = {}
    for path in abstract_files(catalogue):
        triples = list(read_statements(path, catalogue.base))
        kept = [triple for triple in triples if triple.subject != thing]
        if len(kept) < len(triples):
            found |= contents_of(path.parent, path.stem, kept, catalogue.base)
    return found


def _require(folder: GraphFolder, thing: NamedNode) -> Record:
    record = folder.record(thing)
    if record is None:
        raise GraphError(
            Text(
                f"rien dans ce catalogue à l'adresse {thing.value}",
                f"nothing in this catalogue at {thing.value}",
            ),
            remedy=Text(
                "« bibliographe candidates » et « bibliographe show » donnent les adresses",
                "'bibliographe candidates' and 'bibliographe show' give the addresses",
            ),
        )
    return record


def _gained(kept: Record, dropped: Record) -> set[Statement]:
    """Return what the kept thing learns: the other's names, and properties on which it was silent."""
    silent_on = {triple.predicate for triple in dropped.triples} - {triple.predicate for triple in kept.triples}
    names = {triple.object for triple in kept.triples if triple.predicate in _NAMES}
    gained = set()
    for triple in dropped.triples:
        if triple.subject != dropped.iri or triple.predicate == TYPED:
            continue
        if triple.predicate in _NAMES or triple.predicate == DCTERMS.title:
            if triple.object not in names and isinstance(triple.object, Literal):
                gained.add(Statement(kept.iri, SCHEMA.alternateName, Literal(triple.object.value)))
        elif triple.predicate in silent_on:
            gained.add(Statement(kept.iri, triple.predicate, triple.object))
    own_title = {t.object.value for t in kept.triples if t.predicate == DCTERMS.title}
    return {triple for triple in gained if triple.object.value not in own_title}


def _redirect(folder: GraphFolder, old: NamedNode, new: NamedNode) -> None:
    for thing in list(folder):
        record = folder.record(thing)
        if record and any(triple.object == old for triple in record.triples):
            triples = frozenset(
                Statement(triple.subject, triple.predicate, new) if triple.object == old else triple
                for triple in record.triples
            )
            folder.put(Record(thing, record.file, triples))


def _note(folder: GraphFolder, register: Register, unedited: set[NamedNode]) -> None:
    """Register present contents; what was as imported before a merge counts as imported after it."""
    for thing in folder:
        record = folder.record(thing)
        if record:
            (register.imported if thing in unedited else register.observed)(record)


def _save(folder: GraphFolder, register: Register) -> list[Path]:
    return commit(folder.catalogue, folder.contents() | register.contents())
