"""Which file stands for which address of the portal.

/doc/entry/x                    doc/entry/x.html, in the site's first language
/doc/entry/x?lang=en            doc/entry/x.en.html
/doc/entry/x.ttl                doc/entry/x.ttl
/authors?letter=d&page=2        authors.letter-d.page-2.html
/charts/types                   charts/types.html
/                               index.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import relpath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from bibliographe.i18n import LANGUAGES
from bibliographe.serve.discovery.listing import KINDS, is_path
from bibliographe.serve.pages.charts import CHARTS
from bibliographe.serve.pages.charts import PATH as CHARTS_PATH
from bibliographe.serve.pages.directories import DIRECTORIES
from bibliographe.serve.things.forms import forms_of
from bibliographe.serve.visits import PATH_SAFE

if TYPE_CHECKING:
    from bibliographe.i18n import Language

_CHARTS = tuple(f"{CHARTS_PATH}/{chart.key}" for chart in CHARTS)
PAGES = ("/", "/topics", *(one.path for one in DIRECTORIES), *_CHARTS, "/dumps")
"""The pages that are no thing's."""
FORMS = ("ttl", "jsonld")
"""What stands beside the page of any thing."""
ENTRY_FORMS = ("ris", "bib", "csl.json")
"""What stands beside the page of an entry, too."""
SEARCH = "/search"
FEED = "/feed.atom"
_VARIANTS = ("of", "letter", "order", "page")
"""Parameters of an address that make it another page, in the order in which a file's name has them."""
_VALUE = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True, slots=True)
class Naming:
    """The names in a site whose pages without a language in their names are in `first`."""

    first: Language

    @property
    def languages(self) -> tuple[Language, ...]:
        """Return the languages of the site, the first one first."""
        return (self.first, *(one for one in LANGUAGES if one != self.first))

    def page(self, path: str, language: Language, query: tuple[tuple[str, str], ...] = ()) -> str | None:
        """Return the file of a page; None for one that is not in the site."""
        path = _CHARTS[0] if path == CHARTS_PATH else path
        if path == "/":
            name = "index"
        elif path in PAGES or path == SEARCH or _is_thing(path):
            name = path[1:]
        else:
            return None
        asked = dict(query)
        for variant in _VARIANTS:
            value = asked.get(variant, "")
            if value and not _VALUE.fullmatch(value):
                return None
            name += f".{variant}-{value}" if value and (variant, value) != ("page", "1") else ""
        return f"{name}.html" if language == self.first else f"{name}.{language}.html"

    def target(self, address: str, language: Language) -> str | None:
        """Return what a link of a page in `language` leads to: a file, with what follows it; None when to nothing."""
        parts = urlsplit(address)
        path, query = unquote(parts.path), tuple(parse_qsl(parts.query))
        after = f"#{parts.fragment}" if parts.fragment else ""
        if path.startswith("/static/"):
            return path[1:] + (f"?{parts.query}" if parts.query else "") + after
        if path == FEED or path.startswith("/dump/") or path == "/void.ttl":
            return path[1:]
        if path == "/catalogue.ttl":
            return "dcat.ttl"
        form = _form(path)
        if form:
            return quote(path[1:], PATH_SAFE) if form in (*FORMS, *ENTRY_FORMS) else None
        spoken = next((one for one in LANGUAGES if one == dict(query).get("lang")), language)
        if path == SEARCH:
            words = dict(query).get("q", "")
            after = f"?q={quote(words)}" if words else after
        name = self.page(path, spoken, query if path != SEARCH else ())
        return quote(name, PATH_SAFE) + after if name else None


def relative(target: str, page: str) -> str:
    """Return a link from the file of a page to a target, so that the site works wherever it is put."""
    path, mark, after = _cut(target)
    above = "/".join(quote(page, PATH_SAFE).split("/")[:-1])
    found = relpath(path, above or ".")
    # A colon in the first step would make a scheme of it (RFC 3986, section 4.2).
    return (f"./{found}" if ":" in found.split("/")[0] else found) + mark + after


def _cut(target: str) -> tuple[str, str, str]:
    places = [place for place in (target.find("?"), target.find("#")) if place >= 0]
    return (target, "", "") if not places else (target[: min(places)], target[min(places)], target[min(places) + 1 :])


def _form(path: str) -> str:
    """Return the form that a path asks for, by its longest ending; empty for a page."""
    if not path.startswith("/doc/"):
        return ""
    return max((one.suffix for one in forms_of(entry=True) if path.endswith(f".{one.suffix}")), key=len, default="")


def _is_thing(path: str) -> bool:
    local = path.removeprefix("/doc/")
    return path.startswith("/doc/") and local.partition("/")[0] in KINDS and "/" in local and is_path(local)
