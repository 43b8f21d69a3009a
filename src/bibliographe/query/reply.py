"""Ask a question and keep together what belongs to its answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from bibliographe.query.parameters import bind, with_reader_language
from bibliographe.query.syntax import check_query, with_known_prefixes
from bibliographe.sparql_tokens import form_said

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


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question with its blanks filled in, ready to be asked."""

    question: Question
    form: Form
    query: str
    values: dict[str, str]
    language: Language

    def answered(self, answer: Answer) -> Reply:
        """Return the reply that this answer makes."""
        return Reply(self.question, self.form, self.query, self.values, answer, self.language)


def prepare(question: Question, values: Mapping[str, str], engine: Engine, language: Language) -> Prepared:
    """Fill in the blanks of `question`, names looked up by `engine`, for a reader of that language.

    Raises `ParameterError` for a value that does not fit. Whether the query itself may be asked is not looked at.
    """
    query, _ = with_known_prefixes(bind(question, with_reader_language(question, values, language), engine))
    form = cast("Form", form_said(question.text) or "SELECT")
    return Prepared(question, form, query, dict(values), language)


def ask(question: Question, values: Mapping[str, str], engine: Engine, language: Language) -> Reply:
    """Ask `question` of `engine`, in the reader's language.

    Raises `QueryError` for a query that is malformed or refused, `ParameterError` for a value that does not fit.
    """
    declared, added_lines = with_known_prefixes(question.text)
    form = check_query(declared, question.file, added_lines)
    prepared = replace(prepare(question, values, engine, language), form=form)
    return prepared.answered(engine.ask(prepared.query))
