"""Having what the build in service lacks made, while requests go on."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bibliographe.errors import BibliographeError
from bibliographe.serve.preparing.parts import DUMPS, NEEDED
from bibliographe.serve.watching import Repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.serve.preparing.makers import Makers
    from bibliographe.serve.site import Site, Snapshot

_log = logging.getLogger(__name__)
_EVERY = 0.5


@contextmanager
def preparing(site: Site, makers: Makers) -> Iterator[None]:
    """Have what the build in service lacks made as long as the context lasts.

    What is being made when it ends is given up, and begun again by the next portal.
    """
    told: set[str] = set()

    def look() -> None:
        try:
            with site.reading() as snapshot:
                _complete(snapshot, makers)
        except (BibliographeError, OSError) as error:
            if str(error) not in told:
                told.add(str(error))
                _log.warning("not prepared", extra={"reason": str(error)})

    with Repeated("preparing", look, _EVERY):
        try:
            yield
        finally:
            makers.stop()


def _complete(snapshot: Snapshot, makers: Makers) -> None:
    """Make what is lacking: first what answers wait for, then the dumps."""
    if not snapshot.prepared and makers.make(snapshot.opened, NEEDED):
        snapshot.prepare()
    elif not snapshot.retired:
        makers.make(snapshot.opened, (DUMPS,))
