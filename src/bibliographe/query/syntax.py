"""Parse a query, say where it is wrong, and refuse what would leave the catalogue or change it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph
from rdflib.plugins.sparql.algebra import translateQuery, traverse
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from bibliographe.errors import QueryError
from bibliographe.graph.prefixes import prefixes
from bibliographe.i18n import Text
from bibliographe.query.syntax_errors import syntax_error
from bibliographe.sparql_tokens import keywords, tokens, undeclared_prefixes

if TYPE_CHECKING:
    from pathlib import Path

Form = Literal["SELECT", "CONSTRUCT", "DESCRIBE", "ASK"]
_FORMS: dict[str, Form] = {
    "SelectQuery": "SELECT", "ConstructQuery": "CONSTRUCT", "DescribeQuery": "DESCRIBE", "AskQuery": "ASK",
}  # fmt: skip
_DEEPEST = 100
"""Brackets within brackets beyond which no parser is given the query: some run out of stack."""
_SERVICE = re.compile("(servi)(c)(e)", re.IGNORECASE | re.ASCII)
_MAY_SAY_SERVICE = re.compile(r"service|\\u", re.IGNORECASE)
"""The word, and the escapes that may spell it: without them no parser can see it in a query."""
_READ_ONLY = Text(
    "une requête lit le catalogue, elle ne le modifie pas : employez SELECT, CONSTRUCT, DESCRIBE ou ASK",
    "a query reads the catalogue and does not change it: use SELECT, CONSTRUCT, DESCRIBE or ASK",
)


def with_known_prefixes(text: str) -> tuple[str, int]:
    """Declare the known prefixes that a query uses undeclared; return it and how many lines came before it."""
    known = prefixes()
    missing = sorted(undeclared_prefixes(text) & known.keys())
    return "".join(f"PREFIX {name}: <{known[name]}>\n" for name in missing) + text, len(missing)


def check_query(text: str, file: Path | str, added_lines: int = 0) -> Form:
    """Return the form of a query that may be asked.

    `added_lines` is how many lines stand before what the author wrote. Raises `QueryError` with line, column and
    the line quoted for a syntax error, and for what is refused: updates, and `SERVICE` (design.md, section 5, 7).
    """
    check_depth(text, file)
    if not _MAY_SAY_SERVICE.search(text):
        with suppress(SyntaxError):  # what is wrong is told below
            # Oxigraph's parser takes a hundredth of the time of rdflib's.
            return _form(pyoxigraph.Store().query(text), text)
    try:
        algebra = translateQuery(parseQuery(text)).algebra
    except Exception as error:  # rdflib raises Exception itself for an unknown prefix and for bad grouping
        return _without_algebra(text, file, added_lines, error)
    if _asks_elsewhere(algebra) or "SERVICE" in keywords(text):
        raise _refused_service(file)
    try:
        pyoxigraph.Store().query(without_service(text))
    except SyntaxError as fault:  # what rdflib lets through: a variable bound twice, one that is not grouped
        raise syntax_error(text, file, added_lines, fault, None) from fault
    return _FORMS[algebra.name]


def without_service(text: str) -> str:
    """Return a query that Oxigraph parses exactly when `text` is one without `SERVICE`, its faults in the same place.

    The word is misspelt wherever it stands: that breaks the syntax where it is the keyword, and nowhere else. Reading
    tokens cannot tell for sure, as `<` may begin an address or compare two numbers, and only a parser knows.
    """
    return _SERVICE.sub(lambda found: f"{found[1]}{'Q' if found[2] == 'C' else 'q'}{found[3]}", text)


def check_depth(text: str, file: Path | str) -> None:
    """Raise `QueryError` for brackets so deep within each other that a parser might run out of stack."""
    depth = 0
    for token in tokens(text):
        if token.kind == "other":
            depth += (token.text in "{([") - (token.text in "})]")
        if depth > _DEEPEST:
            raise QueryError(
                Text(f"plus de {_DEEPEST} parenthèses imbriquées", f"more than {_DEEPEST} nested brackets"),
                file=file,
                line=text.count("\n", 0, token.start) + 1,
            )


def _asks_elsewhere(algebra: CompValue) -> bool:
    found = []

    def visit(node: Any) -> None:
        if isinstance(node, CompValue) and node.name == "ServiceGraphPattern":
            found.append(node)

    traverse(algebra, visitPre=visit)
    return bool(found)


def _without_algebra(text: str, file: Path | str, added_lines: int, error: Exception) -> Form:
    """Say why a query that rdflib does not take is refused, with the place that Oxigraph's parser names.

    A query that Oxigraph takes all the same is right: rdflib's grammar has gaps.
    """
    words = keywords(text)
    if "SERVICE" in words:
        raise _refused_service(file) from error
    try:
        answer = pyoxigraph.Store().query(without_service(text))
    except SyntaxError as fault:
        if text.strip() and _is_update(text):
            raise QueryError(
                Text("cette requête modifierait des données", "this query would change data"),
                file=file,
                remedy=_READ_ONLY,
            ) from fault
        raise syntax_error(text, file, added_lines, fault, error) from fault
    return _form(answer, text)


def _form(answer: object, text: str) -> Form:
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return "ASK"
    if isinstance(answer, pyoxigraph.QuerySolutions):
        return "SELECT"
    return "CONSTRUCT" if "CONSTRUCT" in keywords(text) else "DESCRIBE"


def _is_update(text: str) -> bool:
    try:
        parseUpdate(text)
    except Exception:  # whatever it is, it is not an update
        return False
    return True


def _refused_service(file: Path | str) -> QueryError:
    return QueryError(
        Text("SERVICE est refusé : une requête n'interroge que ce catalogue",
             "SERVICE is refused: a query asks this catalogue only"),
        file=file,
        remedy=Text("pour interroger un autre serveur, employez --endpoint", "to ask another server, use --endpoint"),
    )  # fmt: skip
