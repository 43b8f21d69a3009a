"""What a browser is told so that it can search the catalogue from its address bar.

Source: OpenSearch 1.1 Draft 6.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from bibliographe.export.records.held import held
from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.serve.pages.rendering import named

if TYPE_CHECKING:
    from bibliographe.config import Catalogue
    from bibliographe.i18n import Language

MEDIA_TYPE = "application/opensearchdescription+xml"
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST = 16
"""Characters that a short name may have."""


def opensearch(catalogue: Catalogue, top: str, language: Language) -> bytes:
    """Return the description; `top` is the portal's address."""
    title = held(named(catalogue.title, language))[0]
    stream = BytesIO()
    out = XmlStream(stream)
    with out.element("OpenSearchDescription", {"xmlns": _NAMESPACE}):
        out.leaf("ShortName", title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…")
        out.leaf("LongName", title[:48])
        out.leaf("Description", title)
        out.leaf("Url", "", {"type": "text/html", "template": f"{top}/search?q={{searchTerms}}"})
        out.leaf("Url", "", {"type": "application/json", "template": f"{top}/search.json?q={{searchTerms}}"})
        out.leaf("Url", "", {"type": MEDIA_TYPE, "rel": "self", "template": f"{top}/opensearch.xml"})
        out.leaf("Language", language)
        out.leaf("InputEncoding", "UTF-8")
        out.leaf("OutputEncoding", "UTF-8")
    return stream.getvalue()
