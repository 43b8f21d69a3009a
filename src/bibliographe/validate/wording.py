"""Findings in the words for a person: a message, advice, and what the thing is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import SH

from bibliographe.graph.prefixes import short_name
from bibliographe.i18n import Text
from bibliographe.validate.check import COMPONENT
from bibliographe.validate.context import Context
from bibliographe.validate.places import find_places
from bibliographe.validate.results import NOTHING, Finding, Place, Result, Subject, local_name
from bibliographe.validate.solved_again import SolvedAgain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rdflib.term import Node

    from bibliographe.validate.observation import Observation
    from bibliographe.validate.reading import Data
    from bibliographe.validate.shapes import Shapes

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
_PATHS = ("path", "PATH")
_FILE = Text("fichier", "file")
_TOO_MANY = "MaxCountConstraintComponent"
_COMPONENTS = {
    "MinCountConstraintComponent": Text("Il manque : {path}.", "Missing: {path}."),
    _TOO_MANY: Text("De trop : {path}.", "Too many: {path}."),
}


def put_into_words(
    data: Data, shapes: Shapes, findings: Sequence[Finding], observations: Sequence[Observation]
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """Return what the shapes and what the files showed, each in its order, for a person."""
    nodes = {str(finding.focus) for finding in findings} | {observation.focus for observation in observations}
    context = Context(data, find_places(data, nodes))
    solved = SolvedAgain(shapes, context.graph, findings)
    return (
        tuple(_found(finding, shapes, context, solved) for finding in findings),
        tuple(_observed(observation, context) for observation in observations),
    )


def _found(finding: Finding, shapes: Shapes, context: Context, solved: SolvedAgain) -> Result:
    source = finding.source
    message = shapes.message(source)
    if not any(message):
        message = shapes.message(finding.shape)
    if not any(message):
        message = NOTHING if finding.component.startswith(str(SH)) else solved.message(finding)
    if not any(message):
        message = _fallback(finding, shapes)
    advice = shapes.advice(source)
    values = _values(message, finding, solved)
    return Result(
        finding=finding,
        message=Text(_fill(message.fr, values, context), _fill(message.en, values, context)),
        headline=Text(_PLACEHOLDER.sub("…", message.fr), _PLACEHOLDER.sub("…", message.en)),
        advice=advice if any(advice) else shapes.advice(finding.shape),
        subject=context.subject(finding.focus),
        path=_path_words(finding.path),
        value=_value(finding, context),
        place=context.place(finding.focus),
        quotation=context.quotation(finding.focus),
        called=shapes.name(source) if isinstance(source, rdflib.BNode) else "",
    )


def _value(finding: Finding, context: Context) -> str:
    """Return what a person must look for: the value, or all of them where there are too many."""
    if local_name(finding.component) == _TOO_MANY and isinstance(finding.path, rdflib.URIRef):
        return " | ".join(sorted(context.words(value) for value in context.graph.objects(finding.focus, finding.path)))
    return "" if finding.value == finding.focus else context.words(finding.value)


def _fallback(finding: Finding, shapes: Shapes) -> Text:
    name = local_name(finding.component)
    words = _COMPONENTS.get(name)
    if words is None:
        shape = shapes.name(finding.shape)
        return Text(f"La forme « {shape} » n'est pas respectée ({name}).", f"The shape '{shape}' is broken ({name}).")
    return words.format(path=_path_words(finding.path))


def _values(message: Text, finding: Finding, solved: SolvedAgain) -> dict[str, Node]:
    """Return what may be put into a message (SHACL, sections 5.3.2 and 6.2.2), by variable."""
    values = {"this": finding.focus, "value": finding.value, "path": finding.path}
    known = {name: value for name, value in values.items() if value is not None}
    if finding.path is not None:
        known["PATH"] = finding.path
    wanted = {match[1] for text in message for match in _PLACEHOLDER.finditer(text)}
    return known if wanted <= known.keys() else {**solved.values(finding), **known}


def _fill(message: str, values: Mapping[str, Node], context: Context) -> str:
    """Put the values into a message, as a person reads them."""

    def word(match: re.Match[str]) -> str:
        value = values.get(match[1])
        if value is None:
            return match[0]
        return _path_words(value) if match[1] in _PATHS else context.words(value)

    return _PLACEHOLDER.sub(word, message)


def _path_words(path: Node | None) -> str:
    if path is None:
        return ""
    if isinstance(path, rdflib.URIRef):
        return short_name(path)
    return re.sub(r"<([^>]*)>", lambda match: short_name(match[1]), str(path))


def _observed(observation: Observation, context: Context) -> Result:
    check = observation.check
    focus = rdflib.URIRef(observation.focus)
    said = {
        language: {"value": observation.value, "hint": hint}
        for language, hint in zip(("fr", "en"), observation.hint, strict=True)
    }
    return Result(
        finding=Finding(
            focus=focus,
            path=rdflib.URIRef(observation.path) if observation.path else None,
            value=rdflib.Literal(observation.value) if observation.value else None,
            component=COMPONENT,
            severity=check.severity,
            shape=rdflib.URIRef(check.iri),
            constraint=check.iri,
        ),
        message=Text(check.message.fr.format(**said["fr"]), check.message.en.format(**said["en"])),
        headline=check.message.format(value="…", hint="…" if check.cause or check.early else ""),
        advice=Text(check.advice.fr.format(**said["fr"]), check.advice.en.format(**said["en"])),
        subject=Subject(_FILE, observation.focus) if observation.is_file else context.subject(focus),
        path=short_name(observation.path) if observation.path else "",
        value=observation.value,
        place=_place(observation, context),
        quotation=context.quotation(focus),
    )


def _place(observation: Observation, context: Context) -> Place | None:
    if observation.file is not None and observation.line is not None:
        return Place(observation.file, observation.line)
    place = context.place(rdflib.URIRef(observation.focus))
    if observation.file is not None and (place is None or place.file != observation.file):
        return Place(observation.file)
    return place
