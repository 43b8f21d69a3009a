"""bibliographe checks one file with one file of shapes: DATA SHAPES REPORT.

The report is `Finding`s as sorted N-Triples would say them: what `harness/reports.py` compares.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bibliographe.validate.engine import find
from bibliographe.validate.reading import read_file
from bibliographe.validate.shapes import read_shapes


def main(data: str, shapes: str, report: str) -> None:
    """Validate and write one JSON line for each finding."""
    with Path(report).open("w", encoding="utf-8") as stream:
        for finding in find(read_file(Path(data)), read_shapes([Path(shapes)])):
            line = [str(finding.focus), str(finding.path) if finding.path is not None else None, finding.component]
            stream.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
