"""The page of documentation that lists every shipped question, made from their headers."""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter

from jinja2 import Environment, PackageLoader, StrictUndefined

from bibliographe.query.library import load_questions


def make_page() -> str:
    """Return the page as Markdown, in both languages."""
    environment = Environment(
        loader=PackageLoader("bibliographe.query"), autoescape=False, undefined=StrictUndefined,  # noqa: S701 - Markdown
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    folders = [(group, list(questions)) for group, questions in groupby(load_questions(), key=attrgetter("group"))]
    page = environment.get_template("queries.md.j2").render(
        folders=folders, total=sum(len(questions) for _, questions in folders)
    )
    return re.sub(r"\n{3,}", "\n\n", page).rstrip() + "\n"
