"""The pages that people read first: what they show is what they get, and their links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
PAGES = ("README.md", "README.fr.md", "CONTRIBUTING.md", "docs/*.md", "docs/decisions/*.md", "docs/w3id/README.md")


def _pages(repository: Path) -> list[Path]:
    return [path for pattern in PAGES for path in sorted(repository.glob(pattern))]


def test_every_link_leads_to_a_file(repository: Path) -> None:
    broken = [
        f"{page.relative_to(repository)}: {target}"
        for page in _pages(repository)
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def _said(*arguments: object, language: str) -> str:
    command = [sys.executable, "-m", "bibliographe", *map(str, arguments)]
    environment = {**os.environ, "BIBLIOGRAPHE_LANG": language}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment).stdout.strip()


def test_what_validate_says_is_what_the_first_screen_shows(repository: Path) -> None:
    said = _said("validate", "--catalogue", repository, language="en")
    assert said in (repository / "README.md").read_text(encoding="utf-8")


def test_what_show_says_is_what_the_first_screen_shows(repository: Path) -> None:
    shown = (repository / "README.md").read_text(encoding="utf-8")
    for line in _said("show", "8", "--catalogue", repository, language="en").splitlines()[:2]:
        assert line in shown


def test_what_import_says_is_what_the_french_page_shows(repository: Path, tmp_path: Path) -> None:
    _said("init", tmp_path / "catalogue", language="fr")
    example = repository / "docs" / "examples" / "lecture-publique.md"
    said = _said("import", example, "--catalogue", tmp_path / "catalogue", language="fr")
    assert said in (repository / "README.fr.md").read_text(encoding="utf-8")
