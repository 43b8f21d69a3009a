"""The search of a published site, in a browser; skipped where Debian's Chromium is not installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.serve.publish.publishing import Published

CHROMIUM = shutil.which("chromium")
TITLE = re.compile(r'<p class="title"><a href="([^"]+)">([^<]+)<')


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def hosted(published: tuple[Path, Published]) -> Iterator[str]:
    folder, _said = published
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize(
    ("words", "page", "titles"),
    [
        ("AMENAGER l'accueil de la", "search.html", ["Aménager une banque d'accueil"]),
        ("acueil baqnue", "search.html", ["Aménager une banque d'accueil"]),
        ("horaire", "search.en.html", ["Horaires élargis et santé des agents"]),
    ],
)
def test_words_are_found_in_any_spelling(hosted: str, tmp_path: Path, words: str, page: str, titles: list[str]) -> None:
    done = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}",
         "--virtual-time-budget=4000", "--dump-dom", f"{hosted}/{page}?q={quote(words)}"],
        capture_output=True, text=True, check=True, timeout=90,
    )  # fmt: skip
    found = TITLE.findall(done.stdout)
    assert [title for _href, title in found][:1] == titles
    assert all(href.endswith(page.removeprefix("search")) for href, _title in found)
