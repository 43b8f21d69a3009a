"""The language of a title, by its small words."""

from __future__ import annotations

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
_LONGEST = 10_000
"""Characters looked at, many more than a title has."""
_AHEAD = 2
"""How many more small words of another language it takes to leave the selection's own."""


def language_of(title: str, default: str) -> str:
    """Return the language that the title's small words tell, `default` unless they tell another surely."""
    words = _words(title)
    counts = {tag: sum(word in small for word in words) for tag, small in _SMALL_WORDS.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] >= counts.get(default, 0) + _AHEAD else default


def language_shown(title: str, usual: str) -> str:
    """Return the language that a title shows by itself, in one word that no other language has or in several.

    `usual` is that of most titles beside it, which holds for any other title.
    """
    words = _words(title)
    sure = [tag for tag, some in _SURE.items() if not some.isdisjoint(words)]
    if len(sure) == 1 and not any(_is_small(word, sure[0]) for word in words):
        return sure[0]
    return language_of(title, usual)


def _is_small(word: str, beside: str) -> bool:
    """Tell whether a word of more than one letter is a small word, and none of the language `beside`."""
    found = [tag for tag, small in _SMALL_WORDS.items() if word in small]
    return len(word) > 1 and bool(found) and beside not in found


def _words(title: str) -> list[str]:
    return fold(title[:_LONGEST]).split()
