"""Run the main job before your eyes: the catalogue of `graph/` built, checked, asked and exported, into `demo/`.

    make demo        or        python scripts/demo.py [--quiet]

Then the way in: an invented bibliography is read into a new catalogue. Exit 1 when a step does not end as it must.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
DEMO = REPOSITORY / "demo"
EXAMPLE = Path("docs/examples/lecture-publique.md")
NEW = Path("demo/lecture-publique")
STEPS: list[tuple[str, list[str]]] = [
    ("Build the store from graph/ and ontology/, with what follows from them", ["build"]),
    ("Check it against the shapes", ["validate"]),
    ("What is in it?", ["stats"]),
    ("Who publishes what the documentalists chose?", ["query", "entries-by-publisher"]),
    ("Which periodicals, by number of entries?", ["query", "periodicals-by-entries"]),
    ("One entry, for a person", ["show", "8"]),
    ("Give it away", ["export", "turtle", "-o", "demo/catalogue.ttl"]),
    ("", ["export", "jsonld", "-o", "demo/catalogue.jsonld"]),
    ("", ["export", "dcat", "-o", "demo/dcat.ttl"]),
    (
        "A chart, and the report as a page",
        ["query", "entries-by-selection-and-topic", "--format", "svg", "-o", "demo/topics.svg"],
    ),
    ("", ["validate", "--format", "html", "-o", "demo/report.html"]),
    ("The way in: read a bibliography into a new catalogue", ["init", str(NEW)]),
    ("", ["import", str(EXAMPLE), "--catalogue", str(NEW), "--review", "demo/review.html"]),
    ("", ["validate", "--catalogue", str(NEW)]),
]


def main() -> int:
    """Run every step; stop at the first that fails."""
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir()
    for title, arguments in STEPS:
        if title:
            print(f"\n# {title}", flush=True)
        print(f"$ bibliographe {shlex.join(arguments)}", flush=True)
        code = subprocess.run(
            [sys.executable, "-m", "bibliographe", *arguments], cwd=REPOSITORY, check=False
        ).returncode
        if code:
            print(f"\nThis step ended with {code}.", file=sys.stderr)
            return 1
    print("\nWritten:", *sorted(str(path.relative_to(REPOSITORY)) for path in DEMO.glob("*.*")), sep="\n  ")
    print("\nOpen demo/review.html to see how a bibliography was read, line by line.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
