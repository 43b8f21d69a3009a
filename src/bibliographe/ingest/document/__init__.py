"""Bibliographies written as documents: Markdown and plain text.

The way of a document: `markup` (blocks) → `units` (lines) → `marks` (what some lines surely are) → `anchors` (the lines
that cite) → `heads` (from each citation back to its title) → `outline` (themes, entries, notes) → `tail` (what follows
a citation) → `entries`. What no step recognises is yielded as a `Reject`.
"""

from bibliographe.ingest.document.coverage import coverage
from bibliographe.ingest.document.reader import MarkdownReader

__all__ = ["MarkdownReader", "coverage"]
