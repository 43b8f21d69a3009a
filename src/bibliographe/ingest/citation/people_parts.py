"""From a line of people to its parts: names, words of a role, signs between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import body_certainty, is_acronym, is_body, is_exactly
from bibliographe.ingest.citation.naming import is_name
from bibliographe.ingest.citation.persons import is_given, is_initial, kinds_of_name, split_words
from bibliographe.ingest.citation.vocabulary import word_set
from bibliographe.ingest.citation.words import Word, bracketed, phrase_at, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNS = {"COMMA": "COMMA", "SEMI": "SEMI", "COLON": "COLON", "LPAR": "OPEN", "RPAR": "CLOSE"}
_LONGEST_NOTE = 14
_FAMILY_COMMA_GIVEN = 3
"""Parts of a line that says one person so."""
_LONG_FOR_AN_ACRONYM = 4
_ARTICLES = ("le", "la", "les", "l'")
_ONE_BODY = re.compile(r"^[^,;/()]+\s(?:et|&)\s(?:de |du |des |d['’])[^,;/()]+$", re.IGNORECASE)
"""`Centre d'études et de recherches`, which no `et` parts."""
_JOINED = ("et", "&", "and")
_SEVERAL = 2
_FAMILY_AND_INITIALS = re.compile(r"(?:[^\W\d_][\w'’-]* ){0,2}[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]* [A-ZÀ-Þ]{1,3}")
_SHORT_ROLES = ("coord", "dir", "trad", "pref", "ill")
_LEADING = ("par", "de", "d'", "du", "des", "avec", "a", "by")


@dataclass(frozen=True, slots=True)
class PeoplePart:
    """A part of a line of people; `values` are the roles that tables give to its kinds."""

    kinds: frozenset[str]
    text: str
    values: dict[str, str] = field(default_factory=dict, hash=False)

    def value(self, kind: str) -> str:
        """Return the role of one kind."""
        return self.values[kind]


class PeopleLine:
    """A line cut where people may be separated; a part without kinds is no name."""

    def __init__(self, text: str) -> None:
        """Cut the line."""
        self.text = text
        self._all_capitals = text.isupper() and " ET " in text
        self.words = words(text, ())
        self.parts: list[PeoplePart] = []
        position = 0
        if _ONE_BODY.search(text) and body_certainty(text) == "sure" and is_name(text):
            self._add(0, len(self.words), frozenset({"BODY"}), {})
            position = len(self.words)
        while position < len(self.words):
            position = self._take(position)
        self._settle_given_names()
        self._settle_branches()
        self._settle_capitals()
        self._settle_initials()
        self._settle_lone()

    def _settle_lone(self) -> None:
        """Take `Kris, scénario ; Maëlle, dessin` for people of one name each, and what they did."""
        for index, part in enumerate(self.parts[:-2]):
            comma, role = self.parts[index + 1], self.parts[index + 2]
            begins = index == 0 or "SEMI" in self.parts[index - 1].kinds
            if begins and "SINGLE" in part.kinds and "COMMA" in comma.kinds and "AFTER" in role.kinds:
                self.parts[index] = replace(part, kinds=part.kinds | {"LONE"})

    def _settle_initials(self) -> None:
        """Take `Schmidt RF` beside `Sato A` for a family name and initials, as Vancouver prints them."""
        entered = [index for index, part in enumerate(self.parts) if _FAMILY_AND_INITIALS.fullmatch(part.text)]
        if len(entered) < _SEVERAL and not all("COMMA" in part.kinds for part in self.parts[1:]):
            return
        for index in entered:
            if self.parts[index].kinds <= {"NATURAL", "BODY"} and not is_given(split_words(self.parts[index].text)[0]):
                self.parts[index] = replace(self.parts[index], kinds=frozenset({"INVERTED"}))

    def _settle_given_names(self) -> None:
        """Take `Anne Aubin` after `Marc Dumas,` for a person, though both its words are given names."""
        for index in range(2, len(self.parts)):
            before, comma, part = self.parts[index - 2 : index + 1]
            natural = "NATURAL" in before.kinds and is_given(split_words(before.text)[0])
            if natural and "COMMA" in comma.kinds and {"GIVEN", "NATURAL"} <= part.kinds:
                self.parts[index] = replace(part, kinds=part.kinds - {"GIVEN"})

    def _settle_branches(self) -> None:
        """Take `BENNANI Salma` beside `VOISIN Hugo` for a person, though an acronym and a town may look so."""
        inverted = [index for index, part in enumerate(self.parts) if "INVERTED" in kinds_of_name(part.text)]
        if any("INVERTED" in self.parts[index].kinds for index in inverted):
            for index in inverted:
                if self.parts[index].kinds == {"BODY"} and body_certainty(self.parts[index].text) == "maybe":
                    self.parts[index] = replace(self.parts[index], kinds=frozenset({"INVERTED"}))

    def _settle_capitals(self) -> None:
        """Take `NGUYEN, Thi Lan` for one person and no body: what follows the comma is nobody's name by itself."""
        kinds = [part.kinds for part in self.parts if "STOP" not in part.kinds]
        if len(kinds) != _FAMILY_COMMA_GIVEN or "COMMA" not in kinds[1] or not {"CAPITALS", "BODY"} <= kinds[0]:
            return
        given = split_words(self.parts[2].text)
        if "GIVEN" in kinds[2] and len(given) > 1 and is_initial(given[-1]):
            # `AMAURY, John K.`, which is no body called AMAURY beside a person
            self.parts[0] = replace(self.parts[0], kinds=kinds[0] - {"BODY"})
            self.parts[2] = replace(self.parts[2], kinds=frozenset({"GIVEN"}))
            return
        if len(self.parts[0].text) > _LONG_FOR_AN_ACRONYM and kinds[2] == {"NATURAL"} and not is_given(given[0]):
            self.parts[0] = replace(self.parts[0], kinds=kinds[0] - {"BODY"})

    def has(self, *kinds: str) -> bool:
        """Tell whether a part of one of these kinds is in the line."""
        return any(part.kinds & set(kinds) for part in self.parts)

    def _take(self, position: int) -> int:
        """Add the part that begins at a word, and return the word after it."""
        after, meanings = phrase_at(self.words, position, "roles")
        if meanings and self._is_role(position, after, meanings):
            self._add(position, after, frozenset(meanings), meanings)
            return after
        if self._is_repeated_of(position):
            return position + 1
        sign = self._sign(position)
        if sign:
            self._add(position, position + 1, frozenset({sign}), {})
            return position + 1
        end = position + 1
        while end < len(self.words):
            after = self._after_acronym(position, end)
            if not after and self._ends_name(position, end):
                break
            end = after or end + 1
        self._add_name(position, end)
        return end

    def _is_repeated_of(self, position: int) -> bool:
        """Tell whether a word only repeats the `de` of a role: `sous la direction d'Anne Dumas et de Paul Leroy`."""
        return (
            position + 1 < len(self.words)
            and self.words[position].key in ("de", "d'")
            and self.words[position + 1].text[0].isupper()
            and bool(self.parts)
            and bool(self.parts[-1].kinds & {"AND", "COMMA"})
            and self.has("LEAD")
        )

    def _is_role(self, position: int, after: int, meanings: dict[str, str]) -> bool:
        """Tell whether words of a role are one here: `dir.` after a name, `par` before one."""
        before = self._sign(position - 1) if position else "COMMA"
        if "OTHERS" in meanings:
            return position > 0 and (after == len(self.words) or self._sign(after) != "")
        alone = after == len(self.words) or self._sign(after) not in ("", "AND")
        if alone and {"AFTER", "ALL"} & set(meanings) and position > 0 and not self._colon_at(after):
            return True
        return "LEAD" in meanings and before not in ("", "OPEN") and self._leads_to_a_name(after)

    def _colon_at(self, position: int) -> bool:
        return position < len(self.words) and self._sign(position) == "COLON"

    def _leads_to_a_name(self, position: int) -> bool:
        """Tell whether a name may begin after words of a role: they end with `par`, `de`… or with a colon."""
        if position >= len(self.words):
            return False
        if self._sign(position) == "COLON":
            return True
        leads = self.words[position - 1].key in _LEADING or self._is_short_role(position)
        return leads and (self.words[position].text[0].isupper() or self.words[position].key in _ARTICLES)

    def _is_short_role(self, position: int) -> bool:
        """Tell whether `coord.`, `dir.`… begin the line, or follow a sign, and end before a word."""
        last = self.words[max(0, position - 2) : position]
        shortened = len(last) == 2 and last[0].key in _SHORT_ROLES and last[1].is_a("DOT")
        return shortened and (position == 2 or self._sign(position - 3) in ("COMMA", "SEMI", "STOP", "SLASH"))

    def _sign(self, position: int) -> str:
        word = self.words[position]
        sign = next((_SIGNS[kind] for kind in word.kinds if kind in _SIGNS), None)
        if sign is not None:
            return sign
        if word.key in _JOINED:
            return "AND"
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        if word.is_a("DOT"):
            short = position > 0 and len(self.words[position - 1].text) <= 2
            last = following is None
            return "STOP" if not short and (last or (following is not None and following.start > word.end)) else ""
        if word.is_a("SLASH"):
            return "SLASH"
        spaced = word.is_a("HYPHEN") and following is not None and following.start > word.end
        return "SLASH" if spaced and position > 0 and self.words[position - 1].end < word.start else ""

    def _ends_name(self, first: int, position: int) -> bool:
        sign = self._sign(position)
        if not sign:
            after, meanings = phrase_at(self.words, position, "roles")
            alone = after == len(self.words) or self._sign(after) not in ("", "COLON")
            # `Anne Dumas dir., Paul Leroy dir.` has after the names what leads to names elsewhere
            return alone and bool(meanings.keys() & {"AFTER", "ALL"} or (meanings and "LEAD" not in meanings))
        return not (sign in ("COMMA", "AND") and self._body_goes_on(first, position))

    def _after_acronym(self, first: int, position: int) -> int:
        """Return the word after brackets that hold the acronym of the body named before them, else 0."""
        after, inside = bracketed(self.words, position)
        name = self.text[self.words[first].start : self.words[position - 1].end]
        if not after or not is_acronym(inside, name) or (kinds_of_name(name) and not is_body(name)):
            return 0
        return after

    def _body_goes_on(self, first: int, position: int) -> bool:
        """Tell whether a body's name goes on after a comma or `et`: `…, des Finances et de la …`."""
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        if following is None or not following.text[0].islower():
            return False
        if phrase_at(self.words, position, "roles")[1] or phrase_at(self.words, position + 1, "roles")[1]:
            return False
        return is_body(self.text[self.words[first].start : self.words[position - 1].end])

    def _add(self, first: int, last: int, kinds: frozenset[str], values: dict[str, str]) -> None:
        text = self.text[self.words[first].start : self.words[last - 1].end]
        self.parts.append(PeoplePart(kinds, text, values))

    def _add_name(self, first: int, last: int) -> None:
        if self.words[first].key in _ARTICLES and first + 1 < last and self.has("LEAD"):
            first += 1  # `organisé par le CNFPT`
        text = self.text[self.words[first].start : self.words[last - 1].end]
        kinds = set(kinds_of_name(text))
        if self._is_body(text, kinds):
            kinds = {"WORKPLACE"} if self._after_note() else (kinds & {"CAPITALS"}) | {"BODY"}
        elif not kinds and self._is_other_body(text):
            kinds = {"BODY"}
        if self._after_note() and (text[0].islower() or ";" in self.text):
            kinds = {"WORKPLACE"}  # `Paul Leroy, chargé d'études, France Stratégie ; Anne Dumas`
        elif not kinds and self._is_note(self.words[first:last]):
            kinds = {"NOTE"}
        self.parts.append(PeoplePart(frozenset(kinds), text))

    def _after_note(self) -> bool:
        return len(self.parts) > 1 and "NOTE" in self.parts[-2].kinds and "COMMA" in self.parts[-1].kinds

    def _is_other_body(self, text: str) -> bool:
        """Tell whether a text beside persons, parted by semi-colons, must be a body: no person is written so."""
        return (
            ";" in self.text
            and self.has("NATURAL", "INVERTED", "GIVEN", "BODY")
            and text[0].isupper()
            and is_name(text, 10)
        )

    def _is_body(self, text: str, kinds: set[str]) -> bool:
        """Tell whether a stretch names a body; a person's name is never one, unless its first word says so."""
        certainty = body_certainty(text)
        if not certainty or not is_name(text) or (is_initial(text) and self._after_family_name()):
            return False
        if self._all_capitals and " " not in text and len(text) > 5:
            return False
        if certainty == "sure" and not kinds & {"INVERTED", "CAPITALS"}:
            return True
        cut = split_words(text)
        if is_given(cut[0]) and len(cut) > 1 and kinds & {"NATURAL", "INVERTED"}:
            return False
        return not (kinds & {"INVERTED"} and is_given(cut[-1]))

    def _after_family_name(self) -> bool:
        """Tell whether a comma after one name stands before: `Dumas, C.E.F.` are initials, whatever they spell."""
        before = [part.kinds for part in self.parts[-2:]]
        return len(before) > 1 and "COMMA" in before[1] and bool(before[0] & {"SINGLE", "CAPITALS"})

    def _is_note(self, stretch: Sequence[Word]) -> bool:
        """Tell whether a stretch says what a person is: a few words, the first without a capital."""
        return (
            bool(self.parts)
            and stretch[0].text[0].islower()
            and len(stretch) <= _LONGEST_NOTE
            and not {word.key for word in stretch} & word_set("prose", "ANYWHERE")
            and not is_exactly("places", stretch[0].text)
        )
