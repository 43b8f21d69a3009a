"""One validation from beginning to end: the shapes, the files, and the words for a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF

from bibliographe.i18n import Text
from bibliographe.validate import checks
from bibliographe.validate.check import COMPONENT
from bibliographe.validate.context import Context, short_name
from bibliographe.validate.engine import find
from bibliographe.validate.folder import observe
from bibliographe.validate.grouping import has_cause
from bibliographe.validate.results import Counts, Finding, Place, Report, Result, Subject, local_name

if TYPE_CHECKING:
    from rdflib.term import Node

    from bibliographe.validate.observation import Observation
    from bibliographe.validate.reading import Data
    from bibliographe.validate.shapes import Shapes

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
_FILE = Text("fichier", "file")
_ITEM = rdflib.URIRef("https://schema.org/item")
_TOO_MANY = "MaxCountConstraintComponent"
_COMPONENTS = {
    "MinCountConstraintComponent": Text("Il manque : {path}.", "Missing: {path}."),
    _TOO_MANY: Text("De trop : {path}.", "Too many: {path}."),
}


def validate(data: Data, shapes: Shapes) -> Report:
    """Check `data` against `shapes` and against what its files owe each other.

    Raises `ShapesError` when the shapes cannot be run.
    """
    context = Context(data)
    shacl = tuple(_result(finding, shapes, context) for finding in find(data, shapes))
    observed = [_observed(observation, context) for observation in observe(data)]
    return Report(name=data.name, shacl=shacl, files=_worth_telling(shacl, observed), counts=_counts(data, shapes))


def _worth_telling(shacl: tuple[Result, ...], observed: list[Result]) -> tuple[Result, ...]:
    """Leave out that a thing changed where something says what is wrong with it, or with its whole file."""
    stale = checks.RECORD_STALE.iri
    others = [result for result in observed if result.finding.constraint != stale]
    if has_cause(others):
        return tuple(others)
    wrong = {str(result.finding.focus) for result in (*shacl, *others)}
    return tuple(r for r in observed if r.finding.constraint != stale or str(r.finding.focus) not in wrong)


def _counts(data: Data, shapes: Shapes) -> Counts:
    graph = data.graph
    return Counts(
        files=len(data.files),
        triples=len(data.triples),
        entries=len(set(graph.objects(None, _ITEM))),
        things=len(set(graph.subjects(RDF.type))),
        constraints=len(shapes.constraints) + len(checks.CHECKS),
    )


def _result(finding: Finding, shapes: Shapes, context: Context) -> Result:
    source = rdflib.URIRef(finding.constraint)
    message = shapes.message(source)
    if not any(message):
        message = shapes.message(finding.shape)
    if not any(message):
        message = _fallback(finding)
    advice = shapes.advice(source)
    return Result(
        finding=finding,
        message=Text(_fill(message.fr, finding, context), _fill(message.en, finding, context)),
        headline=Text(_PLACEHOLDER.sub("…", message.fr), _PLACEHOLDER.sub("…", message.en)),
        advice=advice if any(advice) else shapes.advice(finding.shape),
        subject=context.subject(finding.focus),
        path=_path_words(finding.path),
        value=_value(finding, context),
        place=context.place(finding.focus),
        quotation=context.quotation(finding.focus),
    )


def _value(finding: Finding, context: Context) -> str:
    """Return what a person must look for: the value, or all of them where there are too many."""
    if local_name(finding.component) == _TOO_MANY and isinstance(finding.path, rdflib.URIRef):
        return " | ".join(sorted(context.words(value) for value in context.graph.objects(finding.focus, finding.path)))
    return "" if finding.value == finding.focus else context.words(finding.value)


def _fallback(finding: Finding) -> Text:
    name = local_name(finding.component)
    words = _COMPONENTS.get(name)
    if words is None:
        shape = local_name(str(finding.shape))
        return Text(f"La forme « {shape} » n'est pas respectée ({name}).", f"The shape '{shape}' is broken ({name}).")
    return words.format(path=_path_words(finding.path))


def _fill(message: str, finding: Finding, context: Context) -> str:
    """Put the values into a message (SHACL, section 5.3.2), as a person reads them."""
    values: dict[str, Node | None] = {"this": finding.focus, "value": finding.value, "path": finding.path}

    def word(match: re.Match[str]) -> str:
        value = values.get(match[1])
        if value is None:
            return match[0]
        return _path_words(value) if match[1] == "path" else context.words(value)

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
        subject=Subject(_FILE, observation.focus) if _is_file(observation) else context.subject(focus),
        path=short_name(observation.path) if observation.path else "",
        value=observation.value,
        place=_place(observation, context),
        quotation=context.quotation(focus),
    )


def _is_file(observation: Observation) -> bool:
    """Tell whether it is about a file as a whole, and not about a thing described in it."""
    return observation.file is not None and observation.file.as_posix().endswith(observation.focus)


def _place(observation: Observation, context: Context) -> Place | None:
    if observation.file is not None and observation.line is not None:
        return Place(observation.file, observation.line)
    place = context.place(rdflib.URIRef(observation.focus))
    if observation.file is not None and (place is None or place.file != observation.file):
        return Place(observation.file)
    return place
