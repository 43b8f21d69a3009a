"""Writes the text of every shipped question that asks for rows and needs no parameter: FILE."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from bibliographe.query.library import load_questions

_SELECT = re.compile(r"^\s*SELECT\b", re.MULTILINE)


def main(path: str) -> None:
    """Write them, in the order of their names."""
    questions = sorted(load_questions(), key=lambda question: question.name)
    texts = {
        question.name: question.text
        for question in questions
        if _SELECT.search(question.text) and not any(parameter.required for parameter in question.header.parameters)
    }
    Path(path).write_text(json.dumps(texts), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
