"""What is answered to a request that cannot be met: the error codes of OAI-PMH (section 3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.i18n import Text

CODES = frozenset(
    {
        "badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist", "noRecordsMatch",
        "noMetadataFormats", "noSetHierarchy",
    }
)  # fmt: skip


class UnmetError(Exception):
    """A request that has an error for its answer."""

    def __init__(self, code: str, message: Text) -> None:
        """Keep the code and what a person is told."""
        super().__init__(code, message)
        self.code = code
        self.message = message

    @property
    def is_unreadable(self) -> bool:
        """Tell whether the request is not told back, as its arguments are none that the protocol has (section 3.2)."""
        return self.code in ("badVerb", "badArgument")
