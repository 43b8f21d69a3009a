"""RDF/XML, subject by subject, with the prefixes of the profile.

Source: RDF 1.1 XML Syntax, <https://www.w3.org/TR/rdf-syntax-grammar/>.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import NamedNode

from bibliographe.errors import ExportError
from bibliographe.export.statements import by_subject, subjects_to_give
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.terms import RDF, TYPED, XSD
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from pyoxigraph import Literal

    from bibliographe.graph.terms import Statement
    from bibliographe.store.access import OpenedStore

_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, <https://www.w3.org/TR/xml/#charsets>."""


def write_rdfxml(opened: OpenedStore, stream: TextIO) -> None:
    """Write every statement once.

    Raises `ExportError` on what RDF/XML cannot say: a property whose address has no local name, a control character.
    """
    with subjects_to_give(opened) as subjects:
        stream.writelines(_document(subjects))


def write_statements(statements: Iterable[Statement]) -> str:
    """Return a document of these statements, sorted; raises `ExportError` as above."""
    ordered = sorted(statements, key=lambda one: one.subject.value)
    return "".join(_document(by_subject(iter(ordered))))


def _document(subjects: Iterable[list[Statement]]) -> Iterator[str]:
    known = {namespace: prefix for prefix, namespace in sorted(prefixes().items())}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for namespace, prefix in sorted(known.items(), key=lambda item: item[1]):
        yield f"\n    xmlns:{prefix}={quoteattr(namespace)}"
    yield ">\n"
    for statements in subjects:
        yield from _description(statements, known)
    yield "</rdf:RDF>\n"


def _description(statements: list[Statement], known: dict[str, str]) -> Iterator[str]:
    yield f"\n  <rdf:Description rdf:about={quoteattr(statements[0].subject.value)}>\n"
    for statement in sorted(statements, key=lambda one: (one.predicate != TYPED, one.predicate.value, str(one.object))):
        yield f"    {element(statement, known)}\n"
    yield "  </rdf:Description>\n"


def element(statement: Statement, known: dict[str, str]) -> str:
    """Return the element of one property, `known` being the prefixes by namespace; raises `ExportError` as above."""
    name, declared = _property(statement.predicate.value, known)
    return f"<{name}{declared}{_value(statement, name)}"


def _property(iri: str, known: dict[str, str]) -> tuple[str, str]:
    """Return an element's name, and the declaration of its namespace where the document has none."""
    match = _LOCAL_NAME.search(iri)
    if match is None or match.start() == 0:
        raise ExportError(
            Text(f"RDF/XML ne peut pas nommer la propriété <{iri}>", f"RDF/XML cannot name the property <{iri}>"),
            remedy=Text("exportez en Turtle ou en JSON-LD", "export as Turtle or as JSON-LD"),
        )
    namespace, local = iri[: match.start()], match[0]
    prefix = known.get(namespace)
    return (f"{prefix}:{local}", "") if prefix else (f"ns:{local}", f" xmlns:ns={quoteattr(namespace)}")


def _value(statement: Statement, name: str) -> str:
    value = statement.object
    if isinstance(value, NamedNode):
        return f" rdf:resource={quoteattr(value.value)}/>"
    return f"{_kind(value)}>{_characters(statement, value)}</{name}>"


def _kind(literal: Literal) -> str:
    if literal.language:
        return f" xml:lang={quoteattr(literal.language)}"
    if literal.datatype in (XSD.string, RDF.langString):
        return ""
    return f" rdf:datatype={quoteattr(literal.datatype.value)}"


def _characters(statement: Statement, literal: Literal) -> str:
    if NOT_XML.search(literal.value):
        raise ExportError(
            Text(
                f"RDF/XML ne peut pas dire un caractère de commande, dans {statement.predicate} de {statement.subject}",
                f"RDF/XML cannot say a control character, in {statement.predicate} of {statement.subject}",
            ),
            remedy=Text(
                "ôtez ce caractère de la notice, ou exportez dans un autre format",
                "take that character out of the record, or export in another format",
            ),
        )
    # A raw carriage return would be read back as a line feed.
    return escape(literal.value, {"\r": "&#13;"})
