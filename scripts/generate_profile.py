"""Write docs/profile.md and docs/profile.fr.md from the ontology, the concept schemes and the shapes.

Usage: generate_profile.py [--check]; with --check nothing is written, and a page that is out of date makes exit 1.
"""

from __future__ import annotations

import sys

from bibliographe.export.profile_page import PAGES, write_page
from written_pages import write_or_check

if __name__ == "__main__":
    sys.exit(write_or_check({name: write_page(language) for language, name in PAGES.items()}, sys.argv[1:]))
