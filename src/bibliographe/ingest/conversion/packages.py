"""Zip packages of word processors and spreadsheets: their members, each looked at before it is unpacked.

What a package names outside of itself is never opened. Source: ECMA-376 part 2 (Open Packaging Conventions);
ODF 1.3 part 2 (Packages).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from bibliographe.errors import SourceError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from bibliographe.ingest.source import Source

SIGNATURE = b"PK\x03\x04"
LARGEST = 48 * 1024 * 1024
"""Bytes of one member once unpacked; the text of a book of a thousand pages is a fifth of it."""
_LARGEST_OF_ALL = 512 * 1024 * 1024
_MOST_MEMBERS = 10_000
_MOST_PACKED = 150
"""How many times smaller than its content a member may be that is not small; Word's own XML packs twenty times."""
_SMALL = 4 * 1024 * 1024
_ENCRYPTED = 0x1
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError, OSError,
    KeyError, OverflowError,
)  # fmt: skip
_SAVE_AGAIN = Text(
    "rouvrez-le dans le logiciel qui l'a fait, enregistrez-le à nouveau, puis recommencez",
    "open it in the program that made it, save it again, then retry",
)


def is_package(data: bytes) -> bool:
    """Tell whether bytes begin as a zip package does."""
    return data.startswith(SIGNATURE)


def names_in(data: bytes) -> frozenset[str]:
    """Return the names of a package's members; none where its list is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist()[:_MOST_MEMBERS])
    except _FAULTS:
        return frozenset()


def damaged(source: Source, name: str) -> SourceError:
    """Return what to say of a file that is of a format, but cannot be read; `name` is the format's."""
    return SourceError(
        Text(f"fichier {name} endommagé ou incomplet", f"a damaged or cut {name} file"),
        file=source.file_name,
        remedy=_SAVE_AGAIN,
    )


def protected(source: Source) -> SourceError:
    """Return what to say of a file that asks for a password."""
    return SourceError(
        Text("fichier protégé par un mot de passe", "a file protected by a password"),
        file=source.file_name,
        remedy=Text(
            "ouvrez-le avec son mot de passe, enregistrez-en une copie sans protection, et donnez celle-ci",
            "open it with its password, save a copy without protection, and give that one",
        ),
    )


class Package:
    """A zip package; `name` is what its format is called where a fault is told."""

    def __init__(self, source: Source, name: str) -> None:
        """Read the list of its members.

        Raises `SourceError` when it is damaged, protected, or would be too large once unpacked.
        """
        self.source, self.name = source, name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source.data))
            members = self._archive.infolist()
        except _FAULTS as error:
            raise damaged(source, name) from error
        self.size = sum(member.file_size for member in members)
        if len(members) > _MOST_MEMBERS or self.size > _LARGEST_OF_ALL:
            raise self.too_large()
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise protected(source)
        self._members = {member.filename: member for member in members}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def named(self, pattern: str) -> list[str]:
        """Return the names of members that a regular expression fits, sorted."""
        return sorted(name for name in self._members if re.fullmatch(pattern, name))

    def read(self, name: str, largest: int = LARGEST) -> bytes:
        """Return the content of a member.

        Raises `SourceError` when there is none, or when it is damaged or too large.
        """
        member = self._members.get(name)
        if member is None:
            raise damaged(self.source, self.name)
        packed = max(member.compress_size, 1)
        if member.file_size > largest or (member.file_size > _SMALL and member.file_size > _MOST_PACKED * packed):
            raise self.too_large()
        try:
            with self._archive.open(member) as stream:
                data = stream.read(largest + 1)
        except _FAULTS as error:
            raise damaged(self.source, self.name) from error
        if len(data) > largest:
            raise self.too_large()
        return data

    def vet(self, pattern: str, largest: int = LARGEST) -> None:
        """Look at members that a library will read: their size, and that they declare no entities.

        Raises `SourceError` as `xml` does.
        """
        for name in self.named(pattern):
            if _declares(self.read(name, largest)):
                raise damaged(self.source, self.name)

    def xml(self, name: str) -> etree._Element:
        """Return the outermost element of a member of XML, with neither document type nor entities of its own.

        Raises `SourceError` as `read` does, and when it is no such XML, or too deep.
        """
        return xml_of(self.read(name), self.source, self.name)

    def too_large(self) -> SourceError:
        """Return what to say of a package that holds far more than a bibliography."""
        return too_large(self.source)


def xml_of(data: bytes, source: Source, name: str) -> etree._Element:
    """Return the outermost element of XML, with neither document type nor entities of its own.

    Raises `SourceError` when it is no such XML, or too deep.
    """
    if _declares(data):
        raise damaged(source, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(source, name) from error


def too_large(source: Source) -> SourceError:
    """Return what to say of a file that holds far more than a bibliography once unpacked."""
    return SourceError(
        Text(
            "fichier compressé qui serait beaucoup trop gros une fois déplié",
            "a packed file that would be far too large once unpacked",
        ),
        file=source.file_name,
        remedy=Text(
            "vérifiez d'où il vient ; si c'est bien une bibliographie, enregistrez-la sans ses images",
            "check where it comes from; if it is a bibliography, save it without its pictures",
        ),
    )


def _declares(data: bytes) -> bool:
    """Tell whether XML declares a document type or entities, in whatever encoding."""
    return _DECLARES.search(data) is not None or (
        b"\0" in data and _DECLARES.search(data.replace(b"\0", b"")) is not None
    )


def local(node: etree._Element) -> str:
    """Return an element's name without its namespace: strict and transitional OOXML differ in nothing else."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: etree._Element | None, name: str) -> str | None:
    """Return an attribute by its local name."""
    if node is None:
        return None
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), None)


def child(node: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element down a path of local names."""
    for name in path:
        node = next((one for one in node if local(one) == name), None) if node is not None else None
    return node
