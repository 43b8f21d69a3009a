"""What the repository is, its formats and its sets (OAI-PMH, sections 4.2, 4.4 and 4.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.dublin_core import Said, write_dc
from bibliographe.export.records.held import held
from bibliographe.export.records.losses import Losses
from bibliographe.i18n import Text
from bibliographe.serve.oai.formats import FORMATS, XSI
from bibliographe.serve.oai.giving import ended, no_sets, write_token
from bibliographe.serve.oai.moments import written
from bibliographe.serve.oai.refusals import UnmetError
from bibliographe.serve.oai.tokens import Token, read_token
from bibliographe.serve.pages.rendering import named

if TYPE_CHECKING:
    from bibliographe.export.records.xml_stream import XmlStream
    from bibliographe.serve.oai.request import Request, Writing
    from bibliographe.serve.oai.sets import Set

SETS = 200
"""How many a page has."""
_NAMES = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_NAMES_SCHEMA = {
    "xmlns": _NAMES, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{_NAMES} {_NAMES}.xsd",
}  # fmt: skip
_NOTHING_SAMPLE = "id/entry/x"


def identify(request: Request) -> Writing:
    """Return what writes who gives these records away, and how."""
    provider, catalogue = request.provider, request.provider.catalogue
    earliest = request.index.earliest() or 0

    def write(out: XmlStream) -> None:
        out.leaf("repositoryName", held(named(catalogue.title, provider.language))[0])
        out.leaf("baseURL", held(request.address)[0])
        out.leaf("protocolVersion", "2.0")
        out.leaf("adminEmail", _mailbox(catalogue.publisher.email, provider.names.domain))
        out.leaf("earliestDatestamp", written(earliest))
        out.leaf("deletedRecord", "persistent")
        out.leaf("granularity", "YYYY-MM-DDThh:mm:ssZ")
        with out.element("description"), out.element("oai-identifier", _NAMES_SCHEMA):
            out.leaf("scheme", "oai")
            out.leaf("repositoryIdentifier", provider.names.domain)
            out.leaf("delimiter", ":")
            sample = request.index.sample() or _NOTHING_SAMPLE
            out.leaf("sampleIdentifier", provider.names.identifier(provider.names.iri(sample)))
        with out.element("description"):
            write_dc(out, _described(request), Losses())

    return write


def _described(request: Request) -> list[Said]:
    catalogue, language = request.provider.catalogue, request.provider.language
    return [
        *(Said("title", text, tag) for tag, text in catalogue.title.items()),
        *(Said("description", text, tag) for tag, text in catalogue.description.items()),
        Said("publisher", catalogue.publisher.name),
        Said("type", "Collection"),
        Said("identifier", catalogue.base),
        *(Said("language", one) for one in catalogue.languages),
        Said("rights", catalogue.licence),
        Said("rights", named(catalogue.rights, language), language),
    ]


def list_formats(request: Request) -> Writing:
    """Return what writes the formats of the repository or of one record; a deleted one has none."""
    if "identifier" in request.arguments and not request.record().fingerprint:
        raise UnmetError("noMetadataFormats", Text("cette notice a été retirée", "this record was deleted"))

    def write(out: XmlStream) -> None:
        for form in FORMATS.values():
            with out.element("metadataFormat"):
                out.leaf("metadataPrefix", form.prefix)
                out.leaf("schema", form.schema)
                out.leaf("metadataNamespace", form.namespace)

    return write


def list_sets(request: Request) -> Writing:
    """Return what writes a page of sets, in the order of their paths."""
    series, text = request.index.fact("series"), request.arguments.get("resumptionToken")
    if text is not None:
        token = read_token(text, "ListSets", series)
    else:
        token = Token("ListSets", series, "", "", 0, 0, 0, "", 0, request.index.count_sets())
    found = request.index.sets(token.key, SETS + 1)
    if not found:
        raise no_sets() if text is None else ended()

    def write(out: XmlStream) -> None:
        for one in found[:SETS]:
            _set(out, request, one)
        after = token._replace(key=found[SETS - 1].spec, cursor=token.cursor + SETS) if len(found) > SETS else None
        write_token(out, token, after, is_first=text is None)

    return write


def _set(out: XmlStream, request: Request, one: Set) -> None:
    with out.element("set"):
        out.leaf("setSpec", one.spec)
        out.leaf("setName", held(one.name)[0] or one.spec)
        with out.element("setDescription"):
            title = Said("title", one.name, request.provider.language)
            write_dc(out, [title, Said("type", "Collection"), Said("identifier", one.iri)], Losses())


def _mailbox(said: str, domain: str) -> str:
    """Return an address to write to; where the settings have none, the one that every site should have (RFC 2142)."""
    return said if "@" in said and "." in said.rpartition("@")[2] else f"webmaster@{domain}"
