"""Plans kept beside a catalogue, so that shapes that have not changed are neither read nor worked out again.

A plan is kept as JSON under the digest of all that it was made from. One that cannot be read, or that would reach for
the network, is made anew: the folder may have come from elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import rdflib

from bibliographe import __version__
from bibliographe.errors import BibliographeError
from bibliographe.files import written_whole
from bibliographe.i18n import Text
from bibliographe.validate.facts import Requirement
from bibliographe.validate.groups import Triple
from bibliographe.validate.narrow import Part, Plan, Question
from bibliographe.validate.remote import reaches_out
from bibliographe.validate.sparql import Doubt, Doubts
from bibliographe.validate.targets import Targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LAYOUT = "1"
"""Changes whenever plans must be made anew though nothing that they are made from did."""
FOLDER = "plans"
_KEPT = 4
"""Plans that are left in the folder: those of the shapes alone, and of some profiles."""
_MADE_WITH = ("rdflib", "pyshacl", "pyoxigraph")


def digest_of(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of shapes files and of what reads them (64 hexadecimal digits)."""
    whole = hashlib.sha256(" ".join([__version__, LAYOUT, *map(version, _MADE_WITH)]).encode())
    for path in paths:
        content = path.read_bytes()
        whole.update(f"\0{path.name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def read_plan(folder: Path, digest: str) -> tuple[Plan, int] | None:
    """Return the plan kept under `digest`, and how many constraints the shapes have; None when there is none to use."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((folder / f"{digest}.json").read_text(encoding="utf-8"))
        plan = _plan(kept["plan"])
        return None if any(map(reaches_out, _queries(plan))) else (plan, int(kept["constraints"]))
    return None


def _queries(plan: Plan) -> Iterator[str]:
    """Yield all that a plan may have asked of a store."""
    for question in plan.questions:
        doubts, targets = question.doubts.requirements, question.targets.doubts.requirements
        yield from (question.query, question.doubtful(doubts), question.doubtful_targets(targets))
        yield question.targets.select


def write_plan(folder: Path, digest: str, plan: Plan, constraints: int) -> None:
    """Keep a plan, where the folder can be written and no part of it is a blank node, whose name would not last."""
    names = {name for question in plan.questions for part in question.parts for name in (part.shape, part.name)}
    names |= {name for part, _ in plan.left for name in (part.shape, part.name)}
    if plan.whole is not None or not all(isinstance(name, rdflib.URIRef) for name in names):
        return
    with suppress(OSError, BibliographeError):
        folder.mkdir(parents=True, exist_ok=True)
        with written_whole(folder / f"{digest}.json") as stream:
            stream.write(json.dumps({"constraints": constraints, "plan": asdict(plan)}, default=sorted))
        old = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]
        for path in old:
            path.unlink()


def _plan(kept: dict[str, Any]) -> Plan:
    return Plan(
        tuple(map(_question, kept["questions"])),
        tuple((_part(part), Text(*reason)) for part, reason in kept["left"]),
    )


def _question(kept: dict[str, Any]) -> Question:
    targets = kept["targets"] | {"doubts": _doubts(kept["targets"]["doubts"])}
    parts = tuple(map(_part, kept["parts"]))
    return Question(parts, kept["query"], Targets(**targets), kept["prologue"], _doubts(kept["doubts"]))


def _part(kept: dict[str, str]) -> Part:
    return Part(rdflib.URIRef(kept["shape"]), kept["kind"], rdflib.URIRef(kept["name"]))


def _doubts(kept: dict[str, Any]) -> Doubts:
    own = (Doubt(_requirement(doubt["requirement"]), doubt["condition"]) for doubt in kept["own"])
    triples = (Triple(one["text"], frozenset(one["variables"]), one["subject"]) for one in kept["triples"])
    return Doubts(tuple(triples), tuple(own), tuple(map(_doubts, kept["inner"])))


def _requirement(kept: dict[str, Any]) -> Requirement:
    predicates = kept["predicates"]
    return Requirement(kept["kind"], None if predicates is None else tuple(predicates))
