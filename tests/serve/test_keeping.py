"""Pages that are kept: each once, so many bytes of them, and none of a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.serve.pages import keeping
from bibliographe.serve.pages.keeping import KeptPages
from tests.serve.conftest import ENTRY

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_a_page_is_made_once() -> None:
    pages, made = KeptPages(), list[str]()

    def make() -> bytes:
        made.append("made")
        return b"page"

    assert [pages.page("/a", make), pages.page("/a", make), pages.page("/b", make)] == [b"page"] * 3
    assert len(made) == 2


def test_that_which_was_asked_for_longest_ago_goes_first() -> None:
    room = 3 * (1000 + 2 + keeping._EACH)
    pages, made = KeptPages(room), list[str]()

    def ask(path: str) -> None:
        pages.page(path, lambda: made.append(path) or b"." * 1000)  # type: ignore[func-returns-value]

    for path in ("/a", "/b", "/c", "/a", "/d", "/a", "/b"):
        ask(path)
    assert made == ["/a", "/b", "/c", "/d", "/b"]


def test_a_page_larger_than_all_there_is_room_for_is_not_kept() -> None:
    pages = KeptPages(2000)
    assert pages.page("/a", lambda: b"small") == b"small"
    assert pages.page("/b", lambda: b"." * 5000) == b"." * 5000
    assert pages.page("/a", lambda: b"anew") == b"small"
    assert pages.page("/b", lambda: b"anew") == b"anew"


def test_a_failure_is_not_kept() -> None:
    pages = KeptPages()
    with pytest.raises(ZeroDivisionError):
        pages.page("/a", lambda: bytes([1 // 0]))
    assert pages.page("/a", lambda: b"page") == b"page"


def test_what_a_page_depends_on_tells_it_from_others(client: TestClient) -> None:
    seen = set()
    for query in ("", "?lang=en", "?style=documentaire", "?lang=en&style=documentaire"):
        for _time in range(2):
            answer = client.get(f"/doc/{ENTRY}{query}", headers={"Accept": "text/html", "Accept-Language": "fr"})
            assert answer.status_code == 200
            client.cookies.clear()
        seen.add(answer.text)
    html = client.get(f"/doc/{ENTRY}.html", headers={"Accept-Language": "fr"})
    assert f'action="/doc/{ENTRY}.html#cite"' in html.text
    assert len(seen | {html.text}) == 5
    english = client.get(f"/doc/{ENTRY}", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert '<html lang="en">' in english.text
