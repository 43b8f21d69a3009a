"""The sitemap: an index of parts, each address with the day of its last change.

Source: <https://www.sitemaps.org/protocol.html>.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote

from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.serve.visits import PATH_SAFE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.serve.discovery.listing import Listed

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ROOT = {"xmlns": NAMESPACE}


def sitemap_index(top: str, parts: int, changed: str = "") -> bytes:
    """Return the index of so many parts and of the pages that are no thing's; `top` is the portal's, without a slash.

    `changed` is when a record last changed.
    """
    stream = BytesIO()
    out = XmlStream(stream)
    with out.element("sitemapindex", _ROOT):
        for name in ("pages", *range(1, parts + 1)):
            with out.element("sitemap"):
                out.leaf("loc", f"{top}/sitemap-{name}.xml")
                if changed:
                    out.leaf("lastmod", changed)
    return stream.getvalue()


def sitemap_part(top: str, things: Iterable[Listed], ending: str = "") -> bytes:
    """Return one part, without what was withdrawn; `ending` is that of a page's address, where it has one."""
    addresses = (
        (f"{top}/doc/{quote(one.local, PATH_SAFE)}{ending}", one.modified) for one in things if not one.withdrawn
    )
    return _urls(addresses)


def sitemap_pages(top: str, paths: Iterable[str], changed: str = "") -> bytes:
    """Return the part of the pages that are no thing's."""
    return _urls((f"{top}{quote(path, PATH_SAFE)}", changed) for path in paths)


def _urls(addresses: Iterable[tuple[str, str]]) -> bytes:
    stream = BytesIO()
    out = XmlStream(stream)
    with out.element("urlset", _ROOT):
        for address, modified in addresses:
            with out.element("url"):
                out.leaf("loc", address)
                if modified:
                    out.leaf("lastmod", modified)
    return stream.getvalue()
