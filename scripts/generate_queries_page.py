"""Write docs/queries.md from the headers of the shipped questions.

Usage: generate_queries_page.py [--check]; with --check nothing is written, and a page that is out of date makes exit 1.
"""

from __future__ import annotations

import sys

from bibliographe.query.catalogue_page import make_page
from written_pages import write_or_check

if __name__ == "__main__":
    sys.exit(write_or_check({"queries.md": make_page()}, sys.argv[1:]))
