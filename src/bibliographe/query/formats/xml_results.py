"""SPARQL Query Results XML, <https://www.w3.org/TR/rdf-sparql-XMLres/>."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from bibliographe.query.answer import Rows, Triples, Truth
from bibliographe.query.formats import unfit
from bibliographe.query.terms import XSD_STRING, BlankNode, Iri

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply
    from bibliographe.query.terms import Term

_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(reply: Reply) -> str:
    """Return the rows, or the truth value; what XML 1.0 cannot hold becomes U+FFFD."""
    answer = reply.answer
    if isinstance(answer, Triples):
        raise unfit("XML", reply, "ttl")
    root = ET.Element("sparql", xmlns=_NAMESPACE)
    head = ET.SubElement(root, "head")
    if isinstance(answer, Truth):
        ET.SubElement(root, "boolean").text = str(answer.value).lower()
    else:
        for name in answer.columns:
            ET.SubElement(head, "variable", name=name)
        _results(ET.SubElement(root, "results"), answer)
    ET.indent(root)
    body: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _results(parent: ET.Element, answer: Rows) -> None:
    for row in answer.rows:
        result = ET.SubElement(parent, "result")
        for name, term in zip(answer.columns, row, strict=True):
            if term is not None:
                _value(ET.SubElement(result, "binding", name=name), term)


def _value(parent: ET.Element, term: Term) -> None:
    if isinstance(term, Iri):
        element = ET.SubElement(parent, "uri")
    elif isinstance(term, BlankNode):
        element = ET.SubElement(parent, "bnode")
    else:
        element = ET.SubElement(parent, "literal")
        if term.language is not None:
            element.set("xml:lang", term.language)
        elif term.datatype != XSD_STRING:
            element.set("datatype", term.datatype)
    element.text = _NOT_IN_XML.sub("\ufffd", term.value)
