"""Faults put into a catalogue on purpose, each with what a validator must find because of it.

A fault is named after what is wrong. `EntryFault`s spoil an entry or its list item while it is made; `ThingFault`s
spoil something that entries share, when it is written. What must be found is said exactly for `shapes-12.ttl` (focus
node, path, component), and for the shapes that ship with bibliographe by the name of one constraint.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from invention.terms import node, plain, term, text, typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from invention.entries import Draft
    from invention.terms import Thing

_ISSUES = ("article", "academic", "interview")
_ARTICLES = (*_ISSUES, "web")
_BOOKS = ("book", "report")


@dataclass(frozen=True, slots=True)
class EntryFault:
    """A fault of an entry of these genres (of all when empty), or of its list item."""

    name: str
    genres: tuple[str, ...]
    path: str | None
    component: str
    shape: str
    """The shape of shapes-12 that finds it; its focus is the item when the name begins with `item-`."""
    shipped: str
    """The constraint of `shapes/` that finds it."""
    spoil: Callable[[Draft, Thing, Draft | None], None]
    """Takes the entry, its list item, and the entry before it in the selection (if any)."""


@dataclass(frozen=True, slots=True)
class ThingFault:
    """A fault of something shared."""

    name: str
    kind: str
    path: str | None
    component: str
    shape: str
    shipped: str
    spoil: Callable[[Thing], None]


def _twice(predicate: str, value: str) -> Callable[[Draft, Thing, Draft | None], None]:
    return lambda draft, _item, _before: draft.thing.say(predicate, value)


def _put(predicate: str, value: str) -> Callable[[Draft, Thing, Draft | None], None]:
    return lambda draft, _item, _before: draft.thing.put(predicate, value)


def _drop(predicate: str) -> Callable[[Draft, Thing, Draft | None], None]:
    return lambda draft, _item, _before: draft.thing.drop(predicate)


def _duplicate(draft: Draft, _item: Thing, before: Draft | None) -> None:
    if before is None:
        raise ValueError("a duplicate needs an entry before it")
    for predicate in ("dcterms:title", "dcterms:issued", "dcterms:date", "bibl:verbatimDate", "dcterms:isPartOf"):
        value = before.thing.get(predicate)
        draft.thing.drop(predicate)
        if value is not None:
            draft.thing.say(predicate, value)


def _pages_reversed(draft: Draft, _item: Thing, _before: Draft | None) -> None:
    first, last = draft.thing.get("bibo:pageStart") or "", draft.thing.get("bibo:pageEnd") or ""
    draft.thing.put("bibo:pageStart", last)
    draft.thing.put("bibo:pageEnd", first)


def _without_author(draft: Draft, _item: Thing, _before: Draft | None) -> None:
    draft.thing.drop("dcterms:creator")
    draft.thing.drop("bibo:authorList")
    draft.belongings.clear()


def _in_a_topic(draft: Draft, item: Thing, _before: Draft | None) -> None:
    draft.thing.put("dcterms:isPartOf", item.get("dcterms:subject") or draft.thing.get("dcterms:subject") or "")


def _isbn_hyphens(draft: Draft, _item: Thing, _before: Draft | None) -> None:
    code = (draft.thing.get("bibo:isbn13") or plain("9782000000006")).strip('"')
    draft.thing.put("bibo:isbn13", plain(f"{code[:3]}-{code[3]}-{code[4:8]}-{code[8:12]}-{code[12]}"))


def _item_put(predicate: str, value: str | None) -> Callable[[Draft, Thing, Draft | None], None]:
    return lambda _draft, item, _before: item.put(predicate, value) if value else item.drop(predicate)


_NOBODY = node("topic", "unknown")


def _same_names(thing: Thing) -> None:
    thing.put("foaf:givenName", plain("Inconnu"))
    thing.put("foaf:familyName", plain("Inconnu"))


# fmt: off
_MIN, _MAX, _OR = "MinCount", "MaxCount", "Or"
ENTRY_FAULTS = (
    EntryFault("title-missing", (), "dcterms:title", _MIN, "entry-title", "entry-title", _drop("dcterms:title")),
    EntryFault(
        "title-without-language", (), "dcterms:title", "Datatype", "entry-title", "entry-title-text",
        lambda draft, _item, _before: draft.thing.put("dcterms:title", plain(draft.title)),
    ),
    EntryFault(
        "title-twice", (), "dcterms:title", "UniqueLang", "entry-title", "entry-title-text",
        # Each its own, or two entries with this fault and one date would be each other's duplicates.
        lambda draft, _item, _before: draft.thing.say("dcterms:title", text(f"Un autre titre : {draft.title}")),
    ),
    EntryFault(
        "type-unknown", (), "dcterms:type", "In", "entry-type", "entry-type-known",
        _put("dcterms:type", term("type:scroll")),
    ),
    EntryFault(
        "type-twice", ("book", "article"), "dcterms:type", _MAX, "entry-type", "entry-type",
        _twice("dcterms:type", term("type:report")),
    ),
    EntryFault(
        "language-in-words", (), "dcterms:language", "Pattern", "entry-language", "entry-language-code",
        _put("dcterms:language", plain("français")),
    ),
    EntryFault(
        "subject-undescribed", (), "dcterms:subject", "Class", "entry-subject", "entry-topic-class",
        _twice("dcterms:subject", _NOBODY),
    ),
    EntryFault(
        "issued-in-words", (*_ISSUES, *_BOOKS), "dcterms:issued", _OR, "entry-issued", "date-issued",
        _put("dcterms:issued", plain("printemps 2020")),
    ),
    EntryFault(
        "issued-twice", (*_ISSUES, *_BOOKS), "dcterms:issued", _MAX, "entry-issued", "date-issued",
        _twice("dcterms:issued", typed("1998", "xsd:gYear")),
    ),
    EntryFault(
        "creator-is-topic", ("book", "article"), "dcterms:creator", _OR, "entry-creator", "entry-creator",
        _twice("dcterms:creator", _NOBODY),
    ),
    EntryFault(
        "url-as-text", ("web", "webpage"), "schema:url", "NodeKind", "entry-url", "entry-url",
        _put("schema:url", plain("https://portail.example/page")),
    ),
    EntryFault(
        "url-by-ftp", ("web", "webpage"), "schema:url", "Pattern", "entry-url", "entry-url",
        _put("schema:url", "<ftp://portail.example/page>"),
    ),
    EntryFault("duplicate", _ISSUES, None, "SPARQL", "entry-duplicate", "quotation-title", _duplicate),
    EntryFault(
        "container-missing", _ARTICLES, "dcterms:isPartOf", _MIN, "article-container", "article-container",
        _drop("dcterms:isPartOf"),
    ),
    EntryFault(
        "container-is-topic", _ARTICLES, "dcterms:isPartOf", _OR, "article-container", "entry-container", _in_a_topic
    ),
    EntryFault(
        "isbn-on-article", _ARTICLES, "bibo:isbn13", _MAX, "article-isbn", "entry-isbn-misplaced",
        _twice("bibo:isbn13", plain("9782000000006")),
    ),
    EntryFault("pages-reversed", _ISSUES, None, "SPARQL", "article-page-order", "entry-page-order", _pages_reversed),
    EntryFault(
        "pages-in-words", _ISSUES, "bibo:pages", "Pattern", "article-pages", "entry-pages",
        _put("bibo:pages", plain("(toutes)")),
    ),
    EntryFault(
        "scholar-missing", ("academic",), "dcterms:creator", _MIN, "academic-creator", "academic-article-author",
        _without_author,
    ),
    EntryFault(
        "doi-as-address", ("academic",), "bibo:doi", "Pattern", "academic-doi", "entry-doi",
        _put("bibo:doi", plain("https://doi.org/10.5555/r1.1")),
    ),
    EntryFault(
        "publisher-as-text", _BOOKS, "dcterms:publisher", "NodeKind Class", "book-publisher", "entry-publisher",
        _put("dcterms:publisher", plain("Éditions du Préau")),
    ),
    EntryFault(
        "publisher-missing", ("report",), "dcterms:publisher", _MIN, "book-publisher", "publisher-missing",
        _drop("dcterms:publisher"),
    ),
    EntryFault("isbn-with-hyphens", _BOOKS, "bibo:isbn13", "Pattern", "book-isbn", "entry-isbn13", _isbn_hyphens),
    EntryFault(
        "extent-with-unit", _BOOKS, "bibo:numPages", "Pattern", "book-extent", "entry-extent-form",
        lambda draft, _item, _before: draft.thing.put(
            "bibo:numPages", plain((draft.thing.get("bibo:numPages") or "").strip('"') + " p.")
        ),
    ),
    EntryFault(
        "degree-missing", ("thesis",), "bibl:degreeStatement", _MIN, "thesis-degree", "thesis-degree",
        _drop("bibl:degreeStatement"),
    ),
    EntryFault(
        "accessed-before-issued", ("web",), "dcterms:issued", "LessThanOrEquals", "online-issued",
        "entry-access-before-issued",
        _put("fabio:hasAccessDate", typed("1999-01-01", "xsd:date")),
    ),
    EntryFault(
        "access-without-day", ("webpage",), "fabio:hasAccessDate", "Datatype", "online-access", "entry-access-date",
        _put("fabio:hasAccessDate", plain("hier")),
    ),
    EntryFault(
        "item-position-zero", (), "schema:position", "MinInclusive", "item-position", "item-position",
        _item_put("schema:position", typed(0, "xsd:integer")),
    ),
    EntryFault(
        "item-without-entry", (), "schema:item", _MIN, "item-entry", "item-entry", _item_put("schema:item", None)
    ),
)
THING_FAULTS = (
    ThingFault(
        "person-nameless", "person", "foaf:name", _MIN, "person-name", "agent-name", lambda t: t.drop("foaf:name")
    ),
    ThingFault(
        "person-named-twice", "person", "foaf:name", _MAX, "person-name", "agent-name",
        lambda t: t.say("foaf:name", plain("Une autre personne")),
    ),
    ThingFault(
        "person-and-body", "person", None, "Not", "Person", "agent-one-class",
        lambda t: t.say("rdf:type", term("foaf:Organization")),
    ),
    ThingFault(
        "person-with-title", "person", "dcterms:title", "Closed", "Person", "agent-closed",
        lambda t: t.say("dcterms:title", text("Madame")),
    ),
    ThingFault(
        "person-same-names", "person", "foaf:givenName", "Disjoint", "person-given-name", "agent-name-parts",
        _same_names,
    ),
    ThingFault(
        "body-part-of-nothing", "body", "org:subOrganizationOf", "Class", "body-parent", "agent-parent",
        lambda t: t.put("org:subOrganizationOf", _NOBODY),
    ),
    ThingFault("body-nameless", "body", "foaf:name", _MIN, "body-name", "agent-name", lambda t: t.drop("foaf:name")),
    ThingFault(
        "issn-without-hyphen", "periodical", "bibo:issn", "Pattern", "periodical-issn", "periodical-issn",
        lambda t: t.put("bibo:issn", plain("03785955")),
    ),
    ThingFault(
        "periodical-untitled", "periodical", "dcterms:title", _MIN, "periodical-title", "periodical-title",
        lambda t: t.drop("dcterms:title"),
    ),
    ThingFault(
        "issue-of-nothing", "issue", "dcterms:isPartOf", _MIN, "issue-periodical", "issue-periodical",
        lambda t: t.drop("dcterms:isPartOf"),
    ),
    ThingFault(
        "issue-number-as-integer", "issue", "bibo:issue", "Datatype", "issue-number", "issue-number",
        lambda t: t.put("bibo:issue", typed(12, "xsd:integer")),
    ),
    ThingFault(
        "topic-labelled-twice", "topic", "skos:prefLabel", "UniqueLang", "topic-label", "topic-label",
        lambda t: t.say("skos:prefLabel", text("Un autre nom")),
    ),
    ThingFault(
        "topic-number-with-dot", "topic", "skos:notation", "Pattern", "topic-notation", "topic-notation",
        lambda t: t.put("skos:notation", plain("1.")),
    ),
    ThingFault("topic-nowhere", "topic", None, "Xone", "Topic", "topic-unplaced", lambda t: t.drop("skos:broader")),
)

# fmt: on


def expected(fault: EntryFault | ThingFault, focus: str, shipped: str = "") -> str:
    """Return the lines of the list of what must be found; `shipped` replaces the constraint's usual name."""
    return "".join(
        json.dumps(
            {
                "fault": fault.name,
                "focus": focus.strip("<>"),
                "path": term(fault.path).strip("<>") if fault.path else None,
                "component": component,
                "shapes-12": fault.shape,
                "shipped": shipped or fault.shipped,
            }
        )
        + "\n"
        for component in fault.component.split()
    )
