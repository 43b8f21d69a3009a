"""The OpenAPI document of a portal, made from what it serves.

Source: OpenAPI 3.1, <https://spec.openapis.org/oas/v3.1.0>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe import __version__
from bibliographe.i18n import Text
from bibliographe.serve.api.operations import operation, refused_responses
from bibliographe.serve.api.others import other_paths
from bibliographe.serve.api.schemas import SCHEMAS, Json
from bibliographe.serve.pages.rendering import named
from bibliographe.serve.questions.asking import library_of
from bibliographe.serve.questions.blanks import Members

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.query.library import Question
    from bibliographe.serve.site import Snapshot

_DESCRIPTION = Text(
    "Une opération par question de la bibliothèque de requêtes, la recherche, et SPARQL. Rien n'est à demander à "
    "personne : les données se lisent, sans clé, depuis tout site.",
    "One operation for each question of the query library, the search, and SPARQL. Nobody has to be asked: data is "
    "read, without a key, from any site.",
)


class Documents:
    """The document in each language, made once for a build: `snapshot.once(Documents)`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._made: dict[tuple[Language, frozenset[str]], Json] = {}

    def get(self, language: Language, served: frozenset[str]) -> Json:
        """Return the document without its `servers`; `served` are the paths of the portal's routes."""
        key = (language, served)
        if key not in self._made:
            self._made[key] = _document(self._snapshot, language, served)
        return self._made[key]


def _document(snapshot: Snapshot, language: Language, served: frozenset[str]) -> Json:
    catalogue = snapshot.catalogue
    questions = snapshot.once(library_of).questions.values()
    found = snapshot.once(Members)
    paths = {
        f"/api/queries/{question.name}": {"get": operation(question, language, _examples(question, found, language))}
        for question in questions
    }
    info: Json = {
        "title": named(catalogue.title, language) or catalogue.base,
        "version": __version__,
        "description": _DESCRIPTION(language),
        "license": {"name": catalogue.licence, "url": catalogue.licence},
    }
    contact = {"name": catalogue.publisher.name, "url": catalogue.publisher.url, "email": catalogue.publisher.email}
    if any(contact.values()):
        info["contact"] = {name: value for name, value in contact.items() if value}
    return {
        "openapi": "3.1.0",
        "info": info,
        "paths": {**other_paths(language, served), **paths},
        "components": {"schemas": SCHEMAS, "responses": refused_responses(language)},
    }


def _examples(question: Question, found: Members, language: Language) -> dict[str, str]:
    """Return, for each parameter that is chosen from a list, the first thing on it."""
    examples = {}
    for parameter in question.header.parameters:
        choices = found.of(parameter, language) if parameter.type == "iri" else None
        if choices:
            examples[parameter.name] = choices[0].notation or choices[0].iri.value
    return examples
