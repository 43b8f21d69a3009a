"""`/unapi`: the records of a page in formats that programs take; Zotero's button reads the entries of a whole list.

Source: unAPI version 1, <http://unapi.info/specs/>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from starlette.routing import Route

from bibliographe.i18n import Text
from bibliographe.serve.answers import OPEN, answer
from bibliographe.serve.errors import Refused
from bibliographe.serve.things.addresses import standing_of
from bibliographe.serve.things.asking import is_entry
from bibliographe.serve.things.forms import record_forms, written

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.things.addresses import Standing
    from bibliographe.serve.things.forms import Form

_NAMES = {"bib": "bibtex", "csl.json": "csl-json"}
"""What programs call a format that our addresses call otherwise."""
_XML = "application/xml"


def routes(site: Site) -> list[BaseRoute]:
    """Return the route: formats, formats of one entry, one entry in a format."""

    def unapi(request: Request) -> Response:
        identifier, name = request.query_params.get("id", ""), request.query_params.get("format", "")
        with site.reading() as snapshot:
            if not identifier:
                if name:
                    raise Refused(400, Text("il manque « id »", "'id' is missing"))
                return answer(request, formats_list(), _XML, headers=OPEN)
            standing = _entry(snapshot, identifier)
            if not name:
                return answer(request, formats_list(identifier), _XML, status=300, headers=OPEN)
            form = _form(name)
            body = written(form, snapshot, standing.thing)
            return answer(request, body, form.media_type, modified=standing.modified, headers=OPEN)

    return [Route("/unapi", unapi)]


def formats_list(identifier: str = "") -> bytes:
    """Return the list of formats, as that of one entry where its address is given."""
    of = f" id={quoteattr(identifier)}" if identifier else ""
    rows = (f"  <format name={quoteattr(_name(one))} type={quoteattr(one.media_type)}/>\n" for one in record_forms())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<formats{of}>\n{"".join(rows)}</formats>\n'.encode(
        "ascii", "xmlcharrefreplace"
    )


def _entry(snapshot: Snapshot, identifier: str) -> Standing:
    prefix = f"{snapshot.catalogue.base}id/"
    standing = standing_of(snapshot, identifier.removeprefix(prefix)) if identifier.startswith(prefix) else None
    if standing is None or standing.withdrawn or standing.replaced_by or not is_entry(snapshot, standing.thing):
        raise Refused(404, Text("il n'y a pas de notice de cette adresse", "there is no entry of that address"))
    return standing


def _form(name: str) -> Form:
    for form in record_forms():
        if _name(form) == name:
            return form
    known = ", ".join(map(_name, record_forms()))
    raise Refused(
        406,
        Text("il n'y a pas de format de ce nom", "there is no format of that name"),
        remedy=Text(f"Formats : {known}", f"Formats: {known}"),
    )


def _name(form: Form) -> str:
    return _NAMES.get(form.suffix) or form.suffix.partition(".")[0]
