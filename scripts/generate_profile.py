"""Write docs/profile.md and docs/profile.fr.md from the ontology, the concept schemes and the shapes.

Usage: generate_profile.py [--check]; with --check nothing is written, and a page that is out of date ends with exit 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bibliographe.export.profile_page import PAGES, write_page

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are out of date; return the exit code."""
    stale = []
    for language, name in PAGES.items():
        page, text = DOCS / name, write_page(language)
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(page)
        if "--check" not in arguments:
            page.write_text(text, encoding="utf-8")
    if "--check" not in arguments:
        return 0
    for page in stale:
        print(f"docs/{page.name} is out of date: run scripts/generate_profile.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
