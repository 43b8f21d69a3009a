"""A reader of simple Dublin Core that knows titles, creators and dates: harvesting is tested, not reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import untitled
from bibliographe.ingest.records.xml_nodes import Node, read_records
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Agent, Citation, Contribution, Entry, Item, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.source import Source

SPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"


class DublinCoreReader:
    extensions = (".xml",)

    def recognises(self, source: Source) -> float:
        return float(SPACE in source.text)

    def read(self, source: Source) -> Iterator[Item]:
        for node in read_records(source.text, lambda space, name: (space, name) == (SPACE, "dc")):
            yield node if isinstance(node, Reject) else _entry(node)


def _entry(node: Node) -> Item:
    said = {
        name: [one.text.strip() for one in node.named(name)] for name in ("title", "creator", "date", "description")
    }
    text = "\n".join(f"{child.name}: {child.text}" for child in node.children if child.name != "description")
    if not said["title"]:
        return untitled(node.span, text, Text("Dublin Core", "Dublin Core"), Text("donnez un titre", "give a title"))
    date = said["date"][0] if said["date"] else None
    return Entry(
        title=said["title"][0],
        kind="report",
        position=1,
        span=node.span,
        text=text,
        contributions=tuple(Contribution(Agent(name, "person")) for name in said["creator"]),
        citation=Citation(issued=DateStatement(date, date) if date else None),
        annotation=said["description"][0] if said["description"] else None,
    )
