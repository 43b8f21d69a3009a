"""Addresses: minted from what a thing is, the same on every machine and at every import."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from bibliographe.model.text import fold

_SLUG_LENGTH = 60
_HASH_LENGTH = 8
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SEPARATOR = "\x1f"


def slug(text: str) -> str:
    """Return a readable ASCII name of at most 60 characters, cut between two words."""
    if len(text) <= _SLUG_LENGTH and _SLUG.fullmatch(text):  # that of an entry, for its item
        return text
    folded = fold(text)
    words = (folded if folded.isascii() else folded.encode("ascii", "ignore").decode()).split()
    name = ""
    for word in words:
        if len(name) + len(word) >= _SLUG_LENGTH:
            break
        name = f"{name}-{word}" if name else word
    return name or (words[0][:_SLUG_LENGTH] if words else "x")


def fingerprint(*parts: str | None) -> str:
    """Return 8 hexadecimal digits for these words, whatever their case, accents and punctuation."""
    key = _SEPARATOR.join([fold(part) if part else "" for part in parts])
    return hashlib.sha256(key.encode()).hexdigest()[:_HASH_LENGTH]


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes the addresses of one catalogue: `{base}id/{kind}/{slug}-{hash}` (design.md, section 4)."""

    base: str

    def mint(self, kind: str, name: str, *identity: str | None) -> NamedNode:
        """Return the address of the thing that `identity` tells from all others of its kind.

        `name` is for the reader's eye; without `identity` it is the identity too.
        """
        if not identity:
            return _named(f"{self.base}id/{kind}/", name)
        return NamedNode(f"{self.base}id/{kind}/{slug(name)}-{fingerprint(*identity)}")

    def part(self, kind: str, whole: NamedNode, suffix: str = "") -> NamedNode:
        """Return the address of a node that belongs to `whole`, such as its list of authors."""
        return NamedNode(f"{self.base}id/{kind}/{local_name(whole)}{suffix}")

    def record(self, thing: NamedNode) -> NamedNode:
        """Return the address of the record about `thing`: `/doc/…` for `/id/…`."""
        return NamedNode(thing.value.replace(f"{self.base}id/", f"{self.base}doc/", 1))

    def kind(self, thing: NamedNode) -> str | None:
        """Return the kind that an address of this catalogue names, None for any other address."""
        if not thing.value.startswith(f"{self.base}id/"):
            return None
        return thing.value[len(self.base) + 3 :].split("/", 1)[0]


@lru_cache(maxsize=10_000)
def _named(beginning: str, name: str) -> NamedNode:
    """Return the address of what many entries name: an agent, a periodical, a series."""
    return NamedNode(f"{beginning}{slug(name)}-{fingerprint(name)}")


def local_name(iri: NamedNode) -> str:
    """Return what follows the last slash."""
    return last_part(iri.value)


def last_part(address: str) -> str:
    """Return what follows the last slash of an address."""
    return address.rsplit("/", 1)[-1]
