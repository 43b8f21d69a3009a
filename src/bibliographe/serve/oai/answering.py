"""From the arguments of a request to its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.serve.oai.arguments import checked
from bibliographe.serve.oai.describing import identify, list_formats, list_sets
from bibliographe.serve.oai.envelope import answered, refused
from bibliographe.serve.oai.giving import get_record, list_identifiers, list_records
from bibliographe.serve.oai.provider import present
from bibliographe.serve.oai.refusals import UnmetError
from bibliographe.serve.oai.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bibliographe.serve.oai.provider import Provider
    from bibliographe.serve.oai.request import Writing

_ANSWERS: dict[str, Callable[[Request], Writing]] = {
    "Identify": identify,
    "ListMetadataFormats": list_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}


def answer(provider: Provider, pairs: Iterable[tuple[str, str]], address: str) -> bytes:
    """Return the XML that answers a request: its arguments as they came, and the address that it came to.

    Whatever is wrong with the request is told in the XML. Raises `StoreError` when the ledger cannot be written.
    """
    index = provider.index()
    moment = present()
    arguments: dict[str, str] = {}
    try:
        arguments = checked(pairs)
        write = _ANSWERS[arguments["verb"]](Request(provider, index, arguments, address))
    except UnmetError as error:
        return refused(address, arguments, moment, error)
    return answered(address, arguments, moment, write)
