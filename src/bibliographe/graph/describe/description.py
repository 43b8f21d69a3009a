"""Collecting what an import says, thing by thing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.graph.records import SHARED_FILES, Record
from bibliographe.graph.terms import Statement, integer, plain, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Literal, NamedNode

    from bibliographe.graph.iri import Minter


@dataclass(slots=True)
class Description:
    """The statements of one source, gathered under the things that they are about."""

    minter: Minter
    source_id: str
    language: str = "fr"
    aliases: Mapping[NamedNode, NamedNode] = field(default_factory=dict)
    """Addresses that this catalogue no longer uses, and what it uses instead (after a merge, or a mended title)."""
    recognised: Mapping[NamedNode, NamedNode] = field(default_factory=dict)
    """Newly minted addresses of entries, and the entries of the catalogue that these are."""
    apart: Mapping[NamedNode, Mapping[tuple[str, ...], NamedNode]] = field(default_factory=dict)
    """Addresses that several documents of the source would have, and the own ones of some, by their marks."""
    _things: dict[NamedNode, set[Statement]] = field(default_factory=lambda: defaultdict(set))

    def resolve(self, minted: NamedNode) -> NamedNode:
        """Return the address in use for a newly minted one."""
        if not self.aliases:
            return minted
        seen = {minted}
        while (replacement := self.aliases.get(minted)) is not None and replacement not in seen:
            minted = replacement
            seen.add(minted)
        return minted

    def say(
        self,
        thing: NamedNode,
        predicate: NamedNode,
        value: NamedNode | Literal | None,
        *,
        about: NamedNode | None = None,
    ) -> None:
        """Record one statement of `thing`; with `about`, of a node that belongs to `thing`. None says nothing."""
        if value is not None:
            self._things[thing].add(Statement(about or thing, predicate, value))

    def say_text(
        self,
        thing: NamedNode,
        predicate: NamedNode,
        value: str | None,
        language: str,
        *,
        about: NamedNode | None = None,
    ) -> None:
        """Record a text in a language; None says nothing."""
        if value is not None:
            self.say(thing, predicate, text(value, language), about=about)

    def say_plain(
        self, thing: NamedNode, predicate: NamedNode, value: str | None, *, about: NamedNode | None = None
    ) -> None:
        """Record an identifier, a number as printed or a proper name (`xsd:string`); None says nothing."""
        if value is not None:
            self.say(thing, predicate, plain(value), about=about)

    def say_number(self, thing: NamedNode, predicate: NamedNode, value: int, *, about: NamedNode | None = None) -> None:
        """Record a whole number (`xsd:integer`)."""
        self.say(thing, predicate, integer(value), about=about)

    def says(self, thing: NamedNode) -> bool:
        """Tell whether anything was said of `thing`."""
        return thing in self._things

    def objects(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """Return the values of one property of `thing`, as far as it was said here."""
        if thing not in self._things:
            return []
        said = (triple for triple in self._things[thing] if triple.subject == thing and triple.predicate == predicate)
        return sorted((triple.object for triple in said), key=str)

    def records(self) -> Iterator[Record]:
        """Yield a record for each thing, in the order in which they were first spoken of."""
        for thing, statements in self._statements():
            kind = self.minter.kind(thing) or ""
            yield Record(thing, SHARED_FILES.get(kind, self.source_id), frozenset(statements))

    def _statements(self) -> Iterable[tuple[NamedNode, Iterable[Statement]]]:
        return self._things.items()
