"""A reader reads all of a file of records: READER FILE RESULT. Writes how many records there were."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.ingest.reader import Streamer


def bibliographe(path: Path) -> int:
    """Read entries: all that an import does before it writes."""
    from bibliographe.ingest.records.marc.reader import Marc21Reader
    from bibliographe.ingest.records.ris import RisReader

    reader: Streamer = RisReader() if path.suffix == ".ris" else Marc21Reader()
    return sum(1 for _ in reader.read_stream(path))


def pymarc(path: Path) -> int:
    """Walk all subfields."""
    from pymarc import MARCReader

    return _walk(MARCReader, path)


def pymarc_json(path: Path) -> int:
    """Write each record as JSON."""
    from pymarc import MARCReader

    with path.open("rb") as stream, path.with_suffix(".json").open("w") as out:
        return sum(bool(out.write(record.as_json() + "\n")) for record in MARCReader(stream) if record)


def mrrc(path: Path) -> int:
    """Walk all subfields."""
    from mrrc import MARCReader

    return _walk(MARCReader, path)


def _walk(reader: Callable[..., object], path: Path) -> int:
    count = letters = 0
    with path.open("rb") as stream:
        for record in reader(stream):  # type: ignore[attr-defined]
            count += 1
            for field in record.get_fields():
                if field.is_control_field():
                    letters += len(field.data)
                else:
                    said = field.subfields() if callable(field.subfields) else field.subfields
                    letters += sum(len(one.value) for one in said)
    return count


def rispy(path: Path) -> int:
    """Read all records, which rispy holds in a list."""
    from rispy import load

    with path.open(encoding="utf-8") as stream:
        return len(load(stream))


def rispy_json(path: Path) -> int:
    """Read all records, and write them as JSON."""
    from rispy import load

    with path.open(encoding="utf-8") as stream, path.with_suffix(".json").open("w") as out:
        return sum(bool(out.write(json.dumps(record) + "\n")) for record in load(stream))


READERS = {one.__name__.replace("_", "-"): one for one in (bibliographe, pymarc, pymarc_json, mrrc, rispy, rispy_json)}

if __name__ == "__main__":
    name, source, result = sys.argv[1:]
    Path(result).write_text(str(READERS[name](Path(source))), encoding="utf-8")
