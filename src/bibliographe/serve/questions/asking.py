"""A question as a request asks it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.errors import ParameterError, QueryError
from bibliographe.i18n import Text
from bibliographe.query.library import query_files, query_folders, read_question
from bibliographe.query.reply import Prepared, prepare
from bibliographe.serve.errors import Refused, Suggestion
from bibliographe.serve.questions.engine import PoolEngine
from bibliographe.serve.sparql.answered import Job
from bibliographe.serve.sparql.pool import query_pool

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.i18n import Language
    from bibliographe.query.library import Question
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.sparql.answered import Answered
    from bibliographe.serve.sparql.forms import Forms

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Library:
    """The questions of a catalogue, by name."""

    questions: dict[str, Question]

    def find(self, name: str) -> Question:
        """Return a question; raises `Refused` with 404 and those that are called alike."""
        if name in self.questions:
            return self.questions[name]
        last = name.rpartition("/")[2]
        near = [one for one in self.questions if one.rpartition("/")[2] == last]
        raise Refused(
            404,
            Text("aucune question ne porte ce nom", "no question has this name"),
            remedy=Text("Voyez la liste des questions.", "See the list of questions."),
            suggestions=[Suggestion(f"/questions/{one}", one) for one in near],
        )


def library_of(snapshot: Snapshot) -> Library:
    """Return the questions of a snapshot's catalogue, shipped and its own: `snapshot.once(library_of)`.

    One whose file is faulty is left out, and the log says why.
    """
    found = {}
    for name, path in query_files(query_folders(snapshot.catalogue)).items():
        try:
            found[name] = read_question(path, name)
        except QueryError as error:
            _log.warning("question left out", extra={"question": name, "reason": str(error)})
    return Library(found)


def values_of(question: Question, asked: Iterable[tuple[str, str]], *, strict: bool = False) -> dict[str, str]:
    """Return the values that a query string has for a question's parameters; an empty one is none.

    With `strict`, a name that is no parameter raises `ParameterError`; one that is given twice always does.
    """
    names = {parameter.name for parameter in question.header.parameters}
    found: dict[str, str] = {}
    for name, value in asked:
        if not value.strip() or not (strict or name in names):
            continue
        if name in found:
            raise ParameterError(Text(f"« {name[:80]} » est donné deux fois", f"'{name[:80]}' is given twice"))
        found[name] = value
    return found


def prepared(snapshot: Snapshot, question: Question, values: dict[str, str], language: Language) -> Prepared:
    """Return the question with its blanks filled in; raises `ParameterError`, or `Refused` when that takes too long."""
    return prepare(question, values, PoolEngine(snapshot), language)


def as_file(snapshot: Snapshot, asked: Prepared, forms: Forms) -> Answered:
    """Return the whole answer in one of these forms; raises `Refused`."""
    return snapshot.once(query_pool).ask(Job(asked.query, forms.rows, forms.graph))
