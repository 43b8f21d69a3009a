"""What can go wrong, said so that a person can mend it.

The library raises these; only `bibliographe.cli` turns them into exit codes.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from bibliographe.i18n import Language, Text, preferred_language

if TYPE_CHECKING:
    from pathlib import Path


class BibliographeWarning(UserWarning):
    """Something odd that stops nothing."""


class BibliographeError(Exception):
    """Base of every error of this package: what happened, where, and what to do about it."""

    def __init__(
        self,
        message: Text,
        *,
        file: Path | str | None = None,
        line: int | None = None,
        remedy: Text | None = None,
    ) -> None:
        """Keep the parts apart; `str()` puts them together in the reader's language."""
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.remedy = remedy

    def describe(self, language: Language) -> str:
        """Return `file:line: message` and, on a second line, the remedy."""
        place = "" if self.file is None else f"{self.file}:" + (f"{self.line}:" if self.line else "") + " "
        remedy = f"\n  → {self.remedy(language)}" if self.remedy else ""
        return f"{place}{self.message(language)}{remedy}"

    def __str__(self) -> str:
        return self.describe(preferred_language())


_REASONS = {
    errno.ENOENT: Text("ce fichier ou ce dossier n'existe pas", "no such file or folder"),
    errno.EEXIST: Text(
        "un fichier de ce nom est là, qui n'est pas un dossier", "a file of that name is there, not a folder"
    ),
    errno.EISDIR: Text("c'est un dossier", "it is a folder"),
    errno.ENOTDIR: Text("ce n'est pas un dossier", "it is not a folder"),
    errno.EACCES: Text("vous n'en avez pas le droit", "permission denied"),
    errno.EPERM: Text("vous n'en avez pas le droit", "permission denied"),
    errno.EROFS: Text("ce disque est en lecture seule", "this disk is read-only"),
    errno.ENOSPC: Text("le disque est plein", "the disk is full"),
}


def system_reason(error: OSError) -> Text:
    """Return why the system refused, in both languages where the reason is a common one."""
    reason = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Text(reason, reason))


class ConfigError(BibliographeError):
    """`catalogue.toml` is missing or says something that cannot be used."""


class SourceError(BibliographeError):
    """A file given to `import` cannot be read as a whole."""


class GraphError(BibliographeError):
    """A file of `graph/` cannot be read as RDF."""


class StoreError(BibliographeError):
    """The embedded store is missing, out of date or unreadable."""


class ShapesError(BibliographeError):
    """A shapes file cannot be used."""


class QueryError(BibliographeError):
    """A query is unknown, malformed or refused by the engine."""

    column: int | None = None
    """Where in its line a malformed query goes wrong, counted from 1."""


class ParameterError(QueryError):
    """A parameter of a query is missing, unknown or not of its declared type."""


class EndpointError(BibliographeError):
    """A remote SPARQL endpoint did not answer as the protocol says."""


class HarvestError(BibliographeError):
    """A repository did not answer as OAI-PMH says, or refused."""


class ExportError(BibliographeError):
    """An export cannot be written."""


class ServeError(BibliographeError):
    """The portal cannot be put on the web."""
