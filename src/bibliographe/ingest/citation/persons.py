"""Names of persons: how one is written, and what it is in natural order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.vocabulary import key, word_set
from bibliographe.model.entry import Agent

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 6
_MOST_INITIALS = 4
_NOT_INITIALS = ("À", "Ô", "Y")
_STUCK = re.compile(r"^([dDlLoO]['’])(?=\w)")
_NUMERAL = re.compile(r"[IVX]+")


def recase(name: str) -> str:
    """Return a family name printed in capitals as it is usually written: `LE GOFF` → `Le Goff`, but `Blanc, III`."""
    family, comma, behind = name.partition(", ")
    if comma and _NUMERAL.fullmatch(behind):
        return f"{recase(family)}, {behind}"
    return _LETTERS.sub(lambda found: found.group().capitalize() if found.group().isupper() else found.group(), name)


def split_words(text: str) -> list[str]:
    """Return the words of a name, without `M.`, `Mme`, `Dr`."""
    titles = word_set("particles", "TITLE")
    cut = text.replace("’ ", "’").replace("' ", "'").split()
    while len(cut) > 1 and (key(cut[0]) in titles or key(cut[0]).rstrip(".") in titles):
        if cut[0] == "M." and len(cut[1]) == len("H.") and cut[1].endswith("."):
            break  # `M. H. Jensen` has two initials
        cut = cut[1:]
    return cut


def is_initial(word: str) -> bool:
    """Tell whether a word is one or several initials: `A.`, `J.-P.`, `M.A.`, `A`."""
    letters = sum(letter.isalpha() for letter in word)
    if word in _NOT_INITIALS or not 0 < letters <= _MOST_INITIALS or not word[0].isupper():
        return False
    if letters == 1:
        return len(word) <= len("A.")
    # `J.-P.` has a full stop for each letter; `Ch.` and `Jr.` have one for two; `M.R` lost its last one to a sentence
    return word.count(".") * 2 >= letters and (word.endswith(".") or word[-2] == ".")


def is_given(word: str) -> bool:
    """Tell whether a word is a known given name, or several joined (`Jean-Pierre`), or initials."""
    if is_initial(word):
        return True
    known = word_set("given-names", "GIVEN")
    return word[:1].isupper() and any(key(part) in known for part in word.split("-"))


def is_capitals(word: str) -> bool:
    """Tell whether a word is all in capitals and longer than an initial."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters) and not is_initial(word)


def is_capitalised(word: str) -> bool:
    """Tell whether a word can be part of a person's name: letters only, the first a capital."""
    bare = _STUCK.sub("", word).replace("-", "").replace("'", "").replace("’", "").rstrip(".")
    return bool(bare) and bare.isalpha() and bare[0].isupper()


def is_particle(word: str) -> bool:
    """Tell whether a word is a particle in the middle of a name."""
    return key(word).replace("’", "'") in word_set("particles", "LINK")


def is_article(word: str) -> bool:
    """Tell whether a word may begin a family name of several words (`Le Goff`)."""
    return key(word).replace("’", "'") in word_set("particles", "FIRST")


@lru_cache(maxsize=20_000)
def kinds_of_name(text: str) -> frozenset[str]:
    """Return what a stretch of text can be in `people.lark`, bodies aside; empty when it is no name."""
    cut = split_words(text)
    if (
        not 0 < len(cut) <= _MOST_WORDS
        or key(cut[0]) in word_set("particles", "PART")  # `Chapitre X`
        or not all(is_capitalised(word) or is_particle(word) or is_initial(word) for word in cut)
    ):
        return frozenset()
    if is_particle(cut[-1]) and not is_capitalised(cut[-1]):
        turned = len(cut) > 2 and is_capitals(cut[0]) and is_given(cut[-2])
        return frozenset({"INVERTED"}) if turned else frozenset()  # `FERRIÈRES Guy de`
    capitals = [is_capitals(word) for word in cut]
    if len(cut) == 1:
        return _kinds_of_one(cut[0], capitals[0])
    if len(cut) == 2 and (is_article(cut[0]) or is_particle(cut[0])) and not any(capitals):
        return frozenset({"SINGLE"})
    if is_article(cut[0]) and is_given(cut[-1]) and not any(capitals) and not is_particle(cut[-2]):
        return frozenset({"INVERTED"})
    if is_initial(cut[-1]) and not is_initial(cut[0]):
        several = all(map(is_given, cut)) and not capitals[0]
        return (
            frozenset({"INVERTED", "GIVEN"}) if several else frozenset({"INVERTED"})
        )  # the `Paul T.` of `Dumas, Paul T.`
    if all(is_given(word) for word in cut) and not (capitals[0] and not capitals[-1]):
        return frozenset({"GIVEN", "NATURAL"})
    if all(flag or is_particle(word) or is_article(word) for flag, word in zip(capitals, cut, strict=True)):
        return _kinds_of_capitals(cut)
    if capitals[0] or (is_article(cut[0]) and capitals[1]) or (is_particle(cut[0]) and any(capitals)):
        return frozenset({"INVERTED"}) if not capitals[-1] else frozenset()
    return frozenset({"NATURAL"}) if is_capitalised(cut[0]) or is_initial(cut[0]) else frozenset()


def _kinds_of_one(word: str, capitals: bool) -> frozenset[str]:
    if is_initial(word):
        return frozenset({"GIVEN"})
    kinds = {"CAPITALS" if capitals else "SINGLE"}
    return frozenset(kinds | {"GIVEN"}) if is_given(word) else frozenset(kinds)


def _kinds_of_capitals(cut: Sequence[str]) -> frozenset[str]:
    """Return what several words in capitals can be: `LE GOFF`, `ANNE DUMAS`, `DUMAS ANNE`."""
    if is_given(cut[0]) and not is_article(cut[0]):
        return frozenset({"NATURAL", "CAPITALS"})
    if is_given(cut[-1]):
        return frozenset({"INVERTED", "CAPITALS"})
    return frozenset({"CAPITALS"})


def natural(text: str) -> Agent:
    """Return the person that `Anne Dumas` names."""
    cut = split_words(text)
    turn = _where_family_begins(cut)
    return person(" ".join(cut[:turn]), " ".join(cut[turn:]))


def _where_family_begins(cut: Sequence[str]) -> int:
    all_capitals = all(map(is_capitals, cut))
    for index in range(1, len(cut)):
        word = cut[index]
        if is_particle(word) or is_article(word) or _STUCK.match(word) or (is_capitals(word) and not all_capitals):
            return index
    turn = 1
    while turn < len(cut) - 1 and is_given(cut[turn]):
        turn += 1
    return turn


def inverted(text: str) -> Agent:
    """Return the person that `DUMAS Anne`, `DUMAS A.` or `FERRIÈRES Guy de` names."""
    cut = split_words(text)
    if is_particle(cut[-1]) and not is_capitalised(cut[-1]):
        cut = [cut[-1], *cut[:-1]]
    turn = len(cut) - 1
    while turn > 1 and not is_capitals(cut[turn - 1]) and (is_given(cut[turn - 1]) or is_capitals(cut[0])):
        turn -= 1
    if turn == 1 and is_article(cut[0]) and len(cut) > 2:
        turn = 2
    return person(" ".join(cut[turn:]), " ".join(cut[:turn]))


def _recase_given(given: str, family: str) -> str:
    """Return given names as they are usually written; beside other letters, short ones in capitals are initials."""
    if (given + family).isupper():
        return recase(given)
    return " ".join(word if _are_initials(word) else recase(word) for word in given.split())


def _are_initials(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) <= _MOST_INITIALS and not is_given(word)


_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
"""Names in Chinese, Japanese or Korean letters, whose natural order has the family name first, without a blank."""


def person(given: str, family: str) -> Agent:
    """Return a person in natural order, names in capitals re-cased; initials without full stops stay (`Louise AC`)."""
    first, last = _recase_given(given, family).strip(" ,."), recase(family).strip(" ,.")
    first += "." if given.rstrip().endswith(".") and first else ""
    in_order = f"{last}{first}" if _FAMILY_FIRST.fullmatch(f"{last}{first}") else f"{first} {last}".strip()
    return Agent(in_order, "person", first or None, last or None)
