"""The register brought up to date, and nothing else done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.refresh import refreshed

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from bibliographe.config import Catalogue
    from bibliographe.graph.refresh import Refreshment


def refresh(catalogue: Catalogue, executor: Executor | None = None) -> Refreshment:
    """Bring the register up to date; return what was found, whose pieces are gone."""
    with refreshed(catalogue, executor=executor) as found:
        return found
