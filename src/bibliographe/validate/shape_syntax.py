"""What SHACL admits as the values of its own terms: pySHACL passes over some others without a word.

Sources: the syntax rules of SHACL (https://www.w3.org/TR/shacl/#syntax-rules), a part of which the W3C's shapes for
shapes say as well; tests compare with these.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NODE_KINDS = ("BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
_LIST = Text("il y faut une liste entre parenthèses", "a list in parentheses belongs there")
_ONCE = Text("cela se dit une seule fois", "it is said once at most")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the values of some terms are."""

    names: str
    wanted: Text
    admits: Callable[[object], bool]


def _literal(*datatypes: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, Literal) and (not datatypes or value.datatype.value in datatypes)


def _integer(value: object) -> bool:
    digits = isinstance(value, Literal) and value.value.lstrip("+-").isdecimal()
    return digits and _literal(f"{_XSD}integer")(value)


def _boolean(value: object) -> bool:
    return _literal(f"{_XSD}boolean")(value) and getattr(value, "value", "") in {"true", "false", "1", "0"}


_WANTED = (
    _Kind(
        "targetClass targetSubjectsOf targetObjectsOf severity class datatype disjoint equals lessThan "
        "lessThanOrEquals",
        Text(
            "il y faut une adresse, entre chevrons ou abrégée, sans guillemets",
            "an address belongs there, in angle brackets or shortened, without quotation marks",
        ),
        lambda value: isinstance(value, NamedNode),
    ),
    _Kind(
        "node property not qualifiedValueShape path sparql prefixes",
        Text(
            "il y faut un nom sans guillemets, ou une description entre crochets",
            "a name without quotation marks belongs there, or a description in square brackets",
        ),
        lambda value: isinstance(value, NamedNode | BlankNode),
    ),
    _Kind(
        "minCount maxCount minLength maxLength qualifiedMinCount qualifiedMaxCount",
        Text("il y faut un nombre entier, sans guillemets", "a whole number belongs there, without quotation marks"),
        _integer,
    ),
    _Kind(
        "closed deactivated uniqueLang qualifiedValueShapesDisjoint",
        Text("il y faut true ou false, sans guillemets", "true or false belongs there, without quotation marks"),
        _boolean,
    ),
    _Kind(
        "pattern flags select",
        Text("il y faut un texte sans langue", "a text without a language belongs there"),
        _literal(f"{_XSD}string"),
    ),
    _Kind(
        "message",
        Text("il y faut un texte", "a text belongs there"),
        _literal(f"{_XSD}string", f"{_RDF}langString"),
    ),
    _Kind(
        "minInclusive maxInclusive minExclusive maxExclusive",
        Text("il y faut une valeur, nombre ou date", "a value belongs there, a number or a date"),
        _literal(),
    ),
    _Kind(
        "nodeKind",
        Text(
            f"il y faut l'un de : {', '.join(f'sh:{name}' for name in _NODE_KINDS)}",
            f"one of these belongs there: {', '.join(f'sh:{name}' for name in _NODE_KINDS)}",
        ),
        lambda value: isinstance(value, NamedNode) and value.value.removeprefix(_SH) in _NODE_KINDS,
    ),
)
_KINDS = {_SH + name: kind for kind in _WANTED for name in kind.names.split()}
_LISTS = frozenset(_SH + name for name in ("and", "or", "xone", "in", "languageIn", "ignoredProperties"))
_ONCE_AT_MOST = """
    severity deactivated closed ignoredProperties datatype in languageIn minCount maxCount minLength maxLength
    minInclusive maxInclusive minExclusive maxExclusive nodeKind pattern flags qualifiedValueShape qualifiedMinCount
    qualifiedMaxCount qualifiedValueShapesDisjoint uniqueLang path
"""
_SAID_ONCE = frozenset(_SH + name for name in _ONCE_AT_MOST.split())


def misused(triples: Iterable[Triple]) -> Iterator[tuple[Triple, Text]]:
    """Yield the statements of shapes whose value SHACL does not admit, each with what belongs there."""
    triples = list(triples)
    lists: set[object] = {triple.subject for triple in triples if triple.predicate.value == f"{_RDF}first"}
    lists.add(NamedNode(f"{_RDF}nil"))
    said = Counter((triple.subject, triple.predicate.value) for triple in triples)
    for triple in triples:
        name = triple.predicate.value
        kind = _KINDS.get(name)
        if kind is not None and not kind.admits(triple.object):
            yield triple, kind.wanted
        elif name in _LISTS and triple.object not in lists:
            yield triple, _LIST
        elif name in _SAID_ONCE and said[triple.subject, name] > 1:
            del said[triple.subject, name]
            yield triple, _ONCE
