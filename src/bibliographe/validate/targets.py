"""Whom a shape is meant for: the focus nodes, as SPARQL (SHACL, section 2.1.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from bibliographe.i18n import Text
from bibliographe.sparql_tokens import resolved, tokens
from bibliographe.validate.doubts import NO_DOUBTS
from bibliographe.validate.literals import constant
from bibliographe.validate.plan import SUBCLASSES, Targets
from bibliographe.validate.sparql import read_constraint
from bibliographe.validate.split import OTHER_FORM
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from rdflib.term import Node

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
HEAD = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?(?:[$?]\w+\s+)+WHERE\s*\{(?P<body>.*)\}\s*", re.IGNORECASE | re.DOTALL)
_THIS = re.compile(r"[$?]this\b")
_PREBOUND_THIS = re.compile(r"[\s{}()][$?]this")
"""How pySHACL finds out that a query has a `$this` to put a focus node in."""
_BUILT_IN = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}


def prologue(prefixes: dict[str, str]) -> str:
    """Return the declarations of prefixes for a query."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(prefixes.items()))


def is_targeted(shapes: rdflib.Graph, shape: Node) -> bool:
    """Tell whether a node is a shape that says whom it is meant for, or a class and so meant for its instances.

    A node is a shape to pySHACL when it is declared to be, says so by `sh:property`, `sh:node` or a target that is no
    query, or is called by another shape.
    """
    if any((shape, predicate, None) in shapes for predicate in TARGETS[:-1]):
        return True
    if (shape, SH.target, None) not in shapes and not is_class(shapes, shape):
        return False
    declared = any((shape, RDF.type, kind) in shapes for kind in (SH.NodeShape, SH.PropertyShape))
    says_so = any((shape, predicate, None) in shapes for predicate in (SH.property, SH.node))
    return declared or says_so or _is_called(shapes, shape)


def _is_called(shapes: rdflib.Graph, shape: Node) -> bool:
    if any(
        (None, predicate, shape) in shapes for predicate in (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
    ):
        return True
    lists = (members for predicate in (SH["and"], SH["or"], SH.xone) for members in shapes.objects(None, predicate))
    return any(shape in shapes.items(members) for members in lists)


def is_class(shapes: rdflib.Graph, shape: Node) -> bool:
    """Tell whether a shape is a class as well (SHACL, section 2.1.3.3)."""
    return not kinds_of_class(shapes).isdisjoint(shapes.objects(shape, RDF.type))


def kinds_of_class(shapes: rdflib.Graph) -> set[Node]:
    """Return the types that make a node a class to pySHACL."""
    return {RDFS.Class, OWL.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}


def read_targets(shapes: rdflib.Graph, shape: Node) -> Targets:
    """Return the focus nodes of a shape; raises `Unsure` for targets that only pySHACL finds."""
    classes = set(shapes.objects(shape, SH.targetClass)) | ({shape} if is_class(shapes, shape) else set())
    bindings, tests = _of_classes(sorted(classes, key=str))
    nodes = [constant(node) for node in sorted(shapes.objects(shape, SH.targetNode), key=str)]
    if nodes:
        bindings.append(f"VALUES ?this {{ {' '.join(nodes)} }}")
        tests.append("")
    for predicate, pattern in ((SH.targetSubjectsOf, "?this {} ?any_"), (SH.targetObjectsOf, "?any_ {} ?this")):
        for wanted in sorted(shapes.objects(shape, predicate), key=str):
            bindings.append(pattern.format(_iri(wanted)))
            tests.append(f"EXISTS {{ {bindings[-1]} }}")
    prefixes: dict[str, str] = {}
    doubts, asked = NO_DOUBTS, ""
    for target in sorted(shapes.objects(shape, SH.target), key=str):
        select, declared = query_of(shapes, target)
        if any(prefixes.get(name, iri) != iri for name, iri in declared.items()):
            raise Unsure(Text("des préfixes contradictoires", "prefixes that contradict each other"))
        found = read_constraint(body_of(select), declared).doubts
        if found.requirements:
            doubts, asked = found, prologue(declared) + select
        prefixes |= declared
        bindings.append(select)
        tests.append("")
    if asked and len(bindings) > 1:
        raise Unsure(Text("plusieurs cibles, dont une requête", "several targets, a query among them"))
    binding = " UNION ".join(f"{{ {part} }}" for part in bindings)
    test = f"({' || '.join(tests)})" if all(tests) else ""
    return Targets(f"{{ {binding} }}" if len(bindings) > 1 else binding, test, prefixes, doubts, asked)


def _of_classes(classes: list[Node]) -> tuple[list[str], list[str]]:
    if not classes:
        return [], []
    names = [_iri(name) for name in classes]
    if len(names) == 1:
        binding = f"?this {SUBCLASSES} {names[0]}"
        return [f"{{ {binding} }}"], [f"EXISTS {{ {binding} }}"]
    pattern = f"?this {SUBCLASSES} ?class_"
    return (
        [f"{{ VALUES ?class_ {{ {' '.join(names)} }} {pattern} }}"],
        [f"EXISTS {{ {pattern} FILTER(?class_ IN ({', '.join(names)})) }}"],
    )


def _iri(node: Node) -> str:
    if not isinstance(node, rdflib.URIRef):
        raise Unsure(Text("une cible qui n'est pas une adresse", "a target that is no IRI"))
    return node.n3()


def body_of(select: str) -> str:
    """Return the inside of a query's WHERE; raises `Unsure` for a query of another form."""
    head = HEAD.fullmatch(select)
    if head is None:
        raise Unsure(OTHER_FORM)
    refuse_tabs(select)
    return head["body"]


def refuse_tabs(select: str) -> None:
    """Raise `Unsure` for a tab within a text of a query: rdflib's parser (pyparsing) puts spaces in its place."""
    if any(token.kind == "string" and "\t" in token.text for token in tokens(resolved(select))):
        raise Unsure(Text("une tabulation dans un texte", "a tab within a text"))


def refuse_strange_this(body: str, select: str) -> None:
    """Raise `Unsure` where pySHACL does not find the `$this` of a query, and puts no focus node in.

    `body` is the part of the query `select` in which the sign counts.
    """
    if _THIS.search(body) and not _PREBOUND_THIS.search(select):
        raise Unsure(Text("un $this que pySHACL ne reconnaît pas", "a $this that pySHACL does not recognise"))


def query_of(shapes: rdflib.Graph, node: Node) -> tuple[str, dict[str, str]]:
    """Return the SELECT of a constraint or target, and the prefixes that it is written with (SHACL, section 5.2.1)."""
    selects = list(shapes.objects(node, SH.select))
    if len(selects) != 1:
        raise Unsure(Text("une contrainte sans un seul sh:select", "a constraint without one sh:select"))
    found = dict(_BUILT_IN)
    ontologies = list(shapes.objects(node, SH.prefixes))
    known = set(shapes.subjects(RDF.type, OWL.Ontology))
    # pySHACL adds the declarations of every ontology where the one that is named is none.
    for ontology in [*ontologies, *(known if ontologies and not set(ontologies) <= known else ())]:
        for declaration in shapes.objects(ontology, SH.declare):
            prefixes = list(shapes.objects(declaration, SH.prefix))
            namespaces = list(shapes.objects(declaration, SH.namespace))
            if len(prefixes) != 1 or len(namespaces) != 1:
                raise Unsure(Text("un préfixe mal déclaré", "a prefix that is not well declared"))
            name, iri = str(prefixes[0]), str(namespaces[0])
            if found.get(name, iri) != iri:
                raise Unsure(Text("des préfixes contradictoires", "prefixes that contradict each other"))
            found[name] = iri
    return str(selects[0]), found
