"""Documents that share title, container and date, and are two: each needs an address of its own.

The first one has the address that others would have too; to those after it, what tells them apart is part of it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bibliographe.graph.describe.description import Description
from bibliographe.graph.describe.entries import describe_entry, marks_of, mint_apart, mint_plainly
from bibliographe.graph.traits import are_two, traits_of
from bibliographe.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from bibliographe.graph.traits import Traits
    from bibliographe.model.entry import Item


def told_apart(items: Iterable[Item], description: Description) -> dict[NamedNode, dict[tuple[str, ...], NamedNode]]:
    """Return, by the address that several entries of one source share, the own addresses of some, by their marks.

    Entries that nothing tells apart are one, listed twice. Only the source is asked: the same file gives the same
    addresses whatever the catalogue holds.
    """
    sharing: dict[NamedNode, dict[tuple[str, ...], Entry]] = defaultdict(dict)
    for item in items:
        if isinstance(item, Entry):
            sharing[mint_plainly(description, item)].setdefault(marks_of(item), item)
    found: dict[NamedNode, dict[tuple[str, ...], NamedNode]] = {}
    for address, entries in sharing.items():
        if len(entries) > 1 and (own := _own_addresses(address, entries, description)):
            found[address] = own
    return found


def _own_addresses(
    address: NamedNode, entries: dict[tuple[str, ...], Entry], description: Description
) -> dict[tuple[str, ...], NamedNode]:
    documents: list[tuple[NamedNode, Traits]] = []
    found: dict[tuple[str, ...], NamedNode] = {}
    for marks, entry in entries.items():
        traits = _traits(entry, description)
        known = next((own for own, others in documents if not are_two(traits, others)), None)
        if known is None:
            known = mint_apart(description, entry) if documents else address
            documents.append((known, traits))
        if known != address:
            found[marks] = known
    return found


def _traits(entry: Entry, description: Description) -> Traits:
    alone = Description(description.minter, description.source_id, description.language, description.aliases)
    return traits_of(describe_entry(alone, entry, None), alone.objects, description.minter.kind)
