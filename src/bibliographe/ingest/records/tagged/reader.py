"""Records of lines behind tags, read as those of RIS are once their fields have its names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.fields import Field, Fields
from bibliographe.ingest.records.languages import with_languages
from bibliographe.ingest.records.parts import numbered
from bibliographe.ingest.records.ris import READING, Form, RisRecordReader
from bibliographe.ingest.records.ris_lines import FIRST, RisRecord
from bibliographe.ingest.records.tagged.lines import tagged_records
from bibliographe.model.entry import Entry, Reading, Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bibliographe.ingest.records.tagged.lines import Syntax
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Agent, Furniture, Item, Unread

_ABSTRACT = "AB"
_OWN = "own:"
"""Put before the tags of fields that have none in RIS: theirs may mean something else there."""
_LOOKED_AT = 2000


class TaggedReader:
    """Reads a form of records; what is one of its tags in RIS is said by those who derive from it."""

    extensions: tuple[str, ...] = ()
    form: ClassVar[Form]
    syntax: ClassVar[Syntax]
    tags: ClassVar[Mapping[str, str]]
    """The tags that say the same as one of RIS whatever the type of record."""
    roles: ClassVar[Mapping[str, str]] = {}
    """The roles of contributors that are others than in RIS, whatever the type of record."""
    bodies: ClassVar[frozenset[str]] = frozenset()
    """The tags of contributors that are bodies."""
    house_keeping: ClassVar[frozenset[str]] = frozenset()
    """What says when and by whom a record was made, or counts what others say: kept in its text."""

    def recognises(self, source: Source) -> float:
        """Return how surely a text is of this form: by the tags of its first lines."""
        return self.surely([self.syntax.parted(line)[0] for line in source.lines[:_LOOKED_AT] if line.strip()])

    def surely(self, tags: list[str]) -> float:
        """Return how surely lines with these tags (empty for none) are of this form."""
        raise NotImplementedError

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each record, in their order; one without a title is a reject."""
        yield from with_languages(numbered(self.records(source), self._item))

    def records(self, source: Source) -> Iterator[RisRecord | Furniture | Reject]:
        """Yield the records of a file, and what stands outside of them."""
        return tagged_records(source.lines, self.syntax)

    def type_of(self, fields: Fields) -> str:
        """Return the type in RIS of a record, using the fields that tell it."""
        raise NotImplementedError

    def fields_of(self, field: Field, type_name: str, fields: Fields) -> Iterable[tuple[str, str]]:
        """Return what a field of a record is in RIS, by tag and value: nothing for one that another one repeats."""
        return ((self.tags.get(field.name, self.own(field.name)), field.value),)

    def role_of(self, tag: str, type_name: str) -> str | None:
        """Return the role of whom a tag names in a record of a type, None for the one that its tag of RIS has."""
        return self.roles.get(tag)

    def own(self, tag: str) -> str:
        """Return the name of a field that has no place in RIS."""
        return _OWN + tag

    def _item(self, record: RisRecord, position: int) -> Entry | Reject:
        own = Fields(record.fields, record.span)
        type_name = self.type_of(own)
        pairs = [
            (field, Field(name, value, field.span))
            for field in own.all
            if field.name not in self.house_keeping and field.name != self.syntax.last
            for name, value in self.fields_of(field, type_name, own)
        ]
        begins = Field(FIRST, type_name, record.fields[0].span)
        translated = replace(
            record,
            fields=[begins, *(field for _, field in pairs)],
            tags=list(map(self._line_tag, record.tags)),
        )
        written = {field: field_of.name for field_of, field in pairs}
        item = _RecordReader(translated, position, self, written).item()
        return item if isinstance(item, Reject) else _told_by_its_tags(item, pairs, record)

    def _line_tag(self, tag: str) -> str:
        return _ABSTRACT if self.tags.get(tag) == _ABSTRACT else tag and self.own(tag)


class _RecordReader(RisRecordReader):
    """Reads one record; `written` are the tags that its fields have in the file."""

    def __init__(self, record: RisRecord, position: int, reader: TaggedReader, written: Mapping[Field, str]) -> None:
        super().__init__(record, position, reader.form)
        self.reader, self.written = reader, written

    def _role(self, field: Field, *, beside_editors: bool) -> str:
        said = self.reader.role_of(self.written[field], self.type_name)
        return said or super()._role(field, beside_editors=beside_editors)

    def _agents(self, field: Field) -> list[Agent]:
        if self.written[field] not in self.reader.bodies:
            return super()._agents(field)
        self.fields.use([field])
        return [organization(field.value)]


def _told_by_its_tags(entry: Entry, pairs: list[tuple[Field, Field]], record: RisRecord) -> Entry:
    """Return an entry whose unread fields and lines are called as the file calls them."""
    whole = {(field.name, field.value): own.name for own, field in pairs}
    unread = tuple(one._replace(field=whole.get((one.field, one.text)) or _part_of(one, pairs)) for one in entry.unread)
    role = {own: READING.get(field.name, "citation") for own, field in reversed(pairs)}
    readings = tuple(
        Reading(role.get(one, "citation"), one.span, f"{one.name}  {one.value}") for one in record.fields if one.value
    )
    return replace(entry, unread=unread, readings=readings)


def _part_of(unread: Unread, pairs: list[tuple[Field, Field]]) -> str:
    """Return the tag that the file has for the field that what is unread is a part of."""
    tags = (own.name for own, field in pairs if field.name == unread.field and unread.text in field.value)
    return next(tags, unread.field.removeprefix(_OWN))
