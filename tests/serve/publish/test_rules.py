"""The rules beside a published site, asked of Apache and nginx themselves."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

from bibliographe.serve.publish.rules import Gone, Rules
from tests.serve.conftest import ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.serve.publish.publishing import Published

APACHE = shutil.which("apache2") or shutil.which("httpd") or "/usr/sbin/apache2"
MODULES = Path("/usr/lib/apache2/modules")
OF_APACHE = """
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
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
OF_NGINX = """
user {user} {group};
pid {root}/pid;
error_log {root}/log;
daemon off;
master_process off;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {root}; proxy_temp_path {root}; fastcgi_temp_path {root}; uwsgi_temp_path {root};
    scgi_temp_path {root};
    server {{ listen 127.0.0.1:{port}; root {root}; include {site}/nginx.conf; }}
}}
"""


def apache(root: Path, said: dict[str, object]) -> list[str]:
    if not Path(APACHE).is_file() or not MODULES.is_dir():
        pytest.skip("Apache (Debian's apache2) is not installed")
    names = ("mpm_event", "authz_core", "alias", "dir", "mime", "headers", "rewrite")
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names if (MODULES / f"mod_{name}.so").exists()
    )
    (root / "httpd.conf").write_text(OF_APACHE.format(**said, modules=modules))
    return [APACHE, "-X", "-f", str(root / "httpd.conf")]


def nginx(root: Path, said: dict[str, object]) -> list[str]:
    if not Path(NGINX).is_file():
        pytest.skip("nginx (Debian's nginx-light) is not installed")
    (root / "library").symlink_to(str(said["site"]), target_is_directory=True)
    (root / "nginx.conf").write_text(OF_NGINX.format(**said))
    return [NGINX, "-c", str(root / "nginx.conf"), "-p", str(root), "-e", str(root / "log")]


@contextmanager
def serving(server: Callable[[Path, dict[str, object]], list[str]], root: Path, folder: Path) -> Iterator[str]:
    """Where a server gives a published site, in a folder that is not the top of its host."""
    for above in (root, *root.parents, folder, folder.parent):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    user, group = ("nobody", "nogroup") if os.getuid() == 0 else (f"#{os.getuid()}", f"#{os.getgid()}")
    command = server(root, {"root": root, "port": port, "site": folder, "user": user, "group": group})
    process = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}/library"
    deadline = time.monotonic() + 20
    try:
        while True:
            try:
                httpx2.get(f"{address}/")
                break
            except httpx2.TransportError:
                assert process.poll() is None, (root / "log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module", params=[apache, nginx])
def under(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, published: tuple[Path, Published]
) -> Iterator[str]:
    with serving(request.param, tmp_path_factory.mktemp("host"), published[0]) as address:
        yield address


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
    assert '<html lang="en">' in get(f"{under}/", language="en").text
    for path in ("/catalogue", "/dataset", "/dataset/turtle", "/.well-known/void"):
        assert get(f"{under}{path}").headers["content-type"].startswith("text/turtle")
    assert get(f"{under}/doc/entry/nothing-00000000").status_code == 404


def test_what_was_merged_leads_to_what_stands_for_it(under: str) -> None:
    answer = get(f"{under}/doc/entry/travailler-autrement-en-mediatheque-doublon-2d98c6b6.ttl")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{under}/doc/entry/travailler-autrement-en-mediatheque-61c3dd7d.ttl"


@pytest.mark.parametrize("server", [apache, nginx])
def test_what_was_withdrawn_is_said_to_be(
    server: Callable[[Path, dict[str, object]], list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, folder = tmp_path_factory.mktemp("host"), tmp_path_factory.mktemp("site")
    rules = Rules((Gone("entry/lire-0000000a"),), "en", "/library")
    (folder / ".htaccess").write_bytes(rules.apache())
    (folder / "nginx.conf").write_bytes(rules.nginx())
    with serving(server, root, folder) as address:
        for path in ("id/entry/lire-0000000a", "doc/entry/lire-0000000a", "doc/entry/lire-0000000a.ttl"):
            answer = get(f"{address}/{path}")
            assert answer.status_code == 410
            assert "Withdrawn" in answer.text
        assert get(f"{address}/doc/entry/lire-0000000ab").status_code == 404


def test_an_address_that_would_mean_something_in_a_rule_is_in_none() -> None:
    rules = Rules((Gone("entry/a b"), Gone("entry/x\nDeny"), Gone("entry/fine-1")), "en", "/library")
    for text in (rules.apache().decode(), rules.nginx().decode()):
        assert "a b" not in text
        assert "Deny" not in text
        assert "fine" in text
