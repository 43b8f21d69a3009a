"""What a document appears in, and who published it where, as graphs say it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.linked.isbd import imprint_said
from bibliographe.ingest.linked.kinds import ISSUES, SERIES, kind_of, periodical_kind
from bibliographe.ingest.linked.numbers import Numbers
from bibliographe.ingest.linked.people import agents_of, contributions
from bibliographe.ingest.linked.vivo import date_text
from bibliographe.ingest.records.dates import date_said
from bibliographe.model.entry import Series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.linked.resource import Value
    from bibliographe.ingest.records.fields import Fields
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Contribution, PeriodicalKind

TITLES = ("dcterms:title", "dc:title", "schema:name", "schema:headline", "rdfs:label", "skos:prefLabel", "foaf:name",
          "prism:publicationName", "bibo:shortTitle", "z:shortTitle")  # fmt: skip
PARTS = ("dcterms:isPartOf", "dc:isPartOf", "schema:isPartOf", "bibo:reproducedIn", "vivo:hasPublicationVenue")
PUBLISHERS = ("dcterms:publisher", "dc:publisher", "schema:publisher", "relators:pbl")
DATES = ("dcterms:issued", "dcterms:date", "dc:date", "prism:publicationDate", "prism:coverDisplayDate",
         "schema:datePublished", "fabio:hasPublicationYear", "vivo:dateTimeValue", "swrc:year",
         "dcterms:created")  # fmt: skip
VOLUMES = ("bibo:volume", "prism:volume", "schema:volumeNumber", "swrc:volume")
ISSUE_NUMBERS = ("bibo:issue", "prism:number", "prism:issueIdentifier", "schema:issueNumber", "swrc:number")
_SERIES_NUMBERS = ("bibo:number", "bibo:volume", "prism:volume", "prism:number", "dc:identifier", "bibo:issue")
PLACES = ("vcard:locality", "address:localityName", "vcard:locality-name", "schema:addressLocality", "z:place",
          "prism:location", "foaf:based_near", "event:place", "schema:location", "rdau:P60163")  # fmt: skip
_ADDRESSES = ("vcard:adr", "vcard:hasAddress", "address:address", "schema:address", "schema:location", "event:place",
              "foaf:based_near", "vcard:geo")  # fmt: skip
_SECTION = "bib:Part"
MOST_DEEP = 4


@dataclass
class Container:
    """What a document stands in, put together from all that it is a part of."""

    periodical: str | None = None
    kind: PeriodicalKind = "periodical"
    issue: str | None = None
    volume: str | None = None
    issue_title: str | None = None
    date: DateStatement | None = None
    host: str | None = None
    series: Series | None = None
    publishers: list[Agent] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    people: tuple[Contribution, ...] = ()
    numbers: Numbers = field(default_factory=Numbers)


def container_of(document: Value, kind: Kind, fields: Fields) -> Container:
    """Use all that a document is a part of."""
    found = Container()
    for value in _parts(document):
        _take(value, kind, found, fields)
    name = document.take("prism:publicationName", "z:publicationTitle", "swrc:journal")
    found.periodical = found.periodical or name
    return found


def _take(value: Value, kind: Kind, found: Container, fields: Fields, depth: int = 0) -> None:
    title = (value.text or None) if isinstance(value.term, Literal) else first_title(value)
    if isinstance(value.term, Literal):
        value.used = True
    role = _role(value, kind, found)
    title = title or _series_title(value, role)
    if role == "series" and title and found.series is None:
        found.series = Series(title, value.take(*_SERIES_NUMBERS))
        value.used = True
    elif role == "issue":
        found.issue_title = title
        _take_issue(value, found, fields)
    elif role == "periodical" and found.periodical is None and title:
        found.periodical, found.kind = title, periodical_kind(value.classes) or kind.container or "periodical"
        _take_issue(value, found, fields)
    elif role == "host" and found.host is None and title:
        found.host = title
        found.date = found.date or taken_date(value, fields, *DATES)
        found.people = contributions(value, fields)
        value.used = True
    elif title:
        fields.doubt("container", Text(f"« {title} » n'a pas de place ici", f"'{title}' has no place here"))
        _give_back(value)
        return
    if role != "series":
        found.numbers.take(value)
        agents, places = imprint(value, fields)
        found.publishers += agents
        found.places += places
    if depth < MOST_DEEP:
        for part in _parts(value):
            _take(part, kind, found, fields, depth + 1)


def _parts(value: Value, depth: int = 0) -> Iterator[Value]:
    """Yield what a thing is part of: of a section of a newspaper, as Zotero has it, what that stands in."""
    for part in value.named(*PARTS):
        if _SECTION in part.classes and depth < MOST_DEEP:
            yield from _parts(part, depth + 1)
        else:
            yield part


def _series_title(value: Value, role: str) -> str | None:
    """Use what Zotero calls the title of a series of recordings, maps or programs."""
    return value.take("dcterms:alternative") if role == "series" else None


def _role(value: Value, kind: Kind, found: Container) -> str:
    """Return what a part of the chain is: a series, an issue, a periodical or a book."""
    classes = value.classes
    if any(name in SERIES for name in classes):
        return "series" if kind.container is None or found.periodical else "periodical"
    if any(name in ISSUES for name in classes):
        return "issue"
    if kind.name == "chapter":
        return "series" if found.host and not periodical_kind(classes) else "host"
    if periodical_kind(classes):
        return "periodical"
    own = kind_of(classes)
    if own and own.name != "document" and own.container is None:
        return "host"
    if kind.container:
        return "periodical"
    return "series" if kind.name in ("book", "report", "thesis", "study", "proceedings", "guide") else "host"


def _take_issue(value: Value, found: Container, fields: Fields) -> None:
    value.used = True
    numbers = [one for name in ISSUE_NUMBERS for one in value.named(name)]
    if len({one.text for one in numbers}) > 1:
        fields.doubt(
            "issue",
            Text("plusieurs numéros sur un même périodique", "several issue numbers on one periodical"),
        )
    found.volume = found.volume or value.take(*VOLUMES)
    found.issue = found.issue or value.take(*ISSUE_NUMBERS)
    found.date = found.date or taken_date(value, fields, *DATES)


def first_title(value: Value, language: str | None = None) -> str | None:
    """Use the title in a language, else in French, in English, in any."""
    for name in TITLES:
        titles = [one for one in value.named(name) if not one.used and isinstance(one.term, Literal) and one.text]
        if titles:
            best = min(titles, key=lambda one: _preference(one, language))
            for one in (best, *(one for other in TITLES for one in value.named(other))):
                one.used = one.used or (isinstance(one.term, Literal) and one.text == best.text)
            return best.text
    return None


def _preference(value: Value, language: str | None) -> int:
    tag = (getattr(value.term, "language", None) or "").lower().partition("-")[0]
    wanted = [language, "fr", "en", ""]
    return wanted.index(tag) if tag in wanted else len(wanted)


def imprint(value: Value, fields: Fields) -> tuple[list[Agent], list[str]]:
    """Use the publishers of a thing, and the places that they are said to be in."""
    agents: list[Agent] = []
    places: list[str] = []
    for publisher in value.named(*PUBLISHERS):
        stated = imprint_said(publisher.text) if isinstance(publisher.term, Literal) else None
        if stated:
            publisher.used = True
            agents.append(organization(stated.name))
            places.append(stated.place)
            if stated.date and value.named(*DATES) and not any(stated.date in one.text for one in value.named(*DATES)):
                fields.leave(publisher.name, stated.date)
            continue
        places += _places(publisher)
        said = [one for one in publisher.inside if one.text and one.name not in ("rdf:type", *_ADDRESSES)]
        if publisher.inside and not said:
            publisher.used = True  # Zotero writes a publisher without a name where it has the place alone
            continue
        agents += agents_of(publisher, fields, bodies=True)
    places += _places(value)
    return agents, list(dict.fromkeys(places))


def _places(value: Value) -> list[str]:
    found = []
    while place := value.take(*PLACES):
        found.append(place)
    for address in value.named(*_ADDRESSES):
        if address.inside:
            inner = _places(address) or list(filter(None, [first_title(address)]))
            address.used = address.used or bool(inner)
            found += inner
    return found


def taken_date(value: Value, fields: Fields, *names: str) -> DateStatement | None:
    """Use the first date of some properties, and those that say the same again; a time of day is left away."""
    found: DateStatement | None = None
    for one in value.named(*names):
        said = without_time(date_text(one) if one.inside else one.text)
        if not said or one.used:
            continue
        if found is None:
            found = date_said(said)
            one.used = found is not None
        elif found.verbatim == said or (found.edtf or "-").startswith(said):
            one.used = True
        elif found.edtf and said.startswith(found.edtf) and (fuller := date_said(said)) and fuller.edtf:
            one.used, found = True, replace(fuller)
    if found:
        fields.check_date(found)
    return found


def date_of_imprint(value: Value, fields: Fields) -> DateStatement | None:
    """Return the date that the imprint of a thing states, where nothing else does."""
    literals = [one.text for one in value.named(*PUBLISHERS) if isinstance(one.term, Literal)]
    stated = next((said.date for text in literals if (said := imprint_said(text)) and said.date), None)
    if stated is None or value.named(*DATES):
        return None
    found = date_said(stated)
    if found:
        fields.check_date(found)
    return found


def without_time(said: str) -> str:
    """Return a date without the time of day."""
    return said[:10] if len(said) > 10 and said[4:5] == "-" and said[7:8] == "-" and said[10] in "T " else said


def _give_back(value: Value) -> None:
    for one in value.walk():
        one.used = False
