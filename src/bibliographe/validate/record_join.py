"""The records of the register beside the things that they are about, both from blocks of one key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.graph.content_hash import digest, shown
from bibliographe.graph.records import OWNED_KINDS, REGISTER
from bibliographe.graph.term_text import value_of
from bibliographe.graph.terms import BIBL, BIBO, FOAF, PROV
from bibliographe.validate.belonging import kind_of, missed_file
from bibliographe.validate.blocks import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bibliographe.validate.blocks import Block

_TOPIC, _HASH, _GONE = str(FOAF.primaryTopic), str(BIBL.contentHash), str(PROV.invalidatedAtTime)
_OWNING = (f"{BIBO.authorList} <", f"{PROV.qualifiedAttribution} <")


class Unjoined(NamedTuple):
    """A registered thing of which some statements have another key, and must be looked up."""

    thing: str
    noted: str
    """The content hash of the register, empty when it is not to be compared."""
    registered: bool
    """Whether the register knows it, and has not withdrawn it."""


@dataclass(slots=True)
class Joined:
    """What the records of one key tell."""

    stale: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    """Stems of the files to which registered things belong that are described nowhere."""
    unjoined: list[Unjoined] = field(default_factory=list)


class RecordJoin:
    """Compares records with things; `register` is the file that holds the content hashes, None to leave them alone."""

    def __init__(self, base: str, stems: Sequence[str], register: int | None) -> None:
        self._base, self._register, self._key = base, register, keys(base)
        self._registers = {number for number, stem in enumerate(stems) if stem == REGISTER}

    def join(self, subjects: Mapping[str, Sequence[Block]]) -> Joined:
        """Return what the records among some subjects of one key tell of the things that they are about."""
        found = Joined()
        noted: dict[str, str] = {}
        records = [
            (blocks[0].place, subject)
            for subject, blocks in subjects.items()
            if blocks[0].file in self._registers or any(block.file in self._registers for block in blocks)
        ]
        for _, record in sorted(records):
            for register in self._registers:
                statements = [s for block in subjects[record] if block.file == register for s in block.statements]
                topics = [value for value in _values(statements, _TOPIC) if value[0] == "<"]
                if any(topic not in subjects for topic in topics) and not _values(statements, _GONE):
                    self._missing(record, topics, subjects, found)
                hashes = _values(statements, _HASH) if register == self._register else []
                if topics and hashes:
                    noted[topics[-1]] = value_of(hashes[-1])
        for thing, hash_noted in noted.items():
            if hash_noted and self._is_thing(thing):
                self._compare(thing, hash_noted, subjects, found)
        return found

    def _missing(
        self, record: str, topics: Iterable[str], subjects: Mapping[str, Sequence[Block]], found: Joined
    ) -> None:
        """Note the things of a record that are described nowhere."""
        for topic in topics:
            if topic in subjects:
                continue
            if self._key(topic) != self._key(record):
                found.unjoined.append(Unjoined(topic[1:-1], "", True))
            elif name := missed_file(topic[1:-1], self._base):
                found.missing.add(name)

    def _is_thing(self, thing: str) -> bool:
        kind = kind_of(thing[1:-1], self._base)
        return kind is not None and kind not in OWNED_KINDS

    def _compare(self, thing: str, noted: str, subjects: Mapping[str, Sequence[Block]], found: Joined) -> None:
        if thing not in subjects:
            if not any(self._key(thing) == self._key(subject) for subject in subjects):
                found.unjoined.append(Unjoined(thing[1:-1], noted, False))
            return
        said = self._said(subjects[thing])
        whole = set(_shown(thing, said))
        for statement in said:
            if statement.startswith(_OWNING) and statement[-1] == ">":
                value = statement.split(" ", 1)[1]
                if value in subjects:
                    whole.update(_shown(value, self._said(subjects[value])))
                elif self._key(value) != self._key(thing):
                    found.unjoined.append(Unjoined(thing[1:-1], noted, False))
                    return
        if whole and digest(whole) != noted:
            found.stale.append(thing[1:-1])

    def _said(self, blocks: Sequence[Block]) -> set[str]:
        """Return what is said of a subject outside the register."""
        return {statement for block in blocks if block.file not in self._registers for statement in block.statements}


def _values(statements: Iterable[str], predicate: str) -> list[str]:
    start = f"{predicate} "
    return [statement[len(start) :] for statement in statements if statement.startswith(start)]


def _shown(subject: str, statements: Iterable[str]) -> Iterator[str]:
    return (shown(subject, *statement.split(" ", 1)) for statement in statements)
