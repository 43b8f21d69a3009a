"""The rules for things, as set-based questions to the store: each reads what was said, none waits for another's result.

Properties and classes are closed in the schema. So a scan of the statements of one property answers for all properties
that it says, a scan of the members of one class for all wider classes, and one pass is a fixpoint.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.infer.schema import Reading, Schema
from bibliographe.infer.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

_FEW = 2_000_000
"""Members of classes that may be held in memory at once, some 200 bytes each: beyond, they are looked up one by one."""


@dataclass(frozen=True, slots=True)
class PropertyQuestion:
    """A query for ?s and ?o, and the properties that hold between them; `chained` when ?o has all its names already."""

    query: str
    says: tuple[Reading, ...]
    chained: bool = False


@dataclass(frozen=True, slots=True)
class TypeQuestion:
    """A query for ?x, and the classes that it belongs to."""

    query: str
    classes: tuple[str, ...]


def property_questions(schema: Schema, used: frozenset[str], links: Collection[str] = ()) -> Iterator[PropertyQuestion]:
    """Yield the questions for statements that follow from statements (prp-spo1, prp-eqp, prp-inv, prp-symp, prp-trp).

    `used` holds the properties that the data has; `links` those that say that two things are one.
    """
    chains = {name: own for name in sorted(schema.transitive) if (own := schema.read_as(name)) and _path(own, used)}
    chained = {
        (reading.predicate, Reading(whole.predicate, whole.inverted != reading.inverted))
        for name, own in chains.items()
        for reading in own
        for whole in (Reading(name), *schema.says.get(name, ()))
    }
    for name in sorted(used & schema.says.keys()):
        says = [whole for whole in schema.says[name] if (name, whole) not in chained]
        yield from _property(f"?s <{name}> ?o", says, used, chained=False)
    same = "|".join(f"<{link}>|^<{link}>" for link in sorted(links))
    for name, own in chains.items():
        step = f"({_path(own, used)})/({same})*" if same else _path(own, used)
        yield from _property(f"?s ({step})+ ?o", [Reading(name), *schema.says.get(name, ())], used, chained=True)


def _path(readings: Iterable[Reading], used: frozenset[str]) -> str:
    return "|".join(
        f"{'^' if reading.inverted else ''}<{reading.predicate}>"
        for reading in sorted(readings)
        if reading.predicate in used
    )


def _property(
    pattern: str, says: Collection[Reading], used: frozenset[str], *, chained: bool
) -> Iterator[PropertyQuestion]:
    """Ask once for all properties that nobody uses, and once for each other what is not said already."""
    new = tuple(whole for whole in says if whole.predicate not in used)
    if new:
        yield PropertyQuestion(f"SELECT ?s ?o WHERE {{ {pattern} }}", new, chained)
    for whole in sorted(set(says) - set(new)):
        known = f"?o <{whole.predicate}> ?s" if whole.inverted else f"?s <{whole.predicate}> ?o"
        query = f"SELECT ?s ?o WHERE {{ {pattern} FILTER NOT EXISTS {{ {known} }} }}"
        yield PropertyQuestion(query, (whole,), chained)


def type_questions(schema: Schema, used: frozenset[str], members: Mapping[str, int]) -> Iterator[TypeQuestion]:
    """Yield the questions for what a thing is (cax-sco, cax-eqc, prp-dom, prp-rng).

    `members` holds how many things are said to belong to each class.
    """
    for name in sorted(members.keys() & schema.superclasses.keys()):
        pattern = f"?x {TYPE} <{name}>"
        for classes in _apart(schema.superclasses[name], members):
            said = [whole for whole in classes if whole in members]
            query = f"SELECT ?x WHERE {{ {pattern}{_lookup(said) if said else ''} }}"
            yield TypeQuestion(query, tuple(classes))
    witnesses: dict[frozenset[str], list[str]] = defaultdict(list)
    for ends, pattern_of in ((schema.domains, _subject), (schema.ranges, _object)):
        for name in sorted(used & ends.keys()):
            witnesses[ends[name]].append(pattern_of(name))
    for whole, patterns in sorted(witnesses.items(), key=lambda item: sorted(item[0])):
        for classes in _apart(sorted(whole), members):
            yield TypeQuestion(_unless_known(schema, patterns, classes, members), tuple(classes))


def _apart(classes: Iterable[str], members: Mapping[str, int]) -> list[list[str]]:
    """Return together the classes that nobody uses, and each other alone: what is said is not inferred."""
    names = list(classes)
    new = [name for name in names if name not in members]
    return [*([new] if new else []), *([name] for name in names if name in members)]


def _subject(name: str) -> str:
    return f"?x <{name}> ?any"


def _object(name: str) -> str:
    return f"?any <{name}> ?x"


def _unless_known(schema: Schema, patterns: list[str], classes: list[str], members: Mapping[str, int]) -> str:
    """Return the query for the things of some patterns that no said class puts into all of `classes` already."""
    enough = [{name, *schema.subclasses.get(name, ())} for name in classes]
    known = sorted(set.intersection(*enough) & members.keys())
    things = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
    subtract: Callable[[list[str]], str] = _table if sum(members[name] for name in known) <= _FEW else _lookup
    return f"SELECT REDUCED ?x WHERE {{ {{ {things} }}{subtract(known) if known else ''} }}"


def _table(classes: list[str]) -> str:
    """Leave out the members of some classes by a table of them: fast, and as large as they are many."""
    return f" MINUS {{ VALUES ?class {{ {' '.join(f'<{name}>' for name in classes)} }} ?x {TYPE} ?class }}"


def _lookup(classes: list[str]) -> str:
    """Leave out the members of some classes by looking each thing up: slower, and in no memory."""
    within = ", ".join(f"<{name}>" for name in classes)
    return f" FILTER NOT EXISTS {{ ?x {TYPE} ?class FILTER(?class IN ({within})) }}"
