"""The values of BibTeX's fields: texts in braces or quotation marks, numbers and names of strings, put together."""

from __future__ import annotations

import re

from bibliographe.ingest.records.dates import MONTHS
from bibliographe.ingest.records.plain_text import unescaped, unmarked
from bibliographe.ingest.records.tex import decoded
from bibliographe.model.text import clean

_MONTH_NAMES = {name: name for name in MONTHS if len(name) == len("jan")}
"""What every BibTeX style defines as a string: `month = jan`."""
_DEEPEST = 20
_AND_OR_BRACE = re.compile(r"\\.|[{}]|\s+and\s+", re.IGNORECASE | re.DOTALL)
_VERBATIM = frozenset({"url", "doi", "file", "date", "urldate", "eventdate", "origdate", "eprint"})
_SIGNS = {"textless": "<", "textgreater": ">", "textunderscore": "_", "textasciitilde": "~"}
_SIGN = re.compile(r"(?:\{\\|\\)(textless|textgreater|textunderscore|textasciitilde)(?:\{\}|\}|\b)")
"""Signs of addresses and DOI that Mendeley writes as commands (`40:6{\textless}9823`)."""
_MENDELEYS = re.compile(r"\$\\backslash\$url\\\{(.*?)\\\}")
"""A command that Mendeley has escaped."""
_ESCAPED = re.compile(r"\\(?=[_%&#$~{}])|[{}]")


class Strings:
    """The values that `@string` gives names."""

    def __init__(self, values: dict[str, object]) -> None:
        """Know values as they stand, by their names, whatever their case."""
        self._values = {name.casefold(): str(value) for name, value in values.items()}

    def get(self, name: str, depth: int = 0) -> str:
        """Return what a name stands for; the name itself where nobody says."""
        found = self._values.get(name.casefold())
        if found is None or depth > _DEEPEST:
            return _MONTH_NAMES.get(name.casefold(), name)
        return value_of(found, self, depth + 1)


def value_of(said: str, strings: Strings, depth: int = 0) -> str:
    """Return the text of a value, with its TeX, without its delimiters."""
    return "".join(_part(part, strings, depth) for part in _parts(said.strip()))


def _part(part: str, strings: Strings, depth: int) -> str:
    if len(part) > 1 and part[0] + part[-1] in ("{}", '""'):
        return part[1:-1]
    return part if part.isdecimal() or not part else strings.get(part, depth)


def _parts(said: str) -> list[str]:
    """Cut a value at the signs `#` that stand outside of braces and quotation marks."""
    parts, level, is_quoted, start = [], 0, False, 0
    for at, sign in enumerate(said):
        if sign == "{":
            level += 1
        elif sign == "}":
            level -= 1
        elif sign == '"' and level == 0:
            is_quoted = not is_quoted
        elif sign == "#" and level == 0 and not is_quoted:
            parts.append(said[start:at].strip())
            start = at + 1
    return [*parts, said[start:].strip()]


def listed(value: str) -> list[str]:
    """Return the parts of a list of BibLaTeX, which `and` parts where it stands outside of braces (biblatex, 2.2.1)."""
    parts, level, begin = [], 0, 0
    for found in _AND_OR_BRACE.finditer(value):
        sign = found[0]
        level += (sign == "{") - (sign == "}")
        if level <= 0 and sign[-1].isspace():
            parts.append(value[begin : found.start()])
            begin = found.end()
    return [*parts, value[begin:]]


def text_of(name: str, value: str) -> str:
    """Return what a field says: letters of TeX are read, but in addresses and dates, whose signs are their own."""
    if name in _VERBATIM:
        return clean(_ESCAPED.sub("", _SIGN.sub(lambda found: _SIGNS[found[1]], value)))
    return unescaped(unmarked(clean(decoded(_MENDELEYS.sub(r"\\url{\1}", value)))))
