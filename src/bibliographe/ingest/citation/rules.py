"""What the rules of `citation.lark` have in common: the line that they read and the citation that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from lark import Transformer

from bibliographe.ingest.citation.draft import Draft
from bibliographe.ingest.citation.roles import role_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Token

    from bibliographe.ingest.citation.parts import Line, Part

QUOTES = "«»\"“”„ '"


class Named(NamedTuple):
    """A stretch of the line with the name of the rule that read it."""

    rule: str
    text: str


class Rules(Transformer["Token", "Draft"]):
    """Reads parts of a line into one `Draft`."""

    def __init__(self, line: Line, parts: Sequence[Part]) -> None:
        """Read trees whose words are positions in `parts`, which are parts of `line`."""
        super().__init__()
        self.line = line
        self.parts = parts
        self.draft = Draft(line)

    def __default_token__(self, token: Token) -> Part:
        return self.parts[int(token.value)]

    def words(self, found: list[Part]) -> str:
        """Return the text as printed."""
        return self.line.slice(found)

    def gather(self, found: Sequence[object]) -> Draft:
        """Add the facts and the people of roles that a rule found, and return the draft."""
        for each in found:
            if not hasattr(each, "kinds"):
                continue
            part = cast("Part", each)
            if part.fact is not None:
                self.draft.add(part)
            elif "ROLE" in part.kinds:
                self.draft.contributions.extend(role_part(part))
        return self.draft
