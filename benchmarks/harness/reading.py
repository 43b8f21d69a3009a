"""Who reads records, and what is made of them: entries, statements, JSON."""

from __future__ import annotations

from shutil import which
from typing import TYPE_CHECKING

from harness.contender import Contender, script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from harness.contender import Judgement
    from harness.data import Workplace


def read_marc(work: Workplace) -> list[Contender]:
    """Return the readers of ISO 2709; Catmandu where the system has it (Debian's libcatmandu-marc-perl)."""
    path = work.records("mrc")
    return [
        *_ours(work, path),
        _peer(work, path, "pymarc", "pymarc alone, all subfields walked"),
        _peer(work, path, "pymarc-json", "pymarc to JSON"),
        _peer(work, path, "mrrc", "mrrc alone, all subfields walked"),
        *([_catmandu(work, path)] if which("catmandu") else []),
    ]


def _catmandu(work: Workplace, path: Path) -> Contender:
    result = work.scratch("catmandu.json")

    def command() -> list[str]:
        written = str(work.scratch(result.name))
        return [*("catmandu", "convert", "MARC", "--file", str(path)),
                *("to", "JSON", "--line_delimited", "1", "--file", written)]  # fmt: skip

    return Contender("catmandu", "Catmandu, MARC to JSON", command, (), judge=lambda: _found(work, _lines(result)))


def read_ris(work: Workplace) -> list[Contender]:
    """Return the readers of RIS."""
    path = work.records("ris")
    return [
        *_ours(work, path),
        _peer(work, path, "rispy", "rispy alone"),
        _peer(work, path, "rispy-json", "rispy to JSON"),
    ]


def _ours(work: Workplace, path: Path) -> list[Contender]:
    us = work.interpreters.ours
    triples = work.scratch("ours.nt")

    def convert() -> list[str]:
        return [us, "-m", "bibliographe", "convert", str(path), "--to", "ntriples", "-o", str(work.scratch("ours.nt"))]

    def listed() -> int:
        with triples.open("rb") as stream:
            return sum(b"<https://schema.org/ListItem> ." in line for line in stream)

    return [
        _reading(work, path, us, "bibliographe", "bibliographe, to entries", ("bibliographe",), ours=True),
        Contender(
            "ntriples",
            "bibliographe convert, to N-Triples",
            convert,
            ("bibliographe", "pyoxigraph"),
            ours=True,
            judge=lambda: _found(work, listed()),
        ),
    ]


def _peer(work: Workplace, path: Path, key: str, name: str) -> Contender:
    return _reading(work, path, work.interpreters.peers, key, name, (key.partition("-")[0],))


def _reading(
    work: Workplace, path: Path, python: str, key: str, name: str, packages: tuple[str, ...], *, ours: bool = False
) -> Contender:
    result = work.scratch(f"{key}.count")
    command: Callable[[], list[str]] = lambda: script(python, "read_records", key, path, work.scratch(result.name))  # noqa: E731
    return Contender(
        key, name, command, packages, ours=ours, judge=lambda: _found(work, int(result.read_text("utf-8")))
    )


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream)


def _found(work: Workplace, count: int) -> Judgement:
    """Tell how many records were found, and whether that is all of them."""
    missing = max(0, work.entries - count)
    return {
        "findings": count,
        "agrees": count == work.entries,
        "missing": missing,
        "extra": max(0, count - work.entries),
    }
