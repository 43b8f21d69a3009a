"""The operations that are no question of the library: SPARQL, search, records, health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import LANGUAGES, Text
from bibliographe.serve.api.operations import common, query_parameter, refusals
from bibliographe.serve.api.schemas import Json, refers
from bibliographe.serve.search.facets import FACET_OF
from bibliographe.serve.search.request import FARTHEST, LARGEST_SIZE, SORTS
from bibliographe.serve.search.suggesting import MOST
from bibliographe.serve.sparql.forms import GRAPHS, RESULTS

if TYPE_CHECKING:
    from bibliographe.i18n import Language

_QUERY = "SELECT ?entry ?title { ?item schema:item ?entry . ?entry dcterms:title ?title } LIMIT 10"
_FORMS = {**RESULTS, **GRAPHS}


def other_paths(language: Language, served: frozenset[str]) -> Json:
    """Return the paths, those only that this portal serves; `served` are the paths of its routes."""
    paths = {
        "/sparql": _sparql(language),
        "/search.json": _search(language),
        "/suggest.json": _suggest(language),
        "/health": _health(language),
    }
    return {path: said for path, said in paths.items() if path in served}


def _sparql(language: Language) -> Json:
    graphs = Text(
        "Graphe du jeu de données, par son adresse (répétable).", "Graph of the dataset, by its address (repeatable)."
    )
    uris = {"type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": 20}
    parameters = [
        *(query_parameter(name, uris, graphs(language)) for name in ("default-graph-uri", "named-graph-uri")),
        *common(language, _FORMS),
    ]
    query = Text(
        "Requête SPARQL 1.1 : SELECT, ASK, CONSTRUCT ou DESCRIBE.",
        "SPARQL 1.1 query: SELECT, ASK, CONSTRUCT, DESCRIBE.",
    )
    answers = {
        "200": {
            "description": Text("La réponse, entière.", "The whole answer.")(language),
            "content": {RESULTS["json"]: {"schema": refers("Results")}}
            | {kind: {} for kind in (*RESULTS.values(), *GRAPHS.values(), "text/html") if kind != RESULTS["json"]},
        },
        **refusals(),
    }
    title = Text("Requête SPARQL libre", "Free SPARQL query")(language)
    text = {"type": "string", "minLength": 1}
    asked = query_parameter("query", text, query(language), example=_QUERY)
    body = {"required": True, "content": {"application/sparql-query": {"schema": text, "example": _QUERY}}}
    posted = {"tags": ["SPARQL"], "summary": title, "operationId": "sparql_post"}
    return {
        "get": {
            "tags": ["SPARQL"], "summary": title, "operationId": "sparql_get",
            "parameters": [asked, *parameters], "responses": answers,
        },
        "post": posted | {"parameters": parameters, "requestBody": body, "responses": answers},
    }  # fmt: skip


def _search(language: Language) -> Json:
    words = Text("Mots cherchés ; vide pour tout.", "Words to look for; empty for everything.")
    value = Text("Valeur d'une facette (répétable).", "Value of a facet (repeatable).")
    year = {"type": "string", "pattern": "^[0-9]{1,4}$"}
    reach = Text(
        f"Page, jusqu'au résultat {FARTHEST} : {FARTHEST} divisé par size.",
        f"Page, as far as result {FARTHEST}: {FARTHEST} divided by size.",
    )
    parameters = [
        query_parameter("q", {"type": "string"}, words(language), example="accueil"),
        *(
            query_parameter(
                name, {"type": "array", "items": year if name == "year" else {"type": "string"}}, value(language)
            )
            for name in FACET_OF
        ),
        query_parameter("from", year, Text("Depuis l'année.", "From the year.")(language)),
        query_parameter("to", year, Text("Jusqu'à l'année.", "Up to the year.")(language)),
        query_parameter("sort", {"type": "string", "enum": list(SORTS)}, Text("Ordre.", "Order.")(language)),
        query_parameter("page", {"type": "integer", "minimum": 1, "maximum": FARTHEST}, reach(language)),
        query_parameter(
            "size",
            {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE},
            Text("Résultats par page.", "Results a page.")(language),
        ),
    ]
    title = Text("Recherche de notices, avec ses facettes", "Search for entries, with facets")
    return _get(language, "search", title, parameters, "SearchPage", "400", "414", "429", "503")


def _suggest(language: Language) -> Json:
    words = Text("Ce qui est déjà tapé.", "What is typed so far.")
    parameters = [
        query_parameter("q", {"type": "string"}, words(language), example="biblio"),
        query_parameter(
            "limit", {"type": "integer", "minimum": 1, "maximum": MOST}, Text("Au plus.", "At most.")(language)
        ),
        query_parameter("lang", {"type": "string", "enum": list(LANGUAGES)}, Text("Langue.", "Language.")(language)),
    ]
    title = Text("Suggestions pendant la frappe", "Suggestions while typing")
    return _get(language, "suggest", title, parameters, "Suggestions", "400", "414", "429", "503")


def _health(language: Language) -> Json:
    title = Text(
        "Le portail répond-il, et depuis quelle construction ?", "Does the portal answer, and from which build?"
    )
    return _get(language, "health", title, [], "Health", "414")


def _get(language: Language, name: str, title: Text, parameters: list[Json], schema: str, *refused: str) -> Json:
    tag = Text("Portail", "Portal")(language) if name == "health" else Text("Recherche", "Search")(language)
    answer = {"description": title(language), "content": {"application/json": {"schema": refers(schema)}}}
    return {
        "get": {
            "tags": [tag],
            "operationId": name,
            "summary": title(language),
            "parameters": parameters,
            "responses": {"200": answer, **refusals(*refused)},
        }
    }
