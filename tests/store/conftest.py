"""Catalogues to build."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import Catalogue, load_catalogue

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def catalogue(tmp_path: Path, repository: Path) -> Catalogue:
    """A copy of the small catalogue, to be changed at will."""
    folder = tmp_path / "catalogue"
    shutil.copytree(
        repository / "tests/fixtures/catalogue-small", folder, ignore=shutil.ignore_patterns(".bibliographe")
    )
    return load_catalogue(folder)
