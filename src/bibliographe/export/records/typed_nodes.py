"""RDF/XML with typed node elements, which harvesters that read it as plain XML ask for.

Source: RDF 1.1 XML Syntax, section 2.13, <https://www.w3.org/TR/rdf-syntax-grammar/>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from pyoxigraph import Literal

from bibliographe.export.rdfxml import NOT_XML, element
from bibliographe.graph.prefixes import prefixes, short_name
from bibliographe.graph.terms import TYPED, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MIDDLE = 50


def document(nodes: Iterable[list[Statement]], used: Iterable[str], ranks: Mapping[str, int]) -> Iterator[str]:
    """Yield a document of nodes, each as an element named by its first class.

    `used` are the prefixes to declare. `ranks` says where a property stands in its node, by its short name: those that
    are not in it stand at 50, in the order of their addresses. Characters that XML has no place for are left out.
    """
    known = {prefixes()[prefix]: prefix for prefix in used}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for namespace, prefix in sorted(known.items(), key=lambda item: item[1]):
        yield f"\n    xmlns:{prefix}={quoteattr(namespace)}"
    yield ">\n"
    for statements in nodes:
        yield from _node(statements, known, ranks)
    yield "</rdf:RDF>\n"


def _node(statements: list[Statement], known: dict[str, str], ranks: Mapping[str, int]) -> Iterator[str]:
    classes = sorted(short_name(one.object.value) for one in statements if one.predicate == TYPED)
    # The most special class comes first: bf:Person before bf:Agent, bf:Text before bf:Work.
    name = min(classes, key=lambda one: ranks.get(one, _MIDDLE), default="rdf:Description")

    def order(one: Statement) -> tuple[int, str, str]:
        return ranks.get(short_name(one.predicate.value), _MIDDLE), one.predicate.value, str(one.object)

    yield f"\n  <{name} rdf:about={quoteattr(statements[0].subject.value)}>\n"
    for statement in sorted(statements, key=order):
        if statement.predicate == TYPED and short_name(statement.object.value) == name:
            continue
        yield f"    {element(_held(statement), known)}\n"
    yield f"  </{name}>\n"


def _held(statement: Statement) -> Statement:
    value = statement.object
    if not isinstance(value, Literal) or not NOT_XML.search(value.value):
        return statement
    kept = NOT_XML.sub("", value.value)
    literal = Literal(kept, language=value.language) if value.language else Literal(kept, datatype=value.datatype)
    return Statement(statement.subject, statement.predicate, literal)
