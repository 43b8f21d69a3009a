"""One operation for each question of the library: its parameters with their types, its answers with an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bibliographe.i18n import LANGUAGES, Text
from bibliographe.query.resolve import ENTRY
from bibliographe.serve.api.schemas import Json, refers, refusal
from bibliographe.serve.sparql.forms import GRAPHS, RESULTS
from bibliographe.sparql_tokens import form_said

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.query.header import Parameter, ParameterType
    from bibliographe.query.library import Question

REFUSALS = {
    "400": Text("La demande est mal formée : la réponse dit où.", "The request is malformed: the answer says where."),
    "406": Text("Aucune forme demandée ne convient à la réponse.", "No form asked for suits the answer."),
    "414": Text("L'adresse est trop longue.", "The address is too long."),
    "429": Text("Trop de demandes : attendre `Retry-After`.", "Too many requests: wait for `Retry-After`."),
    "503": Text(
        "La requête a été arrêtée, trop attendent, ou l'index se prépare : attendre `Retry-After`.",
        "The query was stopped, too many wait, or the index is being made: wait for `Retry-After`.",
    ),
}
_OK = Text("La réponse, entière.", "The whole answer.")
_PAGE = Text("Un navigateur est mené à la page de la question.", "A browser is led to the question's page.")
_FORMAT = Text("Forme de la réponse, avant ce que dit `Accept`.", "Form of the answer, before what `Accept` says.")
_LANGUAGE = Text("Langue des messages et des libellés.", "Language of messages and labels.")
_CALLED = Text("Adresse, nom ou notation.", "Address, name or notation.")
_ENTRY = Text("Adresse, titre ou numéro imprimé.", "Address, title or printed number.")
_SCHEMAS: dict[ParameterType, Json] = {
    "iri": {"type": "string", "minLength": 1},
    "string": {"type": "string", "minLength": 1},
    "integer": {"type": "integer"},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "date": {"type": "string", "format": "date"},
    "language": {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
}
_EXAMPLES: dict[ParameterType, Any] = {"integer": 10, "year": "2024", "date": "2024-05-31", "language": "fr"}
_NOT_NAME = re.compile("[^A-Za-z0-9]+")


def operation(question: Question, language: Language, examples: dict[str, str]) -> Json:
    """Return the operation; `examples` has a value for those parameters of which the catalogue gives one."""
    header = question.header
    return {
        "operationId": _NOT_NAME.sub("_", question.name),
        "tags": [question.group(language)],
        "summary": header.title(language),
        "description": header.summary(language),
        "parameters": [
            *(_parameter(one, language, examples) for one in header.parameters),
            *common(language, _forms(question), lang=not any(one.name == "lang" for one in header.parameters)),
        ],
        "responses": {
            "200": {"description": _OK(language), "content": _content(question)},
            "303": {"description": _PAGE(language)},
            **refusals(),
        },
    }


def common(language: Language, forms: dict[str, str], *, lang: bool = True) -> list[Json]:
    """Return the parameters that every operation has."""
    said = [query_parameter("format", {"type": "string", "enum": list(forms)}, _FORMAT(language))]
    if lang:
        said.append(query_parameter("lang", {"type": "string", "enum": list(LANGUAGES)}, _LANGUAGE(language)))
    return said


def refusals(*codes: str) -> Json:
    """Return the responses to what is refused, all of them by default."""
    return {code: {"$ref": f"#/components/responses/{_named(code)}"} for code in codes or REFUSALS}


def refused_responses(language: Language) -> Json:
    """Return what `refusals` refers to."""
    return {_named(code): refusal(said(language)) for code, said in REFUSALS.items()}


def query_parameter(name: str, schema: Json, description: str, **more: Any) -> Json:
    """Return a parameter of the query string."""
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


def _named(code: str) -> str:
    return f"Refused{code}"


def _parameter(parameter: Parameter, language: Language, examples: dict[str, str]) -> Json:
    schema = _SCHEMAS.get(parameter.type) or {"type": "string", "enum": [one.value for one in parameter.choices]}
    description = parameter.label(language)
    if parameter.type == "iri":
        description += f". {(_ENTRY if parameter.kind == ENTRY else _CALLED)(language)}"
    more: Json = {"required": True} if parameter.required else {}
    example = examples.get(parameter.name, _EXAMPLES.get(parameter.type))
    if example is not None:
        more["example"] = example
    return query_parameter(parameter.name, schema, description, **more)


def _is_graph(question: Question) -> bool:
    return form_said(question.text) in ("CONSTRUCT", "DESCRIBE")


def _forms(question: Question) -> dict[str, str]:
    return GRAPHS if _is_graph(question) else RESULTS


def _content(question: Question) -> Json:
    """Return the forms of the answer; the columns that people see stand in the examples."""
    if _is_graph(question):
        return {kind: {"schema": {"type": "string"}} for kind in GRAPHS.values() if kind != GRAPHS["jsonld"]} | {
            GRAPHS["jsonld"]: {"schema": {"type": ["object", "array"]}}
        }
    columns = [column.name for column in question.header.columns]
    example = {"head": {"vars": columns}, "results": {"bindings": [_row(columns)] if columns else []}}
    content: Json = {RESULTS["json"]: {"schema": refers("Results"), "example": example}}
    for name in ("csv", "tsv", "xml"):
        content[RESULTS[name]] = {"schema": {"type": "string"}}
    return content


def _row(columns: list[str]) -> Json:
    return {name: {"type": "literal", "value": "…"} for name in columns}
