"""One validation from beginning to end: the shapes, the files, and the words for a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import QuerySolutions

from bibliographe.i18n import Text
from bibliographe.validate import checks, file_checks
from bibliographe.validate.check import COMPONENT
from bibliographe.validate.context import Context, short_name
from bibliographe.validate.engine import find
from bibliographe.validate.folder import observe
from bibliographe.validate.keeping import Keeper
from bibliographe.validate.observation import Observation
from bibliographe.validate.places import find_places
from bibliographe.validate.results import Counts, Finding, Place, Report, Result, Subject, local_name

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rdflib.term import Node

    from bibliographe.validate.folder import Observed
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


def validate(
    data: Data,
    shapes: Shapes,
    executor: Executor | None = None,
    *,
    most: int | None = None,
    focus: frozenset[Node] | None = None,
) -> Report:
    """Check `data` against `shapes` and against what its files owe each other.

    Large files are read by `executor` where one is given, else by this machine's processors. At most `most` results
    of each constraint are kept, the others are counted. With `focus` the report is that of a full validation without
    the results about other nodes; what is wrong with whole files stays. Raises `ShapesError` when the shapes cannot
    be run, `BrokenFilesError` when a large file is not RDF.
    """
    observed = observe(data, executor)
    observations, stale = _apart(observed.observations, focus)
    seen, found = Keeper[Observation](most), Keeper[Finding](most)
    for observation in observations:
        stale.pop(observation.focus, None)
        _keep_observation(seen, observation)
    for finding in find(data, shapes, focus=focus, executor=executor):
        stale.pop(str(finding.focus), None)
        order = (str(finding.focus), str(finding.path or ""), str(finding.value or ""), finding.component)
        found.add((finding.severity, finding.constraint), order, finding)
    for observation in stale.values():
        _keep_observation(seen, observation)
    findings, looks = found.items(), seen.items()
    nodes = {str(finding.focus) for finding in findings} | {observation.focus for observation in looks}
    context = Context(data, find_places(data, nodes))
    return Report(
        name=data.name,
        shacl=tuple(_result(finding, shapes, context) for finding in findings),
        files=tuple(_observed(observation, context) for observation in looks),
        counts=_counts(data, shapes, observed),
        hidden={**found.hidden(), **seen.hidden()},
    )


def _apart(
    observations: list[Observation], focus: frozenset[Node] | None
) -> tuple[list[Observation], dict[str, Observation]]:
    """Return the observations, and apart those that a thing changed, by thing.

    These are told only where nothing says what is wrong with the thing, or with its whole file.
    """
    others = [observation for observation in observations if observation.check != checks.RECORD_STALE]
    stale = {o.focus: o for o in observations if o.check == checks.RECORD_STALE}
    if any(observation.check.cause for observation in others):
        stale = {}
    if focus is None:
        return others, stale
    names = {str(node) for node in focus}
    others = [
        observation for observation in others if observation.check in file_checks.CHECKS or observation.focus in names
    ]
    return others, {name: observation for name, observation in stale.items() if name in names}


def _keep_observation(keeper: Keeper[Observation], observation: Observation) -> None:
    check = observation.check
    keeper.add((check.severity, check.iri), (observation.focus, observation.path, observation.value, ""), observation)


def _counts(data: Data, shapes: Shapes, observed: Observed) -> Counts:
    return Counts(
        files=len(data.files),
        triples=observed.statements,
        entries=_entries(data),
        things=observed.things,
        constraints=shapes.size + len(checks.CHECKS),
    )


def _entries(data: Data) -> int:
    solutions = data.store.query(f"SELECT (COUNT(DISTINCT ?entry) AS ?count) WHERE {{ ?item <{_ITEM}> ?entry }}")
    assert isinstance(solutions, QuerySolutions)  # noqa: S101
    (solution,) = solutions
    return int(solution["count"].value)


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
