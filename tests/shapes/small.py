"""The small catalogue with short names for its things, and ways to break it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from bibliographe.config import load_catalogue
from bibliographe.graph.prefixes import prefixes
from bibliographe.validate.reading import Data, DataFile, read_catalogue

HERE = Path(__file__).parent
SMALL = HERE.parent / "fixtures" / "catalogue-small"
FAULTS = HERE / "faults"

_SLUGS = {
    "book": "entry/travailler-autrement-en-mediatheque-",
    "interview": "entry/le-numerique-ne-remplace-pas",
    "academic": "entry/horaires-elargis",
    "web": "entry/ouvrir-le-dimanche",
    "dossier": "entry/dossier-les-metiers",
    "video": "entry/accueillir-tous",
    "thesis": "entry/la-mediatheque-comme",
    "brochure": "entry/amenager-une-banque",
    "issue1": "issue/lectures-publiques-212",
    "issue2": "issue/cahiers-de-la-lecture",
    "magazine": "periodical/lectures-publiques",
    "journal": "periodical/cahiers-de-la-lecture",
    "website": "website/clairville-info",
    "series": "series/pratiques",
    "t1": "topic/le-travail-en",
    "t11": "topic/organisation-du",
    "t12": "topic/horaires",
    "t2": "topic/l-accueil",
    "t21": "topic/metiers",
    "t22": "topic/publics",
    "scheme": "scheme/",
    "selection": "selection/",
    "source": "source/",
    "note": "note/",
    "event": "event/journee",
    "cycle": "event/accueillir",
    "anne": "agent/anne",
    "jean": "agent/jean",
    "paul": "agent/paul",
    "claire": "agent/claire",
    "library": "agent/bibliotheque",
    "house": "agent/editions",
    "dlivre": "agent/direction",
    "ministry": "agent/ministere",
    "university": "agent/universite",
    "authors": "authors/travailler-autrement",
    "contribution": "contribution/le-numerique",
    **{f"item{number}": f"item/{number}" for number in range(1, 10)},
}
_POSITION = "https://schema.org/position"


@cache
def small() -> Data:
    """The catalogue as it is, which is valid."""
    return read_catalogue(load_catalogue(SMALL))


@cache
def names() -> dict[str, str]:
    """The address of each short name."""
    base = load_catalogue(SMALL).base
    subjects = {triple.subject.value for triple in small().triples}
    found = {"gone": f"{base}id/entry/travailler-autrement-en-mediatheque-doublon-2d98c653"}
    for name, slug in _SLUGS.items():
        if name.startswith("item"):
            continue
        starts = [subject for subject in subjects if subject.startswith(f"{base}id/{slug}")]
        assert len(starts) == 1, (name, starts)
        found[name] = starts[0]
    for triple in small().triples:
        if triple.predicate.value == _POSITION and "/id/item/" in triple.subject.value:
            found[f"item{triple.object.value}"] = triple.subject.value
    tombstones = [subject for subject in subjects if "/doc/entry/travailler" in subject and "doublon" in subject]
    found["tombstone"] = tombstones[0]
    found["gone"] = tombstones[0].replace("/doc/", "/id/")
    found["record"] = found["book"].replace("/id/", "/doc/")
    return found


def expand(text: str) -> str:
    """Put the addresses in the place of `$name`."""
    return re.sub(r"\$(\w+)", lambda match: f"<{names()[match[1]]}>", text)


def turtle(text: str) -> list[Triple]:
    """Parse Turtle that may use `$name`, every listed prefix, and no final point."""
    header = f"@base <{load_catalogue(SMALL).base}> .\n"
    header += "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes().items())
    body = f"{header}{expand(text)} ."
    return [Triple(q.subject, q.predicate, q.object) for q in parse(body.encode(), format=RdfFormat.TURTLE)]


@dataclass(frozen=True)
class Fault:
    """One way to break the catalogue, and the constraint that finds it."""

    constraint: str
    remove: tuple[str, ...] = ()
    add: str = ""

    def applied(self) -> Data:
        """Return the broken catalogue."""
        triples = set(small().triples)
        for pattern in self.remove:
            gone = {triple for triple in triples if _matches(triple, pattern)}
            assert gone, f"nothing to remove: {pattern}"
            triples -= gone
        if self.add:
            triples |= set(turtle(self.add))
        return Data("broken", (DataFile(SMALL / "graph" / "agents.ttl", tuple(triples)),))


def _matches(triple: Triple, pattern: str) -> bool:
    subject, predicate, value = expand(pattern).split(" ", 2)
    if triple.subject.value != subject.strip("<>"):
        return False
    if predicate == "*":
        return True
    probe = "x:y" if value == "*" else value
    wanted = turtle(f"<urn:s> {predicate} {'<urn:o>' if value == '*' else probe}")[0]
    return triple.predicate == wanted.predicate and (value == "*" or triple.object == wanted.object)


def faults() -> list[Fault]:
    """Every fault of `faults/*.toml`."""
    return [
        Fault(name, _listed(said.get("remove", ())), said.get("add", ""))
        for path in sorted(FAULTS.glob("*.toml"))
        for name, said in tomllib.loads(path.read_text(encoding="utf-8")).items()
    ]


def _listed(patterns: str | list[str]) -> tuple[str, ...]:
    return (patterns,) if isinstance(patterns, str) else tuple(patterns)
