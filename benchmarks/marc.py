"""Reading ISO 2709: how fast, and how rightly, pymarc, mrrc and bibliographe do it.

    python benchmarks/marc.py speed --records 100000
    python benchmarks/marc.py cases

`speed` invents a file of MARC 21 records of about a kilobyte, the same on every machine, and lets each reader walk all
subfields of it, in a process of its own: CPU seconds and the peak of its memory. `cases` shows what each makes of
records in MARC-8 and ISO 5426, and of broken ones. `make bench` makes an environment that has all of them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from contenders import read_records
from invention.records import iso2709, marc21

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def only_read_mrrc(path: Path) -> int:
    """Read records with mrrc and look at none of their subfields."""
    from mrrc import MARCReader

    return sum(1 for _ in MARCReader(str(path)))


def walk_bibliographe(path: Path) -> int:
    """Read all subfields with bibliographe's own cutter."""
    from bibliographe.ingest.records.marc.iso_records import read_iso2709
    from bibliographe.model.entry import Reject

    letters = 0
    for record in read_iso2709(_blocks(path), unimarc=False):
        if isinstance(record, Reject):
            raise TypeError(record.reason.en)
        for field in record.fields:
            letters += len(field.value) if not field.subfields else sum(len(value) for _, value in field.subfields)
    return letters


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(1024 * 1024):
            yield block


READERS = {
    "pymarc": read_records.pymarc,
    "mrrc, records only": only_read_mrrc,
    "mrrc": read_records.mrrc,
    "bibliographe": walk_bibliographe,
    "bibliographe, to entries": read_records.bibliographe,
}

_GOOD = iso2709([("001", "", [("", "1")]), ("245", "10", [("a", "Un titre")])])
_MARC8 = iso2709([("245", "10", [("a", "L'\xe2ete \xe1a la B\xe3ut")])], "     nam  22     4i 4500", "latin-1")
_GREEK = iso2709([("245", "10", [("a", "\x1bgabc\x1bs, \x1b(Nabc\x1b(B")])], "     nam  22     4i 4500", "latin-1")
_WRONG_MARK = iso2709([("245", "10", [("a", "Le caf\xe9")])], "     nam  22     4i 4500", "latin-1")
_ISO5426 = iso2709(
    [
        ("100", "  ", [("a", "20240517d2024    k  y0frey0103    ba")]),
        ("200", "1 ", [("a", "L'\xc2et\xc2e \xc1a No\xc8el")]),
    ],
    "     nam  22     1i 450 ",
    "latin-1",
)
_UNIMARC = iso2709(
    [("100", "  ", [("a", "20240517d2024    k  y0frey50      ba")]), ("200", "1 ", [("a", "L'été à Noël")])],
    "     nam  22     1i 450 ",
)
_CHINESE = iso2709([("245", "10", [("a", "\x1b$1!0Q!=(\x1b(B")])], "     nam  22     4i 4500", "latin-1")
CASES = {
    "MARC-8, accents": _MARC8,
    "MARC-8, Greek and Cyrillic": _GREEK,
    "says MARC-8, is ISO 8859-1": _WRONG_MARK,
    "MARC-8, Chinese": _CHINESE,
    "UNIMARC in ISO 5426": _ISO5426,
    "UNIMARC in UTF-8": _UNIMARC,
    "says UTF-8, is not": iso2709([("245", "10", [("a", "Le caf\xe9 noir")])], codec="latin-1"),
    "wrong length, then a good record": b"00099" + _GOOD[5:] + _GOOD,
    "length 00000, then a good record": b"00000" + _GOOD[5:] + _GOOD,
    "directory with letters, then a good record": _GOOD[:30] + b"xx" + _GOOD[32:] + _GOOD,
    "field lengths in the directory wrong, then a good record": _GOOD.replace(b"2450013", b"2450099") + _GOOD,
    "cut, then a good record": _GOOD[:60] + _GOOD,
    "garbage, then a good record": b"xxxxx garbage " + _GOOD,
    "blank line, then a good record": b"\r\n" + _GOOD,
    "cut at the end": _GOOD + _GOOD[:50],
}


def _case_with(reader: Callable[..., object], data: bytes, **options: object) -> list[str]:
    shown: list[str] = []
    try:
        records = reader(BytesIO(data), **options)
        for record in records:  # type: ignore[attr-defined]
            shown.append("nothing" if record is None else _title(record))  # noqa: PERF401
    except Exception as error:
        shown.append(f"raises {type(error).__name__}")
    return shown


def _title(record: object) -> str:
    fields = record.get_fields("245", "200")  # type: ignore[attr-defined]
    return ", ".join(repr(one.get("a") if hasattr(one, "get") else one["a"]) for one in fields) or "no title"


def _case_of_ours(data: bytes, *, unimarc: bool) -> list[str]:
    from bibliographe.ingest.records.marc.iso_records import read_iso2709
    from bibliographe.model.entry import Reject

    shown = []
    for record in read_iso2709([data], unimarc=unimarc):
        if isinstance(record, Reject):
            shown.append(f"reject ({record.reason.en.partition('): ')[2]})")
            continue
        title = next((field.get("a") for field in record.fields if field.tag in ("245", "200")), None)
        mended = f" (doubt: {'; '.join(one.en for one in record.mended)})" if record.mended else ""
        shown.append(f"{title!r}{mended}")
    return shown


def cases() -> None:
    """Show what each reader makes of each case."""
    import mrrc
    import pymarc

    for name, data in CASES.items():
        print(name)
        with contextlib.redirect_stderr(None):
            print("   pymarc       ", *_case_with(pymarc.MARCReader, data), sep=" | ")
            print("   mrrc         ", *_case_with(mrrc.MARCReader, data), sep=" | ")
        print("   bibliographe ", *_case_of_ours(data, unimarc="UNIMARC" in name), sep=" | ")


def speed(count: int) -> None:
    """Let each reader read the same file, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invented.mrc"
        with path.open("wb") as stream:
            stream.writelines(marc21(count))
        print(f"{count} records, {path.stat().st_size / count:.0f} bytes each")
        for name in READERS:
            done = subprocess.run([sys.executable, __file__, "one", name, str(path)], check=False, capture_output=True)
            if done.returncode:
                print(f"{name:26} {done.stderr.decode().splitlines()[-1]}")
                continue
            seconds, megabytes = json.loads(done.stdout)
            print(f"{name:26} {seconds:7.2f} s {count / seconds:9,.0f} records/s {megabytes:6.0f} MB")


def one(name: str, path: str) -> None:
    """Run one reader; print the CPU seconds of the reading and the peak of memory in megabytes."""
    began = time.process_time()
    READERS[name](Path(path))
    seconds = time.process_time() - began
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("speed").add_argument("--records", type=int, default=100_000)
    commands.add_parser("cases")
    single = commands.add_parser("one")
    single.add_argument("name", choices=READERS)
    single.add_argument("path")
    arguments = parser.parse_args()
    if arguments.command == "speed":
        speed(arguments.records)
    elif arguments.command == "cases":
        cases()
    else:
        one(arguments.name, arguments.path)


if __name__ == "__main__":
    main()
