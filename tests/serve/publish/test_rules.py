"""The rules beside a published site, asked of Apache itself."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

from bibliographe.serve.publish.rules import Gone, Rules
from tests.serve.conftest import ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.serve.publish.publishing import Published

APACHE = shutil.which("apache2") or shutil.which("httpd") or "/usr/sbin/apache2"
MODULES = Path("/usr/lib/apache2/modules")
SETTINGS = """
ServerName localhost
ServerRoot {root}
Listen 127.0.0.1:{port}
PidFile {root}/pid
ErrorLog {root}/log
User {user}
Group {group}
{modules}
TypesConfig /dev/null
AddType text/html .html
Alias /library {site}
DocumentRoot {root}
<Directory {site}>
AllowOverride All
Require all granted
</Directory>
"""


@pytest.fixture(scope="module")
def under(tmp_path_factory: pytest.TempPathFactory, published: tuple[Path, Published]) -> Iterator[str]:
    """Where Apache serves a published site, in a folder that is not the top of its host."""
    if not Path(APACHE).is_file() or not MODULES.is_dir():
        pytest.skip("Apache (Debian's apache2) is not installed")
    root = tmp_path_factory.mktemp("apache")
    folder, _said = published
    for above in (root, *root.parents, folder, folder.parent):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    names = ("mpm_event", "authz_core", "alias", "dir", "mime", "headers", "rewrite")
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names if (MODULES / f"mod_{name}.so").exists()
    )
    user, group = ("nobody", "nogroup") if os.getuid() == 0 else (f"#{os.getuid()}", f"#{os.getgid()}")
    said = SETTINGS.format(root=root, port=port, site=folder, modules=modules, user=user, group=group)
    (root / "httpd.conf").write_text(said)
    process = subprocess.Popen([APACHE, "-X", "-f", str(root / "httpd.conf")])
    address = f"http://127.0.0.1:{port}/library"
    deadline = time.monotonic() + 20
    while True:
        try:
            httpx2.get(f"{address}/")
            break
        except httpx2.TransportError:
            assert process.poll() is None, (root / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(20)


def get(address: str, accept: str = "text/html", language: str = "fr") -> httpx2.Response:
    return httpx2.get(address, headers={"Accept": accept, "Accept-Language": language})


def test_a_thing_sends_on_to_its_record_under_the_folder_of_the_site(under: str) -> None:
    answer = get(f"{under}/id/{ENTRY}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{under}/doc/{ENTRY}"


def test_a_record_is_given_in_the_form_and_the_language_that_are_asked_for(under: str) -> None:
    french = get(f"{under}/doc/{ENTRY}")
    assert french.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="fr">' in french.text
    assert "Accept" in french.headers["vary"]
    assert '<html lang="en">' in get(f"{under}/doc/{ENTRY}", language="en-GB,en;q=0.9").text
    for accept, kind in (("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json")):
        answer = get(f"{under}/doc/{ENTRY}", accept)
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["access-control-allow-origin"] == "*"
    assert "default-src" in french.headers["content-security-policy"]


def test_pages_and_descriptions_have_the_addresses_of_the_portal(under: str) -> None:
    assert get(f"{under}/").status_code == get(f"{under}/topics").status_code == 200
    for path in ("/catalogue", "/dataset", "/dataset/turtle", "/.well-known/void"):
        assert get(f"{under}{path}").headers["content-type"].startswith("text/turtle")
    assert get(f"{under}/doc/entry/nothing-00000000").status_code == 404


def test_what_was_merged_leads_to_what_stands_for_it(under: str) -> None:
    answer = get(f"{under}/doc/entry/travailler-autrement-en-mediatheque-doublon-2d98c6b6.ttl")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{under}/doc/entry/travailler-autrement-en-mediatheque-61c3dd7d.ttl"


def test_an_address_that_would_mean_something_in_a_rule_is_in_none() -> None:
    rules = Rules((Gone("entry/a b"), Gone("entry/x\nDeny"), Gone("entry/fine-1")), "en", "/library")
    for text in (rules.apache().decode(), rules.nginx().decode()):
        assert "a b" not in text
        assert "Deny" not in text
        assert "fine" in text
