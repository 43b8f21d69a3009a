"""Lines of people: `DUMAS, Anne ; LEROY, Paul`, `Sous la direction de Anne Dumas`, `Propos recueillis par …`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from lark import Discard, Transformer

from bibliographe.i18n import Text
from bibliographe.ingest.citation.grammars import grammar, kinds_of, parse
from bibliographe.ingest.citation.names import (
    body_certainty,
    is_acronym,
    is_body,
    is_exactly,
    organization,
    starts_with,
)
from bibliographe.ingest.citation.naming import is_name
from bibliographe.ingest.citation.people_parts import PeopleLine, PeoplePart
from bibliographe.ingest.citation.persons import inverted, is_given, natural, person
from bibliographe.ingest.citation.results import ParsedPeople
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.model.entry import Agent, Contribution, Doubt
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Lark, Token

LONGEST_LINE = 600
_YEAR_OR_MORE = re.compile(r"\d{4}|\d\D+\d")
_OF_SOMEBODY = re.compile(r"(?:de\s+|d['’]\s?)(?=[A-ZÀ-Þ])")
_PARTICLE_FIRST = re.compile(r"(?P<family>(?:de|d['’]|du|van|von)\s?[A-ZÀ-Þ][\w'’-]+), (?P<given>(?:[A-ZÀ-Þ]\.\s?-?)+)")
_LIKELY = 0.5
_MOST_PARTS = 80
_SHORT_ACRONYM = 3
_ROLE_IN_BRACKETS = re.compile(r"\s\([^()]*\)$")
_BETWEEN_ENTERED = re.compile(r"\s(?:;|et|and|&)\s")
_LEAST = 0.35
_SURE_BODY, _POSSIBLE_BODY = 0.75, 0.45
_UNSURE = Text("est-ce bien une ligne d'auteurs ?", "is this really a line of people?")
_UNKNOWN = Text("prénom inconnu : « {name} »", "unknown given name: '{name}'")


class Credit(NamedTuple):
    """One name of the line; `role` None unless a word after it gives one; `shared` gives it to all before.

    `joined` says that `et` stands before the name.
    """

    agent: Agent
    role: str | None = None
    shared: bool = False
    joined: bool = False


@cache
def _parser() -> Lark:
    return grammar("people", "people")


@lru_cache(maxsize=20_000)
def parse_people(text: str) -> ParsedPeople | None:
    """Read a line that names people or bodies and nothing else; None for a sentence, a title, a theme.

    Names come out in natural order, family names in capitals re-cased. `score` falls when no given name is known.
    """
    if len(text) > LONGEST_LINE:
        return None
    cleaned = clean(text).strip("*")
    if entered := _PARTICLE_FIRST.fullmatch(cleaned):
        return _entered_with_particle(entered["family"], entered["given"])
    if bare := _OF_SOMEBODY.match(cleaned):
        return _of_somebody(cleaned[bare.end() :])
    if not cleaned or cleaned[-1] in ":!?" or _YEAR_OR_MORE.search(cleaned):
        return None
    if under := _subordinate(cleaned):
        return under
    line = PeopleLine(cleaned)
    if not 0 < len(line.parts) <= _MOST_PARTS or any(not part.kinds for part in line.parts):
        return None
    tree = parse(_parser(), "people", tuple(kinds_of(_parser()) & part.kinds for part in line.parts)).tree
    if tree is None or (line.has("NOTE") and line.has("STOP")):
        return None
    reader = PeopleReader(line)
    read = reader.transform(tree)
    if reader.refused or read.score < _LEAST or (not line.has("LEAD") and _only_says_kind(cleaned)):
        return None
    return read


def _only_says_kind(text: str) -> bool:
    """Tell whether a line says what a document is; `OBSERVATOIRE DES AIDANTS` is a body's name in capitals."""
    return parse_kind_line(text) is not None and not (text.isupper() and body_certainty(text) == "sure")


def _subordinate(text: str) -> ParsedPeople | None:
    """Read `Québec. Ministère de la Famille`: a body under the name of what it belongs to, as AACR2 enters it."""
    *above, last = text.rstrip(".").split(". ")
    certainty = body_certainty(last)
    if not above or not certainty or not all(is_exactly("places", name) or is_body(name) for name in above):
        return None
    if not all(map(is_name, (*above, last))) or is_acronym(last):
        return None
    score = _SURE_BODY if certainty == "sure" or is_exactly("places", above[0]) else _POSSIBLE_BODY
    return ParsedPeople((Contribution(organization(". ".join((*above, last))), "author"),), False, score, ())


def _entered_with_particle(family: str, given: str) -> ParsedPeople:
    """Read `de Broglie, L.`, whose particle is no word of a role."""
    return ParsedPeople((Contribution(person(given, family), "author"),), False, 1.0, ())


def _of_somebody(names: str) -> ParsedPeople | None:
    """Read `de Anne Dumas` under a title: its authors, when those are persons."""
    found = parse_people(names)
    likely = found is not None and found.score >= _LIKELY and found.contributions[0].agent.kind == "person"
    return found if likely else None


def parse_entered(text: str) -> ParsedPeople | None:
    """Read names as catalogues enter them, `Dumas, Zélie ; Leroy, Paul`, on a line that is known to name people."""
    bare = _ROLE_IN_BRACKETS.sub("", text)
    pairs = [name.partition(", ") for name in _BETWEEN_ENTERED.split(bare)]
    if not all(comma for _, comma, _ in pairs):
        return None
    agents = [person(given.strip(), family.strip()) for family, _, given in pairs]
    return ParsedPeople(tuple(Contribution(agent, "author") for agent in agents), False, _POSSIBLE_BODY, ())


def leads_people(text: str) -> bool:
    """Tell whether a line begins with words that lead to names: `sous la direction de`, `coord.`, `avec`."""
    return "LEAD" in starts_with("roles", text)[1] or _OF_SOMEBODY.match(text) is not None


class PeopleReader(Transformer["Token", "ParsedPeople"]):
    """Turns the tree of `people.lark` into contributions."""

    def __init__(self, line: PeopleLine) -> None:
        """Read trees whose words are positions in the parts of `line`."""
        super().__init__()
        self.line = line
        self.others_said = False
        self.role_of_all: str | None = None
        self.refused = False

    def __default_token__(self, token: Token) -> PeoplePart:
        return self.line.parts[int(token.value)]

    def natural(self, found: list[PeoplePart]) -> Agent:
        """Read `Anne Dumas`."""
        return natural(found[0].text)

    def lone(self, found: list[PeoplePart]) -> Agent:
        """Read a person of one name beside what it did or others: `Kris, scénario`, `Dumas et al.`."""
        return person("", found[0].text)

    single_name = lone

    def lone_block(self, found: list[Agent]) -> list[Contribution]:
        """Read the one name before `et al.`."""
        return [Contribution(found[0], "author")]

    def inverted(self, found: list[PeoplePart]) -> Agent:
        """Read `DUMAS Anne`, `DUMAS, Anne` and `Dumas (Anne)`."""
        if len(found) == 1:
            return inverted(found[0].text)
        if "SINGLE" in found[0].kinds and "COMMA" in found[1].kinds and not self._pairs_are_people(found[2]):
            self.refused = True
        return person(found[2].text, found[0].text)

    def _pairs_are_people(self, second: PeoplePart) -> bool:
        """Tell whether `Dumas, Zélie` is one person and not two words: others stand beside, or the name is known."""
        return "GIVEN" in second.kinds or self.line.has("SEMI", "AFTER", "LEAD")

    def body(self, found: list[PeoplePart]) -> Agent:
        """Read the name of a body."""
        return organization(found[0].text)

    def person(self, found: list[Agent]) -> Agent:
        """Return the one reading."""
        return found[0]

    def credit(self, found: list[Agent | PeoplePart]) -> Credit:
        """Read one name, with its `(dir.)`."""
        role = next(
            (each.value("AFTER") for each in found[1:] if isinstance(each, PeoplePart) and "AFTER" in each.kinds), None
        )
        return Credit(cast("Agent", found[0]), role)

    def everyone(self, found: list[Agent | PeoplePart]) -> Credit:
        """Read the last name before `(dirs.)`."""
        role = next(each.value("ALL") for each in found[1:] if isinstance(each, PeoplePart) and "ALL" in each.kinds)
        return Credit(cast("Agent", found[0]), role, shared=True)

    def block(self, found: list[Credit | PeoplePart]) -> list[Contribution]:
        """Read names without words before them: authors, unless words after them say more."""
        return _contributions(_joined(found), "author")

    def led_block(self, found: list[Credit | PeoplePart]) -> list[Contribution]:
        """Read names after `sous la direction de`."""
        return _contributions(_joined(found), cast("PeoplePart", found[0]).value("LEAD"))

    def others(self, found: list[PeoplePart]) -> object:
        """Read `et al.`, and the role of all of them that may follow: `et autres (dir.)`."""
        self.others_said = True
        for part in found:
            for kind in sorted(part.kinds & {"ALL", "AFTER"}):
                self.role_of_all = part.value(kind)
        return Discard

    def people(self, found: list[list[Contribution] | PeoplePart]) -> ParsedPeople:
        """Return all of them, and how sure that is."""
        said = [each for block in found if isinstance(block, list) for each in block]
        if self.role_of_all:
            said = [replace(each, role=self.role_of_all) if each.role == "author" else each for each in said]
        score, doubts = _certainty(self.line, said)
        return ParsedPeople(tuple(dict.fromkeys(said)), self.others_said, score, doubts)


def _joined(found: Sequence[Credit | PeoplePart]) -> list[Credit]:
    """Return the names of a block, noting before which of them `et` stands."""
    names: list[Credit] = []
    joined = False
    for each in found:
        if isinstance(each, Credit):
            names.append(each._replace(joined=joined))
        joined = isinstance(each, PeoplePart) and "AND" in each.kinds
    return names


def _contributions(names: list[Credit], role: str) -> list[Contribution]:
    """Give each name its role; `(dirs.)`, and `(dir.)` after `A et B`, count for all those before it."""
    roles: list[str] = []
    for credit in names:
        alike = credit.shared or (credit.joined and all(said == role for said in roles))
        if credit.role is not None and alike:
            roles = [credit.role for _ in roles]
        roles.append(credit.role or role)
    return [Contribution(credit.agent, said) for credit, said in zip(names, roles, strict=True)]


def _is_turned(part: PeoplePart) -> bool:
    """Tell whether a part has its family name first for sure: the `UX` of `UX Design` is an acronym."""
    first = part.text.split(" ")[0]
    return "INVERTED" in part.kinds and not (len(first) <= _SHORT_ACRONYM and is_acronym(first))


def _certainty(line: PeopleLine, said: list[Contribution]) -> tuple[float, tuple[Doubt, ...]]:
    """Return how sure the line is of people: names known, words of a role, family names in capitals."""
    strong = line.has("LEAD", "AFTER", "ALL", "OTHERS", "SEMI") or any(map(_is_turned, line.parts))
    persons = [each.agent for each in said if each.agent.kind == "person"]
    unknown = [each for each in persons if not is_given((each.given or "").split(" ")[0])]
    if persons:
        score = 1.0 - 0.5 * len(unknown) / len(persons)
    else:
        known = all(body_certainty(each.agent.name) == "sure" for each in said)
        score = _SURE_BODY if known else _POSSIBLE_BODY
    score += (0.2 if strong else 0.0) - (0.2 if line.has("NOTE") else 0.0)
    doubts = [Doubt("contributions", _UNKNOWN.format(name=each.name)) for each in unknown if not strong]
    if score < 0.6:
        doubts.append(Doubt("contributions", _UNSURE))
    return round(max(0.1, min(score, 1.0)), 2), tuple(doubts)
