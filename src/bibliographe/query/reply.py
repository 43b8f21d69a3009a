"""Ask a question and keep together what belongs to its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.query.parameters import bind, with_reader_language
from bibliographe.query.syntax import check_query, with_known_prefixes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.i18n import Language
    from bibliographe.query.answer import Answer
    from bibliographe.query.engines import Engine
    from bibliographe.query.library import Question
    from bibliographe.query.syntax import Form


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its question: `query` is the SPARQL that was asked, `values` what filled its blanks."""

    question: Question
    form: Form
    query: str
    values: dict[str, str]
    answer: Answer
    language: Language


def ask(question: Question, values: Mapping[str, str], engine: Engine, language: Language) -> Reply:
    """Ask `question` of `engine`, in the reader's language.

    Raises `QueryError` for a query that is malformed or refused, `ParameterError` for a value that does not fit.
    """
    declared, added_lines = with_known_prefixes(question.text)
    form = check_query(declared, question.file, added_lines)
    bound = bind(question, with_reader_language(question, values, language), engine)
    query, _ = with_known_prefixes(bound)
    return Reply(question, form, query, dict(values), engine.ask(query), language)
