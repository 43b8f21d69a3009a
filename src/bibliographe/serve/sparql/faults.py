"""How a query that has no answer is refused: what happened, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bibliographe.i18n import Text
from bibliographe.serve.errors import Refused

if TYPE_CHECKING:
    from bibliographe.serve.sparql.limits import QueryLimits

_NARROW = Text(
    "Précisez la question : nommez une propriété ou une chose, ajoutez LIMIT, évitez les produits de deux listes.",
    "Narrow the question: name a property or a thing, add LIMIT, avoid the product of two lists.",
)
_PARTS = Text(
    "Demandez-la par parties, avec ORDER BY, LIMIT et OFFSET.", "Ask for it in parts: ORDER BY, LIMIT, OFFSET."
)
_FORMS = {"SELECT": "SELECT", "ASK": "ASK", "GRAPH": "CONSTRUCT / DESCRIBE"}


def busy() -> Refused:
    """Return the refusal of a query that came when too many waited, or waited for too long."""
    return Refused(
        503,
        Text("trop de requêtes attendent déjà leur tour", "too many queries are waiting for their turn already"),
        remedy=Text("Réessayez dans quelques secondes.", "Try again in a few seconds."),
        headers={"Retry-After": "5"},
    )


def stopped(limits: QueryLimits, *, late: bool) -> Refused:
    """Return the refusal of a query whose process had to be ended, or ended by itself."""
    if late:
        seconds = f"{limits.seconds:g}"
        return Refused(
            503,
            Text(f"pas de réponse en {seconds} s : la requête est arrêtée",
                 f"no answer within {seconds} s: the query was stopped"),
            remedy=_NARROW,
        )  # fmt: skip
    return _too_much_memory(limits)


def refusal_of(said: dict[str, Any], limits: QueryLimits) -> Refused:
    """Return the refusal for a fault that a query process told."""
    match said["kind"]:
        case "query":
            remedy = said["remedy"]
            refused = Refused(400, Text(*said["message"]), remedy=Text(*remedy) if remedy else None)
            refused.line, refused.column = said["line"], said["column"]
            return refused
        case "unfit":
            form = _FORMS[said["form"]]
            return Refused(
                406,
                Text(f"la réponse d'une requête {form} ne s'écrit sous aucune des formes demandées",
                     f"the answer of a {form} query has none of the forms asked for"),
            )  # fmt: skip
        case "large":
            megabytes = said["size"] // 1_000_000
            return Refused(
                400,
                Text(f"la réponse a plus de {megabytes} Mo", f"the answer has more than {megabytes} MB"),
                remedy=_PARTS,
            )
        case "rows":
            return Refused(
                400,
                Text(f"la réponse a plus de {said['rows']} lignes", f"the answer has more than {said['rows']} rows"),
                remedy=_PARTS,
            )
        case "service":
            return Refused(
                400,
                Text("SERVICE est refusé : une requête n'interroge que ce catalogue",
                     "SERVICE is refused: a query asks this catalogue only"),
                remedy=Text("Prenez ici ce qu'il vous faut, et joignez-le chez vous.",
                            "Take what you need from here, and join it on your side."),
            )  # fmt: skip
        case "memory":
            return _too_much_memory(limits)
    detail = said["detail"]
    return Refused(400, Text(f"requête refusée par la base : {detail}", f"query refused by the store: {detail}"))


def _too_much_memory(limits: QueryLimits) -> Refused:
    megabytes = limits.memory // 1_000_000
    return Refused(
        503,
        Text(f"la requête demande plus de {megabytes} Mo de mémoire, ou s'imbrique trop : elle est arrêtée",
             f"the query needs more than {megabytes} MB of memory, or nests too deeply: it was stopped"),
        remedy=_NARROW,
    )  # fmt: skip
