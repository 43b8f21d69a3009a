"""What OAI-PMH calls an entry, in exports and on the web alike.

Source: Specification and XML Schema for the OAI Identifier Format, version 2.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")
_KEPT = "/-_.!~*();:@&=+$,"
_NO_DOMAIN = "localhost.localdomain"


@dataclass(frozen=True, slots=True)
class OaiNames:
    """The identifiers of one catalogue: `oai:`, the domain of its addresses, and what follows its base."""

    base: str

    @property
    def domain(self) -> str:
        """Return the domain name; a base without one that the format allows gets `localhost.localdomain`."""
        host = urlsplit(self.base).hostname or ""
        return host if _DOMAIN.fullmatch(host) else _NO_DOMAIN

    def identifier(self, iri: str) -> str:
        """Return the identifier of the entry at `iri`."""
        return f"oai:{self.domain}:{quote(iri.removeprefix(self.base), safe=_KEPT)}"

    def key(self, identifier: str) -> str | None:
        """Return what the entry's address has after the base; None when the identifier is not of this catalogue."""
        before = f"oai:{self.domain}:"
        return unquote(identifier[len(before) :]) if identifier.startswith(before) else None

    def iri(self, key: str) -> str:
        """Return the address of an entry; one that does not begin with the base is its own key."""
        return key if urlsplit(key).scheme else self.base + key
