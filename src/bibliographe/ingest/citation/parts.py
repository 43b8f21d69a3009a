"""From the words of a line to its parts: facts, stretches of text, signs between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.facts import Fact, FactFinder
from bibliographe.ingest.citation.names import is_acronym, is_town
from bibliographe.ingest.citation.numbering import ELECTRONIC_PAGES
from bibliographe.ingest.citation.vocabulary import word_set
from bibliographe.ingest.citation.words import Word, bracketed, phrase_at, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIGNS = {
    "COMMA": "COMMA", "SEMI": "SEMI", "COLON": "COLON", "LPAR": "OPEN", "RPAR": "CLOSE",
    "LSQB": "SQOPEN", "RSQB": "SQCLOSE",
}  # fmt: skip
_PUNCTUATION = (*_SIGNS, "HYPHEN", "DOT", "SLASH")
_BETWEEN = frozenset({"COMMA", "SEMI", "COLON", "STOP", "DASH", "SLASH"})
_MARKS = (
    "NUMERO", "NUMBER_WORD", "NUMBERS_WORD", "VOLUME_WORD", "HORS_SERIE", "SUPPLEMENT", "PAGE_WORD", "ACCESSED_ON",
    "POSTED_ON", "PUBLISHED_ON", "ISBN_WORD", "ISSN_WORD", "DOI_WORD", "LOCATED_AT", "URL",
)  # fmt: skip
"""A fact that begins with one of these needs no sign before it: `Archimag n° 368`."""
_ONLY = frozenset({"DEGREE", "COLLECTION", "ROLE"})
"""Inside a line, a text that begins so is nothing else: no part of a name."""
_OF_A_FIRM = ("inc", "ltd", "co", "cie", "corp")
_LONGEST_CODE = 10
_HELD = ("FROM", "WEEKDAY")
"""A date may follow the name of an event without a sign: `conférences du 12 septembre 2023`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line: `kinds` are its words of `citation.lark`; `start` and `end` count characters."""

    kinds: frozenset[str]
    text: str
    start: int
    end: int
    fact: Fact | None = None
    value: str = ""
    """What `tables/heads.tsv` says of the beginning of a text."""
    head: int = 0
    """How many characters that beginning takes."""


class Line:
    """A line cut into parts; `text` is the line as printed, cleaned."""

    def __init__(self, text: str) -> None:
        """Cut the line."""
        self.text = text
        self.words = words(text)
        self.facts = FactFinder(self.words)
        self.parts: list[Part] = []
        position = 0
        while position < len(self.words):
            position = self._take(position)

    def words_of(self, fact: Fact) -> list[Word]:
        """Return the words of a fact."""
        return self.words[fact.first : fact.last]

    def slice(self, parts: Sequence[Part]) -> str:
        """Return the text from the first of some parts to the last, as printed."""
        return self.text[parts[0].start : parts[-1].end] if parts else ""

    def _take(self, position: int) -> int:
        """Add the part that begins at a word, and return the word after it."""
        name = phrase_at(self.words, position, "names")[1]
        fact = None if name or self._credits(position) else self.facts.at(position)
        if fact is not None and fact.first == position and not self._inside_a_name(position):
            self._add_fact(fact)
            return fact.last
        sign, after = self._sign(position)
        if sign:
            self._add_sign(sign, position, after)
            return after
        return self._take_text(position)

    def _credits(self, position: int) -> bool:
        """Tell whether the words of a role lead to a name here: `ill. Anne Dumas`, not `ill. en coul.`."""
        after, meanings = phrase_at(self.words, position, "heads")
        following = self.words[after : after + 2]
        named = len(following) > 1 and all(word.text[0].isupper() and not word.is_a("ROMAN") for word in following)
        return "ROLE" in meanings and named

    def _inside_a_name(self, position: int) -> bool:
        """Tell whether a mark that begins a fact is glued to the word before it."""
        if position == 0:
            return False
        word, before = self.words[position], self.words[position - 1]
        return word.start == before.end and not before.is_a(*_PUNCTUATION) and not word.is_a("LSQB", "LPAR")

    def _add_fact(self, fact: Fact) -> None:
        start, end = self.words[fact.first].start, self.words[fact.last - 1].end
        self.parts.append(Part(frozenset({fact.name.upper()}), self.text[start:end], start, end, fact))

    def _add_sign(self, sign: str, position: int, after: int) -> None:
        """Add a sign, unless it only strengthens the one before it."""
        start, end = self.words[position].start, self.words[after - 1].end
        last = self.parts[-1] if self.parts else None
        if sign in _BETWEEN and last is not None and last.kinds & _BETWEEN:
            if "STOP" in last.kinds or sign == "DASH":
                self.parts[-1] = Part(frozenset({sign}), self.text[last.start : end], last.start, end)
            return
        self.parts.append(Part(frozenset({sign}), self.text[start:end], start, end))

    def _sign(self, position: int) -> tuple[str, int]:
        """Return the sign that stands at a word and the word after it; an empty name when it is part of a text."""
        word = self.words[position]
        sign = next((_SIGNS[kind] for kind in word.kinds if kind in _SIGNS), None)
        if sign is not None:
            return sign, position + 1
        before = self.words[position - 1].end if position else -1
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        gap_after = following is None or following.start > word.end
        if word.is_a("DOT"):
            if following is not None and following.is_a("HYPHEN"):
                return "DASH", position + 2
            return ("STOP", position + 1) if gap_after and not self._abbreviated(position) else ("", position)
        if word.is_a("HYPHEN"):
            return ("DASH", position + 1) if gap_after or word.start > before else ("", position)
        if word.is_a("SLASH"):
            return ("SLASH", position + 1) if gap_after and word.start > before else ("", position)
        return "", position

    def _abbreviated(self, position: int) -> bool:
        """Tell whether the full stop at a word only shortens the word before it."""
        if position == 0 or position + 1 == len(self.words):
            return False
        before, following = self.words[position - 1], self.words[position + 1]
        if before.key in _OF_A_FIRM and following.text[0].isdigit():
            return False  # `Sage Publications, Inc. 205 p.`
        return (len(before.text) == 1 and before.text.isalpha()) or before.key in word_set(
            "abbreviations", "ABBREVIATION"
        )

    def _take_text(self, position: int) -> int:
        """Add the stretch of text that begins at a word."""
        end = max(position + 1, phrase_at(self.words, position, "names")[0])
        if self.words[position].is_a("QUOTE"):
            end = self._closing_quote(position)
        degree = "DEGREE" in phrase_at(self.words, position, "heads")[1]
        while end < len(self.words) and not self._stops_text(end):
            if degree and "ROLE" in phrase_at(self.words, end, "heads")[1]:
                break  # `thèse d'histoire sous la direction de Anne Dumas`
            end = self._text_goes_on(end)
        self._add_text(position, end)
        return end

    def _text_goes_on(self, position: int) -> int:
        word = self.words[position]
        if word.is_a("QUOTE"):
            return self._closing_quote(position)
        if word.is_a("LPAR"):
            return bracketed(self.words, position)[0]
        return position + 1

    def _stops_text(self, position: int) -> bool:
        word = self.words[position]
        if word.is_a("LPAR"):
            after, inside = bracketed(self.words, position)
            return not (after and is_acronym(inside))
        if self._sign(position)[0]:
            return True
        if word.start == self.words[position - 1].end:
            return False
        if word.is_a(*_MARKS) or self._held(position):
            return self.facts.at(position) is not None
        if word.is_a("YEAR"):  # `Santé publique 2021/4`, but `Horizon 2020` goes on
            fact = self.facts.at(position)
            return fact is not None and fact.name == "issue"
        return False

    def _held_at(self, position: int) -> bool:
        return position < len(self.words) and self._held(position)

    def _held(self, position: int) -> bool:
        """Tell whether a date with its article begins here (`du 12 mai`), and not a name (`du mars`)."""
        word = self.words[position]
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        return word.is_a(*_HELD) and following is not None and following.is_a("SMALL", "MEDIUM", "ORDINAL", "WEEKDAY")

    def _closing_quote(self, position: int) -> int:
        """Return the word after the quotation mark that closes the one at a word; the next word when none does."""
        for index in range(position + 1, len(self.words)):
            if self.words[index].is_a("QUOTE"):
                return index + 1
        return position + 1

    def _add_text(self, first: int, last: int) -> None:
        start, end = self.words[first].start, self.words[last - 1].end
        stretch = self.words[first:last]
        after, meanings = phrase_at(stretch, 0, "heads")
        if "IN" in meanings:
            if start == 0:
                self._add_in(first, first + after, last)
                return
            meanings = {}
        kinds = self._kinds_of_text(first, last, after, meanings)
        head = stretch[after - 1].end - start if meanings else 0
        value = next(iter(meanings.values()), "")
        self.parts.append(Part(kinds, self.text[start:end], start, end, None, value, head))

    def _kinds_of_text(self, first: int, last: int, after: int, meanings: dict[str, str]) -> frozenset[str]:
        """Return what a stretch of text can be; its first words, up to `after`, have these `meanings`."""
        start, end = self.words[first].start, self.words[last - 1].end
        stretch = self.words[first:last]
        held = self._held_at(last)
        if self._only_that(set(meanings), start) or ("EVENT" in meanings and held):
            return frozenset(meanings)
        if "ABOUT" in meanings and after < len(stretch) and self._goes_on_small(start):
            return frozenset({"ABOUT"})
        if _is_quoted(stretch):
            return frozenset({"QUOTED"})
        if all(word.text[0].isdigit() for word in stretch) or _is_code(self.text[start:end]):
            return frozenset({"NUMBER"})
        length, place = phrase_at(stretch, 0, "places")
        if length == len(stretch):
            return self._kinds_of_place(place)
        if is_town(self.text[start:end]):
            return frozenset({"PLACE", "TEXT"})
        return frozenset({"TEXT"}) | (set(meanings) - {"ABOUT"}) | _kinds_of_known(stretch, held=held, opens=start == 0)

    def _goes_on_small(self, start: int) -> bool:
        """Tell whether a small letter stands at a place after a comma: `Le Courrier, spécial castor`."""
        return bool(self.parts) and "COMMA" in self.parts[-1].kinds and self.text[start].islower()

    def _kinds_of_place(self, meanings: Iterable[str]) -> frozenset[str]:
        """Return the kinds of a town's name; after a colon it may be a publisher's: `Toulouse : Milan`."""
        kinds = frozenset(meanings)
        if "COUNTRY" in kinds:
            return kinds | {"TEXT"}
        after_colon = bool(self.parts) and "COLON" in self.parts[-1].kinds
        return kinds | {"TEXT"} if after_colon and "PLACE" in kinds else kinds

    def _only_that(self, meanings: set[str], start: int) -> bool:
        """Tell whether the first words of a text settle what it is: `coll.`, inside a line `thèse` too."""
        return bool(meanings & _ONLY) and (start > 0 or ("COLLECTION" in meanings and self.text[0].islower()))

    def _add_in(self, first: int, after: int, last: int) -> None:
        """Part `In Revue` in two."""
        start, end = self.words[first].start, self.words[after - 1].end
        self.parts.append(Part(frozenset({"IN"}), self.text[start:end], start, end))
        if after < last:
            self._add_text(after, last)


def _kinds_of_known(stretch: Sequence[Word], *, held: bool, opens: bool) -> set[str]:
    """Return what the words for a kind of document, or a gazette's name, can be; `held` before a date."""
    length, kinds = phrase_at(stretch, 0, "kinds")
    if held and kinds.keys() & {"podcast", "video"}:
        return {"BROADCAST"}
    if held and phrase_at(stretch, 0, "names") == (len(stretch), {"GAZETTE": "official"}):
        return {"GAZETTE"}
    return {"WHAT"} if opens and length == len(stretch) else set()


def _is_code(text: str) -> bool:
    """Tell whether a text is a number with letters in it: `18025-R`, `12bis`, `e45-e47`."""
    numbered = text[0].isdigit() or ELECTRONIC_PAGES.fullmatch(text) is not None
    return len(text) <= _LONGEST_CODE and " " not in text and numbered and "." not in text


def _is_quoted(stretch: Sequence[Word]) -> bool:
    return len(stretch) > 1 and stretch[0].is_a("QUOTE") and stretch[-1].is_a("QUOTE")
