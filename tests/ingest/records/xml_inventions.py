"""Invented records of XML: trees of elements that formats have, in any order and depth, each with a text of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

ELEMENTS = {
    "mods": """titleInfo title nonSort subTitle partNumber partName name namePart role roleTerm affiliation displayForm
    etal typeOfResource genre originInfo place placeTerm publisher dateIssued copyrightDate edition issuance language
    languageTerm physicalDescription extent form abstract tableOfContents note subject topic geographic temporal
    hierarchicalGeographic country relatedItem identifier location url part detail number caption start end list date
    recordInfo recordIdentifier recordContentSource extension agent total accessCondition mods""",
    "endnote-xml": """ref-type contributors authors secondary-authors tertiary-authors translated-authors author titles
    title secondary-title tertiary-title alt-title short-title periodical full-title abbr-1 pages volume number issue
    edition dates year pub-dates date pub-location publisher isbn electronic-resource-num urls related-urls pdf-urls
    url keywords keyword abstract language access-date notes custom1 style label work-type meeting-place""",
    "dublin-core": """dc:title dc:creator dc:contributor dc:subject dc:description dc:publisher dc:date dc:type
    dc:format dc:identifier dc:source dc:language dc:relation dc:rights dc:coverage dcterms:alternative dcterms:issued
    dcterms:created dcterms:abstract dcterms:extent dcterms:medium dcterms:isPartOf dcterms:tableOfContents
    dcterms:bibliographicCitation dcterms:spatial autre""",
}
NESTING = {
    "mods": "titleInfo name role originInfo place language physicalDescription subject hierarchicalGeographic "
    "relatedItem location part detail extent recordInfo extension agent mods",
    "endnote-xml": "contributors authors secondary-authors titles periodical dates pub-dates urls related-urls "
    "keywords",
    "dublin-core": "autre dc:creator",
}
ATTRIBUTES = {
    "mods": ["type=host", "type=series", "type=personal", "type=corporate", "type=conference", "type=family",
             "type=given", "type=date", "type=code", "type=text", "type=isbn", "type=issn", "type=doi", "type=uri",
             "type=volume", "type=issue", "type=translated", "type=thesis", "unit=page", "encoding=w3cdtf",
             "point=start", "point=end", "usage=primary", "lang=fre", "qualifier=approximate", "objectPart=summary"],
    "endnote-xml": ["name=Book", "name=Journal Article", "name=Thesis", "face=normal", "role=editor"],
    "dublin-core": ["xml:lang=fr", "xml:lang=en", "xsi:type=dcterms:URI", "numero=4"],
}  # fmt: skip
START = {
    "mods": ('<mods xmlns="http://www.loc.gov/mods/v3">', "</mods>"),
    "endnote-xml": ("<xml><records><record><rec-number>1</rec-number>", "</record></records></xml>"),
    "dublin-core": (
        '<fiche xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Titre premier</dc:title>',
        "</fiche>",
    ),
}
TITLES = {
    "mods": "<titleInfo><title>Titre premier</title></titleInfo>",
    "endnote-xml": "<titles><title>Titre premier</title></titles><ref-type>6</ref-type>",
    "dublin-core": "",
}
KNOWN = ("2024", "12-18", "978-2-12-345680-3", "1234-5679", "10.1234/a", "https://a.example/b", "fre", "aut", "book",
         "article", "Dumas, Anne", "Revue, n° 3, 2020, p. 5-9", "text", "periodical")  # fmt: skip


@dataclass(frozen=True)
class Element:
    """An element to write, with a text, or with others in it."""

    name: str
    attribute: str
    inside: tuple[Element, ...] | str


def trees(name: str) -> st.SearchStrategy[list[Element]]:
    """Return lists of trees of elements of a format; a text is empty where it is to be one that is found again."""
    names, nests = ELEMENTS[name].split(), NESTING[name].split()
    attributes = st.sampled_from(["", "", *ATTRIBUTES[name]])
    texts = st.sampled_from(["", "", "", *KNOWN])
    leaves = st.builds(Element, st.sampled_from(names), attributes, texts)
    inner = st.recursive(
        leaves,
        lambda children: st.builds(
            Element, st.sampled_from(nests), attributes, st.lists(children, min_size=1, max_size=3).map(tuple)
        ),
        max_leaves=6,
    )
    return st.lists(inner, min_size=1, max_size=6)


def written(name: str, elements: list[Element]) -> tuple[str, list[str]]:
    """Return a record of these elements, and the words in it that nothing else says."""
    numbers, words = count(), list[str]()

    def one(element: Element) -> Iterator[str]:
        key, _, value = element.attribute.partition("=")
        yield f"<{element.name}{f' {key}={quoteattr(value)}' if key else ''}>"
        if isinstance(element.inside, str):
            if not element.inside:
                words.append(f"Mot{next(numbers)}x")
            yield escape(element.inside or words[-1])
        else:
            for inner in element.inside:
                yield from one(inner)
        yield f"</{element.name}>\n"

    begin, end = START[name]
    body = "".join(part for element in elements for part in one(element))
    return f"{begin}{TITLES[name]}\n{body}{end}", words
