"""Writing the whole portal as files."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bibliographe import __version__
from bibliographe.export.formats import dump_formats
from bibliographe.i18n import Text
from bibliographe.serve.app import portal
from bibliographe.serve.discovery.beside import ensure_beside
from bibliographe.serve.discovery.describing import dcat
from bibliographe.serve.discovery.feed import feed
from bibliographe.serve.discovery.robots import robots
from bibliographe.serve.discovery.sitemap import sitemap_index, sitemap_pages, sitemap_part
from bibliographe.serve.limits import Limits
from bibliographe.serve.pages.charts import PATH as CHARTS_PATH
from bibliographe.serve.pages.charts import draw_all
from bibliographe.serve.pages.counted import counted
from bibliographe.serve.pages.static import static_files
from bibliographe.serve.publish.asking import Asker
from bibliographe.serve.publish.draft import Draft, recover
from bibliographe.serve.publish.finding import write_search
from bibliographe.serve.publish.names import PAGES, Naming
from bibliographe.serve.publish.pages import Pages
from bibliographe.serve.publish.rules import Gone, Rules
from bibliographe.serve.things.addresses import local_of, standing_of
from bibliographe.serve.visits import home_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.progress import Progress
    from bibliographe.serve.discovery.beside import Beside
    from bibliographe.serve.discovery.listing import Listed
    from bibliographe.serve.pages.charts import Undrawn
    from bibliographe.serve.site import Site, Snapshot

_STEP = 50
"""Things after which it is noted how far the writing is."""
_PAGES = Text("pages", "pages")
_SEARCH = Text("recherche", "search")


class Published(NamedTuple):
    """What was written."""

    entries: int
    things: int
    files: int
    undrawn: tuple[Undrawn, ...] = ()
    """Pictures whose page says that they could not be drawn."""


def publish(site: Site, target: Path, address: str, progress: Progress) -> Published:
    """Write the site into `target`, which is replaced when all is written; `address` is where it will stand.

    Stopped at any moment, the next call goes on where this one was, if the catalogue is still the same.
    Raises `ServeError` when the target is a folder of something else, or a page cannot be made; `ExportError` when the
    catalogue's files are no longer those of the build.
    """
    recover(target)
    with site.reading() as snapshot:
        key = hashlib.sha256("\0".join((snapshot.build, address, __version__)).encode()).hexdigest()
        draft = Draft(target, key)
        try:
            writing = _Writing(site, snapshot, draft, address.rstrip("/"), progress)
            things = asyncio.run(writing.pages())
            writing.rest()
            draft.publish({"build": snapshot.build, "entries": snapshot.manifest.entries, "things": things})
        finally:
            draft.close()
        files = sum(1 for path in target.rglob("*") if path.is_file())
        return Published(snapshot.manifest.entries, things, files, tuple(writing.undrawn))


class _Writing:
    def __init__(self, site: Site, snapshot: Snapshot, draft: Draft, top: str, progress: Progress) -> None:
        self._site, self._snapshot, self._draft, self._top, self._progress = site, snapshot, draft, top, progress
        self._naming = Naming(home_language(snapshot.catalogue))
        snapshot.opened.progress = progress
        self._beside: Beside = ensure_beside(snapshot.opened)
        self.undrawn: list[Undrawn] = []

    async def pages(self) -> int:
        """Write the pages and what stands beside them; return how many things have one."""
        pages = Pages(Asker(portal(self._site, Limits(rate=0))), self._draft, self._naming)
        parts = self._beside.parts()
        total = sum(1 for part in parts for _thing in self._beside.things(part))
        self._progress.stage(_PAGES, total)
        for number, thing in enumerate(self._things(), start=1):
            self._progress.advance()
            if thing.local <= self._draft.done:
                continue
            await pages.thing(thing.local)
            if not number % _STEP:
                self._draft.reached(thing.local)
        self.undrawn = draw_all(self._snapshot, self._naming.languages)
        failing = {f"{CHARTS_PATH}/{one.chart.key}" for one in self.undrawn}
        for path in PAGES:
            await pages.page(path, may_fail=path in failing)
        return total

    def rest(self) -> None:
        """Write everything else."""
        draft, snapshot = self._draft, self._snapshot
        self._progress.stage(_SEARCH)
        write_search(snapshot, draft, self._naming)
        for name, (content, _kind) in static_files().items():
            draft.write(f"static/{name}", content)
        for form in dump_formats():
            draft.copy(f"dump/{self._beside.dump(form).name}", self._beside.dump(form))
        draft.copy("void.ttl", self._beside.void)
        draft.copy(".well-known/void", self._beside.void)
        draft.write("dcat.ttl", snapshot.once(dcat))
        draft.write("feed.atom", feed(snapshot, f"{self._top}/feed.atom", self._naming.first))
        self._for_crawlers()
        rules = Rules(tuple(self._gone()), self._naming.languages[1], urlsplit(self._top).path)
        draft.write(".htaccess", rules.apache())
        draft.write("nginx.conf", rules.nginx())

    def _for_crawlers(self) -> None:
        draft, top, parts = self._draft, self._top, self._beside.parts()
        changed = self._snapshot.once(counted).changed
        draft.write("robots.txt", robots(top, urlsplit(top).path))
        draft.write("sitemap.xml", sitemap_index(top, len(parts), changed))
        files = (str(self._naming.page(path, self._naming.first)) for path in PAGES if path != "/")
        draft.write("sitemap-pages.xml", sitemap_pages(top, ["/", *(f"/{file}" for file in files)], changed))
        for number, part in enumerate(parts, start=1):
            draft.write(f"sitemap-{number}.xml", sitemap_part(top, self._beside.things(part), ".html"))

    def _things(self) -> Iterator[Listed]:
        for part in self._beside.parts():
            yield from self._beside.things(part)

    def _gone(self) -> Iterator[Gone]:
        for thing in self._things():
            if thing.withdrawn:
                standing = standing_of(self._snapshot, thing.local)
                successor = standing.replaced_by if standing else None
                yield Gone(thing.local, local_of(self._snapshot, successor) if successor else "")
