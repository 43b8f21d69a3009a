"""What a check of the files is: a name, a severity and words of its own, as a constraint of `shapes/` has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.i18n import Text
    from bibliographe.validate.results import Severity

NAMESPACE = "https://w3id.org/bibliographe/shapes#"
COMPONENT = f"{NAMESPACE}FileCheck"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at; `message` may name `{value}`."""

    name: str
    severity: Severity
    message: Text
    advice: Text
    cause: bool = False
    """Whether a whole file goes wrong with it, so that other findings may be nothing but its consequences."""
    early: bool = False
    """Whether it may explain a cause, and is told with the causes."""

    @property
    def iri(self) -> str:
        """Return the name that results are grouped by."""
        return NAMESPACE + self.name
