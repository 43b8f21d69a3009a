"""What Zotero calls kinds of documents, for formats in which it looks for its own words.

Source: Zotero's item types, version 7; what its translators of MODS and of web pages take (`genre` with the authority
`local`, `z:itemType`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.model.entry import Entry

_IN = {
    "periodical": "journalArticle",
    "journal": "journalArticle",
    "magazine": "magazineArticle",
    "newspaper": "newspaperArticle",
    "website": "blogPost",
    "host": "bookSection",
}
"""What stands in something, by what that is."""
_WHOLE = {
    "article": "journalArticle", "academic-article": "journalArticle", "press-article": "newspaperArticle",
    "web-article": "blogPost", "opinion": "journalArticle", "interview": "interview", "webpage": "webpage",
    "book": "book", "guide": "book", "brochure": "book", "proceedings": "book", "chapter": "bookSection",
    "report": "report", "study": "report", "thesis": "thesis", "dissertation": "thesis", "legislation": "statute",
    "standard": "standard", "dataset": "dataset", "video": "videoRecording", "webinar": "videoRecording",
    "conference": "presentation", "podcast": "podcast",
}  # fmt: skip
_ARTICLES = (*(kind for kind, name in _WHOLE.items() if name in _IN.values()), "interview", "document", "dossier")


def zotero_type(entry: Entry) -> str:
    """Return the item type that an entry is in Zotero, `document` where it is of none in particular."""
    citation = entry.citation
    container = citation.periodical.kind if citation.periodical else "host" if citation.host else ""
    if container and entry.kind in _ARTICLES:
        return _IN[container]
    return _WHOLE.get(entry.kind, "document")
