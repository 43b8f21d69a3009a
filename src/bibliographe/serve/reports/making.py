"""Reports of a build: `validate` and `readiness` run beside the portal, their JSON kept with the build."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from bibliographe.errors import ServeError
from bibliographe.files import replacing_bytes
from bibliographe.i18n import Text
from bibliographe.store.places import places

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.serve.site import Snapshot

INTEGRITY, READINESS = "validate", "readiness"
_OPTIONS = {INTEGRITY: ("--max-results", "20"), READINESS: ("--max", "10")}
"""Findings of one rule, and entries of one portal, that the page names; all are counted."""
_ENOUGH = 3600
"""Seconds after which a report is given up."""
_KINDNESS = 15
_FAILED = Text("le rapport n'a pas pu être fait", "the report could not be made")


def maker(command: str) -> Callable[[Snapshot], Any]:
    """Return what makes a report of a build: that of the command of this name."""
    return partial(_report, command)


def _report(command: str, snapshot: Snapshot) -> Any:
    folder = places(snapshot.catalogue).current()
    kept = folder / f"portal-{command}.json" if folder and folder.name == snapshot.build else None
    if kept and kept.is_file():
        return json.loads(kept.read_bytes())
    made = _run(command, snapshot.catalogue.directory)
    found = json.loads(made)
    if kept:
        with replacing_bytes(kept) as stream:
            stream.write(made)
    return found


def _run(command: str, directory: Path) -> bytes:
    """Run a command of ours in a process of its own, which gives way to the portal and ends with it."""
    process = subprocess.Popen(  # noqa: S603 - our own program, no word of it from a request
        [sys.executable, "-m", "bibliographe", command, "--catalogue", str(directory), "--format", "json",
         *_OPTIONS[command]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    atexit.register(process.kill)
    if os.name == "posix":
        os.setpriority(os.PRIO_PROCESS, process.pid, _KINDNESS)
    try:
        made, _nothing = process.communicate(timeout=_ENOUGH)
    except subprocess.TimeoutExpired as error:
        raise ServeError(_FAILED) from error
    finally:
        process.kill()
        atexit.unregister(process.kill)
    if not made or process.returncode not in (0, 1):
        raise ServeError(_FAILED)
    return made
