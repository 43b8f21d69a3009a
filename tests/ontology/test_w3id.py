"""The redirect rules lead each identifier where docs/w3id/README.md says, asked of a real Apache on loopback."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = "https://raw.githubusercontent.com/OWNER/bibliographe"
READ = "https://github.com/OWNER/bibliographe"
PORTAL = "https://OWNER.example.org/catalogue"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MODULES = ("mpm_event", "authz_core", "rewrite", "headers")

REDIRECTS = [
    ("/", BROWSER, "en", 302, READ),
    ("/ns", BROWSER, "en", 303, f"{READ}/blob/main/docs/profile.md"),
    ("/ns", BROWSER, "fr-FR,fr;q=0.9,en;q=0.8", 303, f"{READ}/blob/main/docs/profile.fr.md"),
    ("/ns", "text/turtle", "", 303, f"{FILES}/main/ontology/bibliographe.ttl"),
    ("/ns", "application/rdf+xml, text/turtle;q=0.9, */*;q=0.1", "", 303, f"{FILES}/main/ontology/bibliographe.ttl"),
    ("/ns", "application/ld+json", "fr", 303, f"{FILES}/main/ontology/bibliographe.ttl"),
    ("/ns", "*/*", "", 303, f"{READ}/blob/main/docs/profile.md"),
    ("/ns.ttl", BROWSER, "en", 302, f"{FILES}/main/ontology/bibliographe.ttl"),
    ("/ns/0.1.0", "text/turtle", "", 303, f"{FILES}/v0.1.0/ontology/bibliographe.ttl"),
    ("/ns/0.1.0", BROWSER, "en", 303, f"{READ}/blob/v0.1.0/docs/profile.md"),
    ("/ns/type", "text/turtle", "", 303, f"{FILES}/main/ontology/schemes/document-types.ttl"),
    ("/ns/type/academic-article", "text/turtle", "", 303, f"{FILES}/main/ontology/schemes/document-types.ttl"),
    ("/ns/type/article", BROWSER, "fr", 303, f"{READ}/blob/main/docs/profile.fr.md"),
    ("/ns/role/interviewee", "text/turtle", "", 303, f"{FILES}/main/ontology/schemes/roles.ttl"),
    ("/ns/prefix/bibo", "*/*", "", 303, f"{FILES}/main/ontology/prefixes.ttl"),
    ("/shapes", "*/*", "", 303, f"{READ}/tree/main/shapes"),
    ("/shapes/entry", "*/*", "", 303, f"{FILES}/main/shapes/entry.ttl"),
    ("/shapes/profiles/oai-dc.ttl", "*/*", "", 303, f"{FILES}/main/shapes/profiles/oai-dc.ttl"),
    ("/catalogue", BROWSER, "en", 302, f"{PORTAL}/"),
    ("/catalogue/id/entry/booster-0a1b2c3d", "*/*", "", 303,
     "https://w3id.org/bibliographe/catalogue/doc/entry/booster-0a1b2c3d"),
    ("/catalogue/doc/entry/booster-0a1b2c3d", "text/turtle", "", 302, f"{PORTAL}/doc/entry/booster-0a1b2c3d"),
    ("/catalogue/graph/agents", "text/turtle", "", 302, f"{PORTAL}/graph/agents"),
]  # fmt: skip


@pytest.fixture(scope="module")
def port(repository: Path) -> Iterator[int]:
    program = shutil.which("apache2") or shutil.which("httpd")
    if program is None:
        pytest.skip("needs Apache (Debian: apt-get install apache2) to ask the redirect rules")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        (root / "site" / "bibliographe").mkdir(parents=True)
        shutil.copy(repository / "docs" / "w3id" / ".htaccess", root / "site" / "bibliographe")
        (root / "httpd.conf").write_text(configuration(root, number), encoding="utf-8")
        server = subprocess.Popen([program, "-X", "-f", root / "httpd.conf"])
        try:
            wait_for(number)
            yield number
        finally:
            server.terminate()
            server.wait(timeout=20)


def configuration(root: Path, port: int) -> str:
    modules = Path("/usr/lib/apache2/modules")
    load = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in MODULES)
    return f"""{load}
ServerRoot {root}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
User www-data
Group www-data
PidFile {root}/pid
ErrorLog {root}/error.log
DocumentRoot {root}/site
<Directory {root}/site>
    AllowOverride All
    Options FollowSymLinks
    Require all granted
</Directory>
"""


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Apache did not start")


@pytest.mark.parametrize(("path", "accept", "languages", "status", "location"), REDIRECTS)
def test_an_identifier_leads_where_it_should(
    port: int, path: str, accept: str, languages: str, status: int, location: str
) -> None:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("GET", f"/bibliographe{path}", headers={"Accept": accept, "Accept-Language": languages})
    answer = client.getresponse()
    assert (answer.status, answer.getheader("Location")) == (status, location)
    assert answer.getheader("Access-Control-Allow-Origin") == "*"
