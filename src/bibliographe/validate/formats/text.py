"""The report for a person at a terminal: coloured there, plain in a pipe."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from bibliographe.validate.formats import words

if TYPE_CHECKING:
    from typing import TextIO

    from bibliographe.i18n import Language
    from bibliographe.validate.results import Report

_FORCING = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Environment variables by which rich may colour what is no terminal."""


def write(report: Report, language: Language) -> str:
    """Return the report as plain text, ending with a line end."""
    if not report.results:
        return f"{words.clean(report, language)}\n"
    from bibliographe.validate.formats.coloured import lines

    return "".join(f"{line.plain}\n" for line in lines(report, language))


def show(report: Report, language: Language, stream: TextIO) -> None:
    """Print the report in colours on a terminal, plain elsewhere."""
    if not report.results and not _may_be_coloured(stream):
        # One plain line needs no rich, which takes its time; what cannot be written is left to it to tell.
        with suppress(BrokenPipeError, UnicodeEncodeError):
            stream.write(write(report, language))
            stream.flush()
            return
    from bibliographe.validate.formats import coloured

    coloured.show(report, language, stream)


def _may_be_coloured(stream: TextIO) -> bool:
    return stream.isatty() or any(os.environ.get(name) for name in _FORCING)
