"""The command in a process of its own: killed between two pages, interrupted, told in two languages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .faulty import Reply, faulty, gone, page, record

if TYPE_CHECKING:
    from bibliographe.config import Catalogue

HERE = Path(__file__).parent
SCRIPT = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell in the background ignores
from bibliographe.ingest import registry
registry._READERS["dublin-core"] = "tiny_reader:DublinCoreReader"
from bibliographe.cli import main
main()
"""


def start(catalogue: Catalogue, *arguments: str, language: str = "en") -> subprocess.Popen[str]:
    path = os.pathsep.join([str(HERE), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "harvest", *arguments, "--catalogue", str(catalogue.directory), "--pause", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "BIBLIOGRAPHE_LANG": language, "PYTHONPATH": path},
    )


def run(catalogue: Catalogue, *arguments: str, language: str = "en") -> tuple[int, str, str]:
    process = start(catalogue, *arguments, language=language)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


class Stopping:
    """Answers pages of two records, and waits before one of them until it is told to go on."""

    def __init__(self, at: int | None) -> None:
        self.at, self.reached, self.go = at, threading.Event(), threading.Event()

    def __call__(self, asked: dict[str, str], _count: int) -> Reply | str:
        number = int(asked.get("resumptionToken", "1"))
        if number == self.at:
            self.reached.set()
            self.go.wait(60)
        if number == 5:
            return page(record(9), gone(10), token="")
        return page(record(2 * number - 1), record(2 * number), token=str(number + 1))


def files(catalogue: Catalogue) -> dict[str, str]:
    return {path.name: path.read_text() for path in catalogue.graph.glob("*.ttl")}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_harvest_goes_on_where_it_was(catalogue: Catalogue, how: signal.Signals, tmp_path: Path) -> None:
    stopping = Stopping(3)
    with faulty(stopping) as server:
        process = start(catalogue, server.address, "--source-id", "depot")
        assert stopping.reached.wait(60)
        process.send_signal(how)
        _out, err = process.communicate(timeout=60)
        assert process.returncode == (130 if how is signal.SIGINT else -9)
        assert ("will go on from there" in err) == (how is signal.SIGINT)
        assert "Traceback" not in err
        stopping.go.set()
        stopping.at = None
        assert files(catalogue) == {}
        before = server.lists
        code, out, err = run(catalogue, server.address, "--source-id", "depot", "--json")
        assert (code, err) == (0, "")
        assert server.lists - before == 3
    found = json.loads(out)
    assert (found["read"], found["kept"], found["deleted"], found["resumed"]) == (10, 9, 1, True)
    killed = files(catalogue)
    with faulty(Stopping(None)) as server:
        other = Path(tmp_path / "other")
        (other / "graph").mkdir(parents=True)
        (other / "catalogue.toml").write_text((catalogue.directory / "catalogue.toml").read_text())
        _code, _out, _err = run(type(catalogue)(other, catalogue.base, {}), server.address, "--source-id", "depot")
    whole = {path.name: path.read_text() for path in (other / "graph").glob("*.ttl")}
    assert _without_address(killed) == _without_address(whole)


def _without_address(texts: dict[str, str]) -> dict[str, list[str]]:
    """The ports differ, and with them the title of the source and its hash in the register."""
    return {
        name: [line for line in text.splitlines() if "127.0.0.1" not in line and "Hash" not in line]
        for name, text in texts.items()
    }


def test_what_a_person_reads(catalogue: Catalogue, tmp_path: Path) -> None:
    def answer(_asked: dict[str, str], _count: int) -> str:
        return page(record(1), record(2).replace("Titre 2", "a & b"), gone(3))

    with faulty(answer) as server:
        rejects = tmp_path / "rejects.json"
        code, out, err = run(
            catalogue, server.address, "--source-id", "depot", "--rejects", str(rejects), language="fr"
        )
        assert (code, err) == (0, "")
        assert "3 notices lues = 1 gardées + 1 refusées + 1 supprimées" in out
        assert "runs/0001/000001.xml, ligne 6 (oai:f:2) : XML mal formé" in out
        assert "la prochaine moisson part de 2026-03-01T09:59:59Z" in out
        assert "--restart" in out
        (reject,) = json.loads(rejects.read_text())
        assert reject["identifier"] == "oai:f:2"
        code, out, err = run(catalogue, server.address + "?verb=Identify")
        assert (code, out) == (2, "")
        assert "is not the address of an OAI-PMH server" in err
        assert "Traceback" not in err


def test_the_catalogue_is_valid(catalogue: Catalogue) -> None:
    with faulty(Stopping(None)) as server:
        assert run(catalogue, server.address, "--source-id", "depot")[0] == 0
    process = subprocess.run(
        [sys.executable, "-m", "bibliographe", "validate", "--catalogue", str(catalogue.directory), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert "Violation" not in process.stdout, process.stdout
