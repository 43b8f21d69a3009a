"""What formats call the kinds of documents, and what these are here (`ontology/schemes/document-types.ttl`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bibliographe.model.entry import PeriodicalKind


class Kind(NamedTuple):
    """A kind of document, and of the periodical or site that it stands in, None where it stands in none."""

    name: str
    container: PeriodicalKind | None = None


RIS: dict[str, Kind] = {
    "JOUR": Kind("article", "periodical"),
    "EJOUR": Kind("article", "periodical"),
    "INPR": Kind("article", "periodical"),
    "ABST": Kind("article", "periodical"),
    "MGZN": Kind("article", "magazine"),
    "NEWS": Kind("press-article", "newspaper"),
    "BLOG": Kind("web-article", "website"),
    "ELEC": Kind("webpage", "website"),
    "ICOMM": Kind("webpage", "website"),
    "BOOK": Kind("book"),
    "EBOOK": Kind("book"),
    "EDBOOK": Kind("book"),
    "CHAP": Kind("chapter"),
    "ECHAP": Kind("chapter"),
    "CPAPER": Kind("chapter"),
    "CONF": Kind("proceedings"),
    "RPRT": Kind("report"),
    "GOVDOC": Kind("report"),
    "PAMP": Kind("brochure"),
    "THES": Kind("thesis"),
    "VIDEO": Kind("video"),
    "MPCT": Kind("video"),
    "SOUND": Kind("podcast"),
    "STAT": Kind("legislation"),
    "BILL": Kind("legislation"),
    "LEGAL": Kind("legislation"),
    "STAND": Kind("standard"),
    "DATA": Kind("dataset"),
    "AGGR": Kind("dataset"),
    "GEN": Kind("document"),
    "UNPB": Kind("document"),
}
"""RIS types (RIS Format Specifications; those of Zotero and EndNote besides); others are `document`."""
