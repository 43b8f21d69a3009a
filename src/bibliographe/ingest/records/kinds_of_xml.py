"""What MODS, EndNote and Dublin Core call the kinds of documents, and what these are here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.ingest.records.kinds import ENGLISH, Kind
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.model.entry import PeriodicalKind

_CONTAINERS: dict[str, PeriodicalKind] = {
    "article": "periodical",
    "academic-article": "journal",
    "press-article": "newspaper",
    "interview": "periodical",
    "opinion": "periodical",
    "web-article": "website",
    "webpage": "website",
}

_GENRES: dict[str, str] = {
    "review": "article", "preprint": "article", "research article": "academic-article", "letter": "document",
    "academic journal article": "academic-article", "scholarly article": "academic-article", "monograph": "book",
    "biography": "book", "dictionary": "book", "encyclopedia": "book", "festschrift": "book", "yearbook": "book",
    "autobiography": "book", "collection": "book", "ebook": "book", "electronic book": "book", "textbook": "book",
    "monographie imprimee": "book", "printed monograph": "book", "handbook": "guide", "instruction": "guide",
    "conference publication": "proceedings", "conference proceedings": "proceedings", "part": "chapter",
    "book part": "chapter", "in proceedings": "chapter", "conference object": "chapter", "issue": "special-issue",
    "conference contribution": "chapter", "conference item": "conference", "conference": "conference",
    "speech": "conference", "lecture": "conference", "presentation": "conference",
    "conference presentation": "conference",
    "technical report": "report", "working paper": "report", "technical documentation": "report",
    "government publication": "report", "policy brief": "report", "theses": "thesis", "phd thesis": "thesis",
    "doctoral thesis": "thesis", "doctoral dissertation": "thesis", "academic theses": "thesis",
    "academic dissertation": "thesis", "master thesis": "dissertation", "masters thesis": "dissertation",
    "master s thesis": "dissertation", "bachelor thesis": "dissertation", "bachelor s thesis": "dissertation",
    "pamphlet": "brochure", "law report or digest": "legislation", "bill": "legislation", "treaty": "legislation",
    "motion picture": "video", "videorecording": "video", "moving image": "video", "audiovisual": "video",
    "film or broadcast": "video", "audiovisual material": "video", "sound": "podcast", "sound recording": "podcast",
    "sound recording nonmusical": "podcast", "sound recording musical": "podcast", "audio": "podcast",
    "inproceedings": "chapter", "incollection": "chapter", "inbook": "chapter", "phdthesis": "thesis",
    "mastersthesis": "dissertation", "techreport": "report", "booklet": "brochure",
    "numerical data": "dataset", "statistics": "dataset", "database": "dataset", "web site": "webpage",
    "website": "webpage", "weblog": "web-article", "newspaper article": "press-article", "event": "conference",
}  # fmt: skip
"""Genre terms of MARC, types of DCMI, of OpenAIRE and of BibTeX (as JabRef exports), besides those of spreadsheets."""

SAY_LITTLE = frozenset({
    "text", "texte", "texte imprime", "printed text", "still image", "image", "image fixe", "interactive resource",
    "software", "software multimedia", "collection", "physical object", "service", "cartographic", "notated music",
    "three dimensional object", "mixed material", "other", "autre", "manuscript", "document",
})  # fmt: skip
"""Types that are known, of documents that are of no kind in particular."""

_WORKS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_named(name: str) -> Kind:
    """Return a kind with what documents of it stand in."""
    return Kind(name, _CONTAINERS.get(name))


@lru_cache(maxsize=10_000)
def kind_called(text: str) -> Kind | None:
    """Return the kind that a type names, in English, French or as an address; None for one that is not known.

    Source: DCMI Metadata Terms, section 7 (DCMI Type Vocabulary); OpenAIRE Guidelines for Literature Repository
    Managers 3.0, publication types (`info:eu-repo/semantics/bookPart`); MARC Genre Term List.
    """
    word = text.strip()
    if word.startswith(("http://", "https://", "info:")):
        word = word.rstrip("/#").replace("#", "/").rpartition("/")[2]
    word = fold(_WORKS.sub(" ", word))
    name = _GENRES.get(word) or ENGLISH.get(word)
    if name is None and word in SAY_LITTLE:
        name = "document"
    if name is None:
        found = parse_kind_line(text)
        name = found[0] if found and found[1] is None else None
    return kind_named(name) if name else None


ENDNOTE: dict[str, Kind] = {
    "journal article": Kind("article", "periodical"), "electronic article": Kind("article", "periodical"),
    "magazine article": Kind("article", "magazine"), "newspaper article": Kind("press-article", "newspaper"),
    "blog": Kind("web-article", "website"), "web page": Kind("webpage", "website"),
    "online multimedia": Kind("video"), "book": Kind("book"), "edited book": Kind("book"),
    "electronic book": Kind("book"), "classical work": Kind("book"), "ancient text": Kind("book"),
    "dictionary": Kind("book"), "encyclopedia": Kind("book"), "book section": Kind("chapter"),
    "electronic book section": Kind("chapter"), "conference paper": Kind("chapter"),
    "conference proceedings": Kind("proceedings"), "report": Kind("report"), "government document": Kind("report"),
    "pamphlet": Kind("brochure"), "thesis": Kind("thesis"), "film or broadcast": Kind("video"),
    "audiovisual material": Kind("video"), "podcast": Kind("podcast"), "statute": Kind("legislation"),
    "bill": Kind("legislation"), "case": Kind("legislation"), "hearing": Kind("legislation"),
    "legal rule or regulation": Kind("legislation"), "standard": Kind("standard"), "dataset": Kind("dataset"),
    "online database": Kind("dataset"), "aggregated database": Kind("dataset"), "press release": Kind("press-release"),
    "interview": Kind("interview", "periodical"), "generic": Kind("document"), "unpublished work": Kind("document"),
    "manuscript": Kind("document"), "map": Kind("document"), "figure": Kind("document"), "artwork": Kind("document"),
    "chart or table": Kind("document"), "computer program": Kind("document"), "patent": Kind("document"),
    "personal communication": Kind("document"), "equation": Kind("document"), "grant": Kind("document"),
    "serial": Kind("document"), "catalog": Kind("document"), "music": Kind("document"),
}  # fmt: skip
"""Reference types of EndNote by their English names, folded."""

ENDNOTE_NUMBERS: dict[str, str] = {
    "2": "artwork", "3": "audiovisual material", "4": "bill", "5": "book section", "6": "book", "7": "case",
    "9": "computer program", "10": "conference proceedings", "12": "web page", "13": "generic", "14": "hearing",
    "17": "journal article", "19": "magazine article", "20": "map", "21": "film or broadcast",
    "23": "newspaper article", "24": "pamphlet", "25": "patent", "26": "personal communication",
    "27": "report", "28": "edited book",
    "31": "statute", "32": "thesis", "34": "unpublished work", "36": "manuscript", "37": "figure",
    "38": "chart or table", "39": "equation", "43": "electronic article", "44": "electronic book",
    "45": "online database", "46": "government document", "47": "conference paper", "48": "online multimedia",
    "49": "classical work", "50": "legal rule or regulation", "51": "ancient text", "52": "dictionary",
    "53": "encyclopedia", "54": "grant", "56": "blog", "57": "serial", "58": "standard", "59": "dataset",
    "60": "electronic book section", "61": "music",
}  # fmt: skip
"""Numbers of these types, for records that have no name of one."""
