"""XML Schemas of the conformance suites, loaded without a network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

_XS = {"xs": "http://www.w3.org/2001/XMLSchema"}
_TWICE = ".//xs:complexType[@name='accessConditionDefinition']//xs:attributeGroup[@ref='IDAttributeGroup']"


@cache
def schema_of(path: Path) -> etree.XMLSchema:
    """Return a schema; MODS 3.8 says the attributes of one type twice, which libxml2 refuses."""
    document = etree.parse(path, etree.XMLParser(no_network=True))
    for group in document.findall(_TWICE, _XS):
        group.getparent().remove(group)
    return etree.XMLSchema(document)


def faults(path: Path, data: bytes) -> list[str]:
    """Return what a schema finds wrong in a document."""
    schema = schema_of(path)
    schema.validate(etree.fromstring(data))
    return [f"{error.line}: {error.message}" for error in schema.error_log]
