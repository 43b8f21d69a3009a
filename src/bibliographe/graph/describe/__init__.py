"""From the items that a reader yields to the statements of the profile (design.md, section 4)."""

from bibliographe.graph.describe.bibliography import Bibliography, SourceFacts, describe_bibliography
from bibliographe.graph.describe.description import Description

__all__ = ["Bibliography", "Description", "SourceFacts", "describe_bibliography"]
