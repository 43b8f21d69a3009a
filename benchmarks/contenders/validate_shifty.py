"""Shifty (PyPI: pyshifty) checks one file and writes a W3C report: DATA SHAPES REPORT."""

from __future__ import annotations

import sys
from pathlib import Path

import shifty


def main(data: str, shapes: str, report: str) -> None:
    """Validate and write the report."""
    _, found, _ = shifty.validate(Path(data), Path(shapes), infer=False)
    found.serialize(report, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
