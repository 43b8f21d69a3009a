"""Write docs/crosswalks.md from the tables of the readers and the writers of MARC.

Usage: generate_crosswalks.py [--check]; with --check nothing is written, and a page that is out of date makes exit 1.
"""

from __future__ import annotations

import sys

from bibliographe.export.records.marc.crosswalk_page import make_page
from written_pages import write_or_check

if __name__ == "__main__":
    sys.exit(write_or_check({"crosswalks.md": make_page()}, sys.argv[1:]))
