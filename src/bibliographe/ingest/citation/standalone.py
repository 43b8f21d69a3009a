"""Lines that hold one thing only: a date, identifiers, the kind of a document."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast

from bibliographe.ingest.citation.dates import read_when
from bibliographe.ingest.citation.facts import FactFinder
from bibliographe.ingest.citation.names import is_body, is_exactly, organization, starts_with
from bibliographe.ingest.citation.naming import is_name
from bibliographe.ingest.citation.numbering import read_identifier
from bibliographe.ingest.citation.parts import Line
from bibliographe.ingest.citation.persons import is_given, kinds_of_name, natural
from bibliographe.ingest.citation.words import phrase_at, words
from bibliographe.model.dates import DateStatement
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from lark import Token, Tree

    from bibliographe.model.entry import Agent

_LONGEST_DATE = 80
_LONGEST_LINE = 300
_LONGEST_MAKER = 10
_BESIDE = frozenset({"MEDIUM", "COMMA", "SEMI", "COLON", "STOP", "DASH", "SLASH", "OPEN", "CLOSE"})


@lru_cache(maxsize=20_000)
def parse_date(text: str) -> DateStatement | None:
    """Read a text that is nothing but a date; None when it is something else.

    An impossible date (`31 février 2024`) is a date without EDTF. Hours after it (`de 9 h à 16 h 30`) are left out.
    """
    cleaned = clean(text)
    if len(cleaned) > _LONGEST_DATE:
        return None
    kept = cleaned.strip("().,; ") if not cleaned.casefold().endswith("d.") else cleaned
    cut = words(kept)
    finder = FactFinder(cut)
    tree = finder.whole("date")
    if tree is not None:
        return DateStatement(kept, read_when(tree, cut).edtf)
    dated = finder.whole("dated_hours")
    if dated is None:
        return None
    date = cast("Tree[Token]", dated.children[0])
    last = max(token.value for token in date.scan_values(lambda _token: True))
    return DateStatement(kept[: cut[last].end], read_when(date, cut).edtf)


def parse_edition(text: str) -> str | None:
    """Read a text that is nothing but an edition, `2e éd. revue`; None when it is something else."""
    cleaned = clean(text)
    kept = cleaned.rstrip(" ;,")
    if len(kept) > _LONGEST_DATE or FactFinder(words(kept.rstrip("."))).whole("edition") is None:
        return None
    return kept


def parse_identifier(text: str) -> tuple[tuple[str, str], ...] | None:
    """Read a line of identifiers (`ISBN 978-…`, `DOI : 10.…`, an address); None when it holds anything else.

    Check digits are not looked at: the value is as printed.
    """
    cleaned = clean(text)
    if not cleaned or len(cleaned) > _LONGEST_LINE:
        return None
    line = Line(cleaned)
    found: list[tuple[str, str]] = []
    depth = 0
    for part in line.parts:
        depth += ("OPEN" in part.kinds) - ("CLOSE" in part.kinds)
        if part.fact is not None and "IDENTIFIER" in part.kinds and not part.text.replace("-", "").isdigit():
            found.append(read_identifier(line.text, line.words_of(part.fact), part.fact.tree))
        elif not part.kinds & _BESIDE and depth == 0:
            return None
    return tuple(dict.fromkeys(found)) or None


@lru_cache(maxsize=20_000)
def parse_kind_line(text: str) -> tuple[str, Agent | None] | None:
    """Read a line that says what a document is and perhaps who made it: `Podcast de Radio France`.

    Returns a key of `ontology/schemes/document-types.ttl` and the maker; None when the line says more than people after
    a comma, `Podcast de Radio France, présenté par Anne Dumas`.
    """
    cleaned = clean(text).strip("[]()*. ")
    if not cleaned or len(cleaned) > _LONGEST_LINE:
        return None
    cleaned, comma, people = cleaned.partition(", ")
    if comma and "LEAD" not in starts_with("roles", people)[1]:
        return None
    cut = words(cleaned, ())
    after, meanings = phrase_at(cut, 0, "kinds")
    kind = next((token for token in meanings if token != "MAKER"), None)  # noqa: S105
    if kind is None:
        return None
    if after == len(cut):
        return kind, None
    if cut[after].is_a("COLON"):
        return None
    name_at, makers = phrase_at(cut, after, "kinds")
    if is_exactly("names", cleaned[cut[after].start :]):
        name_at = after  # `Podcast France Inter`
    elif "MAKER" not in makers or name_at == len(cut):
        return None
    maker = _maker(cleaned[cut[name_at].start :])
    return None if maker is None else (kind, maker)


def _maker(name: str) -> Agent | None:
    """Return who is named as the maker of a document, None when the text is no name."""
    if not is_name(name, _LONGEST_MAKER) and not name.startswith("radio "):
        return None
    words_of_name = name.split()
    if "NATURAL" in kinds_of_name(name) and is_given(words_of_name[0]) and not is_body(name) and len(words_of_name) > 1:
        return natural(name)
    return organization(name)
