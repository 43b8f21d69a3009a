"""Dublin Core as DSpace keeps it: `dcvalue` of its archives, `dim:field` of its answers, with the terms in attributes.

Source: DSpace documentation, Simple Archive Format and the registry of Dublin Core metadata; DSpace Intermediate
Metadata, <http://www.dspace.org/xmlns/dspace/dim>.
"""

from __future__ import annotations

import re

from bibliographe.ingest.records.xml_tree import Node

DIM = "http://www.dspace.org/xmlns/dspace/dim"
_TERMS = "http://purl.org/dc/terms/"
_RECORDS = {("", "dublin_core"), (DIM, "dim")}
_FIELDS = ("dcvalue", "field")
_IN_TEXT = re.compile(rf"<dcvalue\s|{re.escape(DIM)}")
_QUALIFIED = {
    ("contributor", "author"): "creator",
    ("date", "issued"): "issued",
    ("date", "created"): "created",
    ("description", "abstract"): "abstract",
    ("description", "tableofcontents"): "tableOfContents",
    ("format", "extent"): "extent",
    ("format", "medium"): "medium",
    ("identifier", "citation"): "bibliographicCitation",
    ("language", "iso"): "language",
    ("language", "rfc3066"): "language",
    ("relation", "ispartof"): "isPartOf",
    ("relation", "isbasedon"): "relation",
}
"""The terms of DCMI that DSpace's qualified elements say."""
_NUMBERS = ("isbn", "issn", "doi", "uri", "url")
_ROLES = {"editor": "editor", "translator": "translator", "illustrator": "illustrator", "advisor": "thesis advisor"}
"""What the contributors of a qualifier did, in the words that are read behind names."""


def holds_dspace(text: str) -> bool:
    """Tell whether a text has such fields."""
    return _IN_TEXT.search(text) is not None


def is_of_dspace(space: str, name: str) -> bool:
    """Tell whether an element is such a record."""
    return (space, name) in _RECORDS


def as_dublin_core(record: Node) -> Node:
    """Return a record of DSpace with its terms as elements; any other record as it is."""
    if not is_of_dspace(record.space, record.name):
        return record
    found = Node(record.space, record.name, {}, record.line, last_line=record.last_line)
    for one in record.named(*_FIELDS):
        found.add(_element(one, record.attributes.get("schema", "dc")))
    return found


def _element(field: Node, schema: str) -> Node:
    attributes = field.attributes
    element, qualifier = attributes.get("element", ""), attributes.get("qualifier", "none").lower()
    language = attributes.get("language") or attributes.get("lang")
    text = field.text
    if element == "contributor" and qualifier in _ROLES:
        text = f"{text} ({_ROLES[qualifier]})"
    name = _name(attributes.get("mdschema", schema), element, qualifier)
    said = {"lang": language} if language and name in ("title", "subject") else {}
    return Node(_TERMS, name, said, field.line, [text], field.last_line)


def _name(schema: str, element: str, qualifier: str) -> str:
    """Return the term that an element and its qualifier say, else both, which no term is."""
    is_plain = qualifier in ("none", "", "*") or element == "subject"
    is_plain = is_plain or (element == "identifier" and qualifier in _NUMBERS)
    is_plain = is_plain or (element == "contributor" and qualifier in _ROLES)
    if schema not in ("dc", "dcterms"):
        return ".".join(filter(None, (schema, element, "" if qualifier == "none" else qualifier)))
    return element if is_plain else _QUALIFIED.get((element, qualifier), f"{element}.{qualifier}")
