"""bibliographe imports one selection into an empty catalogue, builds it and validates it: DOCUMENT FOLDER."""

from __future__ import annotations

import subprocess
import sys


def main(document: str, folder: str) -> None:
    """Run the three commands, one after the other."""
    for arguments in (["import", document], ["build"], ["validate"]):
        done = subprocess.run(
            [sys.executable, "-m", "bibliographe", *arguments, "--catalogue", folder], check=False, capture_output=True
        )
        if done.returncode not in (0, 1):
            sys.exit(done.stderr.decode())


if __name__ == "__main__":
    main(*sys.argv[1:])
