"""The language of a title, by its small words."""

from __future__ import annotations

import re

from bibliographe.model.text import fold

_SMALL_WORDS = {
    tag: frozenset(words.split())
    for tag, words in (
        ("fr", "le la les l un une des du de d et en au aux pour sur dans par que qui quoi est ou a ce cette son sa"),
        (
            "en",
            "the of and in to for on with from by is at an as after how what why into its this are be that between "
            "through using no",
        ),
        ("de", "der die das und von im zur zum fur mit auf des dem den ein eine einer einfuhrung uber"),
        ("es", "el los las y del una en para por con que como su al lo"),
        ("it", "il lo gli di e della delle dei nel nella per con una che del sul sulla"),
        ("pt", "o os as e do da dos das no na em para por com uma que ao"),
    )
}
_SURE = {
    tag: frozenset(words.split())
    for tag, words in (
        ("fr", "les des du aux dans une pour"),
        ("en", "the of and with"),
        ("de", "der und zur zum fur einer uber"),
        ("es", "los las y"),
        ("it", "gli della delle dei nel nella"),
        ("pt", "uma ao"),
    )
}
"""Words of which one is enough, where no longer small word is of another language."""
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
)
"""The language that is most written in each script, the one that has letters of its own first."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LONGEST = 10_000
"""Characters looked at, many more than a title has."""
_AHEAD = 2
"""How many more small words of another language it takes to leave the selection's own."""


def language_of(title: str, default: str) -> str:
    """Return the language that the title's letters or small words tell, `default` unless they tell another surely."""
    written = _language_of_script(title)
    if written:
        return written
    words = _words(title)
    counts = {tag: sum(word in small for word in words) for tag, small in _SMALL_WORDS.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] >= counts.get(default, 0) + _AHEAD else default


def language_shown(title: str, usual: str) -> str:
    """Return the language that a title shows by itself, in one word that no other language has or in several.

    `usual` is that of most titles beside it, which holds for any other title.
    """
    written = _language_of_script(title)
    if written:
        return written
    words = _words(title)
    sure = [tag for tag, some in _SURE.items() if not some.isdisjoint(words)]
    if len(sure) == 1 and not any(_is_small(word, sure[0]) for word in words):
        return sure[0]
    return language_of(title, usual)


def _language_of_script(title: str) -> str | None:
    """Return the language of a title that is not in Latin letters, as far as its letters tell it."""
    if title.isascii():
        return None
    head = title[:_LONGEST]
    others = [(tag, len(letters.findall(head))) for tag, letters in _SCRIPTS if letters.search(head)]
    if not others or sum(count for _, count in others) < len(_LATIN.findall(head)):
        return None
    return others[0][0]


def _is_small(word: str, beside: str) -> bool:
    """Tell whether a word of more than one letter is a small word, and none of the language `beside`."""
    found = [tag for tag, small in _SMALL_WORDS.items() if word in small]
    return len(word) > 1 and bool(found) and beside not in found


def _words(title: str) -> list[str]:
    return fold(title[:_LONGEST]).split()
