"""What every test may use."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from bibliographe import i18n
from bibliographe.kept import FOLDER_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"

# A run says the same of the same commit; `make fuzz` looks for new cases, which become fixtures.
ASKED = os.environ.get("BIBLIOGRAPHE_EXAMPLES")
# How long an example takes is the machine's affair: times are measured in benchmarks/.
settings.register_profile("same", derandomize=True, max_examples=30, deadline=None)
settings.register_profile("searching", max_examples=int(ASKED or 100), deadline=None)
settings.load_profile("searching" if ASKED else "same")
if not ASKED:
    # Hypothesis also draws constants of whatever modules happen to be loaded, which other tests decide.
    NONE_LOADED = deepcopy(providers._local_constants)
    providers._get_local_constants = lambda: NONE_LOADED


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files with what was found")


_OWN_CACHE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is kept between runs out of the user's own folder; the workers of one run share one."""
    if not hasattr(config, "workerinput"):
        config.stash[_OWN_CACHE] = os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="bibliographe-")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash.get(_OWN_CACHE, ""), ignore_errors=True)


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what is there for good, and come less often than in small programs."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def nothing_said_of_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what `--lang` said in a command that another test ran in this process."""
    monkeypatch.setattr(i18n, "_spoken", None)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test alone, empty."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of conformance suites and real samples, beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the conformance suites and real samples of ../shared, which is not there")
    return SHARED


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with an expected file; `--update-golden` rewrites the file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path} is missing: run pytest --update-golden and read the difference"
        assert text == path.read_text(encoding="utf-8")

    return compare
