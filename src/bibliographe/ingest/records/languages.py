"""Languages as records name them: `fr`, `fr-FR`, `fre`, `fra`, `French`, `français`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bibliographe.ingest.title_languages import language_shown
from bibliographe.model.entry import Entry
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.model.entry import Item

_OF_TEX = {
    **dict.fromkeys(("american", "australian", "british", "canadian", "newzealand", "ukenglish", "usenglish"), "en"),
    **dict.fromkeys(("acadian", "canadien", "francais", "frenchb", "swissfrench"), "fr"),
    **dict.fromkeys(
        ("austrian", "naustrian", "germanb", "ngerman", "nswissgerman", "swissgerman", "austriangerman"), "de"
    ),
    **dict.fromkeys(("brazil", "brazilian", "portuges"), "pt"),
    **dict.fromkeys(("norsk", "norwegian"), "no"),
    "mexican": "es",
    "spanishmx": "es",
    "swissitalian": "it",
    "nynorsk": "nn",
    "slovene": "sl",
    "magyar": "hu",
    "polutonikogreek": "el",
    "ancientgreek": "grc",
    "farsi": "fa",
    "bahasa": "id",
    "bahasam": "ms",
    "lowersorbian": "dsb",
    "uppersorbian": "hsb",
    "serbianc": "sr",
    "samin": "se",
    "latein": "la",
}
"""Names of babel and polyglossia that are no names of languages elsewhere, which biblatex has in `langid`."""
_KEY_OF_TEX = re.compile(r"lang(?=[a-z]{4})")
"""Keys of biblatex's own words: `langgerman`."""
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}))*", re.IGNORECASE)


UNKNOWN = "und"
"""The code of a language that a record does not tell (ISO 639-2); no entry keeps it."""


_ENOUGH = 1_000
"""Entries that tell their language, before what most have told is taken as the file's: only so many are held."""


def with_languages(items: Iterable[Item]) -> Iterator[Item]:
    """Give a language to the entries whose record tells none: what their title shows, else that of most others.

    Where no title shows any, what stands beside it may: the abstract, the title of the periodical or book. Items are
    held only from the first such entry on, and until a thousand others have told.
    """
    known: Counter[str] = Counter()
    held: list[Item] = []
    for item in items:
        if isinstance(item, Entry):
            told = item.language if item.language != UNKNOWN else language_shown(item.title, "")
            if told:
                known[told] += 1
            if (held or item.language == UNKNOWN) and known.total() < _ENOUGH:
                held.append(item)
                continue
        elif held:
            held.append(item)
            continue
        if held:
            yield from [_with_language(one, known) for one in held]
            held.clear()
        yield _with_language(item, known)
    yield from (_with_language(one, known) for one in held)


def _with_language(item: Item, known: Counter[str]) -> Item:
    if not isinstance(item, Entry) or item.language != UNKNOWN:
        return item
    usual = known.most_common(1)
    return replace(item, language=language_shown(item.title, usual[0][0] if usual else _shown_beside(item)))


def _shown_beside(entry: Entry) -> str:
    """Return the language of an entry's abstract, or of the title that it stands under; French where none shows."""
    said = entry.citation
    under = [one.title for one in (said.periodical, said.host, said.series) if one] if said else []
    shown = (language_shown(text, "") for text in (entry.annotation, *under) if text)
    return next(filter(None, shown), "fr")


_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


@lru_cache(maxsize=1_000)
def language_code(text: str | None) -> str | None:
    """Return the BCP 47 code of the first language that a text names, None where it names none.

    Source of names and of the codes of ISO 639-2: Unicode CLDR.
    """
    for part in re.split(r"[;,/|]|\s+and\s+", text or ""):
        # Some providers put the code behind the name: `English (EN)`.
        found = _code(part.strip()) or _code(_BEHIND.sub("", part).strip())
        if found:
            return found
    return None


def _code(said: str) -> str | None:
    tag = _TAG.fullmatch(said)
    if tag is not None:
        base = tag[1].lower()
        code = get_global("language_aliases").get(base, base)
        if code in _codes():
            return str(code)
    name = fold(said)
    if not name:
        return None
    return _OF_TEX.get(name) or _names().get(name) or _own_names().get(name) or _names().get(_KEY_OF_TEX.sub("", name))


@cache
def _codes() -> frozenset[str]:
    return frozenset(Locale("en").languages)


@cache
def _names() -> dict[str, str]:
    """Return the codes by the folded names of languages in the languages that catalogues are written in."""
    names: dict[str, str] = {}
    for language in ("de", "es", "it", "pt", "en", "fr"):
        locale = Locale(language)
        names |= {fold(name): code for code, name in locale.languages.items() if "_" not in code}
    return names


@cache
def _own_names() -> dict[str, str]:
    """Return the codes by the folded names of languages in themselves, which takes a second."""
    names: dict[str, str] = {}
    for code in sorted(_codes()):
        try:
            own = Locale.parse(code).display_name
        except (UnknownLocaleError, ValueError):
            continue
        if own:
            names.setdefault(fold(own), code)
    return names
