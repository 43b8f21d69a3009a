"""Titles and statements of responsibility.

Source: UNIMARC Manual, 200, 517; MARC 21 Format for Bibliographic Data, 245, 246; ISBD, area 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.held import one_line
from bibliographe.export.records.marc.tables import articles, punctuated, roles
from bibliographe.export.records.marc.transforms.people import has_main_entry
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Row

_SUBTITLE = " : "
NSB, NSE = "\x98", "\x9c"
_APOSTROPHES = "'’"
_MOST = 9
_OTHERS = "[et al.]"


def unimarc_title(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 200: title proper, medium, other title information, who made it."""
    proper, *others = one_line(one.entry.title).split(_SUBTITLE)
    first, more = statements(one)
    return row.field(
        ("a", proper),
        ("b", one.citation.medium),
        *(("e", other) for other in others),
        ("f", first),
        *(("g", statement) for statement in more),
    )


def with_article_marked(title: str, language: str) -> str:
    """Return a title with the marks of non-sorting around the article that it begins with.

    Source: UNIMARC Manual, appendix J, control functions of ISO 6630; U+0098 and U+009C of ISO 10646.
    """
    length = nonfiling(title, language)
    return f"{NSB}{title[:length]}{NSE}{title[length:]}" if length else title


def marc21_title(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 245, with the punctuation of ISBD; the second indicator counts what is not filed."""
    title = one_line(one.entry.title)
    proper, _, other = title.partition(_SUBTITLE)
    first, more = statements(one)
    responsible = " ; ".join(filter(None, (first, *more)))
    medium = f"[{one.citation.medium}]" if one.citation.medium else ""
    parts = [("a", proper), ("h", medium), ("b", other), ("c", responsible)]
    filled = punctuated([part for part in parts if part[1]], {"b": " :", "c": " /"})
    indicators = f"{int(has_main_entry(one))}{nonfiling(title, one.entry.language)}"
    return row.field(*filled, indicators=indicators)


def nonfiling(title: str, language: str) -> int:
    """Return how many characters an article at the beginning takes, marks before it and the blank after it included.

    Source: MARC 21 Format for Bibliographic Data, 245, second indicator, and appendix F.
    """
    start = next((place for place, sign in enumerate(title) if sign.isalnum()), 0)
    if title[:start].endswith(tuple(_APOSTROPHES)):
        start -= 1
    rest = title[start : start + _MOST].lower().replace("’", "'")
    for article in articles(language):
        end = len(article)
        elided = article.endswith("'")
        if rest.startswith(article) and (elided or rest[end : end + 1] == " "):
            length = start + end + (not elided)
            return length if length <= _MOST and title[length:].strip() else 0
    return 0


def statements(one: Described) -> tuple[str, list[str]]:
    """Return who wrote it, and who else did what, in words."""
    authors = [each.agent.name for each in one.entry.contributions if each.role == "author"]
    first = ", ".join(authors) + (f" {_OTHERS}" if one.entry.others else "")
    by_role: dict[str, list[str]] = {}
    for each in one.entry.contributions:
        if each.role != "author":
            by_role.setdefault(each.role, []).append(each.agent.name)
    more = [f"{_phrase(one, role)} {', '.join(names)}" for role, names in by_role.items()]
    return first.strip(), more


def _phrase(one: Described, role: str) -> str:
    known = roles().get(role) or roles()["contributor"]
    return one.words(Text(known.fr, known.en))


def other_titles(one: Described, row: Row) -> Iterator[MarcField]:
    """Write titles in other languages."""
    for title in one.said("dcterms:title/other"):
        yield from row.field(("a", title))


TRANSFORMS = (unimarc_title, marc21_title, other_titles)
