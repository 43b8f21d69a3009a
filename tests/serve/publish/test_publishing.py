"""The portal as files: every link leads to a file, the data are beside the pages, the folder is replaced at once."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from lxml import etree
from pyoxigraph import RdfFormat, parse

from bibliographe.cli import publish_command
from bibliographe.errors import QueryError, ServeError
from bibliographe.i18n import Text
from bibliographe.progress import SILENCE
from bibliographe.serve.pages import charts
from bibliographe.serve.pages.charts import CHARTS
from bibliographe.serve.publish.draft import Draft, recover
from bibliographe.serve.publish.pages import Pages
from bibliographe.serve.publish.publishing import publish
from bibliographe.serve.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.query.library import Question
    from bibliographe.query.reply import Reply
    from bibliographe.serve.publish.publishing import Published

from tests.serve.conftest import ABSTRACT, ENTRY
from tests.serve.publish.conftest import ADDRESS

LINK = re.compile(r' (?:href|src|action)="([^"]*)"')


def test_every_link_of_every_page_leads_to_a_file(published: tuple[Path, Published]) -> None:
    folder, _said = published
    pages, followed = sorted(folder.rglob("*.html")), 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "/.portal" not in text
        for address in map(unescape, LINK.findall(text)):
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            assert not parts.path.startswith("/"), (page, address)
            assert (page.parent / unquote(parts.path)).resolve().is_file(), (page.name, address)
            followed += 1
    assert len(pages) > 70
    assert followed > 1000


def test_what_is_told_is_what_is_there(published: tuple[Path, Published]) -> None:
    folder, said = published
    assert said.entries == 8
    assert said.files == sum(1 for path in folder.rglob("*") if path.is_file())
    assert json.loads((folder / "site.json").read_text())["entries"] == 8
    assert not list(folder.parent.glob(".*"))


def test_pages_are_those_of_the_portal_in_both_languages(published: tuple[Path, Published]) -> None:
    folder, _said = published
    french, english = (
        (folder / f"doc/{ENTRY}{ending}").read_text(encoding="utf-8") for ending in (".html", ".en.html")
    )
    assert '<html lang="fr">' in french
    assert '<html lang="en">' in english
    assert f'href="{ENTRY.rpartition("/")[2]}.en.html"' in french
    assert "Tous les formats" in french


def test_data_stand_beside_each_page(published: tuple[Path, Published], site: Site) -> None:
    folder, _said = published
    subjects = {one.subject.value for one in parse(path=str(folder / f"doc/{ENTRY}.ttl"), format=RdfFormat.TURTLE)}
    assert f"{site.catalogue.base}id/{ENTRY}" in subjects
    assert json.loads((folder / f"doc/{ENTRY}.jsonld").read_text())
    assert (folder / f"doc/{ENTRY}.ris").read_text().startswith("TY  - ")


def test_what_was_withdrawn_is_told_and_not_in_the_sitemap(published: tuple[Path, Published]) -> None:
    folder, _said = published
    rules = (folder / ".htaccess").read_text()
    assert "travailler\\-autrement\\-en\\-mediatheque\\-doublon" in rules
    assert "doublon" not in (folder / "sitemap-1.xml").read_text()
    assert list((folder / "doc/entry").glob("*doublon*.html"))


def test_the_sitemap_lists_the_pages_by_the_address_of_the_site(published: tuple[Path, Published]) -> None:
    folder, _said = published
    index = etree.parse(folder / "sitemap.xml")
    parts = [one.text for one in index.iter("{*}loc")]
    assert parts == [f"{ADDRESS}sitemap-pages.xml", f"{ADDRESS}sitemap-1.xml"]
    for part in parts:
        places = [one.text or "" for one in etree.parse(folder / part.removeprefix(ADDRESS)).iter("{*}loc")]
        assert len(places) == len(set(places)) > 4
        assert all((folder / (one.removeprefix(ADDRESS) or "index.html")).is_file() for one in places)
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (folder / "robots.txt").read_text()
    assert "Disallow: /library/search" in (folder / "robots.txt").read_text()


def test_the_search_list_has_every_entry_and_no_abstract(published: tuple[Path, Published]) -> None:
    folder, _said = published
    rows = json.loads((folder / "finding/1.json").read_text())
    assert len(rows) == 8
    found = next(row for row in rows if row[0] == ENTRY)
    assert found[1].startswith("Aménager")
    assert "accueil" in " ".join(row[4] for row in rows)
    assert ABSTRACT not in "".join(path.read_text(errors="replace") for path in folder.rglob("*.*") if path.is_file())


def test_two_sites_of_one_build_have_the_same_bytes(
    published: tuple[Path, Published], site: Site, tmp_path: Path
) -> None:
    folder, _said = published
    publish(site, tmp_path / "again", ADDRESS, SILENCE)
    first, second = (
        {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (folder, tmp_path / "again")
    )
    assert first == second


def test_a_folder_of_something_else_is_refused_and_left_alone(site: Site, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/dear.txt").write_text("Madam")
    with pytest.raises(ServeError, match="bibliographe"):
        publish(site, tmp_path / "letters", ADDRESS, SILENCE)
    assert [path.name for path in tmp_path.rglob("*")] == ["letters", "dear.txt"]


def test_what_is_gone_from_the_catalogue_is_gone_from_the_site(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue]
) -> None:
    extra = (
        "@base <https://w3id.org/bibliographe/catalogue/> .\n@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
        '<id/agent/une-maison-00000001> a foaf:Organization ; foaf:name "Une maison <script>" .\n'
    )
    catalogue = catalogue_at(tmp_path / "catalogue", {"extra.ttl": extra})
    page = tmp_path / "site/doc/agent/une-maison-00000001.html"
    for there in (True, False):
        site = Site(catalogue)
        publish(site, tmp_path / "site", ADDRESS, SILENCE)
        site.close()
        assert page.exists() == there
        if there:
            assert "Une maison &lt;script&gt;" in page.read_text()
        (catalogue.graph / "extra.ttl").unlink(missing_ok=True)


def test_a_writing_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    first = Draft(tmp_path / "site", "key")
    first.write("doc/a.html", b"a")
    first.reached("a")
    first.close()
    again = Draft(tmp_path / "site", "key")
    assert again.done == "a"
    assert (again.folder / "doc/a.html").read_bytes() == b"a"
    again.close()
    other = Draft(tmp_path / "site", "another build")
    assert other.done == ""
    assert not (other.folder / "doc").exists()
    with pytest.raises(ServeError, match=r"already|déjà"):
        Draft(tmp_path / "site", "another build")
    other.publish({})
    assert (tmp_path / "site/site.json").is_file()


def test_a_process_killed_between_the_two_renames_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / ".site.before").mkdir()
    (tmp_path / ".site.before/index.html").write_text("there")
    recover(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "there"


def test_the_pictures_are_there_in_both_languages(published: tuple[Path, Published]) -> None:
    folder, _said = published
    for chart in CHARTS:
        for name in (f"{chart.key}.html", f"{chart.key}.en.html"):
            page = (folder / "charts" / name).read_text(encoding="utf-8")
            assert "<svg" in page
            assert "<table" in page
    home = (folder / "index.html").read_text(encoding="utf-8")
    assert f'href="charts/{CHARTS[0].key}.html"' in home


def test_a_picture_that_fails_costs_itself_alone(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], monkeypatch: pytest.MonkeyPatch
) -> None:
    undrawn, unasked = CHARTS[1], CHARTS[2]
    draw, find = charts.draw, charts.find_question

    def failing_draw(reply: Reply) -> str:
        if reply.question.name == undrawn.question:
            raise ZeroDivisionError("no width")
        return draw(reply)

    def failing_find(name: str, catalogue: Catalogue) -> Question:
        if name == unasked.question:
            raise QueryError(Text("la question manque", "the question is missing"))
        return find(name, catalogue)

    async def unwritten(_pages: Pages, _local: str) -> None:
        """Leave the pages of things, of which there are many."""

    monkeypatch.setattr(Pages, "thing", unwritten)
    monkeypatch.setattr(charts, "draw", failing_draw)
    monkeypatch.setattr(charts, "find_question", failing_find)
    catalogue, folder = catalogue_at(tmp_path / "catalogue"), tmp_path / "site"
    said = CliRunner().invoke(publish_command.command, [str(folder), "--catalogue", str(catalogue.directory)])
    assert said.exit_code == 0, said.output
    assert "no width" in said.stderr
    assert "2 " in said.stdout.splitlines()[-1]
    assert len(said.stdout.splitlines()) == 2
    pages = {chart.key: (folder / f"charts/{chart.key}.html").read_text(encoding="utf-8") for chart in CHARTS}
    assert "n'a pas pu être dessinée" in unescape(pages[undrawn.key])
    assert "<table" in pages[undrawn.key]
    assert "n'a pas pu être fait" in unescape(pages[unasked.key])
    assert [key for key, page in pages.items() if "<svg" not in page] == [undrawn.key, unasked.key]
