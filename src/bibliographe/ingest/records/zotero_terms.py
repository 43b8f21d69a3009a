"""What Zotero calls kinds of documents and who made them, and what these are here.

Source: Zotero's item types and creator types, version 7.
"""

from __future__ import annotations

from bibliographe.ingest.records.kinds import Kind

ITEM_TYPES: dict[str, Kind] = {
    "journalArticle": Kind("article", "periodical"),
    "magazineArticle": Kind("article", "magazine"),
    "newspaperArticle": Kind("press-article", "newspaper"),
    "preprint": Kind("document"),
    "blogPost": Kind("web-article", "website"),
    "forumPost": Kind("web-article", "website"),
    "webpage": Kind("webpage", "website"),
    "book": Kind("book"),
    "bookSection": Kind("chapter"),
    "conferencePaper": Kind("chapter"),
    "encyclopediaArticle": Kind("chapter"),
    "dictionaryEntry": Kind("chapter"),
    "report": Kind("report"),
    "thesis": Kind("thesis"),
    "interview": Kind("interview", "periodical"),
    "presentation": Kind("conference"),
    "videoRecording": Kind("video"),
    "film": Kind("video"),
    "tvBroadcast": Kind("video"),
    "podcast": Kind("podcast"),
    "radioBroadcast": Kind("podcast"),
    "audioRecording": Kind("podcast"),
    "bill": Kind("legislation"),
    "statute": Kind("legislation"),
    "case": Kind("legislation"),
    "hearing": Kind("legislation"),
    "standard": Kind("standard"),
    "dataset": Kind("dataset"),
    "document": Kind("document"),
    "manuscript": Kind("document"),
    "letter": Kind("document"),
    "email": Kind("document"),
    "instantMessage": Kind("document"),
    "map": Kind("document"),
    "artwork": Kind("document"),
    "patent": Kind("document"),
    "computerProgram": Kind("document"),
}
"""Zotero's item types; others are `document`."""

CREATORS = {
    "series editor": "director",
    "words by": "preface-writer",
    "guest": "speaker",
    "cast member": "contributor",
    "composer": "contributor",
    "cosponsor": "contributor",
    "scriptwriter": "contributor",
}
"""Roles of `ontology/schemes/roles.ttl` by columns of Zotero's CSV, folded; its other columns are labels there."""
