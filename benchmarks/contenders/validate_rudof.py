"""Rudof (PyPI: pyrudof) checks one file with its own engine: DATA SHAPES REPORT."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyrudof


def main(data: str, shapes: str, report: str) -> None:
    """Validate and write one JSON line for each finding."""
    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_data(data, format=pyrudof.RDFFormat.NTriples)
    session.read_shacl(shapes)
    with Path(report).open("w", encoding="utf-8") as stream:
        for finding in session.validate_shacl():
            line = [str(finding.focus_node), _text(finding.path), str(finding.constraint_component)]
            stream.write(json.dumps(line) + "\n")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
