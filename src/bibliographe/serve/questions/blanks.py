"""The form of a question: a field for each parameter, a list to choose from where the catalogue has few enough."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.query.resolve import ENTRY, Member, members
from bibliographe.serve.questions.engine import PoolEngine

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.query.header import Parameter
    from bibliographe.query.library import Question
    from bibliographe.serve.site import Snapshot

MOST = 150
"""Choices beyond which a list would be no help."""
_INPUT = {"year": "number", "integer": "number", "date": "date"}
_HINTS = {
    ENTRY: Text("Titre, numéro ou adresse", "Title, number or address"),
    "iri": Text("Nom ou adresse", "Name or address"),
    "year": Text("2024", "2024"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    value: str
    label: str
    chosen: bool
    language: str = ""
    """That of the label, empty where it has none."""


@dataclass(frozen=True, slots=True)
class Blank:
    """One field: a list when it has options, else an input of this kind."""

    name: str
    label: str
    required: bool
    value: str
    options: tuple[Option, ...]
    input: str = "text"
    hint: str = ""


class Members:
    """What parameters may name in one build, looked up once: `snapshot.once(Members)`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._engine = PoolEngine(snapshot)
        self._found: dict[tuple[str | None, str | None, str], list[Member] | None] = {}
        self._looking = threading.Lock()

    def of(self, parameter: Parameter, language: Language) -> list[Member] | None:
        """Return the choices; None where there are too many. Raises `Refused` when that takes too long."""
        key = (parameter.kind, parameter.scheme, language)
        with self._looking:
            if key not in self._found:
                self._found[key] = members(parameter, self._engine, language, MOST)
            return self._found[key]


def blanks_of(snapshot: Snapshot, question: Question, values: dict[str, str], language: Language) -> list[Blank]:
    """Return the fields of a question's form; the reader's language is no field: the page has it already."""
    found = snapshot.once(Members)
    return [
        _blank(parameter, values.get(parameter.name, ""), found, language)
        for parameter in question.header.parameters
        if parameter.type != "language"
    ]


def _blank(parameter: Parameter, value: str, found: Members, language: Language) -> Blank:
    options = _options(parameter, value, found, language)
    hint = _HINTS.get(parameter.kind or "", _HINTS.get(parameter.type, Text("", "")))(language)
    kind = _INPUT.get(parameter.type, "text")
    return Blank(parameter.name, parameter.label(language), parameter.required, value, tuple(options), kind, hint)


def _options(parameter: Parameter, value: str, found: Members, language: Language) -> list[Option]:
    if parameter.type == "enum":
        return [Option(one.value, one.label(language), one.value == value) for one in parameter.choices]
    choices = found.of(parameter, language) if parameter.type == "iri" else None
    if choices is None:
        return []
    options = [
        Option(
            one.iri.value,
            f"{one.notation} {one.name}".strip(),
            value in (one.iri.value, one.name, one.notation),
            one.language,
        )
        for one in choices
    ]
    if value and not any(option.chosen for option in options):
        options.append(Option(value, value, chosen=True))
    return options
