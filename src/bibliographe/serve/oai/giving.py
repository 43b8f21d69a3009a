"""Records and their headers: one, or lists of them in pages (OAI-PMH, sections 4.1, 4.3 and 4.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.serve.oai.arguments import range_of
from bibliographe.serve.oai.index import After, Range
from bibliographe.serve.oai.moments import written
from bibliographe.serve.oai.refusals import UnmetError
from bibliographe.serve.oai.tokens import Token, read_token

if TYPE_CHECKING:
    from bibliographe.export.records.xml_stream import XmlStream
    from bibliographe.serve.oai.formats import Format
    from bibliographe.serve.oai.ledger import Told
    from bibliographe.serve.oai.request import Request, Writing

RECORDS, HEADERS = 100, 500
"""How many of them a page has."""


def get_record(request: Request) -> Writing:
    """Return what writes one record; a deleted one has its header only."""
    form = request.format(request.arguments["metadataPrefix"])
    record = request.record()
    return lambda out: _record(out, request, record, form)


def list_records(request: Request) -> Writing:
    """Return what writes a page of records."""
    return _list(request, RECORDS, is_whole=True)


def list_identifiers(request: Request) -> Writing:
    """Return what writes a page of headers."""
    return _list(request, HEADERS, is_whole=False)


def _list(request: Request, size: int, *, is_whole: bool) -> Writing:
    known = _token(request)
    token = known or _beginning(request)
    form = request.format(token.prefix)
    of = Range(token.since, token.until, token.set)
    records = request.index.page(of, After(token.moment, token.key) if known else None, size + 1)
    if not records and known:
        raise ended()
    if not records:
        raise UnmetError(
            "noRecordsMatch",
            Text("aucune notice ne répond à cette demande", "no record answers to this request"),
        )
    given = records[:size]

    def write(out: XmlStream) -> None:
        for record in given:
            if is_whole:
                _record(out, request, record, form)
            else:
                _header(out, request, record)
        end = given[-1] if len(records) > size else None
        after = token._replace(moment=end.moment, key=end.key, cursor=token.cursor + size) if end else None
        write_token(out, token, after, is_first=not known)

    return write


def _token(request: Request) -> Token | None:
    text = request.arguments.get("resumptionToken")
    if text is None:
        return None
    return read_token(text, request.arguments["verb"], request.index.fact("series"))


def _beginning(request: Request) -> Token:
    """Return where a new list begins."""
    asked = range_of(request.arguments)
    prefix = request.arguments["metadataPrefix"]
    request.format(prefix)
    if asked.set and not request.index.count_sets():
        raise no_sets()
    if asked.set and not request.index.knows_set(asked.set):
        raise UnmetError("noRecordsMatch", Text("aucun ensemble n'a ce setSpec", "no set has this setSpec"))
    verb, series, size = request.arguments["verb"], request.index.fact("series"), request.index.count(asked)
    return Token(verb, series, prefix, asked.set, asked.since, asked.until, 0, "", 0, size)


def no_sets() -> UnmetError:
    """Return the refusal of a catalogue without themes and selections."""
    return UnmetError(
        "noSetHierarchy",
        Text("ce catalogue n'a ni thèmes ni sélections", "this catalogue has no topics and no selections"),
    )


def ended() -> UnmetError:
    """Return the refusal to go on with a list whose rest has changed since, beyond the period that was asked for."""
    return UnmetError(
        "badResumptionToken",
        Text(
            "le reste de cette liste a changé depuis : recommencez-la",
            "the rest of this list has changed since: begin it again",
        ),
    )


def write_token(out: XmlStream, here: Token, after: Token | None, *, is_first: bool) -> None:
    """Write where a list goes on: nothing for one in a single page, an empty token on the last of several."""
    if after or not is_first:
        numbers = {"completeListSize": str(here.size), "cursor": str(here.cursor)}
        out.leaf("resumptionToken", str(after) if after else "", numbers)


def _record(out: XmlStream, request: Request, record: Told, form: Format) -> None:
    with out.element("record"):
        _header(out, request, record)
        if record.fingerprint:
            with out.element("metadata"):
                form.write(out, request.provider.source, request.provider.names.iri(record.key), form)


def _header(out: XmlStream, request: Request, record: Told) -> None:
    names = request.provider.names
    with out.element("header", {} if record.fingerprint else {"status": "deleted"}):
        out.leaf("identifier", names.identifier(names.iri(record.key)))
        out.leaf("datestamp", written(record.moment))
        for spec in record.sets:
            out.leaf("setSpec", spec)
