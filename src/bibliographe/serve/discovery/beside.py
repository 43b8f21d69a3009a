"""What is written of a whole build, once, beside it: its dumps, its description, the list of what has a page.

.bibliographe/builds/<digest>/beside-<layout>/dump/catalogue.ttl …   the dumps, in every syntax of RDF
.bibliographe/builds/<digest>/beside-<layout>/void.ttl               the dataset's description, in numbers
.bibliographe/builds/<digest>/beside-<layout>/things-00001.tsv …     what has a page, with the day of its last change
.bibliographe/builds/<digest>/beside-….tmp-<pid>/                    one that is being made
.bibliographe/builds/<digest>/beside.lock                            held by whoever makes one
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TextIO, cast

from bibliographe.export.formats import ExportFormat, dump_formats
from bibliographe.export.void import write_void
from bibliographe.i18n import Text
from bibliographe.serve.discovery.listing import Listed, listed
from bibliographe.store import besides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bibliographe.store.access import OpenedStore

LAYOUT = "1"
PER_PART = 20_000
"""Things in one part of the list: a sitemap may have 50,000 addresses, in 50 MB."""
VOID = "void.ttl"
_WRITING = Text("écriture de {name}", "writing {name}")


@dataclass(frozen=True, slots=True)
class Beside:
    """The folder of what stands beside one build."""

    folder: Path

    def dump(self, form: ExportFormat) -> Path:
        """Return the file of the dump in one format."""
        return self.folder / "dump" / f"catalogue.{form.extension}"

    @property
    def void(self) -> Path:
        """Return the file of the description in VoID."""
        return self.folder / VOID

    def parts(self) -> list[Path]:
        """Return the files of the list of things, in order."""
        return sorted(self.folder.glob("things-*.tsv"))

    def things(self, part: Path) -> Iterator[Listed]:
        """Yield the things of one part."""
        with part.open(encoding="utf-8") as lines:
            for line in lines:
                yield Listed.read(line)


def beside_of(opened: OpenedStore) -> Beside | None:
    """Return what stands beside a build; None while it is not made."""
    folder = _place(opened).path
    return Beside(folder) if folder.is_dir() else None


def ensure_beside(opened: OpenedStore) -> Beside:
    """Return what stands beside a build, made first when it is not there; one process makes it, others wait.

    `opened.progress` hears each file.
    Raises `ExportError` when the catalogue's files are no longer those of the build, `StoreError` when the disk
    refuses.
    """
    return Beside(_place(opened).made(lambda draft: _make(opened, Beside(draft))))


def _place(opened: OpenedStore) -> besides.Beside:
    return besides.Beside(
        opened.folder / f"beside-{LAYOUT}",
        opened.folder / "beside.lock",
        "beside-*",
        Text("les copies ne peuvent pas être écrites : {reason}", "no dump can be written: {reason}"),
    )


def _make(opened: OpenedStore, draft: Beside) -> None:
    (draft.folder / "dump").mkdir(parents=True)
    for form in dump_formats():
        writer = cast("Callable[[OpenedStore, TextIO], None]", form.load())
        _written(opened, draft.dump(form), writer)
    _written(opened, draft.void, write_void)
    _list(opened, draft.folder)


def _written(opened: OpenedStore, path: Path, write: Callable[[OpenedStore, TextIO], None]) -> None:
    opened.progress.stage(_WRITING.format(name=path.name))
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        write(opened, stream)


def _list(opened: OpenedStore, folder: Path) -> None:
    with listed(opened) as things:
        number = 1
        while part := [thing.written() for thing in islice(things, PER_PART)]:
            (folder / f"things-{number:05}.tsv").write_text("".join(part), encoding="utf-8", newline="\n")
            number += 1
