"""Pages of results and suggestions as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bibliographe.serve.search.help import MATCHED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.i18n import Text
    from bibliographe.serve.search.page import Facet, FacetValue, Pieces, Result, SearchPage
    from bibliographe.serve.search.request import Parameters
    from bibliographe.serve.search.suggesting import Suggestion

JSON = "application/json"
_PATH = "search.json"


def page_json(page: SearchPage, path: str = _PATH) -> bytes:
    """Return a page of results; texts for people as `{"fr", "en"}`, links as `path` and the question in them.

    Marked stretches of a text are pairs of text and whether it is marked: no HTML.
    """
    request = page.request
    return _json(
        {
            "query": request.text,
            "matched": page.matched,
            "message": _text(MATCHED[page.matched]) if page.matched in MATCHED else None,
            "total": page.total,
            "exact": page.exact,
            "page": request.page,
            "pages": page.pages,
            "size": request.size,
            "first": page.first,
            "last": page.last,
            "sort": request.order,
            "results": [_result(one) for one in page.results],
            "facets": [_facet(one, path) for one in page.facets],
            "chosen": [
                {"facet": _text(one.facet), "label": _text(one.label), "remove": _link(path, one.params)}
                for one in page.chosen
            ],
            "sorts": [
                {"name": one.name, "label": _text(one.label), "chosen": one.chosen, "href": _link(path, one.params)}
                for one in page.sorts
            ],
            "self": _link(path, request.params()),
            "previous": _link(path, page.previous),
            "next": _link(path, page.next),
        }
    )


def suggestions_json(suggestions: Iterable[Suggestion]) -> bytes:
    """Return suggestions as JSON."""
    return _json(
        {"suggestions": [asdict(one) | {"label": _pieces(one.label), "text": _plain(one.label)} for one in suggestions]}
    )


def _result(result: Result) -> dict[str, Any]:
    return {
        "iri": result.iri,
        "kind": result.kind,
        "type": _text(result.type),
        "title": _plain(result.title),
        "marked": _pieces(result.title),
        "language": result.language,
        "people": _text(result.people),
        "citation": _text(result.citation),
        "year": result.year,
        "numbers": list(result.numbers),
        "snippet": _pieces(result.snippet),
    }


def _facet(facet: Facet, path: str) -> dict[str, Any]:
    return {
        "name": facet.name,
        "label": _text(facet.label),
        "values": [_value(one, path) for one in facet.values],
        "more": _link(path, facet.more),
        "clear": _link(path, facet.clear),
    }


def _value(value: FacetValue, path: str) -> dict[str, Any]:
    href = _link(path, value.params)
    return {
        "iri": value.iri, "label": _text(value.label), "language": value.language, "count": value.count,
        "chosen": value.chosen, "href": href,
    }  # fmt: skip


def _link(path: str, params: Parameters | None) -> str | None:
    if params is None:
        return None
    return f"{path}?{urlencode(params)}" if params else path


def _text(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


def _pieces(pieces: Pieces) -> list[list[object]]:
    return [[piece.text, piece.marked] for piece in pieces]


def _plain(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
