"""bibliographe checks one file with one file of shapes: DATA SHAPES REPORT.

Only the shapes, as the peers do: what `bibliographe validate` looks at in files besides is left out. The report is
what `harness/reports.py` compares.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bibliographe.validate.engine import find
from bibliographe.validate.reading import Data, DataFile
from bibliographe.validate.shapes import read_shapes


def main(data: str, shapes: str, report: str) -> None:
    """Validate and write one JSON line for each finding."""
    with Path(report).open("w", encoding="utf-8") as stream:
        for finding in find(Data(data, (DataFile(Path(data)),)), read_shapes([Path(shapes)])):
            line = [str(finding.focus), str(finding.path) if finding.path is not None else None, finding.component]
            stream.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
