"""The XML around every answer (OAI-PMH, section 3.2)."""

from __future__ import annotations

import re
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from bibliographe.export.records.held import held
from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.serve.oai.formats import XSI
from bibliographe.serve.oai.moments import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bibliographe.serve.oai.refusals import UnmetError

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_ROOT = {
    "xmlns": NAMESPACE, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{NAMESPACE} {NAMESPACE}OAI-PMH.xsd",
}  # fmt: skip
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")


@contextmanager
def _envelope(stream: BytesIO, address: str, arguments: Mapping[str, str], moment: int) -> Iterator[XmlStream]:
    out = XmlStream(stream)
    with out.element("OAI-PMH", _ROOT):
        out.leaf("responseDate", written(moment))
        out.leaf("request", held(address)[0], _told_back(arguments))
        yield out


def _told_back(arguments: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments as attributes; an identifier that is no URI is not one that the schema lets stand there."""
    return {
        name: held(value)[0] for name, value in arguments.items() if name != "identifier" or _ADDRESS.fullmatch(value)
    }


def answered(address: str, arguments: Mapping[str, str], moment: int, write: Callable[[XmlStream], None]) -> bytes:
    """Return an answer whose content `write` writes in the element of the verb."""
    stream = BytesIO()
    with _envelope(stream, address, arguments, moment) as out, out.element(arguments["verb"]):
        write(out)
    return stream.getvalue()


def refused(address: str, arguments: Mapping[str, str], moment: int, error: UnmetError) -> bytes:
    """Return the answer to a request that cannot be met, in both languages: who reads it is unknown."""
    stream = BytesIO()
    with _envelope(stream, address, {} if error.is_unreadable else arguments, moment) as out:
        out.leaf("error", held(" / ".join(error.message))[0], {"code": error.code})
    return stream.getvalue()
