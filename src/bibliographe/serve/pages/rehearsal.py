"""Pages made once before anybody asks, so that no reader waits for what the first of them costs.

Templates are compiled, citation styles, names of languages and crosswalks read: a second for the first page of an
entry, in which fifty readers would wait at fifty requests a second.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.i18n import LANGUAGES
from bibliographe.serve.pages.home import home_page
from bibliographe.serve.pages.lists import ask
from bibliographe.serve.pages.things import page_of_thing
from bibliographe.serve.things.addresses import local_of
from bibliographe.serve.things.asking import asked_for
from bibliographe.serve.visits import Visit

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot

_log = logging.getLogger(__name__)


def rehearse(snapshot: Snapshot) -> int:
    """Make the home page and that of an entry in each language, forget them, and return how many there were.

    What cannot be made is noted in the log, and told to whoever asks for it: a portal does not stay away for that.
    """
    made = 0
    try:
        for language in LANGUAGES:
            home_page(snapshot, Visit(snapshot.catalogue, language, "", "/"))
            made += 1
            for row in ask(snapshot, "SELECT ?entry WHERE { ?item schema:item ?entry } LIMIT 1"):
                if isinstance(row["entry"], NamedNode):
                    asked = asked_for(snapshot, local_of(snapshot, row["entry"]))
                    page_of_thing(snapshot, Visit(snapshot.catalogue, language, "", f"/doc/{asked.local}"), asked)
                    made += 1
    except Exception as error:  # whatever the page of one entry fails of, others may work
        _log.warning("rehearsal failed", extra={"reason": str(error)})
    return made
