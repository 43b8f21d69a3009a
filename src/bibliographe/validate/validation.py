"""One validation from beginning to end: the shapes, the files, and the words for a person."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions

from bibliographe.validate import checks, file_checks
from bibliographe.validate.engine import find
from bibliographe.validate.folder import observe
from bibliographe.validate.keeping import Keeper
from bibliographe.validate.observation import Observation
from bibliographe.validate.own_shapes import own_shapes
from bibliographe.validate.results import Counts, Finding, Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from bibliographe.validate.folder import Observed
    from bibliographe.validate.reading import Data
    from bibliographe.validate.results import Result
    from bibliographe.validate.shapes import Shapes
    from bibliographe.validate.written import Term

_ITEM = "https://schema.org/item"


def validate(
    data: Data,
    shapes: Shapes,
    executor: Executor | None = None,
    *,
    most: int | None = None,
    focus: frozenset[Term] | None = None,
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
    for observation in chain(observations, own_shapes(shapes.paths, data.catalogue)):
        stale.pop(observation.focus, None)
        _keep_observation(seen, observation)
    for finding in find(data, shapes, focus=focus, executor=executor):
        stale.pop(str(finding.focus), None)
        order = (str(finding.focus), str(finding.path or ""), str(finding.value or ""), finding.component)
        found.add((finding.severity, finding.constraint), order, finding)
    for observation in stale.values():
        _keep_observation(seen, observation)
    findings, looks = found.items(), seen.items()
    shacl, files = _worded(data, shapes, findings, looks)
    return Report(
        name=data.name,
        shacl=shacl,
        files=files,
        counts=_counts(data, shapes, observed),
        hidden={**found.hidden(), **seen.hidden()},
    )


def _worded(
    data: Data, shapes: Shapes, findings: Sequence[Finding], observations: Sequence[Observation]
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    if not findings and not observations:
        return (), ()
    # rdflib takes its time, and a catalogue in order never needs it.
    from bibliographe.validate.wording import put_into_words

    return put_into_words(data, shapes, findings, observations)


def _apart(
    observations: list[Observation], focus: frozenset[Term] | None
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
    names = {node.value for node in focus}
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
    if data.filed is not None:
        return len(set(data.filed.values(_ITEM)))
    solutions = data.store.query(f"SELECT (COUNT(DISTINCT ?entry) AS ?count) WHERE {{ ?item <{_ITEM}> ?entry }}")
    assert isinstance(solutions, QuerySolutions)  # noqa: S101
    (solution,) = solutions
    return int(solution["count"].value)
