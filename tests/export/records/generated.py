"""Hypothesis strategies: entries as the catalogue has them, of all kinds, and text that formats stumble over.

`catalogued()` makes what `EntryReader` yields, text clean as the model has it; `catalogued(wild=True)` puts line ends
and control characters into it, which a graph that was written by hand may hold. `said` is as `EntryReader` tells it.
Strategies are made once each: Hypothesis takes more time to look at a new one than to draw from it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from stdnum import ean, issn

from bibliographe.export.records.catalogued import Catalogued, Listing
from bibliographe.graph.document_types import entry_classes
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import (
    Agent,
    Citation,
    ContentsLine,
    Contribution,
    Entry,
    Event,
    Host,
    Issue,
    Link,
    Pages,
    Periodical,
    Series,
    Span,
    Topic,
)
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "https://example.org/catalogue/id"
KINDS = sorted(entry_classes())
ROLES = (
    "editor", "director", "coordinator", "translator", "preface-writer", "interviewee", "interviewer", "speaker",
    "moderator", "illustrator", "compiler", "producer", "thesis-supervisor", "organizer", "contributor",
)  # fmt: skip
"""Those of `ontology/schemes/roles.ttl` without authors and publishers, which have properties of their own."""
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "ar", "zh", "oc", "grc", "fr-CA")
PERIODICALS = ("periodical", "magazine", "newspaper", "journal", "website")
MEETINGS = ("conference", "webinar", "proceedings")
IN_PERIODICALS = (
    "article", "academic-article", "press-article", "web-article", "interview", "opinion", "dossier", "special-issue",
)  # fmt: skip

_LETTERS = "abcdeéèçœßøñ ABCÉÎŒ 0129"
_SIGNS = "\"'’«»“”{}[]()<>&\\|$^~_%#@*/;:,.!?=+-–—…°€§"
_FAR = "q\u0303x\u0331ệ中文العربيةעברית🎓𝒳½ﬁ"
"""Accents that no letter has been composed with, other scripts, characters outside of the basic plane."""
_CONTROLS = "\n\r\t\x00\x01\x08\x0b\x1b\x1d\x1e\x1f\x7f\x85\u2028\ufffe"
_NASTY = (
    "L’« IA », une {chance} ?", "50 % & plus", "C:\\temp\\x", "a, b; c : d / e = f.", "<i>Titre</i> &amp; suite",
    "\\input{/etc/passwd}", "$a sous-zone", "|| ^^ --", "e\u0301te\u0301 a\u0308 q\u0303", "=1+1", "- tiret", "# dièse",
    "“Quotes” 'simples'", "]]> fin", "%Y", "@article{x,", "ER  - ", "The end", "Le temps", "L'été", "Über", "...",
    "Paris ; Lyon", "née Dupont", "Vol. 3, n° 4", "http://example.org/?a=1&b=2", "A and B", "et al.",
)  # fmt: skip


@cache
def texts(*, wild: bool = False, most: int = 40) -> st.SearchStrategy[str]:
    """Return text of one line, NFC and with single spaces; any text that is no white space alone where `wild`."""
    signs = _LETTERS * 3 + _SIGNS + _FAR + (_CONTROLS if wild else "")
    some = st.text(st.sampled_from(signs), min_size=1, max_size=most)
    found = st.one_of(st.sampled_from(_NASTY), some)
    if wild:
        return found.filter(lambda text: bool(clean(text)))
    return found.map(clean).filter(lambda text: any(map(str.isalnum, text)))


names = st.text(st.sampled_from("aeioubcdlmnrst"), min_size=2, max_size=9).map(str.capitalize)
family_names = st.one_of(names, st.sampled_from(["Le Goff", "d'Ormesson", "de La Tour", "O'Brien", "Müller", "Ñúñez"]))
given_names = st.one_of(names, st.sampled_from(["Jean-Pierre", "Anne", "J.-P.", "Zoë", "Marie Ève"]))
persons = st.builds(
    lambda given, family: Agent(f"{given} {family}", "person", given, family), given_names, family_names
)
bodies = st.one_of(
    st.sampled_from(
        [
            "Ministère du Travail",
            "Banque des territoires",
            "Éditions du Marque-page",
            "Radio France",
            "N'Ko & fils",
            "Université de Lyon",
            "Institut “Été”",
            "Institut <A> {B} $c",
            "O\\N; U, [1]",
            "北京大学",
            "Ệte\u0331 SA",
        ]
    ),
    names.map("Institut {}".format),
).map(lambda name: Agent(name, alternate_names=_acronym(name)))
"""One name has the same acronym each time: there is one body of a name in a catalogue."""
agents = st.one_of(persons, bodies)


def _acronym(name: str) -> tuple[str, ...]:
    short = "".join(word[0] for word in name.split() if word[0].isupper())
    return (short,) if len(short) > 1 and len(name) % 2 else ()


@st.composite
def _edtf(draw: st.DrawFn) -> str:
    year = f"{draw(st.integers(1450, 2030))}"
    month, day = f"{draw(st.integers(1, 12)):02}", f"{draw(st.integers(1, 28)):02}"
    return draw(
        st.sampled_from(
            [
                year, f"{year}-{month}", f"{year}-{month}-{day}", f"{year}-21", f"{year}-34", f"{year}~", f"{year}?",
                f"{year}-{month}/{year}-12", f"{year}/{int(year) + 1}", f"{year}-{month}-{day}/{year}-{month}-28",
                f"{year[:3]}X", f"{year}/..", f"[{year},{int(year) + 1}]",
            ]
        )
    )  # fmt: skip


_WORDED = tuple(
    DateStatement(*said)
    for said in (
        ("printemps 2020", "2020-21"), ("mai-juin 2024", "2024-05/2024-06"), ("[vers 1998]", "1998~"), ("s.d.",),
        ("12 mai 2024", "2024-05-12"), ("mars 1998", "1998-03"), ("2004-2008", "2004/2008"), ("Noël",),
    )
)  # fmt: skip


@cache
def dates(*, wild: bool = False) -> st.SearchStrategy[DateStatement]:
    """Return dates: the notation alone, a wording besides it, a wording alone."""
    free = texts(wild=wild).filter(lambda text: not any(map(str.isdigit, text)))
    return st.one_of(
        _edtf().map(lambda edtf: DateStatement(edtf, edtf)),
        st.sampled_from(_WORDED),
        st.builds(DateStatement, free, _edtf()),
        st.builds(DateStatement, free),
    )


plain_dates = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(lambda day: DateStatement(str(day), str(day)))
isbns = st.integers(0, 10**9 - 1).map(lambda number: f"978{number:09}" + ean.calc_check_digit(f"978{number:09}"))
issns = st.integers(0, 10**7 - 1).map(
    lambda number: issn.format(f"{number:07}" + issn.calc_check_digit(f"{number:07}"))
)
dois = st.text(st.sampled_from("abcXYZ019.-_()<>;:/é"), min_size=1, max_size=12).map(lambda end: f"10.1234/a{end}z")
addresses = st.sampled_from(
    [
        "https://example.org/", "http://example.org/a?b=c&d=%20e#f", "https://exemple.fr/été/日本",
        "https://example.org/$a~b,c;d'e(f)", "https://example.org/" + "x" * 300,
    ]
)  # fmt: skip
numbers = st.one_of(
    st.integers(1, 4000).map(str), st.sampled_from(["169-170", "hors-série n° 4", "12 bis", "XIV", "2024/3"])
)
volumes = st.one_of(st.integers(1, 400).map(str), st.sampled_from(["XIV", "12 bis", "2019", "A"]))
pages = st.one_of(
    st.builds(
        lambda first, more: Pages(f"{first}-{first + more}", str(first), str(first + more)),
        st.integers(1, 900),
        st.integers(1, 90),
    ),
    st.sampled_from([Pages("3, 7-9"), Pages("12", "12", "12"), Pages("IV-IX"), Pages("e123"), Pages("A1–A12")]),
)


@cache
def maybe(strategy: st.SearchStrategy[object], often: int = 2) -> st.SearchStrategy[object]:
    """Return what a strategy makes, or None once in `often` times."""
    return st.one_of(st.none(), *[strategy.map(lambda made: made)] * (often - 1)) if often > 2 else st.none() | strategy


@cache
def _tuples(strategy: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=most, unique=True).map(tuple)


@cache
@st.composite
def topics(draw: st.DrawFn, *, wild: bool = False) -> Topic:
    """Make a heading and those above it."""
    labels = draw(st.lists(texts(wild=wild).filter(lambda text: " > " not in text), min_size=1, max_size=3))
    return Topic(tuple(labels), draw(st.sampled_from([None, "1", "1.2", "10.3.1"])), draw(st.integers(0, 50)))


@cache
def contents(*, wild: bool = False) -> st.SearchStrategy[tuple[ContentsLine, ...]]:
    """Make a table of contents."""
    line = texts(wild=wild).map(clean)
    return st.lists(st.builds(ContentsLine, line, st.integers(0, 2)), max_size=4).map(tuple)


@cache
def _events(*, wild: bool) -> st.SearchStrategy[Event]:
    said = texts(wild=wild)
    return st.builds(Event, said, maybe(dates(wild=wild)), maybe(said), maybe(bodies), maybe(said, 4))


@cache
@st.composite
def citations(draw: st.DrawFn, kind: str, *, wild: bool = False) -> Citation:
    """Make where and when an entry of a kind appeared."""
    said = texts(wild=wild)
    issued = draw(maybe(dates(wild=wild), 5))
    isbn = _tuples(isbns, 2).map(sorted)
    periodical = issue = host = series = None
    if kind in IN_PERIODICALS or draw(st.integers(0, 9)) == 0:
        site = draw(st.booleans()) if kind == "web-article" else False
        sorts = ("website",) if site else PERIODICALS[:4]
        periodical = Periodical(
            draw(said),
            draw(st.sampled_from(sorts)),
            draw(maybe(issns)),
            draw(maybe(addresses, 4)),
            draw(maybe(bodies, 4)),
        )  # type: ignore[arg-type]
        number, volume, title = draw(maybe(numbers)), draw(maybe(volumes)), draw(maybe(said, 6))
        if not site and (number or volume or title):
            issue = Issue(number, volume, issued, title)  # type: ignore[arg-type]
    elif kind == "chapter" or draw(st.integers(0, 9)) == 0:
        host = Host(draw(said), tuple(("isbn", one) for one in draw(isbn)))
    elif draw(st.booleans()):
        series = Series(draw(said), draw(maybe(numbers)))  # type: ignore[arg-type]
    is_thesis = kind in ("thesis", "dissertation")
    own = [("isbn", one) for one in (() if periodical or host else draw(isbn))]
    own += [("doi", one) for one in draw(_tuples(dois, 1))]
    return Citation(
        publishers=() if periodical or is_thesis else draw(_tuples(bodies, 2)),  # type: ignore[arg-type]
        places=draw(_tuples(said, 2)),  # type: ignore[arg-type]
        periodical=periodical,
        issue=issue,
        series=series,
        issued=issued,  # type: ignore[arg-type]
        available=draw(maybe(plain_dates, 6)),  # type: ignore[arg-type]
        accessed=draw(maybe(plain_dates, 4)),  # type: ignore[arg-type]
        event=draw(_events(wild=wild)) if kind in MEETINGS or draw(st.integers(0, 9)) == 0 else None,
        pages=draw(maybe(pages)),  # type: ignore[arg-type]
        extent=draw(maybe(st.one_of(numbers, said), 3)),  # type: ignore[arg-type]
        edition=draw(maybe(st.one_of(numbers, said), 4)),  # type: ignore[arg-type]
        identifiers=tuple(own),
        medium=draw(maybe(said, 4)),  # type: ignore[arg-type]
        degree=draw(maybe(said)) if is_thesis else None,  # type: ignore[arg-type]
        institution=draw(maybe(bodies)) if is_thesis else None,  # type: ignore[arg-type]
        form="catalogue",
        host=host,
    )


@cache
@st.composite
def entries(draw: st.DrawFn, *, wild: bool = False) -> Entry:
    """Make an entry."""
    kind, said = draw(st.sampled_from(KINDS)), texts(wild=wild)
    authors = [Contribution(one) for one in draw(_tuples(agents, 3))]  # type: ignore[arg-type]
    others = draw(st.lists(st.builds(Contribution, agents, st.sampled_from(ROLES)), max_size=3))
    subtitle = draw(maybe(said))
    title = draw(said)
    return Entry(
        title=f"{title} : {subtitle}" if subtitle else title,
        kind=kind,
        position=draw(st.integers(1, 999)),
        span=Span(1, 1),
        text="",
        language=draw(st.sampled_from(LANGUAGES)),
        contributions=(*authors, *others),
        others=draw(st.integers(0, 5)) == 0,
        citation=draw(citations(kind, wild=wild)),
        keywords=draw(_tuples(said, 3)),  # type: ignore[arg-type]
        annotation=draw(maybe(said, 3)),  # type: ignore[arg-type]
        contents=draw(contents(wild=wild)),
        links=tuple(Link(one, one) for one in draw(_tuples(addresses, 2))),  # type: ignore[arg-type]
        mentions=draw(_tuples(agents, 2)),  # type: ignore[arg-type]
    )


@cache
@st.composite
def catalogued(draw: st.DrawFn, *, wild: bool = False, abstracts: bool = True) -> Catalogued:
    """Make an entry as the catalogue has it."""
    entry = draw(entries(wild=wild))
    found = tuple(draw(st.lists(topics(wild=wild), max_size=2, unique_by=lambda one: one.path)))
    entry = replace(entry, topic=found[0].path if found else None, annotation=entry.annotation if abstracts else None)
    listing = Listing(f"{BASE}/source/s-1", entry.position, draw(maybe(texts(wild=wild))), entry.topic or ())  # type: ignore[arg-type]
    created, modified = sorted(f"{one.edtf}T08:30:00Z" for one in draw(st.tuples(plain_dates, plain_dates)))
    number = draw(st.integers(0, 2**32 - 1))
    slug = re.sub(r"[^a-z0-9]+", "-", entry.title.lower()).strip("-")[:40] or "x"
    iri = f"{BASE}/entry/{slug}-{number:08x}"
    return Catalogued(iri, entry, found, (listing,), created, modified, tuple(said_of(entry, found, (listing,))))


def said_of(entry: Entry, topics: tuple[Topic, ...], listings: tuple[Listing, ...]) -> Iterator[tuple[str, str]]:
    """Yield what `EntryReader` would say of an entry, in an order of its own."""
    yield "dcterms:title", entry.title
    for one in entry.contributions:
        yield "dcterms:creator" if one.role == "author" else f"prov:qualifiedAttribution/{one.role}", one.agent.name
        yield from (("foaf:Agent/schema:alternateName", name) for name in one.agent.alternate_names)
    for topic in topics:
        yield "dcterms:subject", " > ".join(topic.path)
        yield from _given(("skos:Concept/skos:notation", topic.notation))
    yield "dcterms:language", entry.language
    yield "dcterms:type", entry.kind
    yield from _said_of_citation(entry.citation)
    yield from _given(("bibl:hasOtherAuthors", "true" if entry.others else None))
    yield from (("schema:keywords", one) for one in entry.keywords)
    lines = "\n".join("  " * line.depth + line.text for line in entry.contents)
    yield from _given(("dcterms:tableOfContents", lines or None), ("dcterms:abstract", entry.annotation))
    yield from (("schema:url", one.label) for one in entry.links)
    yield from (("schema:mentions", _label(one)) for one in entry.mentions)
    yield from (("schema:ListItem/schema:position", str(one.position)) for one in listings)


def _said_of_citation(citation: Citation) -> Iterator[tuple[str, str]]:
    yield from _said_of_containers(citation)
    yield from _said_of_event(citation.event)
    yield from _said_of_date("", citation.issued)
    yield from (("dcterms:publisher", _label(one)) for one in citation.publishers)
    yield from (("bibl:placeOfPublication", one) for one in citation.places)
    yield from _given(
        ("bibo:number", citation.series and citation.series.number),
        ("bibo:numPages", citation.extent),
        ("bibo:edition", citation.edition),
        ("bibl:mediumStatement", citation.medium),
        ("bibl:degreeStatement", citation.degree),
        ("bibo:issuer", citation.institution and _label(citation.institution)),
        ("bibo:pages", citation.pages and citation.pages.verbatim),
        ("dcterms:available", citation.available and citation.available.edtf),
        ("fabio:hasAccessDate", citation.accessed and citation.accessed.edtf),
        ("bibl:verbatimAccessDate", citation.accessed and citation.accessed.verbatim),
    )
    for key, value in citation.identifiers:
        yield ("bibo:doi" if key == "doi" else f"bibo:isbn{len(value)}"), value


def _said_of_containers(citation: Citation) -> Iterator[tuple[str, str]]:
    periodical, issue = citation.periodical, citation.issue
    if periodical:
        path = "bibo:Website" if periodical.kind == "website" else "bibo:Periodical"
        yield from _given(
            (f"{path}/rdf:type", periodical.kind if path == "bibo:Periodical" else None),
            (f"{path}/dcterms:title", periodical.title),
            (f"{path}/bibo:issn", periodical.issn),
            (f"{path}/schema:url", periodical.url),
            (f"{path}/dcterms:publisher", periodical.publisher and _label(periodical.publisher)),
        )
    if issue:
        yield from _given(
            ("bibo:Issue/bibo:issue", issue.number),
            ("bibo:Issue/bibo:volume", issue.volume),
            ("bibo:Issue/dcterms:title", issue.title),
        )
        yield from _said_of_date("bibo:Issue/", issue.date)
    if citation.series:
        yield "bibo:Series/dcterms:title", citation.series.title
    if citation.host:
        yield "bibo:EditedBook/dcterms:title", citation.host.title
        yield from ((f"bibo:EditedBook/bibo:isbn{len(one)}", one) for _, one in citation.host.identifiers)


def _said_of_event(event: Event | None) -> Iterator[tuple[str, str]]:
    if event:
        yield from _given(
            ("schema:Event/dcterms:title", event.title),
            ("schema:Event/schema:location", event.place),
            ("schema:Event/schema:organizer", event.organizer and _label(event.organizer)),
            ("schema:Event/bibo:edition", event.edition),
        )
        yield from _said_of_date("schema:Event/", event.date)


def _said_of_date(path: str, date: DateStatement | None) -> Iterator[tuple[str, str]]:
    if date:
        verbatim = date.verbatim if date.verbatim != date.edtf else None
        yield from _given((f"{path}dcterms:date", date.edtf), (f"{path}bibl:verbatimDate", verbatim))


def _label(agent: Agent) -> str:
    return f"{agent.name} ({agent.alternate_names[0]})" if agent.alternate_names else agent.name


def _given(*pairs: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    yield from ((path, value) for path, value in pairs if value)
