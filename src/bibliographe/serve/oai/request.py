"""A request whose arguments are checked, and what answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.i18n import Text
from bibliographe.serve.oai.formats import FORMATS
from bibliographe.serve.oai.refusals import UnmetError

if TYPE_CHECKING:
    from bibliographe.serve.oai.formats import Format
    from bibliographe.serve.oai.index import Index
    from bibliographe.serve.oai.ledger import Told
    from bibliographe.serve.oai.provider import Provider

Writing = Callable[[XmlStream], None]
"""Writes the content of an answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request."""

    provider: Provider
    index: Index
    arguments: dict[str, str]
    address: str

    def format(self, prefix: str) -> Format:
        """Return a format; raises `UnmetError` with `cannotDisseminateFormat` when there is none of that prefix."""
        if prefix not in FORMATS:
            listed = ", ".join(FORMATS)
            raise UnmetError(
                "cannotDisseminateFormat",
                Text(f"format inconnu ; ceux d'ici : {listed}", f"unknown format; those here: {listed}"),
            )
        return FORMATS[prefix]

    def record(self) -> Told:
        """Return the record that is asked for; raises `UnmetError` with `idDoesNotExist` when there is none."""
        key = self.provider.names.key(self.arguments["identifier"])
        found = self.index.record(key) if key else None
        # One record has one name: another spelling of its percent signs is another name.
        if (
            found is None
            or self.provider.names.identifier(self.provider.names.iri(found.key)) != self.arguments["identifier"]
        ):
            raise UnmetError(
                "idDoesNotExist",
                Text("aucune notice n'a cet identifiant", "no record has this identifier"),
            )
        return found
