"""Invent a catalogue of any size: `graph/`, `catalogue.toml`, and the list of the faults put into it.

    python benchmarks/generate.py 10000 build/full                           # the full profile, nothing wrong
    python benchmarks/generate.py 10000 build/lean --lean --faults 0.005     # about 16 triples an entry, 50 faults

The same order gives the same bytes on every machine. `--merged FILE` also writes all triples into one N-Triples file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from invention.catalogue import Order, generate, merge


def main() -> None:
    """Read the command line and write the catalogue."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entries", type=int)
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet, or has no graph/")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--lean", action="store_true", help="without printed text, lists of authors and register")
    parser.add_argument(
        "--faults", type=float, default=0.0, help="the share of entries that get a fault, such as 0.005"
    )
    parser.add_argument("--merged", type=Path, help="also write all triples into this one file")
    arguments = parser.parse_args()
    order = Order(arguments.entries, arguments.seed, arguments.lean, arguments.faults)
    counts = generate(arguments.folder, order)
    if arguments.merged:
        merge(arguments.folder, arguments.merged)
    print(f"{arguments.entries} entries, {sum(counts.values())} faults of {sum(map(bool, counts.values()))} kinds")


if __name__ == "__main__":
    main()
