"""What a document is about and in which language, and its abstract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.ingest.linked.imprint import first_title
from bibliographe.ingest.linked.terms import compact, local
from bibliographe.ingest.records.languages import language_code
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.linked.resource import Value

_SUBJECTS = ("dcterms:subject", "dc:subject", "bibo:subject", "schema:about", "foaf:topic", "ctag:tagged", "z:tag")
_KEYWORDS = ("schema:keywords", "prism:keyword")
_LABELS = ("ctag:label",)
_OF_WORDS = ("http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
"""Datatypes of words, numbers and dates."""
_LANGUAGES = ("z:language", "dcterms:language", "dc:language", "schema:inLanguage", "bibo:language")


def keywords_of(tree: Value) -> tuple[str, ...]:
    """Use the subjects of a document: words, tags, and concepts by their labels; an address alone is left."""
    found: list[str] = []
    for value in tree.named(*_SUBJECTS, *_KEYWORDS):
        parting = r"[,;]" if value.name in _KEYWORDS else r";"
        for member in value.members:
            words = list(_words(member, parting))
            if words:
                member.used = value.used = True
            found += words
    return tuple(dict.fromkeys(found))


def _words(value: Value, parting: str) -> Iterator[str]:
    said = value.text if isinstance(value.term, Literal) else None
    if said is None:
        label = first_title(value) or value.take("rdf:value", *_LABELS)
        yield from filter(None, [clean(label or "")])
        return
    if not _is_notation(value.term):
        yield from filter(None, map(clean, re.split(parting, said)))


def _is_notation(term: object) -> bool:
    """Tell whether a literal is of a scheme's own datatype, as notations are (SKOS Reference, section 6.5.1)."""
    datatype = term.datatype.value if isinstance(term, Literal) else ""
    return not datatype.startswith(_OF_WORDS)


def language_said(tree: Value) -> tuple[str | None, str | None]:
    """Use the language that a document is said to be in; return it, and the one of its title's tag."""
    code: str | None = None
    for value in tree.named(*_LANGUAGES):
        for member in value.members:
            if code is None and (code := _code(member)):
                member.used = value.used = True
    titles = tree.named("dcterms:title", "dc:title", "schema:name", "rdfs:label")
    tags = [language_code(getattr(one.term, "language", None)) for one in titles]
    known = [tag for tag in tags if tag]
    return code, next((tag for tag in ("fr", "en") if tag in known), known[0] if known else None)


def _code(value: Value) -> str | None:
    """Return the code that words name, or the end of an address of lexvo.org, id.loc.gov or the EU's list."""
    if isinstance(value.term, Literal):
        return language_code(value.text)
    code = language_code(local(compact(value.text)).rpartition("/")[2].lower()) if value.text else None
    return code or language_code(value.take("rdf:value")) or language_code(first_title(value))


def abstract_of(tree: Value, names: Sequence[str]) -> str | None:
    """Use all abstracts of a document."""
    found = []
    for one in tree.named(*names):
        one.use()
        said = one.term.value.strip() if isinstance(one.term, Literal) else one.summary
        found += [said] if said else []
    return "\n\n".join(dict.fromkeys(found)) or None
