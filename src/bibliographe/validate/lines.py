"""Statements as lines of canonical N-Triples, which say what the parser's triples say and cost a third of them.

A line that is written as the parser would write it back needs no parser: one expression takes a whole chunk of such
lines apart. Whatever that expression is not sure of goes to the parser.
Source: N-Triples 1.1, section 4, <https://www.w3.org/TR/n-triples/>.
"""

from __future__ import annotations

import re
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from bibliographe.graph.term_text import datatype_of, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

Line = tuple[str, str, str, str, str, str]
"""Subject; property and value; property; the value where it is a node; its language; its datatype.

As N-Triples writes them (`<http://…>`, `_:b0`, `"…"@fr`), but for the language, which is `fr`, and empty where there is
none.
"""

_IRI = r"<https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*+/[A-Za-z0-9._~/#?=&:,;@!$'()*+-]*+>"
"""Fewer addresses than there are: none whose validity takes more than looking at its characters."""
_TEXT = r'"(?:[^"\\\x00-\x1f\x7f]++|\\[tnrbf"\\])*+"'
_DATATYPE = rf"\^\^(?!<http://www\.w3\.org/(?:2001/XMLSchema\#string|1999/02/22-rdf-syntax-ns\#))({_IRI})"
_LANGUAGE = r"@([a-z]{2,3}(?:-[a-z]{2})?+)"
_SURE = re.compile(rf"({_IRI}) (({_IRI}) (?:({_IRI})|{_TEXT}(?:{_LANGUAGE}|{_DATATYPE})?+)) \.\n")
_BETWEEN = len("  .\n")
_WHOLE = itemgetter(0, 1)


def lines_of(triples: Iterable[Triple]) -> Iterator[Line]:
    """Yield triples as lines."""
    for triple in triples:
        subject, statement = str(triple).split(" ", 1)
        predicate, value = statement.split(" ", 1)
        node = "" if value[0] == '"' else value
        yield subject, statement, predicate, node, language_of(value), datatype_of(value)


def lines_of_ntriples(content: bytes) -> list[Line]:
    """Return the lines of whole lines of N-Triples, the same as `lines_of` what the parser makes of them.

    Raises `SyntaxError` when they are not N-Triples, or when a triple stands as a value (RDF 1.2).
    """
    found = _surely(content)
    if found is None:
        found = list(lines_of(quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES)))
        if any(line[3].startswith("<<") for line in found):
            raise SyntaxError("triple term")
    return found


def _surely(content: bytes) -> list[Line] | None:
    """Return the lines when all are canonical beyond doubt, else None."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    found: list[Line] = _SURE.findall(text)
    # Nothing stands between two matches exactly when their lengths add up to that of the text.
    length = sum(map(len, chain.from_iterable(map(_WHOLE, found))))
    return found if length + _BETWEEN * len(found) == len(text) else None
