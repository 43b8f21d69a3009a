"""The links of an entry: which label goes with which address, and which need a line of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import Block, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.printed.selection import PrintedItem


def links_of(item: PrintedItem) -> list[tuple[str, str]]:
    """Return the links as label and address, the address empty where the source lost it.

    The catalogue says which labels and which addresses an entry has, not which belong together: those that are
    their own address do, the others are taken in their order.
    """
    urls = sorted({link.url for link in item.catalogued.entry.links if link.url})
    own = [url for url in urls if any(label in (url, f"{url}/") for label in item.labels)]
    labels = [label for label in item.labels if label not in own]
    others = [url for url in urls if url not in own]
    pairs = [(label, others[number] if number < len(others) else "") for number, label in enumerate(labels)]
    return [*pairs, *((url, url) for url in (*own, *others[len(labels) :]))]


def link_blocks(item: PrintedItem, within: set[str]) -> Iterator[Block]:
    """Yield the links of an entry as lines of their own, but for those whose labels stand elsewhere."""
    for label, url in links_of(item):
        if label not in within:
            yield Block("link", (Run(label, url=url),))
