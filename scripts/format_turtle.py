"""Write the files of `graph/` in canonical form; with `--check`, only say which are not.

    python scripts/format_turtle.py [--check] [DIR]

DIR is a catalogue's folder, this repository by default. Exit 1 when `--check` found one, 2 when one is not RDF.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bibliographe.config import load_catalogue
from bibliographe.errors import BibliographeError
from bibliographe.graph.canonical import write_ntriples, write_turtle
from bibliographe.graph.files import abstract_files, graph_files, read_statements, replace_file


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--check", action="store_true", help="change nothing")
    arguments = parser.parse_args()
    try:
        return _format(arguments.directory, check=arguments.check)
    except BibliographeError as error:
        print(error, file=sys.stderr)
        return 2


def _format(directory: Path, *, check: bool) -> int:
    catalogue = load_catalogue(directory)
    faults = 0
    for path in [*graph_files(catalogue), *abstract_files(catalogue)]:
        statements = list(read_statements(path, catalogue.base))
        content = write_turtle(statements, catalogue.base) if path.suffix == ".ttl" else write_ntriples(statements)
        if content.encode() == path.read_bytes():
            continue
        faults += 1
        if check:
            print(f"{path}: not in canonical form; run: python scripts/format_turtle.py")
        else:
            replace_file(path, content)
            print(f"{path}: formatted")
    return 1 if check and faults else 0


if __name__ == "__main__":
    sys.exit(main())
