"""What BIBO and Dublin Core call kinds of documents, and what these are here.

Source: Bibliographic Ontology 1.3; DCMI Type Vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.records.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bibliographe.model.entry import PeriodicalKind

CLASSES: dict[str, Kind] = {
    "bibo:AcademicArticle": Kind("academic-article", "journal"),
    "bibo:Article": Kind("article", "periodical"),
    "bib:Article": Kind("article", "periodical"),
    "schema:ScholarlyArticle": Kind("academic-article", "journal"),
    "schema:NewsArticle": Kind("press-article", "newspaper"),
    "schema:Article": Kind("article", "periodical"),
    "bibo:Interview": Kind("interview", "periodical"),
    "bib:Interview": Kind("interview", "periodical"),
    "bibo:Webpage": Kind("webpage", "website"),
    "bibo:Chapter": Kind("chapter"),
    "bibo:BookSection": Kind("chapter"),
    "bib:BookSection": Kind("chapter"),
    "bibo:DocumentPart": Kind("chapter"),
    "bibo:Excerpt": Kind("chapter"),
    "bibo:Proceedings": Kind("proceedings"),
    "bib:ConferenceProceedings": Kind("proceedings"),
    "bibo:Report": Kind("report"),
    "bib:Report": Kind("report"),
    "bibo:Thesis": Kind("thesis"),
    "bib:Thesis": Kind("thesis"),
    "bibo:Manual": Kind("guide"),
    "bibo:Standard": Kind("standard"),
    "bibo:Legislation": Kind("legislation"),
    "bib:Legislation": Kind("legislation"),
    "bibo:Bill": Kind("legislation"),
    "bibo:Statute": Kind("legislation"),
    "bibo:Law": Kind("legislation"),
    "bibo:LegalCaseDocument": Kind("legislation"),
    "bibo:LegalDecision": Kind("legislation"),
    "bibo:LegalDocument": Kind("legislation"),
    "bibo:CourtReporter": Kind("legislation"),
    "bibo:Film": Kind("video"),
    "bib:MotionPicture": Kind("video"),
    "bibo:AudioVisualDocument": Kind("video"),
    "dcmitype:MovingImage": Kind("video"),
    "bibo:AudioDocument": Kind("podcast"),
    "dcmitype:Sound": Kind("podcast"),
    "bib:Recording": Kind("podcast"),
    "bibo:Performance": Kind("conference"),
    "bibo:Slideshow": Kind("conference"),
    "dcmitype:Dataset": Kind("dataset"),
    "bib:Data": Kind("dataset"),
    "schema:Dataset": Kind("dataset"),
    "bibo:EditedBook": Kind("book"),
    "bibo:ReferenceSource": Kind("book"),
    "bibo:MultiVolumeBook": Kind("book"),
    "bibo:Book": Kind("book"),
    "bib:Book": Kind("book"),
    "schema:Book": Kind("book"),
    "bibo:Issue": Kind("special-issue", "periodical"),
    "bibo:CollectedDocument": Kind("dossier", "periodical"),
    "bibo:Letter": Kind("document"),
    "bib:Letter": Kind("document"),
    "bibo:PersonalCommunicationDocument": Kind("document"),
    "bibo:Email": Kind("document"),
    "bibo:Manuscript": Kind("document"),
    "bib:Manuscript": Kind("document"),
    "bibo:Map": Kind("document"),
    "bibo:Image": Kind("document"),
    "bib:Image": Kind("document"),
    "bib:Illustration": Kind("document"),
    "bibo:Note": Kind("document"),
    "bibo:Patent": Kind("document"),
    "bib:Patent": Kind("document"),
    "bibo:Specification": Kind("document"),
    "bibo:Brief": Kind("document"),
    "bibo:Hearing": Kind("document"),
    "bibo:Document": Kind("document"),
    "bib:Document": Kind("document"),
    "foaf:Document": Kind("document"),
    "dcmitype:Text": Kind("document"),
    "dcmitype:Image": Kind("document"),
    "dcterms:BibliographicResource": Kind("document"),
    "schema:CreativeWork": Kind("document"),
}
"""Classes of documents, those that say most first."""


PERIODICALS: dict[str, PeriodicalKind] = {
    "bibo:Journal": "journal",
    "bibo:Magazine": "magazine",
    "bibo:Newspaper": "newspaper",
    "bibo:Website": "website",
    "bibo:Periodical": "periodical",
    "bib:Journal": "periodical",
    "bib:Periodical": "magazine",
    "bib:Newspaper": "newspaper",
    "schema:Periodical": "periodical",
    "schema:Newspaper": "newspaper",
    "schema:WebSite": "website",
    "z:Website": "website",
    "z:Blog": "website",
    "z:Forum": "website",
}
"""Classes of what entries appear in, issue after issue."""
SERIES = ("bibo:Series", "bib:Series", "schema:BookSeries")
ISSUES = ("bibo:Issue", "schema:PublicationIssue", "schema:PublicationVolume")
_THING = {"schema:Thing", "owl:NamedIndividual", "rdfs:Resource", "owl:Thing"}


def kind_of(classes: Iterable[str]) -> Kind | None:
    """Return the kind that says most of some classes, None where none is of a document."""
    known = set(classes)
    return next((kind for name, kind in CLASSES.items() if name in known), None)


def unknown_classes(classes: Iterable[str], *known: Mapping[str, object]) -> list[str]:
    """Return the classes that no table has."""
    return [name for name in classes if name not in _THING and not any(name in table for table in known)]


def periodical_kind(classes: Iterable[str]) -> PeriodicalKind | None:
    """Return the kind of periodical or site that some classes say, None where they say none."""
    known = set(classes)
    return next((kind for name, kind in PERIODICALS.items() if name in known), None)
