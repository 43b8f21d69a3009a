"""What protocols put around records: deleted records of OAI-PMH, and the lines that no record holds.

Source: The Open Archives Initiative Protocol for Metadata Harvesting 2.0, 2.5 (records), 2.5.1 (deleted records).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.model.entry import Furniture, Reading, Reject, Span
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.model.entry import Item

OAI = "http://www.openarchives.org/OAI/2.0/"


def is_oai_record(space: str, name: str) -> bool:
    """Tell whether an element is what OAI-PMH puts around a record: it is read only where no record is in it."""
    return space == OAI and name == "record"


def without_metadata(node: Node, record: Text) -> Furniture | Reject:
    """Return what to say of a record of OAI-PMH that has none of a format in it: most often it was deleted."""
    header = node.first("header")
    said = "\n".join(f"{one.name}: {clean(one.text)}" for one in (header.children if header else ()))
    if header is not None and header.attributes.get("status") == "deleted":
        return Furniture(Reading("deleted", node.span, said))
    return Reject(
        node.span,
        "\n".join(f"{one.name}: {said}" for one in node.walk() if not one.children and (said := clean(one.text))),
        Text(f"une notice OAI-PMH sans métadonnées {record.fr}", f"a record of OAI-PMH without {record.en} metadata"),
        Text("demandez-la dans un autre format (metadataPrefix)", "ask for it in another format (metadataPrefix)"),
    )


def with_envelope(items: Iterable[Item], lines: Sequence[str]) -> Iterator[Item]:
    """Yield items in their order, and between them the lines that no item holds: the tags around records."""
    claimed = 0
    for item in items:
        span = item.reading.span if isinstance(item, Furniture) else item.span
        if span:
            yield from _unclaimed(claimed, span.first - 1, lines)
            claimed = max(claimed, span.last)
        yield item
    yield from _unclaimed(claimed, len(lines), lines)


def _unclaimed(first: int, last: int, lines: Sequence[str]) -> Iterator[Furniture]:
    said = [number for number in range(first, last) if lines[number].strip()]
    if said:
        text = "\n".join(lines[said[0] : said[-1] + 1]).strip()
        yield Furniture(Reading("envelope", Span(said[0] + 1, said[-1] + 1), text))
