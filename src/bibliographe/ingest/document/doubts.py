"""What a person should look at in an entry, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.model.entry import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.document.tail import Tail
    from bibliographe.model.entry import Citation, Span

NO_CITATION = Text(
    "aucune référence sous ce titre : éditeur ou revue, date et pages manquent",
    "no citation under this title: publisher or periodical, date and pages are missing",
)
SOURCE_ONLY = Text("pas de référence complète : seule une source est citée", "no full citation: only a source is named")
UNSURE = Text(
    "référence comprise avec peu de certitude : vérifiez chaque champ",
    "this citation was understood with little certainty: check each field",
)
NO_DATE = Text("date absente ou non comprise", "no date, or none that was understood")
NO_CONTAINER = Text("ni éditeur, ni revue, ni site", "no publisher, periodical or website")
NO_TITLE = Text(
    "référence sans titre : la référence en tient lieu", "a citation without a title, which stands in for it"
)
LONG_TITLE = Text("titre très long : est-ce bien un titre ?", "very long title: is it a title?")
TWO_ANNOTATIONS = Text("résumé très long : en contient-il deux ?", "very long annotation: does it hold two of them?")
EARLY = Text(
    "le résumé est placé avant la référence : vérifiez le titre",
    "the annotation stands before the citation: check the title",
)
UNANNOUNCED = Text(
    "liste sans annonce, lue comme le contenu du document",
    "a list that nothing announces, read as the document's contents",
)
UNREAD_PEOPLE = Text("noms lus tels quels : « {text} »", "names read as they stand: '{text}'")
_LIKELY = 0.7
_LONGEST_TITLE = 250
_LONGEST_ANNOTATION = 3_000
_MOST_PARAGRAPHS = 6


def citation_doubts(citation: Citation, score: float, span: Span) -> Iterator[Doubt]:
    """Say what a citation lacks, and whether it was understood at all surely."""
    if score < _LIKELY:
        yield Doubt("citation", UNSURE, span)
    issue_date = citation.issue.date if citation.issue else None
    event_date = citation.event.date if citation.event else None
    if not any((citation.issued, issue_date, event_date, citation.available, citation.accessed)):
        yield Doubt("issued", NO_DATE, span)
    if not (citation.publishers or citation.periodical or citation.institution or citation.event or citation.places):
        yield Doubt("container", NO_CONTAINER, span)


def text_doubts(title: str, annotation: str | None, tail: Tail, span: Span) -> Iterator[Doubt]:
    """Say what is odd about the title, the annotation and the contents."""
    if len(title) > _LONGEST_TITLE:
        yield Doubt("title", LONG_TITLE, span)
    if annotation and (len(annotation) > _LONGEST_ANNOTATION or len(tail.annotation) > _MOST_PARAGRAPHS):
        yield Doubt("annotation", TWO_ANNOTATIONS, span)
    if tail.unannounced:
        yield Doubt("contents", UNANNOUNCED, span)
