"""What click says by itself, in the reader's language: headings of the help, and refusals of a command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import click

from bibliographe.i18n import LANGUAGES, Language, Text, preferred_language, speak

Command = TypeVar("Command", bound=Callable[..., object])
_USAGE = Text("Usage : ", "Usage: ")
_HELP = {
    "Show this message and exit.": Text("Afficher cette aide.", "Show this message and exit."),
    "Show the version and exit.": Text("Afficher la version.", "Show the version and exit."),
}
_ERROR = Text("Erreur : {message}", "Error: {message}")
_TRY = Text("« {command} --help » dit ce qui est possible.", "'{command} --help' says what is possible.")
_NO_OPTION = Text("l'option « {name} » n'existe pas", "there is no option '{name}'")
_NEAR = Text(" ; vouliez-vous dire {names} ?", "; did you mean {names}?")
_MISSING = Text("il manque {name}", "{name} is missing")
_NOT_A_CHOICE = Text(
    "« {value} » n'est pas admis pour {name} ; valeurs possibles : {choices}",
    "'{value}' is not allowed for {name}; possible values: {choices}",
)
_BAD_VALUE = Text("{name} : {message}", "{name}: {message}")
_ABORTED = Text("Interrompu.", "Aborted.")
_REASONS = (
    (r"'(?P<value>.*)' is not a valid integer.*", Text("« {value} » n'est pas un nombre entier", "{whole}")),
    (r"'(?P<value>.*)' is not a valid float.*", Text("« {value} » n'est pas un nombre", "{whole}")),
    (
        r"(?P<value>\S+) is not in the range (?P<range>.*)\.",
        Text("{value} n'est pas admis ; il faut {range}", "{whole}"),
    ),
    (r"\w+ '(?P<value>.*)' is a file\.", Text("« {value} » est un fichier, pas un dossier", "{whole}")),
    (r"\w+ '(?P<value>.*)' is a directory\.", Text("« {value} » est un dossier, pas un fichier", "{whole}")),
    (r"\w+ '(?P<value>.*)' does not exist\.", Text("« {value} » n'existe pas", "{whole}")),
    (r"\w+ '(?P<value>.*)' is not readable\.", Text("« {value} » ne peut pas être lu", "{whole}")),
    (r"\w+ '(?P<value>.*)' is not writable\.", Text("« {value} » ne peut pas être écrit", "{whole}")),
    (r"Option '(?P<value>.*)' requires an argument\.", Text("l'option « {value} » attend une valeur", "{whole}")),
    (r"Option '(?P<value>.*)' does not take a value\.", Text("l'option « {value} » n'a pas de valeur", "{whole}")),
    (r"Got unexpected extra arguments? \((?P<value>.*)\)", Text("« {value} » est de trop", "{whole}")),
)
"""What click says of a value that it refuses, and how to say it."""
_ADDED = (("[default: ", Text("[par défaut : ", "[default: ")), ("required]", Text("obligatoire]", "required]")))


class Formatter(click.HelpFormatter):
    """Lays out a help page with click's own words in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(prog, args, prefix or _USAGE(preferred_language()))

    def write_heading(self, heading: str) -> None:
        """Write a heading; click puts the colon after it."""
        super().write_heading(heading + Text(" ", "")(preferred_language()))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options or verbs."""
        language = preferred_language()
        said = [(term, help_said(text, language)) for term, text in rows]
        super().write_dl(said, col_max, col_spacing)


class Context(click.Context):
    """A context whose help pages are laid out by `Formatter`."""

    formatter_class = Formatter


def lang_option(help_text: Text) -> Callable[[Command], Command]:
    """Return the option `--lang`: the language of what the command writes, its refusals included."""

    def remember(_context: click.Context, _option: click.Parameter, language: Language) -> Language:
        speak(language)
        return language

    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=preferred_language,
        is_eager=True,
        callback=remember,
        help=help_text(preferred_language()),
    )


def help_said(text: str, language: Language) -> str:
    """Return the help of an option, with what click adds to it in the reader's language."""
    said = _HELP[text](language) if text in _HELP else text
    for added, words in _ADDED:
        said = said.replace(added, words(language))
    return said


def refusal(error: click.ClickException, language: Language) -> str:
    """Return why click refuses a command line, and where to read what is possible."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    lines = [_ERROR(language).format(message=_reason(error, language))]
    if context is not None:
        lines.append(f"  → {_TRY(language).format(command=context.command_path)}")
    return "\n".join(lines)


def aborted(language: Language) -> str:
    """Return what is said when the person interrupts."""
    return _ABORTED(language)


def _reason(error: click.ClickException, language: Language) -> str:
    if isinstance(error, click.NoSuchOption):
        near = _NEAR(language).format(names=", ".join(error.possibilities)) if error.possibilities else ""
        return _NO_OPTION(language).format(name=error.option_name) + near
    if isinstance(error, click.MissingParameter):
        return _MISSING(language).format(name=_name(error))
    if isinstance(error, click.BadParameter):
        return _bad_value(error, language)
    return _worded(error.format_message(), language)


def _worded(message: str, language: Language) -> str:
    """Return what click says in the reader's language, as it stands where it is none of the known messages."""
    for pattern, said in _REASONS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return said(language).format(whole=message, **match.groupdict())
    return message


def _bad_value(error: click.BadParameter, language: Language) -> str:
    name, kind = _name(error), error.param.type if error.param else None
    given = error.message.split("'")
    if isinstance(kind, click.Choice) and len(given) > 1:
        return _NOT_A_CHOICE(language).format(value=given[1], name=name, choices=", ".join(map(str, kind.choices)))
    return _BAD_VALUE(language).format(name=name, message=_worded(error.message, language))


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
