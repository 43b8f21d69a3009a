"""Fonts for PDF: families of the system that may be embedded, the one that has most of the signs wanted."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bibliographe.errors import ExportError
from bibliographe.i18n import Text

_FAMILIES = (
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf", "DejaVuSerif-BoldItalic.ttf"),
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
     "LiberationSerif-BoldItalic.ttf"),
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf", "NotoSerif-Italic.ttf", "NotoSerif-BoldItalic.ttf"),
    ("FreeSerif.ttf", "FreeSerifBold.ttf", "FreeSerifItalic.ttf", "FreeSerifBoldItalic.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf"),
    ("Times New Roman.ttf", "Times New Roman Bold.ttf", "Times New Roman Italic.ttf",
     "Times New Roman Bold Italic.ttf"),
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
)  # fmt: skip
"""Regular, bold, italic, bold italic, by the names of their files."""
_MOST_FILES = 20_000
VARIABLE = "BIBLIOGRAPHE_FONTS"
"""The variable of the environment that names another folder of fonts."""
_NONE = Text("aucune police pour le PDF n'a été trouvée sur cette machine", "no font for PDF was found on this machine")
_REMEDY = Text(
    "installez les polices DejaVu ou Liberation (paquet fonts-dejavu ou fonts-liberation), ou indiquez leur dossier "
    f"par la variable {VARIABLE}",
    f"install the DejaVu or Liberation fonts (package fonts-dejavu or fonts-liberation), or name their folder by the "
    f"variable {VARIABLE}",
)


class Family(NamedTuple):
    """The files of one family."""

    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


def family_for(text: str) -> tuple[Family, list[str]]:
    """Return the family with most of the signs of a text, and the signs that it does not have.

    Raises `ExportError` when there is no family at all.
    """
    signs = {sign for sign in text if not sign.isspace()}
    best: tuple[Family, list[str]] | None = None
    for family in _families(tuple(_folders())):
        missing = sorted(sign for sign in signs if ord(sign) not in _glyphs(family.regular))
        if best is None or len(missing) < len(best[1]):
            best = family, missing
        if not missing:
            break
    if best is None:
        raise ExportError(_NONE, remedy=_REMEDY)
    return best


def _folders() -> list[Path]:
    own = os.environ.get(VARIABLE)
    home = Path.home()
    if own:
        return [Path(own)]
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


@cache
def _families(folders: tuple[Path, ...]) -> tuple[Family, ...]:
    wanted = {name for family in _FAMILIES for name in family}
    found: dict[str, Path] = {}
    seen = 0
    for folder in folders:
        for directory, _folders_below, names in os.walk(folder):
            seen += len(names)
            for name in wanted.intersection(names):
                found.setdefault(name, Path(directory) / name)
            if seen > _MOST_FILES:
                break
    return tuple(
        Family(*(found[name] for name in names)) for names in _FAMILIES if all(name in found for name in names)
    )


@cache
def _glyphs(path: Path) -> frozenset[int]:
    from reportlab.pdfbase.ttfonts import TTFontFile  # slow to import

    return frozenset(TTFontFile(str(path)).charToGlyph)
