"""Where the portal stands, for what must say its own address in full."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request

    from bibliographe.config import Catalogue


def top_of(request: Request, catalogue: Catalogue) -> str:
    """Return the portal's address without a slash at its end: `base` where it is asked under it, else as it is asked.

    A proxy may well speak https where this process hears http: what `base` says is then right.
    """
    base = urlsplit(catalogue.base)
    root = str(request.scope.get("root_path", "")).rstrip("/")
    if request.url.netloc == base.netloc:
        return catalogue.base.rstrip("/")
    return f"{request.url.scheme}://{request.url.netloc}{root}"
