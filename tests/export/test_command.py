"""`bibliographe export`: to a file, or to standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from bibliographe.cli.export_command import command

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.store.access import OpenedStore


def test_the_command_writes_to_a_file_or_to_standard_output(small: OpenedStore, tmp_path: Path) -> None:
    folder = str(small.catalogue.directory)
    path = tmp_path / "x.nt"
    assert CliRunner().invoke(command, ["nt", "-o", str(path), "--catalogue", folder]).exit_code == 0
    result = CliRunner().invoke(command, ["nt", "--catalogue", folder])
    assert result.exit_code == 0
    assert result.stdout_bytes == path.read_bytes()
