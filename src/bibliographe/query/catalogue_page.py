"""The page of documentation that lists every shipped question, made from their headers."""

from __future__ import annotations

import re
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from bibliographe.i18n import Text
from bibliographe.query.library import Question, load_questions

_FOLDERS = {
    "agents": Text("Personnes et organismes", "Persons and bodies"),
    "catalogue": Text("Notices et dépouillement", "Entries and their containers"),
    "crosswalks": Text("Passages vers d'autres vocabulaires", "Crosswalks to other vocabularies"),
    "integrity": Text("Contrôles : chaque ligne est une faute", "Integrity: each row is a fault"),
    "publishers": Text("Éditeurs, revues et sites", "Publishers, periodicals and sites"),
    "statistics": Text("Statistiques", "Statistics"),
    "topics": Text("Thèmes", "Topics"),
}


def make_page() -> str:
    """Return the page as Markdown, in both languages."""
    environment = Environment(
        loader=PackageLoader("bibliographe.query"), autoescape=False, undefined=StrictUndefined,  # noqa: S701 - Markdown
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    folders = [
        (_FOLDERS.get(folder, Text(folder, folder)), list(questions))
        for folder, questions in groupby(load_questions(), key=_folder)
    ]
    page = environment.get_template("queries.md.j2").render(
        folders=folders, total=sum(len(questions) for _, questions in folders)
    )
    return re.sub(r"\n{3,}", "\n\n", page).rstrip() + "\n"


def _folder(question: Question) -> str:
    return question.name.partition("/")[0]
