"""Say where and why a query is malformed, from what two parsers make of it.

Oxigraph's parser names the place best, but puts some faults at the very end of the text; rdflib's then does better.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.errors import QueryError
from bibliographe.i18n import Text
from bibliographe.sparql_tokens import undeclared_prefixes

if TYPE_CHECKING:
    from pathlib import Path

_PLACE = re.compile(r"error at (\d+):(\d+): *(.*)", re.DOTALL)
_EXPECTED = re.compile(r"expected (?:one of )?(.*)", re.DOTALL)
_WORD = re.compile(r'"?([A-Z]{2,}|[^\s\w"\[\]\\])"?')
_MOST_EXPECTED = 6
_UNFINISHED = Text("elle s'arrête trop tôt : il manque peut-être une accolade",
                   "it ends too soon: a brace may be missing")  # fmt: skip
_UNGROUPED = "The SELECT contains a variable that is unbound"


def syntax_error(
    text: str, file: Path | str, added_lines: int, fault: SyntaxError, other: Exception | None
) -> QueryError:
    """Return the error for a query, with its line, its column and the line quoted.

    `fault` is Oxigraph's, `other` rdflib's if it found one; `added_lines` stand before what the author wrote.
    """
    message = str(fault)
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    lines = text.split("\n")
    last_line = text.rstrip().count("\n") + 1
    at_the_end = (line, column) > (last_line, len(lines[last_line - 1].rstrip()))
    if at_the_end and isinstance(getattr(other, "lineno", None), int):
        line, column = other.lineno, other.column  # type: ignore[union-attr]
        place = None
    unfinished = line > last_line or not text.strip()
    quoted = (lines[line - 1] if line <= len(lines) else "").rstrip("\r").replace("\t", " ")
    picture = f"\n    {quoted}\n    {' ' * (column - 1)}^"
    reason = _UNFINISHED if unfinished else _reason(text, message, place[3] if place else "")
    error = QueryError(
        Text(f"requête SPARQL incorrecte, colonne {column} : {reason.fr}{picture}",
             f"malformed SPARQL query, column {column}: {reason.en}{picture}"),
        file=file,
        line=max(line - added_lines, 1),
    )  # fmt: skip
    error.column = column
    return error


def _reason(text: str, message: str, expected: str) -> Text:
    unknown = sorted(undeclared_prefixes(text))
    if unknown and "Prefix not found" in message:
        names = ", ".join(f"{name}:" for name in unknown)
        return Text(f"préfixe inconnu : {names}", f"unknown prefix: {names}")
    if _UNGROUPED in message:
        return Text("une variable de SELECT n'est ni groupée ni calculée",
                    "a variable of SELECT is neither grouped nor computed")  # fmt: skip
    match = _EXPECTED.search(expected)
    words = [part.strip() for part in match[1].split(", ")] if match else []
    named = [found[1] for word in words if (found := _WORD.fullmatch(word))]
    if named and len(named) <= _MOST_EXPECTED:
        listed = " ".join(named)
        return Text(f"on attendait ici {listed}", f"expected here: {listed}")
    return Text("ceci n'est pas attendu ici", "this is not expected here")
