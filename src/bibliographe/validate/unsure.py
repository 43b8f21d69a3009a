"""What only pySHACL can tell, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.i18n import Text


class Unsure(Exception):  # noqa: N818 - not an error: a question that is not asked
    """A constraint that no question to the whole graph stands for with certainty; `reason` is for a person."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
