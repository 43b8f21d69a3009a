"""A request as a page sees it: the reader's language, and where the portal stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, urlencode

from bibliographe.i18n import LANGUAGES
from bibliographe.serve.negotiation import preferred_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request

    from bibliographe.config import Catalogue
    from bibliographe.i18n import Language

COOKIE = "lang"
"""The reader's language, chosen once; it says nothing else, and nobody else is told."""
PATH_SAFE = "/:@!$&'()*+,;=-._~"
"""What may stand in a path as it is (RFC 3986, section 3.3)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page needs to know of the request that it answers."""

    catalogue: Catalogue
    language: Language
    root: str
    """The path that the portal stands under, without a slash at its end: empty at the top of its host."""
    path: str
    query: tuple[tuple[str, str], ...] = ()
    chosen: bool = False
    """Whether the address itself says the language, so that it is to be remembered."""

    def href(self, path: str, /, **query: str | int) -> str:
        """Return the address of a path of the portal, percent-encoded, with a query."""
        asked = f"?{urlencode(query)}" if query else ""
        return f"{self.root}{_quoted(path)}{asked}"

    def to(self, iri: str) -> str:
        """Return where the portal shows a thing of the catalogue: its record, or the address itself when not ours."""
        base = self.catalogue.base
        if not iri.startswith(base):
            return iri
        path, sign, fragment = iri.removeprefix(base).partition("#")
        record = self.href(f"/doc/{path.removeprefix('id/')}" if path.startswith("id/") else f"/{path}")
        return f"{record}{sign}{quote(fragment)}"

    def page(self, last: int, name: str = "page") -> int:
        """Return the page that the address asks for, one of 1 to `last`."""
        asked = dict(self.query).get(name, "1")
        return min(max(1, int(asked[:6]) if asked.isdecimal() and asked.isascii() else 1), last)

    def in_language(self, language: Language) -> str:
        """Return this page's address in another language."""
        return self.again(lang=language)

    def again(self, **changes: str | int) -> str:
        """Return this page's address with parts of its query changed; an empty value takes one out."""
        kept = [pair for pair in self.query if pair[0] not in changes]
        return self.with_query(self.path, [*kept, *((name, str(one)) for name, one in changes.items() if one != "")])

    def with_query(self, path: str, pairs: Iterable[tuple[str, str]]) -> str:
        """Return the address of a path of the portal with a query whose names may come several times."""
        asked = "&".join([f"{_plus(name)}={_plus(value)}" for name, value in pairs])
        return f"{self.href(path)}?{asked}" if asked else self.href(path)


@lru_cache(10_000)
def _quoted(path: str) -> str:
    return quote(path, safe=PATH_SAFE)


_plus = lru_cache(10_000)(quote_plus)


def visit_of(request: Request, catalogue: Catalogue) -> Visit:
    """Return what a page needs to know of a request."""
    asked = request.query_params.get("lang")
    root = str(request.scope.get("root_path", ""))
    return Visit(
        catalogue,
        language_of(request, catalogue),
        root,
        request.scope["path"].removeprefix(root) or "/",
        tuple(request.query_params.multi_items()),
        asked in LANGUAGES,
    )


def language_of(request: Request, catalogue: Catalogue) -> Language:
    """Return the reader's language: the address's, the remembered one, the browser's, else the catalogue's."""
    for said in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        for language in LANGUAGES:
            if said == language:
                return language
    return preferred_language(request.headers.get("accept-language")) or home_language(catalogue)


def home_language(catalogue: Catalogue) -> Language:
    """Return the language of the portal that is the catalogue's own."""
    return next((one for tag in catalogue.languages for one in LANGUAGES if tag.partition("-")[0] == one), "en")
