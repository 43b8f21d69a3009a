"""`catalogue.toml`: where a catalogue publishes, in which languages, under which licence."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bibliographe.errors import ConfigError, system_reason
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.i18n import Language

FILE_NAME = "catalogue.toml"
_TOML_PLACE = re.compile(r"at line (\d+)")
LICENCE_OUVERTE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*|x(?:-[A-Za-z0-9]{1,8})+")
"""A language tag as BCP 47 has it: its first part a code of ISO 639, or a tag of one's own."""
_BASE_REMEDY = Text(
    'écrivez par exemple base = "https://data.exemple.fr/catalogue/" (http ou https, barre oblique finale)',
    'write for instance base = "https://data.example.org/catalogue/" (http or https, final slash)',
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the data, as `dcat:Catalog` names them."""

    name: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue's folder and its settings."""

    directory: Path
    base: str
    title: dict[str, str]
    description: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("fr",)
    licence: str = LICENCE_OUVERTE
    rights: dict[str, str] = field(default_factory=dict)
    publisher: Publisher = Publisher()
    export_abstracts: bool = False
    mark_articles: bool = False
    """Whether UNIMARC has the marks of non-sorting around articles at the beginning of titles."""

    @property
    def language(self) -> Language:
        """Return the language that records are written in, as far as words are added: French or English."""
        return "en" if self.languages[:1] == ("en",) else "fr"

    @property
    def graph(self) -> Path:
        """Return the folder of the catalogue's RDF files, its source of truth."""
        return self.directory / "graph"

    @property
    def state(self) -> Path:
        """Return the folder of what can be built again."""
        return self.directory / ".bibliographe"


def load_catalogue(directory: Path) -> Catalogue:
    """Read the `catalogue.toml` of `directory`.

    Raises `ConfigError` when it is missing, is not TOML, or has a setting that cannot be used.
    """
    path = directory / FILE_NAME
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            Text("aucun catalogue ici : ce fichier manque", "no catalogue here: this file is missing"),
            file=path,
            remedy=Text(
                f"créez-en un avec « bibliographe init {directory} », ou indiquez son dossier avec --catalogue",
                f"start one with 'bibliographe init {directory}', or name its folder with --catalogue",
            ),
        ) from None
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.search(str(error))
        raise ConfigError(
            Text(f"TOML illisible : {error}", f"unreadable TOML: {error}"),
            file=path,
            line=int(found[1]) if found else None,
            remedy=Text(
                "corrigez cette ligne, ou celle d'avant : un texte y est-il entre guillemets ?",
                "mend this line, or the one before: is a text there between quotation marks?",
            ),
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            Text("ce fichier n'est pas en UTF-8", "this file is not in UTF-8"),
            file=path,
            line=error.object.count(b"\n", 0, error.start) + 1,
            remedy=Text("enregistrez-le à nouveau, en UTF-8", "save it again, as UTF-8"),
        ) from error
    except OSError as error:
        reason = system_reason(error)
        raise ConfigError(
            Text(f"fichier illisible : {reason.fr}", f"the file cannot be read: {reason.en}"),
            file=path,
            remedy=Text("vérifiez vos droits de lecture", "check your right to read it"),
        ) from error
    return _catalogue(directory, path, settings)


def _catalogue(directory: Path, path: Path, settings: dict[str, object]) -> Catalogue:
    known = {
        "base", "title", "description", "languages", "licence", "rights", "publisher", "export_abstracts",
        "mark_articles",
    }  # fmt: skip
    for name in sorted(settings.keys() - known):
        raise ConfigError(
            Text(f"réglage inconnu : « {name} »", f"unknown setting: '{name}'"),
            file=path,
            remedy=Text(f"réglages possibles : {', '.join(sorted(known))}",
                        f"known settings: {', '.join(sorted(known))}"),
        )  # fmt: skip
    base = settings.get("base")
    if base is None:
        raise ConfigError(
            Text("il manque « base », l'adresse sous laquelle le catalogue est publié",
                 "'base' is missing, the address under which the catalogue is published"),
            file=path,
            remedy=_BASE_REMEDY,
        )  # fmt: skip
    if not isinstance(base, str) or not is_base(base):
        raise ConfigError(
            Text(f"« base » ne peut pas servir d'adresse : {base!r}", f"'base' cannot be an address: {base!r}"),
            file=path,
            remedy=_BASE_REMEDY,
        )
    languages = _languages(path, settings.get("languages", ["fr"]))
    licence = settings.get("licence", LICENCE_OUVERTE)
    if not isinstance(licence, str) or not urlsplit(licence).scheme:
        raise _wrong_type(path, "licence", 'licence = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"')
    return Catalogue(
        directory=directory,
        base=base,
        title=_by_language(path, settings, "title", languages[0]) or {"fr": directory.resolve().name},
        description=_by_language(path, settings, "description", languages[0]),
        languages=tuple(languages),
        licence=licence,
        rights=_by_language(path, settings, "rights", languages[0]),
        publisher=_publisher(path, settings.get("publisher", {})),
        export_abstracts=_switch(path, settings, "export_abstracts"),
        mark_articles=_switch(path, settings, "mark_articles"),
    )


def _languages(path: Path, value: object) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(tag, str) for tag in value):
        raise _wrong_type(path, "languages", 'languages = ["fr"]')
    for tag in value:
        if not _LANGUAGE_TAG.fullmatch(tag):
            raise ConfigError(
                Text(f"« {tag} » n'est pas un code de langue", f"'{tag}' is not the code of a language"),
                file=path,
                remedy=Text(
                    'écrivez les codes de deux ou trois lettres, par exemple languages = ["fr", "en"]',
                    'write the codes of two or three letters, for instance languages = ["fr", "en"]',
                ),
            )
    return value


def is_base(base: str) -> bool:
    """Tell whether entries can be published under an address: http or https, a slash at its end."""
    parts = urlsplit(base)
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and base.endswith("/")
        and not parts.query
        and not parts.fragment
        and not any(character.isspace() or character in '<>"{}|\\^`' for character in base)
    )


def _by_language(path: Path, settings: dict[str, object], name: str, default: str) -> dict[str, str]:
    value = settings.get(name, {})
    texts = {default: value} if isinstance(value, str) else value
    if isinstance(texts, dict) and all(isinstance(text, str) and text.strip() for text in texts.values()):
        return dict(texts)
    raise _wrong_type(path, name, f'{name} = {{ fr = "…", en = "…" }}')


def _switch(path: Path, settings: dict[str, object], name: str) -> bool:
    value = settings.get(name, False)
    if not isinstance(value, bool):
        raise _wrong_type(path, name, f"{name} = false")
    return value


def _publisher(path: Path, value: object) -> Publisher:
    names = Publisher.__dataclass_fields__
    if isinstance(value, dict) and value.keys() <= names.keys() and all(map(_is_text, value.values())):
        url = value.get("url", "")
        if not url or (urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname):
            return Publisher(**value)
    raise _wrong_type(path, "publisher", 'publisher = { name = "…", url = "https://…", email = "…" }')


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _wrong_type(path: Path, name: str, example: str) -> ConfigError:
    return ConfigError(
        Text(f"« {name} » n'a pas la forme attendue", f"'{name}' does not have the expected form"),
        file=path,
        remedy=Text(f"écrivez par exemple {example}", f"write for instance {example}"),
    )
