"""What formats call the kinds of documents, and what these are here (`ontology/schemes/document-types.ttl`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bibliographe.model.entry import PeriodicalKind


class Kind(NamedTuple):
    """A kind of document, and of the periodical or site that it stands in, None where it stands in none."""

    name: str
    container: PeriodicalKind | None = None

    @property
    def is_thesis(self) -> bool:
        """Tell whether an institution stands where other documents have a publisher."""
        return self.name in ("thesis", "dissertation")

    def stands_in(self, container: PeriodicalKind) -> bool:
        """Tell whether it stands in what is of the same sort as a periodical or site."""
        return self.container is not None and (self.container == "website") == (container == "website")

    @property
    def may_have_host(self) -> bool:
        """Tell whether it may be a part of a book."""
        return self.container is None and self.name in ("chapter", "document", "proceedings", "conference")


_OF_NO_KIND = frozenset(
    {"gen", "other", "unpb", "unpd", "misc", "unpublished", "unpublished work", "generic", "document", "article"}
)
"""What formats call documents of no kind in particular."""


def says_less(kind: Kind, name: str) -> bool:
    """Tell whether a kind says less than the name that a format has for it: a map is but a document here."""
    return kind.name == "document" and name.casefold() not in _OF_NO_KIND


RIS: dict[str, Kind] = {
    "JOUR": Kind("article", "periodical"),
    "EJOUR": Kind("article", "periodical"),
    "INPR": Kind("article", "periodical"),
    "ABST": Kind("article", "periodical"),
    "MGZN": Kind("article", "magazine"),
    "NEWS": Kind("press-article", "newspaper"),
    "BLOG": Kind("web-article", "website"),
    "ELEC": Kind("webpage", "website"),
    "ICOMM": Kind("webpage", "website"),
    "BOOK": Kind("book"),
    "EBOOK": Kind("book"),
    "EDBOOK": Kind("book"),
    "CHAP": Kind("chapter"),
    "ECHAP": Kind("chapter"),
    "CPAPER": Kind("chapter"),
    "CONF": Kind("proceedings"),
    "RPRT": Kind("report"),
    "GOVDOC": Kind("report"),
    "PAMP": Kind("brochure"),
    "THES": Kind("thesis"),
    "VIDEO": Kind("video"),
    "MPCT": Kind("video"),
    "SOUND": Kind("podcast"),
    "STAT": Kind("legislation"),
    "BILL": Kind("legislation"),
    "LEGAL": Kind("legislation"),
    "STAND": Kind("standard"),
    "DATA": Kind("dataset"),
    "AGGR": Kind("dataset"),
    "ENCYC": Kind("chapter"),
    "DICT": Kind("chapter"),
    "SER": Kind("book"),
    "CLSWK": Kind("book"),
    "ADVS": Kind("video"),
    "MUSIC": Kind("podcast"),
    "SLIDE": Kind("conference"),
    "WEB": Kind("webpage", "website"),
    "DBASE": Kind("dataset"),
    "CASE": Kind("legislation"),
    "UNBILL": Kind("legislation"),
    "HEAR": Kind("legislation"),
    "GEN": Kind("document"),
    "UNPB": Kind("document"),
    "UNPD": Kind("document"),
    "MANSCPT": Kind("document"),
    "PCOMM": Kind("document"),
    "PAT": Kind("document"),
    "MAP": Kind("document"),
    "ART": Kind("document"),
    "FIGURE": Kind("document"),
    "CHART": Kind("document"),
    "EQUA": Kind("document"),
    "COMP": Kind("document"),
    "MULTI": Kind("document"),
    "CTLG": Kind("document"),
    "ANCIENT": Kind("document"),
    "GRNT": Kind("document"),
    "JFULL": Kind("document", "periodical"),
    "OTHER": Kind("document"),
}
"""RIS types (RIS Format Specifications; those of Zotero and EndNote besides); others are `document`, and doubtful."""


CSL: dict[str, Kind] = {
    "article": Kind("document"),
    "article-journal": Kind("article", "periodical"),
    "article-magazine": Kind("article", "magazine"),
    "article-newspaper": Kind("press-article", "newspaper"),
    "review": Kind("article", "periodical"),
    "review-book": Kind("article", "periodical"),
    "interview": Kind("interview", "periodical"),
    "post-weblog": Kind("web-article", "website"),
    "post": Kind("web-article", "website"),
    "webpage": Kind("webpage", "website"),
    "book": Kind("book"),
    "collection": Kind("book"),
    "classic": Kind("book"),
    "chapter": Kind("chapter"),
    "entry-encyclopedia": Kind("chapter"),
    "entry-dictionary": Kind("chapter"),
    "entry": Kind("chapter"),
    "paper-conference": Kind("chapter"),
    "speech": Kind("conference"),
    "event": Kind("conference"),
    "report": Kind("report"),
    "pamphlet": Kind("brochure"),
    "thesis": Kind("thesis"),
    "motion_picture": Kind("video"),
    "broadcast": Kind("podcast"),
    "song": Kind("podcast"),
    "legislation": Kind("legislation"),
    "bill": Kind("legislation"),
    "regulation": Kind("legislation"),
    "legal_case": Kind("legislation"),
    "hearing": Kind("legislation"),
    "treaty": Kind("legislation"),
    "standard": Kind("standard"),
    "dataset": Kind("dataset"),
    "document": Kind("document"),
    "manuscript": Kind("document"),
    "graphic": Kind("document"),
    "figure": Kind("document"),
    "map": Kind("document"),
    "musical_score": Kind("document"),
    "patent": Kind("document"),
    "performance": Kind("document"),
    "periodical": Kind("document"),
    "personal_communication": Kind("document"),
    "software": Kind("document"),
}
"""CSL types, version 1.0.2; others are `document`."""


BIBTEX: dict[str, Kind] = {
    "article": Kind("article", "periodical"),
    "suppperiodical": Kind("article", "periodical"),
    "online": Kind("webpage", "website"),
    "electronic": Kind("webpage", "website"),
    "www": Kind("webpage", "website"),
    "book": Kind("book"),
    "mvbook": Kind("book"),
    "collection": Kind("book"),
    "mvcollection": Kind("book"),
    "reference": Kind("book"),
    "inbook": Kind("chapter"),
    "bookinbook": Kind("chapter"),
    "suppbook": Kind("chapter"),
    "incollection": Kind("chapter"),
    "inreference": Kind("chapter"),
    "inproceedings": Kind("chapter"),
    "conference": Kind("chapter"),
    "proceedings": Kind("proceedings"),
    "mvproceedings": Kind("proceedings"),
    "report": Kind("report"),
    "techreport": Kind("report"),
    "manual": Kind("guide"),
    "booklet": Kind("brochure"),
    "thesis": Kind("thesis"),
    "phdthesis": Kind("thesis"),
    "mastersthesis": Kind("dissertation"),
    "video": Kind("video"),
    "movie": Kind("video"),
    "audio": Kind("podcast"),
    "legislation": Kind("legislation"),
    "legal": Kind("legislation"),
    "jurisdiction": Kind("legislation"),
    "standard": Kind("standard"),
    "dataset": Kind("dataset"),
    "misc": Kind("document"),
    "unpublished": Kind("document"),
    "review": Kind("article", "periodical"),
    "periodical": Kind("special-issue", "periodical"),
    "suppcollection": Kind("chapter"),
    "mvreference": Kind("book"),
    "music": Kind("podcast"),
    **dict.fromkeys(
        ("artwork", "image", "letter", "patent", "performance", "software", "commentary"), Kind("document")
    ),
}
"""Entry types of BibTeX and BibLaTeX; others are `document`."""


ENGLISH: dict[str, str] = {
    "journal article": "article",
    "article": "article",
    "academic article": "academic-article",
    "magazine article": "article",
    "newspaper article": "press-article",
    "press article": "press-article",
    "web article": "web-article",
    "blog post": "web-article",
    "web page": "webpage",
    "webpage": "webpage",
    "book": "book",
    "book chapter": "chapter",
    "book section": "chapter",
    "chapter": "chapter",
    "conference paper": "chapter",
    "proceedings article": "chapter",
    "proceedings": "proceedings",
    "report": "report",
    "study": "study",
    "guide": "guide",
    "manual": "guide",
    "brochure": "brochure",
    "thesis": "thesis",
    "dissertation": "thesis",
    "masters thesis": "dissertation",
    "podcast": "podcast",
    "video": "video",
    "film": "video",
    "webinar": "webinar",
    "standard": "standard",
    "statute": "legislation",
    "legislation": "legislation",
    "dataset": "dataset",
    "data set": "dataset",
    "press release": "press-release",
    "special issue": "special-issue",
    "interview": "interview",
    "chapitre": "chapter",
    "article de revue": "article",
    "article de presse": "press-article",
    "article scientifique": "academic-article",
    "page web": "webpage",
    "opinion piece": "opinion",
    "doctoral thesis": "thesis",
    "master s thesis": "dissertation",
    "special report": "dossier",
    "conference enregistree": "conference",
    "recorded conference": "conference",
    "texte juridique": "legislation",
    "document": "document",
}
"""What spreadsheets call kinds of documents, besides the French of `bibliographe.ingest.citation`, folded."""
