"""Words for people, in French and in English."""

from __future__ import annotations

import os
from typing import Literal, NamedTuple, get_args

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Text(NamedTuple):
    """One message in both languages of the project."""

    fr: str
    en: str

    def __call__(self, language: Language) -> str:
        """Return the message in `language`."""
        return self.fr if language == "fr" else self.en

    def format(self, **values: object) -> Text:
        """Fill the placeholders of both versions."""
        return Text(self.fr.format(**values), self.en.format(**values))


_spoken: Language | None = None


def speak(language: Language) -> None:
    """Speak this language from now on, whatever the environment says: what `--lang` asks for."""
    global _spoken
    _spoken = language


def preferred_language() -> Language:
    """Return the reader's language: what `--lang` said, else `BIBLIOGRAPHE_LANG`, else the locale, else English."""
    if _spoken is not None:
        return _spoken
    for variable in ("BIBLIOGRAPHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
