"""Comparisons with pySHACL, each query prepared once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.preparing import queries_prepared_once

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    with queries_prepared_once():
        yield
