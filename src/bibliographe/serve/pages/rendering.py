"""Templates filled for one visit: everything that came from data is escaped, the words are in the reader's language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from bibliographe.i18n import LANGUAGES
from bibliographe.query.charts.scale import readable_date
from bibliographe.serve.pages.static import version
from bibliographe.serve.search.help import KINDS
from bibliographe.serve.visits import Visit

if TYPE_CHECKING:
    from jinja2 import Template

    from bibliographe.config import Catalogue
    from bibliographe.i18n import Language
    from bibliographe.serve.things.forms import Form

_NAMES = {"fr": "Français", "en": "English"}
_BEFORE = re.compile(r" (?=[?!;:»](?:\s|$))|(?<=«) ")
_ADDRESS = "\0"
_FOLLOWED = ("http", "https", "ftp", "mailto")
"""Schemes of links that a page lets people follow; `javascript:` and its kind are shown as text."""


class _Speaking(Environment):
    """Templates in one language: what they say is chosen when they are read, not for each page."""

    def __init__(self, language: Language, **settings: Any) -> None:
        super().__init__(**settings)
        self._saying = _Saying(language)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        found: nodes.Template = self._saying.visit(super()._parse(source, name, filename))
        return found


class _Saying(NodeTransformer):
    """Puts its words in the place of `say("français", "English")`."""

    def __init__(self, language: Language) -> None:
        self._place = LANGUAGES.index(language)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - jinja2 calls it so
        found: nodes.Node = self.generic_visit(node)
        says = isinstance(node.node, nodes.Name) and node.node.name == "say"
        return node.args[self._place] if says else found


@cache
def environment(language: Language) -> Environment:
    """Return the templates of the portal in a language."""
    made = _Speaking(
        language,
        loader=PackageLoader("bibliographe.serve.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["kinds"] = KINDS
    made.tests["followed"] = is_followed
    made.filters["spaced"] = spaced
    made.filters["host"] = lambda address: urlsplit(address).hostname or ""
    return made


def render(template: str, visit: Visit, **values: object) -> bytes:
    """Return a page; a template says `say("français", "English")` for its own words."""
    language = visit.language
    made = _template(template, language).render(
        **_said(visit),
        frame=lambda part: _frame(part, visit),
        form_links=lambda how, local, forms: _form_links(language, how, forms, visit.href(f"/doc/{local}")),
        **values,
    )
    return made.encode()


def _template(name: str, language: Language) -> Template:
    return environment(language).get_template(name)


def _said(visit: Visit) -> dict[str, object]:
    """Return what every template may ask for."""
    language = visit.language
    return {
        "visit": visit,
        "language": language,
        "languages": [(one, _NAMES[one]) for one in LANGUAGES],
        "words": lambda text: text(language),
        "href": visit.href,
        "to": visit.to,
        "number": lambda value: number(value, language),
        "day": lambda moment: day(moment, language),
        "plural": lambda count, one, many: one if _singular(count, language) else many,
        "title": named(visit.catalogue.title, language),
        "static": lambda name: visit.href(f"/static/{name}", v=version(name)),
    }


class _Same:
    """The settings of a catalogue, as a key: the same while they are the same object."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.catalogue is other.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


def _frame(part: str, visit: Visit) -> Markup:
    """Return what is around a page: the same for all pages of a section, so made once for them."""
    section = f"/{visit.path.split('/', 2)[1]}" if part == "menu.html" else "/"
    return _frame_of(part, visit.language, visit.root, section, _Same(visit.catalogue))


@lru_cache(200)
def _frame_of(part: str, language: Language, root: str, section: str, same: _Same) -> Markup:
    visit = Visit(same.catalogue, language, root, section)
    return Markup(_template(part, language).render(**_said(visit)))  # noqa: S704 - a template's own output


def _form_links(language: Language, how: str, forms: tuple[Form, ...], address: str) -> Markup:
    """Return what leads to the forms of the thing at an address: a macro of `forms.html`."""
    return Markup(_links_from(language, how, forms).replace(_ADDRESS, escape(address)))  # noqa: S704


@lru_cache(64)
def _links_from(language: Language, how: str, forms: tuple[Form, ...]) -> str:
    """Return the same with a placeholder for the address: what a page has most of, and all pages alike."""
    made = getattr(environment(language).get_template("forms.html").module, how)
    return str(made(_ADDRESS, [(form, form.title(language)) for form in forms]))


def spaced(text: str) -> str:
    """Return a text whose high punctuation does not begin a line: only the kind of the space before it changes."""
    return _BEFORE.sub("\u00a0", text)


def named(texts: dict[str, str], language: Language) -> str:
    """Return a setting's text in a language, else in any."""
    return texts.get(language) or next(iter(texts.values()), "")


def _singular(count: int, language: Language) -> bool:
    """Tell whether a count goes with the singular: in French nothing does too."""
    return count == 1 or (count == 0 and language == "fr")


def number(value: int, language: Language) -> str:
    """Return a whole number as it is written in running text."""
    return f"{value:,}".replace(",", "\u202f" if language == "fr" else ",")


def day(moment: str, language: Language) -> str:
    """Return the day of an `xsd:dateTime` in words, empty where there is none."""
    return readable_date(moment[:10], language)


def is_followed(address: str | None) -> bool:
    """Tell whether people may follow an address that data gave."""
    try:
        return urlsplit(address or "").scheme.lower() in _FOLLOWED
    except ValueError:
        return False
