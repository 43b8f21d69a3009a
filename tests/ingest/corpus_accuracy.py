"""Prints how many fields of the invented bibliographies come out right.

Run `python tests/ingest/corpus_accuracy.py [NAME…]`.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import chain

import corpus_comparison as corpus


def main() -> None:
    """Print one line a field: right, compared (fields empty on both sides do not count), share."""
    names = sys.argv[1:] or corpus.names()
    entries = [(name, number) for name in names for number in range(len(corpus.expectation(name)["entries"]))]
    for heading, verdicts in (
        ("entries", chain.from_iterable(corpus.entry_verdicts(*entry) for entry in entries)),
        ("selections", chain.from_iterable(map(corpus.selection_verdicts, names))),
        ("documents", chain.from_iterable(map(corpus.document_verdicts, names))),
    ):
        right: Counter[str] = Counter()
        compared: Counter[str] = Counter()
        for verdict in verdicts:
            if not (verdict.right and verdict.expected is None):
                compared[verdict.field] += 1
                right[verdict.field] += verdict.right
        print(f"{heading}: {right.total()} of {compared.total()} fields right")
        for field, total in compared.items():
            print(f"  {field:20} {right[field]:4} / {total:4}  {right[field] / total:6.1%}")
    whole = sum(all(verdict.right for verdict in corpus.entry_verdicts(*entry)) for entry in entries)
    print(f"{whole} of {len(entries)} entries right in every field")


if __name__ == "__main__":
    main()
