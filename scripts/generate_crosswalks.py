"""Write docs/crosswalks.md from the tables of the readers and the writers of MARC.

Usage: generate_crosswalks.py [--check]; with --check nothing is written, and a page that is out of date makes exit 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bibliographe.export.records.marc.crosswalk_page import make_page

PAGE = Path(__file__).resolve().parent.parent / "docs" / "crosswalks.md"


def main(arguments: list[str]) -> int:
    """Write or check the page; return the exit code."""
    page = make_page()
    if "--check" not in arguments:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    print("docs/crosswalks.md is out of date: run scripts/generate_crosswalks.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
