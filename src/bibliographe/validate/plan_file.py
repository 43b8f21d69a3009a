"""Plans that are kept, so that shapes that have not changed are neither read nor worked out again.

A plan is kept as JSON under the digest of all that it was made from and with. One that cannot be read, or that would
reach for the network, is made anew.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bibliographe.i18n import Text
from bibliographe.kept import digest_of, installed, keep, read_kept, stamps
from bibliographe.validate.doubts import Doubt, Doubts
from bibliographe.validate.facts import Requirement
from bibliographe.validate.patterns import Triple
from bibliographe.validate.plan import Part, Plan, Question, Solving, Targets
from bibliographe.validate.remote import reaches_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KIND = "plans"
_MADE_WITH = ("rdflib", "pyshacl", "pyoxigraph")


def digest_of_shapes(paths: Iterable[Path]) -> str | None:
    """Return the digest of shapes files and of what reads them; None when one of them cannot be read."""
    with suppress(OSError):
        return digest_of(_parts(paths))
    return None


def _parts(paths: Iterable[Path]) -> Iterator[bytes]:
    yield from installed(*_MADE_WITH)
    # This package's own files too: who works on them must not meet the plans of yesterday.
    yield from stamps(sorted(Path(__file__).parent.glob("*.py")))
    for path in paths:
        yield path.resolve().as_uri().encode()  # against which the file's relative addresses are resolved
        yield path.read_bytes()


def read_plan(digest: str) -> tuple[Plan, int] | None:
    """Return the plan kept under `digest`, and how many constraints the shapes have; None when there is none to use."""
    with suppress(ValueError, KeyError, TypeError):
        kept = json.loads(read_kept(KIND, digest) or b"")
        plan = _plan(kept["plan"])
        return None if any(map(reaches_out, _queries(plan))) else (plan, int(kept["constraints"]))
    return None


def _queries(plan: Plan) -> Iterator[str]:
    """Yield all that a plan may have asked of a store."""
    for question in plan.questions:
        doubts, targets = question.doubts.requirements, question.targets.doubts.requirements
        yield from (question.query, question.doubtful(doubts), question.doubtful_targets(targets))
        yield question.targets.select
        if question.solving is not None:
            yield from (question.solving.query, question.solving.doubtful, question.solving.remainder)


def keep_plan(digest: str, plan: Plan, constraints: int) -> None:
    """Keep a plan, unless a part of it is a literal, which names nothing."""
    names = {name for question in plan.questions for part in question.parts for name in (part.shape, part.name)}
    names |= {name for part, _ in plan.left for name in (part.shape, part.name)}
    if plan.whole is None and not any(name.startswith('"') for name in names):
        kept = {"constraints": constraints, "plan": asdict(plan)}
        keep(KIND, digest, json.dumps(kept, default=sorted, separators=(",", ":")).encode())


def _plan(kept: dict[str, Any]) -> Plan:
    return Plan(
        tuple(map(_question, kept["questions"])),
        tuple((_part(part), Text(*reason)) for part, reason in kept["left"]),
    )


def _question(kept: dict[str, Any]) -> Question:
    targets = kept["targets"] | {"doubts": _doubts(kept["targets"]["doubts"])}
    parts = tuple(map(_part, kept["parts"]))
    solving = None if kept["solving"] is None else _solving(kept["solving"])
    doubts, tells = _doubts(kept["doubts"]), bool(kept["tells_of_values"])
    return Question(parts, kept["query"], Targets(**targets), kept["prologue"], doubts, solving, tells)


def _solving(kept: dict[str, Any]) -> Solving:
    return Solving(**kept | {name: tuple(kept[name]) for name in ("declarations", "shown")})


def _part(kept: dict[str, str]) -> Part:
    return Part(kept["shape"], kept["kind"], kept["name"])


def _doubts(kept: dict[str, Any]) -> Doubts:
    own = (Doubt(_requirement(doubt["requirement"]), doubt["condition"]) for doubt in kept["own"])
    triples = (Triple(one["text"], frozenset(one["variables"]), one["subject"]) for one in kept["triples"])
    return Doubts(tuple(triples), tuple(own), tuple(map(_doubts, kept["inner"])))


def _requirement(kept: dict[str, Any]) -> Requirement:
    predicates = kept["predicates"]
    return Requirement(kept["kind"], None if predicates is None else tuple(predicates))
