"""Laws, decrees and circulars listed by their own designation, without a citation: `Circulaire du 15 mars 2017 …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation import ParsedCitation, ParsedReference
from bibliographe.ingest.document.evidence import is_prose
from bibliographe.ingest.document.statements import find_date
from bibliographe.model.entry import Citation
from bibliographe.model.text import plain_typography

if TYPE_CHECKING:
    from bibliographe.model.dates import DateStatement

_NAMES = (
    r"(?:Loi|Décret|Arrêté|Circulaire|Ordonnance|Instruction|Directive|Règlement|Délibération|Décision|"
    r"Note d'information|Note de service|Proposition de loi|Projet de loi|Avis)"
)
_DESIGNATION = re.compile(
    rf"{_NAMES}s?(?:\s+(?!n\s?[°ºo]|du\s)[\w'()/-]+){{0,4}}\s+(?:n\s?[°ºo]\.?\s?[\w./-]*\d|du\s+\d{{1,2}}(?:er)?\s+\w+\s+\d{{4}})",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:du|en date du)\s+(?P<date>\d{1,2}(?:er)?\s+[^\W\d]+\s+\d{4})", re.IGNORECASE)
_LONGEST = 500
_SCORE = 0.7
FORM = "unknown"


def official_text(text: str) -> ParsedReference | None:
    """Return the reference that a line makes which is a law's own designation, dated as the law is; else None."""
    plain = plain_typography(text)
    if len(text) > _LONGEST or not text[:1].isupper() or not _DESIGNATION.match(plain):
        return None
    if is_prose(text.rstrip(".")[: _LONGEST // 3]) or text.endswith((":", "?", "!")):
        return None
    return ParsedReference(
        text.rstrip("."), None, ParsedCitation(Citation(issued=_date(text, plain), form=FORM), _SCORE)
    )


def _date(text: str, plain: str) -> DateStatement | None:
    match = _DATED.search(plain)
    found = find_date(text[match.start("date") : match.end("date")]) if match else None
    return found[0] if found else None
