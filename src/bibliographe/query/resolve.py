"""From what a person calls a thing (`1.2`, `DGAFP`, `type:guide`) to its address in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.errors import ParameterError
from bibliographe.graph.prefixes import prefixes
from bibliographe.i18n import Text
from bibliographe.query.answer import Rows, Truth
from bibliographe.query.terms import Iri, Literal
from bibliographe.sparql_tokens import fill

if TYPE_CHECKING:
    from bibliographe.query.engines import Engine
    from bibliographe.query.header import Parameter

_SHOWN = 8
_FAMILIES = {
    "foaf:Agent": ("foaf:Person", "foaf:Organization"),
    "bibo:Periodical": ("bibo:Periodical", "bibo:Magazine", "bibo:Newspaper", "bibo:Journal"),
    "bibo:Collection": (
        "bibo:Periodical", "bibo:Magazine", "bibo:Newspaper", "bibo:Journal", "bibo:Website", "bibo:Series",
    ),
}  # fmt: skip
"""Classes whose members are said to be of a narrower one only: nothing is inferred in the default graph."""
ENTRY = "bibo:Document"
"""As the class of a parameter: any entry, which is whatever an item of a selection lists."""
_TOPICS = "skos:Concept"
_KINDS = ("topic", "entry", "agent", "periodical", "website", "issue", "selection", "series", "host")

_SHIPPED = "https://w3id.org/bibliographe/ns/"
_OF_CLASS = "VALUES ?class { UNDEF } ?node a ?class ."
_OF_ENTRY = "?item schema:item ?node ."
_OF_SCHEME = "VALUES ?scheme { UNDEF } ?node skos:inScheme ?scheme ; a skos:Concept ."
_OF_TOPICS = """?node a skos:Concept .
  FILTER NOT EXISTS {
    ?node skos:inScheme ?shipped
    FILTER(?shipped IN (<https://w3id.org/bibliographe/ns/type>, <https://w3id.org/bibliographe/ns/role>))
  }"""
_PROLOGUE = """PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_NAMED = """SELECT DISTINCT ?node ?name WHERE {
  VALUES ?wanted { UNDEF }
  VALUES ?property {
    skos:notation skos:prefLabel skos:altLabel foaf:name schema:alternateName dcterms:title bibo:issue
  }
  MEMBERSHIP
  ?node ?property ?name .
  FILTER(CONDITION)
} ORDER BY STR(?name) ?node"""
_SAME = "LCASE(STR(?name)) = LCASE(?wanted)"
_PART = "CONTAINS(LCASE(STR(?name)), LCASE(?wanted))"
_NUMBERED = """SELECT DISTINCT ?node ?name WHERE {
  VALUES ?wanted { UNDEF }
  ?item schema:item ?node ; schema:position ?position .
  FILTER(STR(?position) = ?wanted)
  ?node dcterms:title ?name .
} ORDER BY STR(?name) ?node"""

_CHOICES = """SELECT ?node (SUBSTR(MIN(?ranked), 2) AS ?name) (MIN(STR(?code)) AS ?notation) WHERE {
  VALUES ?lang { UNDEF }
  { SELECT DISTINCT ?node WHERE { MEMBERSHIP } LIMIT MOST }
  ?node ?property ?said .
  VALUES ?property { skos:prefLabel foaf:name dcterms:title bibo:issue }
  OPTIONAL { ?node skos:notation ?code }
  BIND(CONCAT(IF(LANG(?said) = ?lang, "0", "1"), STR(?said), "\\t", LANG(?said)) AS ?ranked)
} GROUP BY ?node ORDER BY ?notation LCASE(?name) ?node"""


@dataclass(frozen=True, slots=True)
class Member:
    """A thing that a parameter may name."""

    iri: Iri
    name: str
    notation: str
    language: str = ""
    """That of the name, empty where it has none."""


def members(parameter: Parameter, engine: Engine, language: str, most: int) -> list[Member] | None:
    """Return what a parameter may name, in the order of notations and names; None when that is more than `most`."""
    if parameter.kind == ENTRY:
        return None
    query = _CHOICES.replace("MEMBERSHIP", _membership(parameter)).replace("MOST", str(int(most) + 1))
    answer = engine.ask(fill(_PROLOGUE + query, {"lang": Literal(language).sparql()}))
    rows = answer.rows if isinstance(answer, Rows) else ()
    found = [
        Member(node, label, notation.value if notation else "", spoken)
        for node, name, notation in rows
        if isinstance(node, Iri) and name is not None
        for label, _tab, spoken in [name.value.rpartition("\t")]
    ]
    return found if len(found) <= most else None


def resolve(parameter: Parameter, value: str, engine: Engine) -> Iri:
    """Return the address of what `value` names, checked to be of the parameter's class.

    Takes an absolute IRI, a prefixed name (`type:guide`), and what people write: a topic's notation or label, a
    name, a title, an entry's printed number, each perhaps after its kind (`topic:1.2`). Raises `ParameterError`,
    with the choices, when that is nobody or several.
    """
    wanted = value.strip()
    address = _as_address(wanted)
    if address is not None:
        if not _is_member(parameter, address, engine):
            raise _fault(parameter, value, Text(
                f"cette adresse n'est pas celle d'un {_class_words(parameter)} du catalogue",
                f"this is not the address of a {_class_words(parameter)} of the catalogue",
            ))  # fmt: skip
        return address
    kind, colon, rest = wanted.partition(":")
    if colon and kind in _KINDS and rest.strip():
        wanted = rest.strip()
    exact = _search(parameter, wanted, engine, _SAME)
    if len(exact) == 1:
        return next(iter(exact))
    if exact:
        raise _fault(parameter, value, Text("plusieurs portent ce nom", "several have this name"), exact)
    near = _search(parameter, wanted, engine, _PART) if wanted else {}
    raise _fault(parameter, value, Text("rien ne porte ce nom", "nothing has this name"), near)


def _as_address(value: str) -> Iri | None:
    try:
        if value.startswith("<") and value.endswith(">"):
            return Iri(value[1:-1])
        if "://" in value:
            return Iri(value)
        prefix, colon, local = value.partition(":")
        namespace = prefixes().get(prefix) if colon else None
        return Iri(namespace + local) if namespace and local else None
    except ValueError:
        return None


def _membership(parameter: Parameter) -> str:
    """Return the pattern that holds of the things that a parameter may name."""
    if parameter.kind == ENTRY:
        return _OF_ENTRY
    if parameter.scheme:
        return fill(_OF_SCHEME, {"scheme": Iri(_SHIPPED + parameter.scheme).sparql()})
    if parameter.kind == _TOPICS:
        return _OF_TOPICS
    names = _FAMILIES.get(parameter.kind or "", (parameter.kind or "",))
    classes = [_as_address(name) for name in names]
    return fill(_OF_CLASS, {"class": " ".join(iri.sparql() for iri in classes if iri)})


def _is_member(parameter: Parameter, address: Iri, engine: Engine) -> bool:
    query = f"{_PROLOGUE}ASK {{ VALUES ?node {{ UNDEF }} {_membership(parameter)} }}"
    answer = engine.ask(fill(query, {"node": address.sparql()}))
    return isinstance(answer, Truth) and answer.value


def _search(parameter: Parameter, wanted: str, engine: Engine, condition: str) -> dict[Iri, str]:
    """Return the names of the things that are called `wanted`, by address."""
    if parameter.kind == ENTRY and wanted.isdecimal():
        query = _NUMBERED
    else:
        query = _NAMED.replace("MEMBERSHIP", _membership(parameter)).replace("CONDITION", condition)
    answer = engine.ask(fill(_PROLOGUE + query, {"wanted": Literal(wanted).sparql()}))
    found: dict[Iri, str] = {}
    if isinstance(answer, Rows):
        for node, name in answer.rows:
            if isinstance(node, Iri) and name is not None and node not in found:
                found[node] = name.value
    return found


def _class_words(parameter: Parameter) -> str:
    return parameter.scheme or parameter.kind or ""


_WHERE_NAMED = Text(
    "donnez un nom, un titre ou un numéro tels que les montrent « bibliographe stats » et « bibliographe show »",
    "give a name, a title or a number as 'bibliographe stats' and 'bibliographe show' show them",
)


def _fault(parameter: Parameter, value: str, reason: Text, choices: dict[Iri, str] | None = None) -> ParameterError:
    shown = [f"\n      {name}  <{node.value}>" for node, name in list((choices or {}).items())[:_SHOWN]]
    more = "\n      …" if choices and len(choices) > _SHOWN else ""
    remedy = _WHERE_NAMED
    if shown:
        listing = "".join(shown) + more
        remedy = Text(f"choisissez, et donnez son adresse :{listing}", f"choose, and give its address:{listing}")
    return ParameterError(
        Text(f"paramètre « {parameter.name} » : « {value} » : {reason.fr}",
             f"parameter '{parameter.name}': '{value}': {reason.en}"),
        remedy=remedy,
    )  # fmt: skip
