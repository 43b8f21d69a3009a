"""Pages made before anybody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import LANGUAGES
from bibliographe.serve.pages import rehearsal
from bibliographe.serve.pages.keeping import kept_pages
from bibliographe.serve.pages.rehearsal import rehearse

if TYPE_CHECKING:
    import pytest

    from bibliographe.serve.site import Site


def test_the_home_page_and_an_entry_are_made_in_each_language_and_not_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    page_of_thing = rehearsal.page_of_thing
    monkeypatch.setattr(rehearsal, "page_of_thing", lambda *asked: made.append(page_of_thing(*asked).decode()) or b"")
    with site.reading() as snapshot:
        kept = snapshot.once(kept_pages)._left
        assert rehearse(snapshot) == 2 * len(LANGUAGES)
        assert snapshot.once(kept_pages)._left == kept
    assert [f'<html lang="{language}"' in page for language, page in zip(LANGUAGES, made, strict=True)] == [True, True]


def test_a_page_that_fails_keeps_no_portal_away(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_asked: object) -> bytes:
        raise ZeroDivisionError("a style that cannot be read")

    monkeypatch.setattr(rehearsal, "page_of_thing", fail)
    with site.reading() as snapshot, caplog.at_level("WARNING"):
        assert rehearse(snapshot) == 1
    assert "a style that cannot be read" in [getattr(record, "reason", "") for record in caplog.records]
