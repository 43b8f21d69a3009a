"""The command line as a person types it, in this process: most tests ask what it says, few how a process fares."""

from __future__ import annotations

import gc
import io
import sys
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest

from bibliographe import i18n
from bibliographe.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object, language: str = "en", folder: Path | None = None, stdin: str = "") -> CompletedProcess[str]:
    """Return what a command says and its exit code; `folder` is where it is typed.

    Words that are chosen when a module is loaded, those of `--help`, are in the language of whoever loaded it first.
    """
    thresholds = gc.get_threshold()
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for name in ("stdout", "stderr")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n, "_spoken", None)
        patch.setenv("BIBLIOGRAPHE_LANG", language)
        patch.setattr(sys, "argv", ["bibliographe", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        if folder is not None:
            patch.chdir(folder)
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            gc.set_threshold(*thresholds)
    return CompletedProcess(sys.argv, int(ended.value.code or 0), *map(_said, streams.values()))


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.detach().getvalue().decode("utf-8")
