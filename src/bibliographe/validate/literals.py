"""What SPARQL over the store can tell of literals, in the words of pySHACL and rdflib.

Each condition is for one direction: it holds of every literal that may break a constraint, or only of those that do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, RDFS, XSD

from bibliographe.i18n import Text
from bibliographe.validate.kinds import CLOCK, DAY, KINDS, of_kind
from bibliographe.validate.terms import to_pyoxigraph
from bibliographe.validate.unsure import Unsure
from bibliographe.validate.written import MARK, to_store

if TYPE_CHECKING:
    from rdflib.term import Node

_CERTAINLY_FINE: dict[Node, str] = {
    XSD.integer: "^-?[0-9]{1,15}$",
    XSD.nonNegativeInteger: "^[0-9]{1,15}$",
    XSD.positiveInteger: "^[1-9][0-9]{0,14}$",
    XSD.decimal: "^-?[0-9]{1,15}([.][0-9]{1,15})?$",
    XSD.double: "^-?[0-9]{1,15}([.][0-9]{1,15})?([eE][+-]?[0-9]{1,2})?$",
    XSD.float: "^-?[0-9]{1,15}([.][0-9]{1,15})?([eE][+-]?[0-9]{1,2})?$",
    XSD.boolean: "^(true|false)$",
    XSD.date: f"^{DAY}$",
    XSD.time: f"^{CLOCK}Z?$",
    XSD.dateTime: f"^{DAY}T{CLOCK}Z?$",
}
"""Characters that rdflib is certain to take as a value of the datatype."""
_ANY_CHARACTERS = {
    XSD.string, XSD.anyURI, XSD.token, XSD.language, XSD.normalizedString, RDF.langString, XSD.gYear, XSD.gYearMonth,
    XSD.gMonth, XSD.gDay, XSD.gMonthDay,
}  # fmt: skip
"""Datatypes whose characters rdflib does not look at, as it does not at those of other vocabularies."""


def constant(term: Node) -> str:
    """Return a term of a shape as the store holds it; raises `Unsure` for a blank node, which the data cannot have."""
    if isinstance(term, rdflib.BNode):
        raise Unsure(Text("un nœud anonyme comme valeur", "a blank node as a value"))
    found = to_pyoxigraph(term)
    return str(to_store(found) if isinstance(term, rdflib.Literal) else found)  # type: ignore[arg-type]


def is_marked(value: str) -> str:
    """Return the condition under which the store holds a literal under a datatype of ours."""
    return f'STRSTARTS(STR(DATATYPE({value})), "{MARK}")'


def other_datatype(value: str, datatype: Node, *, certain: bool) -> str:
    """Return the condition under which a value is no literal of a datatype (SHACL, section 4.1.2)."""
    if datatype in (RDFS.Literal, RDFS.Datatype):
        raise Unsure(Text(f"sh:datatype {datatype}", f"sh:datatype {datatype}"))
    if certain:
        return f"(!ISLITERAL({value}) || (DATATYPE({value}) != {datatype.n3()} && !{is_marked(value)}))"
    condition = f"!ISLITERAL({value}) || DATATYPE({value}) != {datatype.n3()}"
    if datatype in _CERTAINLY_FINE:
        return f'({condition} || !REGEX(STR({value}), "{_CERTAINLY_FINE[datatype]}"))'
    known = str(datatype).startswith((str(XSD), str(RDF)))
    return f"({condition})" if datatype in _ANY_CHARACTERS or not known else "true"


def out_of_order(value: str, operator: str, bound: Node, *, certain: bool) -> str:
    """Return the condition under which a value is not `operator` a constant (SHACL, section 4.3)."""
    if not isinstance(bound, rdflib.Literal):
        raise Unsure(Text("une borne qui n'est pas un littéral", "a bound that is no literal"))
    comparable = _comparable_to(value, bound)
    holds = f"{value} {operator} {constant(bound)}" if comparable else "false"
    return _out_of_order(value, comparable, holds, certain=certain)


def not_before(value: str, operator: str, other: str, *, certain: bool) -> str:
    """Return the condition under which a value is not `operator` another one (SHACL, section 4.5)."""
    alike = " || ".join(f"({of_kind(kind, value)} && {of_kind(kind, other)})" for kind in KINDS)
    if certain:
        return f"COALESCE(({alike}) && !({value} {operator} {other}), false)"
    return f"!COALESCE(({alike}) && {value} {operator} {other}, false)"


def _out_of_order(value: str, comparable: str, holds: str, *, certain: bool) -> str:
    if certain:
        return f"(!ISLITERAL({value}) || COALESCE(({comparable or 'false'}) && !({holds}), false))"
    return f"!COALESCE(({comparable or 'false'}) && {holds}, false)"


def _comparable_to(value: str, bound: rdflib.Literal) -> str:
    """Return the condition under which the store compares a value with a constant as rdflib does, empty for never."""
    datatype = None if bound.datatype is None else str(bound.datatype)
    for kind, (datatypes, form) in KINDS.items():
        if datatype in datatypes and (kind == "string" or _has_form(str(bound), form)):
            return of_kind(kind, value)
    return ""


def _has_form(text: str, form: str) -> bool:
    return re.fullmatch(form, text) is not None
