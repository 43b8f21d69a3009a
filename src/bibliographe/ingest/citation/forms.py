"""From the tree of a citation line to a citation: one method for each rule of `citation.lark`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.citation.rules_container import ContainerRules
from bibliographe.ingest.citation.rules_imprint import ImprintRules
from bibliographe.ingest.citation.rules_thesis import EventRules, ThesisRules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Token, Tree

    from bibliographe.ingest.citation.draft import Draft
    from bibliographe.ingest.citation.parts import Line, Part


class FormReader(ImprintRules, ContainerRules, ThesisRules, EventRules):
    """Turns the tree of one form of `citation.lark` into a `Draft`."""


def read_form(line: Line, parts: Sequence[Part], tree: Tree[Token]) -> Draft:
    """Return what a tree of `citation.lark` says of the parts of a line."""
    return FormReader(line, parts).transform(tree)
