"""`/id/…` and `/doc/…`.

Sources: Cool URIs for the Semantic Web, section 4.2, <https://www.w3.org/TR/cooluris/>; RFC 9110, section 12;
RFC 8288 (Web Linking).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.routing import Route

from bibliographe.serve.answers import OPEN, answer, page, see
from bibliographe.serve.pages.keeping import kept_pages
from bibliographe.serve.pages.things import page_of_thing, tombstone
from bibliographe.serve.things.addresses import local_of
from bibliographe.serve.things.asking import PAGE, asked_for, chosen_form
from bibliographe.serve.things.forms import HTML, RDF_FORMS, record_forms, written
from bibliographe.serve.visits import visit_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.things.asking import Asked
    from bibliographe.serve.visits import Visit

_NEGOTIATED = "Accept, Accept-Language, Cookie"
_IRI_SAFE = "/:?#[]@!$&'()*+,;=-._~%"
"""Data may be read from any site."""


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes of both."""
    record_forms()  # the writers are loaded before the first request, not by it

    def thing(request: Request) -> Response:
        with site.reading() as snapshot:
            return _thing(request, snapshot)

    def record(request: Request) -> Response:
        with site.reading() as snapshot:
            return _record(request, snapshot)

    return [Route("/id/{path:path}", thing), Route("/doc/{path:path}", record)]


def _thing(request: Request, snapshot: Snapshot) -> Response:
    """Send on from a thing, which is no document, to what describes it."""
    asked = asked_for(snapshot, request.path_params["path"])
    visit = visit_of(request, snapshot.catalogue)
    standing = asked.standing
    if standing.replaced_by:
        return see(301, _same_of(visit, "id", local_of(snapshot, standing.replaced_by), asked.suffix), OPEN)
    document = _address(visit, "doc", asked.local, asked.suffix)
    said = {**OPEN, "Vary": "Accept", "Link": f'<{document}>; rel="describedby"'}
    return see(303, _same_of(visit, "doc", asked.local, asked.suffix), said)


def _record(request: Request, snapshot: Snapshot) -> Response:
    asked = asked_for(snapshot, request.path_params["path"])
    visit = visit_of(request, snapshot.catalogue)
    standing = asked.standing
    if standing.replaced_by:
        return see(301, _same_of(visit, "doc", local_of(snapshot, standing.replaced_by), asked.suffix), OPEN)
    form = chosen_form(asked, request.headers.get("accept"))
    headers = {"Link": _links(visit, asked)}
    if not asked.suffix:
        chosen = _address(visit, "doc", asked.local, form.suffix if form else PAGE)
        headers |= {"Vary": _NEGOTIATED, "Content-Location": chosen}
    status, modified = (410, "") if standing.withdrawn else (200, standing.modified)
    if form is None:
        made = _page(snapshot, visit, asked)
        return page(request, visit, made, modified=modified, status=status, headers=headers)
    return answer(
        request, written(form, snapshot, standing.thing), form.media_type, modified=modified, status=status,
        headers=headers | OPEN,
    )  # fmt: skip


def _page(snapshot: Snapshot, visit: Visit, asked: Asked) -> bytes:
    if asked.standing.withdrawn:
        return tombstone(snapshot, visit, asked.standing)
    said = f"{visit.language} {visit.again()}"
    return snapshot.once(kept_pages).page(said, lambda: page_of_thing(snapshot, visit, asked))


def _address(visit: Visit, top: str, local: str, suffix: str = "") -> str:
    return visit.href(f"/{top}/{local}{f'.{suffix}' if suffix else ''}")


def _same_of(visit: Visit, top: str, local: str, suffix: str) -> str:
    """Return the same of another address: in the language, the style and the page that this one asks for."""
    return visit.with_query(f"/{top}/{local}{f'.{suffix}' if suffix else ''}", visit.query)


def _links(visit: Visit, asked: Asked) -> str:
    """Return the `Link` header: the other forms, what the document is about, where it is at home, its licence."""
    catalogue = visit.catalogue
    # The formats of records are linked in the page: all of them would be more than some proxies let a header be.
    forms = [(PAGE, HTML), *((form.suffix, form.media_type) for form in RDF_FORMS)]
    links = [
        f'<{quote(asked.standing.record.value, safe=_IRI_SAFE)}>; rel="canonical"',
        f'<{quote(asked.standing.thing.value, safe=_IRI_SAFE)}>; rel="about"',
        f'<{quote(catalogue.licence, safe=_IRI_SAFE)}>; rel="license"',
        f'<{_address(visit, "doc", asked.local, "ttl")}>; rel="describedby"; type="text/turtle"',
        *(
            f'<{_address(visit, "doc", asked.local, suffix)}>; rel="alternate"; type="{kind}"'
            for suffix, kind in forms
            if suffix != asked.suffix
        ),
    ]
    return ", ".join(links)
