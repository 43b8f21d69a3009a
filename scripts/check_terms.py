"""Check that the repository's Turtle files and queries bind prefixes alike and use terms that exist.

Usage: check_terms.py [FILE…]; by default every file of ontology, shapes, queries, graph and docs. Exit 1 on a fault.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bibliographe.graph.term_check import check_files, repository_files

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Print each fault as `file:line: message`; return the exit code."""
    paths = [Path(argument).resolve() for argument in arguments] or repository_files(ROOT)
    faults = check_files(paths)
    for fault in faults:
        inside = fault.path.is_relative_to(ROOT)
        print(fault.describe(ROOT if inside else fault.path.parent))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
