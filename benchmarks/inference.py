"""Time inference beside its peers, over an invented catalogue of 16 triples an entry.

    python benchmarks/inference.py [--entries 10000] [--repeat 3] [--without owlrl] [--json FILE]

Each contender runs in a process of its own and begins with the catalogue's files: seconds of wall time and of CPU, and
peak memory, medians of `--repeat` runs (owlrl, which takes minutes, runs once). "Agrees" compares what was found about
things with what the first contender found; what `reasonable` leaves out about classes and properties is known
(tests/infer/test_generated.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Store, Triple

REPOSITORY = Path(__file__).resolve().parent.parent
BASE = "https://example.org/canton/"
PREFIXES = f"""\
@base <{BASE}> .
@prefix bibl: <https://w3id.org/bibliographe/ns#> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix type: <https://w3id.org/bibliographe/ns/type/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def catalogue_of(entries: int) -> Iterator[str]:
    """Yield the Turtle of a catalogue: articles in issues, books, their agents, a scheme of topics four wide."""
    chance = random.Random(7)  # noqa: S311
    agents, issues = max(20, entries // 5), max(20, entries // 4)
    topics, periodicals = max(12, entries // 200), max(5, entries // 100)
    yield PREFIXES
    for number in range(topics):
        place = f"skos:broader <id/topic/{(number - 1) // 4}>" if number else "skos:topConceptOf <id/topics>"
        yield f'<id/topic/{number}> a skos:Concept ; skos:prefLabel "Thème {number}"@fr ; {place} .\n'
    for number in range(agents):
        kind = "Person" if number % 3 else "Organization"
        yield f'<id/agent/{number}> a foaf:{kind} ; foaf:name "Agent {number}" .\n'
    for number in range(periodicals):
        yield f'<id/periodical/{number}> a bibo:Magazine ; dcterms:title "Revue {number}"@fr .\n'
    for number in range(issues):
        host = f"<id/periodical/{number % periodicals}>"
        yield f'<id/issue/{number}> a bibo:Issue ; bibo:issue "{number}" ; dcterms:isPartOf {host} .\n'
    for number in range(entries):
        publisher = min(int(chance.paretovariate(1.1)) - 1, agents - 1)
        topic = min(int(chance.paretovariate(1.1)) - 1, topics - 1)
        month, page = f"{2000 + number % 25}-0{number % 9 + 1}", number % 90
        yield (
            f'<id/entry/{number}> dcterms:title "Titre {number}"@fr ; dcterms:language "fr" '
            f'; bibl:verbatimDate "{month}" ; dcterms:issued "{month}"^^xsd:gYearMonth '
            f'; dcterms:date "{month}"^^edtf:EDTF '
            f"; dcterms:subject <id/topic/{topic}> ; dcterms:creator <id/agent/{chance.randrange(agents)}> "
            f"; dcterms:publisher <id/agent/{publisher}> "
        )
        if number % 10 < 7:
            yield (
                f"; a bibo:Article ; dcterms:type type:article "
                f"; dcterms:isPartOf <id/issue/{chance.randrange(issues)}> "
                f'; bibo:pages "{page}-{page + 4}" ; bibo:pageStart "{page}" ; bibo:pageEnd "{page + 4}" .\n'
            )
        else:
            yield f'; a bibo:Book ; dcterms:type type:book ; bibo:isbn "{number:013}" ; bibo:numPages {page} .\n'
        yield f'<id/item/{number}> a prov:Entity ; prov:value "ligne {number}"@fr .\n'


def files(folder: Path) -> list[Path]:
    """Return what every contender reads: the catalogue, the ontology and the schemes."""
    ontology = REPOSITORY / "ontology"
    return [folder / "catalogue.ttl", *sorted(ontology.glob("*.ttl")), *sorted((ontology / "schemes").glob("*.ttl"))]


def _ours(folder: Path, store: Store) -> Iterable[Triple]:
    from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

    from bibliographe.config import Catalogue
    from bibliographe.infer.entailment import entailed
    from bibliographe.store.names import ONTOLOGY

    for path in files(folder):
        graph = ONTOLOGY if path.parent.name == "ontology" else DefaultGraph()
        store.bulk_load(path=path, format=RdfFormat.TURTLE, base_iri=BASE, to_graph=graph)
    catalogue = Catalogue(folder, BASE, {})
    catalogue.state.mkdir(exist_ok=True)
    graph = NamedNode(f"{BASE}graph/inferred")
    found = entailed(store, catalogue)
    store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found)
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


def ours_in_memory(folder: Path) -> Iterable[Triple]:
    """Load into memory, infer into a graph beside."""
    from pyoxigraph import Store

    return _ours(folder, Store())


def ours_on_disk(folder: Path) -> Iterable[Triple]:
    """Load onto the disk, as a build does, and infer into a graph beside."""
    from pyoxigraph import Store

    return _ours(folder, Store(tempfile.mkdtemp(dir=folder)))


def run_reasonable(folder: Path) -> Iterable[Triple]:
    """Load into the reasoner and have all triples back as rdflib's, which is its only answer."""
    from reasonable import PyReasoner

    reasoner = PyReasoner()
    for path in files(folder):
        reasoner.load_file(str(path))
    return _from_rdflib(reasoner.reason())


def run_owlrl(folder: Path) -> Iterable[Triple]:
    """Parse into rdflib and expand."""
    import rdflib
    from owlrl import DeductiveClosure, OWLRL_Semantics

    graph = rdflib.Graph()
    for path in files(folder):
        graph.parse(path)
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return _from_rdflib(graph)


def _from_rdflib(found):  # type: ignore[no-untyped-def]
    import rdflib

    from bibliographe.infer.conversion import from_rdflib

    return (
        from_rdflib(triple)
        for triple in found
        if not isinstance(triple[0], rdflib.Literal) and isinstance(triple[1], rdflib.URIRef)
    )


CONTENDERS: dict[str, Callable[[Path], Iterable[Triple]]] = {
    "bibliographe in memory": ours_in_memory,
    "bibliographe on disk": ours_on_disk,
    "reasonable": run_reasonable,
    "owlrl": run_owlrl,
}


def findings(folder: Path, found: Iterable[Triple]) -> tuple[int, str]:
    """Return how much was found about the catalogue's things that nobody said, and a digest of it in any order."""
    from pyoxigraph import RdfFormat, parse

    from bibliographe.infer.terms import is_kept

    said = {
        str(quad.triple)
        for path in files(folder)
        if path.parent.name != "ontology"
        for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=BASE)
    }
    texts = {str(t) for t in found if str(t.subject).startswith(f"<{BASE}id/") and is_kept(*t)} - said
    return len(texts), hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest()


def run_one(name: str, folder: Path, *, compare: bool) -> None:
    """Run one contender in this process and print what it took, and what it found when that is compared."""
    started, cpu = time.perf_counter(), time.process_time()
    found = CONTENDERS[name](folder)
    took = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([*took, peak, *(findings(folder, found) if compare else (0, ""))]))


def measure(folder: Path, names: list[str], repeat: int) -> list[dict[str, object]]:
    """Run the contenders by turns, so that what else the machine does falls on all of them, and return the medians."""
    runs: dict[str, list[list[float]]] = {name: [] for name in names}
    for turn in range(repeat):
        for name in names:
            if turn == 0 or name != "owlrl":
                command = [sys.executable, __file__, "--one", name, str(folder), "compare" if turn == 0 else "time"]
                runs[name].append(
                    json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                )
    rows: list[dict[str, object]] = []
    for name in names:
        seconds, cpu, peak = (statistics.median(run[place] for run in runs[name]) for place in range(3))
        first = runs[names[0]][0][3:]
        row = {"contender": name, "seconds": round(seconds, 2), "cpu": round(cpu, 2), "peak_mb": round(peak)}
        rows.append({**row, "found": runs[name][0][3], "agrees": runs[name][0][3:] == first, "runs": len(runs[name])})
        print(*(f"{key} {value}" for key, value in rows[-1].items()), sep="  ", flush=True)
    return rows


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--without", action="append", default=[], choices=sorted(CONTENDERS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        name, folder, how = arguments.one
        run_one(name, Path(folder), compare=how == "compare")
        return
    with tempfile.TemporaryDirectory() as made:
        with (Path(made) / "catalogue.ttl").open("w", encoding="utf-8") as stream:
            stream.writelines(catalogue_of(arguments.entries))
        rows = measure(Path(made), [name for name in CONTENDERS if name not in arguments.without], arguments.repeat)
    if arguments.json:
        arguments.json.write_text(json.dumps({"entries": arguments.entries, "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
