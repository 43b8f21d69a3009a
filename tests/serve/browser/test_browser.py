"""The portal in Chromium: search by keyboard, facets, languages, phones, and what axe-core finds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.serve.conftest import ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: the pages are not tried in it")
SELECTION = "selection/mediatheques-2025-288dfbf1"
PAGES = ("/", "/search?q=horaires", "/search?q=zzzzqqq", "/topics", "/authors", f"/doc/{ENTRY}", f"/doc/{SELECTION}",
         "/doc/topic/l-accueil-37b64aa2", "/charts", "/questions/publishers/entries-by-publisher", "/nothing",
         )  # fmt: skip

NARROW = (*PAGES, "/questions", "/sparql", "/api", "/dumps")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Open a page; it fails when a page writes to the console or asks another host for anything."""
    contexts, said = [], []

    def open_page(path: str, **options: Any) -> Any:
        context = browser.new_context(**{"locale": "fr-FR", "base_url": address} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda asked: asked.url.startswith((address, "data:")) or said.append(asked.url))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in said if "404" not in one] == []


def test_suggestions_by_keyboard(opened: Callable[..., Any]) -> None:
    page = opened("/topics")
    field = page.get_by_role("combobox")
    field.press_sequentially("hor")
    page.get_by_role("listbox").wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    first = page.get_by_role("option", selected=True)
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    field.press("Escape")
    assert not page.get_by_role("listbox").is_visible()
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("ArrowUp")
    with page.expect_navigation():
        field.press("Enter")
    assert urlsplit(page.url).path.startswith("/doc/")


def test_enter_searches_and_facets_narrow(opened: Callable[..., Any]) -> None:
    page = opened("/")
    page.get_by_role("combobox").fill("des")
    with page.expect_navigation():
        page.get_by_role("combobox").press("Enter")
    assert urlsplit(page.url).path == "/search"
    with page.expect_navigation():
        page.locator("aside a").first.click()
    assert page.locator("ul.chosen li").count() == 1
    with page.expect_navigation():
        page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("ul.chosen li").count() == 1
    page.goto("/topics")
    assert page.locator("html").get_attribute("lang") == "en"


def test_it_works_without_scripts(opened: Callable[..., Any]) -> None:
    page = opened("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("horaires")
    with page.expect_navigation():
        page.get_by_role("button", name="Chercher").click()
    assert page.locator("ol.entries li").count() > 0


def test_a_reference_is_chosen_by_keyboard_and_the_content_is_reached_at_once(opened: Callable[..., Any]) -> None:
    page = opened(f"/doc/{ENTRY}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    before = page.locator("#reference").inner_text()
    page.get_by_label("Style", exact=True).select_option("documentaire")
    with page.expect_navigation():
        page.get_by_role("button", name="Appliquer").first.press("Enter")
    assert page.locator("#reference").inner_text() != before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Callable[..., Any], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened("/", color_scheme=scheme, bypass_csp=True)
    # In the dark only the colours are others.
    options = {"runOnly": ["color-contrast"]} if scheme == "dark" else None
    for path in PAGES:
        page.goto(path)
        found = axe.run(page, options=options).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path


def test_nothing_is_wider_than_a_phone(opened: Callable[..., Any]) -> None:
    page = opened("/", viewport={"width": 360, "height": 740})
    for path in NARROW:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
