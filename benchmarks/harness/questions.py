"""Writes the text of every shipped question that asks for rows and needs no parameter: FILE."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from bibliographe.query.library import Question, load_questions

_FORM = re.compile(r"^\s*(SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.MULTILINE)


def _asks_for_rows(question: Question) -> bool:
    form = _FORM.search(question.text)
    needy = any(parameter.required for parameter in question.header.parameters)
    return form is not None and form[1] == "SELECT" and not needy


def main(path: str) -> None:
    """Write them, in the order of their names."""
    questions = sorted(load_questions(), key=lambda question: question.name)
    texts = {question.name: question.text for question in questions if _asks_for_rows(question)}
    Path(path).write_text(json.dumps(texts), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
