"""The shipped questions and those of a catalogue: find them, read them, check them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.errors import QueryError, system_reason
from bibliographe.i18n import Text
from bibliographe.query.header import Header
from bibliographe.query.header_reader import read_header
from bibliographe.resources import data_directory
from bibliographe.sparql_tokens import slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue

SUFFIX = ".rq"
GROUPS = {
    "agents": Text("Personnes et organismes", "Persons and bodies"),
    "catalogue": Text("Notices et dépouillement", "Entries and their containers"),
    "crosswalks": Text("Passages vers d'autres vocabulaires", "Crosswalks to other vocabularies"),
    "integrity": Text("Contrôles : chaque ligne est une faute", "Integrity: each row is a fault"),
    "publishers": Text("Éditeurs, revues et sites", "Publishers, periodicals and sites"),
    "statistics": Text("Statistiques", "Statistics"),
    "topics": Text("Thèmes", "Topics"),
}
"""What the folders of shipped questions are called."""
_LONGEST = 1_000_000
"""Bytes beyond which a file is not a query that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query that can be asked: `name` is `publishers/entries-by-publisher`, or a file's own name."""

    name: str
    file: Path | str
    text: str
    header: Header

    @property
    def group(self) -> Text:
        """Return what its folder is called."""
        folder = self.name.rpartition("/")[0]
        return GROUPS.get(folder, Text(folder, folder))


def query_folders(catalogue: Catalogue | None = None) -> tuple[Path, ...]:
    """Return the folders of questions; a catalogue's own questions come first and win over shipped ones."""
    shipped = data_directory("queries")
    own = (catalogue.directory / "queries",) if catalogue else ()
    return (*(folder for folder in own if folder.is_dir() and folder.resolve() != shipped.resolve()), shipped)


def query_files(folders: Iterable[Path]) -> dict[str, Path]:
    """Return each question's file by its name, in the order of the names."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in folder.rglob(f"*{SUFFIX}"):
            found.setdefault(path.relative_to(folder).with_suffix("").as_posix(), path)
    return dict(sorted(found.items()))


def load_questions(catalogue: Catalogue | None = None) -> Iterator[Question]:
    """Yield every question, in the order of the names. Raises `QueryError` on the first faulty file."""
    for name, path in query_files(query_folders(catalogue)).items():
        yield read_question(path, name)


def find_question(name: str, catalogue: Catalogue | None = None) -> Question:
    """Return the question called `name`: its whole name, or its last part when only one has it.

    Raises `QueryError` when there is none, or several, and lists what was perhaps meant.
    """
    files = query_files(query_folders(catalogue))
    matches = [name] if name in files else [known for known in files if known.rpartition("/")[2] == name]
    if len(matches) == 1:
        return read_question(files[matches[0]], matches[0])
    if matches:
        choices = ", ".join(matches)
        raise QueryError(
            Text(f"plusieurs questions s'appellent « {name} »", f"several questions are called '{name}'"),
            remedy=Text(f"précisez : {choices}", f"say which: {choices}"),
        )
    raise QueryError(
        Text(f"aucune question ne s'appelle « {name} »", f"no question is called '{name}'"),
        remedy=_did_you_mean(name, list(files)),
    )


def _did_you_mean(name: str, known: list[str]) -> Text:
    by_last_part = {path.rpartition("/")[2]: path for path in known}
    near = difflib.get_close_matches(name, known, n=3) or [
        by_last_part[part] for part in difflib.get_close_matches(name.rpartition("/")[2], by_last_part, n=3)
    ]
    listing = Text("« bibliographe queries » en donne la liste", "'bibliographe queries' lists them")
    if not near:
        return listing
    names = ", ".join(near)
    return Text(f"peut-être : {names} ; {listing.fr}", f"perhaps: {names}; {listing.en}")


def read_question(path: Path, name: str | None = None) -> Question:
    """Read a query file; raises `QueryError` when it cannot be read or its header is wrong."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_LONGEST + 1)
        if len(content) > _LONGEST:
            raise QueryError(Text("trop long pour une requête", "too long for a query"), file=path)
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(
            Text("ce fichier n'est pas en UTF-8", "this file is not UTF-8"),
            file=path,
            line=content[: error.start].count(b"\n") + 1,
        ) from error
    except OSError as error:
        reason = system_reason(error)
        raise QueryError(
            Text(f"fichier illisible : {reason.fr}", f"unreadable file: {reason.en}"), file=path
        ) from error
    return make_question(text, path, name or path.stem)


def make_question(text: str, file: Path | str, name: str) -> Question:
    """Return the question that a text holds; raises `QueryError` for a header that does not fit its query."""
    text = text.removeprefix("\ufeff")
    header = read_header(text, file) or Header(title=Text(name, name), summary=Text("", ""))
    available = slots(text)
    for parameter in header.parameters:
        if parameter.name not in available:
            raise QueryError(
                Text(f"le paramètre « {parameter.name} » n'a pas de place dans la requête",
                     f"the parameter '{parameter.name}' has no slot in the query"),
                file=file,
                remedy=Text(f"écrivez VALUES ?{parameter.name} {{ UNDEF }} dans WHERE",
                            f"write VALUES ?{parameter.name} {{ UNDEF }} in WHERE"),
            )  # fmt: skip
    return Question(name, file, text, header)
