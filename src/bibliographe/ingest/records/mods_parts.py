"""What a document stands in, as MODS tells it: hosts with their part, series.

Source: MODS 3.8 User Guidelines, `relatedItem`, `part`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.records.identifiers import numbers_in
from bibliographe.ingest.records.mods_dates import date_of
from bibliographe.ingest.records.mods_titles import title_of
from bibliographe.ingest.records.parts import pages_said
from bibliographe.model.entry import Series
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Pages, PeriodicalKind

_PERIODICALS: dict[str, PeriodicalKind] = {
    "periodical": "periodical", "serial": "periodical", "academic journal": "journal", "journal": "journal",
    "magazine": "magazine", "newspaper": "newspaper", "web site": "website", "website": "website",
    "revue": "periodical", "journal article": "periodical",
}  # fmt: skip
_CONTINUING = ("continuing", "serial", "integrating resource")
_ISSUES = ("number", "no", "numero")
_SUPPLEMENT = "supplement"
_PAGES = ("page", "pages", "p", "p.", "")


class Part(NamedTuple):
    """Which part of its host a document is."""

    volume: str | None = None
    number: str | None = None
    title: str | None = None
    pages: Pages | None = None
    date: DateStatement | None = None

    @property
    def is_of_issue(self) -> bool:
        """Tell whether it says what only issues have."""
        return bool(self.number or self.volume)


def read_part(fields: NodeFields, parts: Iterable[Node]) -> Part:
    """Return what parts say together, the first one for each."""
    found = Part()
    for node in parts:
        said = _details(fields, node)
        found = Part(
            found.volume or said.get("volume"),
            found.number or said.get("issue"),
            found.title or said.get("title"),
            found.pages or _pages(fields, node),
            found.date or date_of(fields, node.named("date")),
        )
    return found


def _details(fields: NodeFields, part: Node) -> dict[str, str]:
    """Return volume and issue; the caption (`vol.`) is the issue's only where it has no number."""
    found: dict[str, str] = {}
    for detail in part.named("detail"):
        kind = fold(detail.attributes.get("type", ""))
        kind = "issue" if kind in _ISSUES else {"vol": "volume", "supplement number": _SUPPLEMENT}.get(kind, kind)
        holders = (*detail.named("number"), *detail.named("caption"))  # whichever stands first
        number = next((one for one in holders if fields.seen(one)), None)
        if kind == _SUPPLEMENT and number is not None and not _names_issue(part):
            found["issue"] = _supplement(fields, detail, number)
            continue
        if kind not in ("volume", "issue") or number is None or kind in found:
            continue
        found[kind] = fields.value(number) or ""
        for caption in detail.named("caption"):  # `n°` beside the number
            fields.value(caption)
        title = next((one for one in detail.named("title") if fields.seen(one)), None)
        if kind == "issue" and title is not None:
            found["title"] = fields.value(title) or ""
    return found


def _names_issue(part: Node) -> bool:
    """Tell whether a part has the number of an issue, beside which a supplement stays unread."""
    return any(fold(one.attributes.get("type", "")) in ("issue", *_ISSUES) for one in part.named("detail"))


def _supplement(fields: NodeFields, detail: Node, number: Node) -> str:
    """Return the number of a supplement, which is one as issues are: with its caption, `suppl.` where it has none."""
    said = fields.value(number) or ""
    captions = [fields.value(one) or "" for one in detail.named("caption") if one is not number]
    return " ".join(filter(None, (captions[0] if captions else "suppl.", said)))


def _pages(fields: NodeFields, part: Node) -> Pages | None:
    for extent in part.named("extent"):
        if extent.attributes.get("unit", "").lower() not in _PAGES:
            continue
        start, end, listed = (next(iter(extent.named(name)), None) for name in ("start", "end", "list"))
        if fields.seen(start):
            first, last = fields.value(start) or "", fields.value(end)
            said = f"{first}-{last}" if last and last != first else first
            fields.together((start, end), said)
            return pages_said(said)
        said = fields.value(listed) or fields.value(extent) or ""
        if said:
            return pages_said(said)
    return None


def periodical_kind(
    fields: NodeFields, host: Node, part: Part, usual: PeriodicalKind | None = None
) -> PeriodicalKind | None:
    """Return what kind of periodical or site a host is, None where it is none: by its genre, its ISSN or its part.

    `usual` is what documents of this kind stand in, where nothing speaks of a book.
    """
    for genre in host.named("genre"):
        kind = _PERIODICALS.get(fold(fields.seen(genre)))
        if kind:
            _use_genres(fields, host)
            return kind
    issuance = host.first("originInfo", "issuance")
    if fold(fields.seen(issuance)) in _CONTINUING:
        fields.value(issuance)
        return "periodical"
    texts = [fields.seen(one) for one in host.named("identifier")]
    isbns, issns = numbers_in(texts)
    if isbns or any(fold(fields.seen(one)) in ("book", "conference publication") for one in host.named("genre")):
        return None
    return "periodical" if issns or part.is_of_issue else usual


def _use_genres(fields: NodeFields, host: Node) -> None:
    for genre in host.named("genre"):
        if fold(fields.seen(genre)) in _PERIODICALS:
            fields.value(genre)
    issuance = host.first("originInfo", "issuance")
    if fold(fields.seen(issuance)) in _CONTINUING:
        fields.value(issuance)


def read_series(fields: NodeFields, record: Node, host: Node | None) -> Series | None:
    """Return the series of a record, or of the book that it stands in."""
    for holder in (record, host):
        for item in holder.named("relatedItem") if holder else ():
            if item.attributes.get("type") == "series":
                found = _series(fields, item)
                if found:
                    return found
    return None


def _series(fields: NodeFields, item: Node) -> Series | None:
    info = next((one for one in item.named("titleInfo") if not one.attributes.get("type")), None)
    number = info.first("partNumber") if info else None
    said = fields.value(number)  # of the series, not of its title
    if info is not None and number is not None:
        info = _without(info, number)
        item = _with_only(item, info)
    title = title_of(fields, item)
    if title is None:
        if number is not None:
            fields.give_back_node(number)
        return None
    return Series(title, said or read_part(fields, item.named("part")).volume)


def _without(node: Node, child: Node) -> Node:
    return replace(node, content=[], children=[part for part in node.children if part is not child])


def _with_only(item: Node, info: Node) -> Node:
    return replace(item, content=[], children=[info, *item.named("part")])
