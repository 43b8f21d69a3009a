"""Answers of query processes as the query library has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.query.engines.responses import read_graph, read_results

if TYPE_CHECKING:
    from bibliographe.query.answer import Answer
    from bibliographe.serve.sparql.answered import Answered


def read(answered: Answered) -> Answer:
    """Return what a process answered, as the library has it."""
    reading = read_graph if answered.form == "GRAPH" else read_results
    return reading(answered.whole(), answered.media_type, "")
