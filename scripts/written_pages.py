"""What the scripts share that write pages of docs/: to write them, or only to tell which are out of date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCS = Path(__file__).resolve().parent.parent / "docs"


def write_or_check(pages: Mapping[str, str], arguments: list[str]) -> int:
    """Write pages by their names in docs/; with --check write nothing, and return 1 when one is out of date."""
    stale = [name for name, text in pages.items() if not _says(name, text)]
    if "--check" not in arguments:
        for name in stale:
            (DOCS / name).write_text(pages[name], encoding="utf-8")
        return 0
    for name in stale:
        print(f"docs/{name} is out of date: run scripts/{Path(sys.argv[0]).name}", file=sys.stderr)
    return 1 if stale else 0


def _says(name: str, text: str) -> bool:
    path = DOCS / name
    return path.exists() and path.read_text(encoding="utf-8") == text
