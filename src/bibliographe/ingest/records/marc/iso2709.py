"""ISO 2709: bytes cut into records, each byte in one of them or in a piece that is none.

Source: ISO 2709:2008 (record label of 24 characters, directory of 12 a field, separators 0x1E and 0x1D, subfields
after 0x1F); MARC 21 Specifications for Record Structure. The separators lead; label and directory are checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from operator import add
from struct import Struct
from typing import TYPE_CHECKING

from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

END_OF_RECORD, END_OF_FIELD, SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
LABEL = 24
ENTRY = 12
_PLACES = 100_000
LONGEST = 4 * 1024 * 1024
"""Bytes that a piece without an end of record may have; a record has 99,999 at most."""
_FILLING = b"\r\n\t\0\x1a"
_BLANKS = _FILLING + b" "
_LABEL = re.compile(rb"(?=(\d{5})[\x20-\x7e]{7}\d{5}[\x20-\x7e]{7})")
_LENGTH = Text("la longueur dite est fausse", "the stated length is wrong")
_BASE = Text("l'adresse des données est fausse", "the base address of data is wrong")
_DIRECTORY = Text(
    "le répertoire ne dit pas où sont les zones, ce que les séparateurs disent",
    "the directory does not say where the fields are, which the separators do",
)
_NO_LABEL = Text("ces octets ne commencent pas par un guide", "these bytes do not begin with a leader")
_CUT = Text("la notice est coupée : elle n'a pas de fin", "the record is cut: it has no end")
_BROKEN = Text("le répertoire est illisible", "the directory cannot be read")
_UNEQUAL = Text(
    "le répertoire annonce {said} zone(s), les séparateurs en délimitent {found}",
    "the directory announces {said} field(s), the separators part {found}",
)
_EMPTY = Text("la notice n'a aucune zone", "the record has no field")


@dataclass(slots=True)
class Raw:
    """A record as bytes: its label, the tag of each field and the bytes of each field, in the order of the directory.

    `order` tells for each field its place among the parts of `data`, None where that is the order of the directory.
    """

    label: bytes
    tags: list[str]
    data: bytes
    order: list[int] | None = None
    mended: list[Text] = field(default_factory=list)


def pieces(blocks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield what ends with an end of record, and where in the file it begins; blanks between records are passed over.

    Bytes before a record are a piece of their own, so is what comes after the last end of record.
    """
    rest, offset = b"", 0
    for block in blocks:
        found = (rest + block).split(END_OF_RECORD)
        rest = found.pop()
        for one in found:
            yield from _parted(offset, one + END_OF_RECORD)
            offset += len(one) + 1
        if len(rest) > LONGEST:
            yield offset, rest
            offset, rest = offset + len(rest), b""
    yield from _parted(offset, rest)


def _parted(offset: int, piece: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield a piece without the blanks before it, and apart what stands before the record that ends it."""
    if piece[:5].isdigit() and int(piece[:5]) == len(piece):
        yield offset, piece
        return
    kept = piece.lstrip(_FILLING)
    offset += len(piece) - len(kept)
    end = len(kept)
    starts = (found.start() for found in _LABEL.finditer(kept) if int(found[1]) == end - found.start())
    start = next(starts, 0)
    if kept[:start].strip(_BLANKS):
        yield offset, kept[:start]
    if kept[start:].strip(_BLANKS):
        yield offset + start, kept[start:]


def read_structure(piece: bytes) -> Raw | Text:
    """Return the record that a piece is, or why it is none; what is wrong in it without doing harm is noted."""
    mended: list[Text] = []
    end = len(piece)
    if not piece[:5].isdigit() or int(piece[:5]) != end:
        mended.append(_LENGTH)
    if piece[-1:] != END_OF_RECORD:
        return _CUT if _LABEL.match(piece) else _NO_LABEL
    base = _base(piece, mended)
    if base is None:
        return _BROKEN if piece[:5].isdigit() else _NO_LABEL
    directory, data = piece[LABEL : base - 1], piece[base:-1]
    if not directory.isalnum():
        return _BROKEN if directory else _EMPTY
    if data[-1:] == END_OF_FIELD:
        data = data[:-1]
    else:
        mended.append(_DIRECTORY)
    entries = _entries(len(directory) // ENTRY).unpack(directory)
    raw = Raw(piece[:LABEL], [*map(_tag, entries[::2])], data, mended=mended)
    return raw if _fits(entries[1::2], data) else _ordered(raw, entries[1::2])


@lru_cache(maxsize=1000)
def _tag(found: bytes) -> str:
    return found.decode("latin-1")


@lru_cache(maxsize=1000)
def _entries(count: int) -> Struct:
    """Return what cuts a directory into tags, and lengths with positions, by turns."""
    return Struct("3s9s" * count)


def _base(piece: bytes, mended: list[Text]) -> int | None:
    """Return where the data begin: as stated, or else after the first separator when a directory stands before it."""
    first = piece.find(END_OF_FIELD)
    if first < LABEL or (first - LABEL) % ENTRY or not piece[:first].isascii():
        return None
    stated = piece[12:17]
    if not stated.isdigit() or int(stated) != first + 1:
        mended.append(_BASE)
    return first + 1


def _fits(stated: Sequence[bytes], data: bytes) -> bool:
    """Tell whether a directory has the fields in the order and of the lengths that the separators tell."""
    lengths = [len(part) + 1 for part in data.split(END_OF_FIELD)]
    found = map(add, map(_PLACES.__mul__, lengths), accumulate(lengths, initial=0))
    # `int` takes blanks, signs and underscores too.
    return b"".join(stated).isdigit() and [*map(int, stated)] == [*found]


def _ordered(raw: Raw, stated: Sequence[bytes]) -> Raw | Text:
    """Return the record with the fields in the order of the directory, where each of its entries leads to one."""
    parts = raw.data.split(END_OF_FIELD)
    if len(parts) != len(raw.tags):
        return _UNEQUAL.format(said=len(raw.tags), found=len(parts))
    places: dict[bytes, int] = {}
    position = 0
    for index, part in enumerate(parts):
        places[b"%04d%05d" % (len(part) + 1, position)] = index
        position += len(part) + 1
    order = [places.get(one, -1) for one in stated]
    if sorted(order) == list(range(len(parts))):
        raw.order = order
    else:
        raw.mended.append(_DIRECTORY)
    return raw
