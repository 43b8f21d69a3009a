"""`make demo`: the main job on the catalogue in `graph/`, run to its end somewhere else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path


def test_the_demonstration_runs_to_its_end(repository: Path, tmp_path: Path) -> None:
    for name in ("graph", "scripts", "docs/examples"):
        shutil.copytree(repository / name, tmp_path / name, ignore=shutil.ignore_patterns("abstracts", "__pycache__"))
    shutil.copy(repository / "catalogue.toml", tmp_path)
    script = [sys.executable, tmp_path / "scripts" / "demo.py"]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "48 entries" in done.stdout
    written = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"catalogue.ttl", "catalogue.jsonld", "dcat.ttl", "report.html", "review.html", "topics.svg"} <= written
    ET.parse(tmp_path / "demo" / "topics.svg")
