"""The small catalogue, published once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.progress import SILENCE
from bibliographe.serve.publish.publishing import Published, publish

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.serve.site import Site

ADDRESS = "https://www.example.org/library/"


@pytest.fixture(scope="package")
def published(tmp_path_factory: pytest.TempPathFactory, site: Site) -> tuple[Path, Published]:
    """The folder, which is not to be changed, and what was told of it."""
    folder = tmp_path_factory.mktemp("published") / "site"
    return folder, publish(site, folder, ADDRESS, SILENCE)
