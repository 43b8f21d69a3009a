"""Keywords and the headings that an entry stands under, for formats that have one field for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text

if TYPE_CHECKING:
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses

_SEPARATOR = Text("la valeur contient le séparateur du champ", "the value holds the separator of the field")
_ABOVE = Text(
    "l'intitulé est dit, pas ceux sous lesquels il se range", "the heading is said, those that it stands under are not"
)


def keywords_of(catalogued: Catalogued, losses: Losses) -> list[str]:
    """Return the keywords and the labels of the headings, each once; what headings stand under is lost."""
    for topic in catalogued.topics:
        if len(topic.path) > 1:
            losses.lose("dcterms:subject", " > ".join(topic.path), _ABOVE)
    return list(dict.fromkeys([*catalogued.entry.keywords, *(topic.label for topic in catalogued.topics)]))


def keywords_joined(catalogued: Catalogued, sign: str, losses: Losses) -> str:
    """Return the same in one field; those that hold a comma or a semicolon are read back as two."""
    pairs = [("schema:keywords", value, value) for value in catalogued.entry.keywords]
    pairs += [("dcterms:subject", topic.label, " > ".join(topic.path)) for topic in catalogued.topics]
    for path, label, said in pairs:
        if "," in label or ";" in label:
            losses.lose(path, said, _SEPARATOR)
    # A semicolon inside of one would part the others too where commas do.
    return sign.join(keyword.replace(";", ",") for keyword in keywords_of(catalogued, losses))
