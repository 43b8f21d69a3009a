"""The box of an entry's page that cites it: in ISO 690, or in any style of the Citation Style Language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from bibliographe.errors import ExportError
from bibliographe.export.styled.processing import reference_of
from bibliographe.export.styled.style import has_published_styles, load_style, processor_style, published_style
from bibliographe.i18n import Text
from bibliographe.serve.things.forms import entry_reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from bibliographe.export.printed.blocks import Run
    from bibliographe.export.styled.style import Style
    from bibliographe.i18n import Language
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

USUAL = "iso690"
_SHIPPED = {USUAL: "ISO 690:2021", "documentaire": "ISO 690, variante documentaire"}
_PUBLISHED = {
    "apa": "APA",
    "chicago-author-date": "Chicago",
    "harvard-cite-them-right": "Harvard",
    "ieee": "IEEE",
    "modern-language-association": "MLA",
    "vancouver": "Vancouver",
}
"""Styles that are asked for most, by their names in the repository of styles."""
_FOLDER = "styles"
"""Beside `catalogue.toml`: styles of the house, `NAME.csl`."""
_KEPT_STYLES, _KEPT_REFERENCES, _LONGEST = 24, 5_000, 100
_LOCALES = {"fr": "fr-FR", "en": "en-GB"}
_UNKNOWN = Text(
    "Il n'y a pas de style de ce nom ici ; voici la référence en ISO 690.",
    "There is no style of that name here; this is the reference in ISO 690.",
)
_UNUSABLE = Text(
    "Ce style ne peut pas être appliqué à cette notice ; voici la référence en ISO 690.",
    "This style cannot be applied to this entry; this is the reference in ISO 690.",
)


class Choice(NamedTuple):
    """A style that may be chosen."""

    name: str
    title: str


class Cited(NamedTuple):
    """A reference, the styles to choose from, and what is to be said of the one that was asked for."""

    reference: tuple[Run, ...]
    style: str
    choices: tuple[Choice, ...]
    any_style: bool
    """Whether a style may be asked for that is not among the choices."""
    note: Text | None

    @property
    def text(self) -> str:
        """Return the reference without its marks."""
        return "".join(run.text for run in self.reference)


def cited(snapshot: Snapshot, entry: NamedNode, visit: Visit) -> Cited:
    """Return an entry as the reference that the address asks for (`?style=`)."""
    asked = (dict(visit.query).get("style", "").strip() or USUAL)[:_LONGEST]
    found = snapshot.once(styles)(asked)
    note = _UNKNOWN if found is None else None
    reference = snapshot.once(references)(entry.value, asked, visit.language) if found else None
    if reference is None:
        note = note or _UNUSABLE
        reference = snapshot.once(references)(entry.value, USUAL, visit.language) or ()
        asked = USUAL
    choices = _choices(snapshot)
    if asked not in {one.name for one in choices}:
        choices = (*choices, Choice(asked, found.title if found else asked))
    return Cited(reference, asked, choices, has_published_styles(), note)


def styles(snapshot: Snapshot) -> Callable[[str], Style | None]:
    """Return what finds styles by name: the house's own, then those shipped and published. `snapshot.once(styles)`."""

    @lru_cache(_KEPT_STYLES)
    def find(name: str) -> Style | None:
        try:
            if name in _own(snapshot):
                return load_style(str(snapshot.catalogue.directory / _FOLDER / f"{name}.csl"))
            return published_style(name)
        except ExportError:
            return None

    return find


def references(snapshot: Snapshot) -> Callable[[str, str, Language], tuple[Run, ...] | None]:
    """Return what makes references and remembers them: `snapshot.once(references)`. None where a style fails."""

    @lru_cache(_KEPT_STYLES)
    def processor(name: str, language: Language) -> Any:
        style = snapshot.once(styles)(name)
        return processor_style(style, _LOCALES[language]) if style else None

    @lru_cache(_KEPT_REFERENCES)
    def make(entry: str, name: str, language: Language) -> tuple[Run, ...] | None:
        style = snapshot.once(styles)(name)
        if style is None:
            return None
        try:
            catalogued = snapshot.once(entry_reader).read(NamedNode(entry))
            return reference_of(catalogued, style, processor(name, language), language)
        except ExportError:
            return None

    return make


def _choices(snapshot: Snapshot) -> tuple[Choice, ...]:
    known = {**_SHIPPED, **{name: name for name in _own(snapshot)}}
    if has_published_styles():
        known |= _PUBLISHED
    return tuple(Choice(name, title) for name, title in known.items())


def _own(snapshot: Snapshot) -> tuple[str, ...]:
    return snapshot.once(_own_names)


def _own_names(snapshot: Snapshot) -> tuple[str, ...]:
    folder = snapshot.catalogue.directory / _FOLDER
    return tuple(sorted(path.stem for path in folder.glob("*.csl") if path.is_file()))
