"""What crawlers are asked to leave alone, and where the sitemap is.

Source: RFC 9309, Robots Exclusion Protocol.
"""

from __future__ import annotations

_LEFT_ALONE = ("/search", "/search.json", "/suggest.json", "/sparql", "/sru", "/oai", "/reconcile", "/api", "/metrics")
"""Questions without end: what there is to find is in the sitemap."""


def robots(top: str, under: str = "") -> bytes:
    """Return the file; `top` is the portal's address without a slash, `under` the path that it stands under."""
    lines = ["User-agent: *", *(f"Disallow: {under}{path}" for path in _LEFT_ALONE), "", f"Sitemap: {top}/sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()
