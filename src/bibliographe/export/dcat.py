"""The dataset's own description in DCAT-AP 3, for open-data portals.

Source: DCAT-AP 3.0.1, <https://semiceu.github.io/DCAT-AP/releases/3.0.1/>. Its authority lists are the EU's,
<https://op.europa.eu/en/web/eu-vocabularies>.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from bibliographe.export.dataset import PROFILE, Dataset, dates, describe, publisher
from bibliographe.graph.canonical import write_turtle
from bibliographe.graph.terms import DCAT, DCTERMS, FOAF, RDFS, TYPED, Namespace, Statement, address, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from pyoxigraph import QuerySolutions

    from bibliographe.export.dataset import Read
    from bibliographe.export.formats import ExportFormat
    from bibliographe.store.access import OpenedStore

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_EDUCATION_AND_CULTURE = NamedNode(f"{_AUTHORITY}data-theme/EDUC")
_LANGUAGES = {
    "bg": "BUL", "br": "BRE", "ca": "CAT", "co": "COS", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG",
    "es": "SPA", "et": "EST", "eu": "EUS", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA",
    "lb": "LTZ", "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD", "oc": "OCI", "pl": "POL", "pt": "POR", "ro": "RON",
    "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip
_MOST_KEYWORDS = 50
_KEYWORDS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?topic ?label WHERE {
  ?topic skos:topConceptOf ?scheme ; skos:prefLabel ?label
} ORDER BY ?topic STR(?label) LANG(?label)
"""


def write_dcat(opened: OpenedStore, stream: TextIO) -> None:
    """Write the description as Turtle."""
    stream.write(write_turtle(description(opened), opened.catalogue.base))


def description(opened: Read) -> list[Statement]:
    """Return what the description says; raises `ExportError` on a setting that RDF cannot hold."""
    dataset = Dataset(opened.catalogue)
    statements = [
        *_catalogue(opened, dataset),
        *_dataset(opened, dataset),
        *publisher(dataset),
        *_contact(dataset),
        *_rights(dataset),
    ]
    for form, dump in dataset.dumps():
        statements += _distribution(dataset, form, dump)
    return statements


def _catalogue(opened: Read, dataset: Dataset) -> Iterator[Statement]:
    home = dataset.home
    yield Statement(home, TYPED, DCAT.Catalog)
    yield from describe(dataset, home)
    yield from dates(opened, home)
    yield from _languages(dataset, home)
    yield Statement(home, DCAT.dataset, dataset.iri)
    yield Statement(home, DCAT.themeTaxonomy, NamedNode(f"{_AUTHORITY}data-theme"))
    yield Statement(home, FOAF.homepage, home)
    if dataset.catalogue.rights:
        yield Statement(home, DCTERMS.rights, dataset.part("rights"))


def _dataset(opened: Read, dataset: Dataset) -> Iterator[Statement]:
    iri = dataset.iri
    yield Statement(iri, TYPED, DCAT.Dataset)
    yield from describe(dataset, iri)
    yield from dates(opened, iri)
    yield from _languages(dataset, iri)
    yield Statement(iri, DCTERMS.identifier, plain(iri.value))
    yield Statement(iri, DCTERMS.accessRights, NamedNode(f"{_AUTHORITY}access-right/PUBLIC"))
    yield Statement(iri, DCTERMS.accrualPeriodicity, NamedNode(f"{_AUTHORITY}frequency/IRREG"))
    yield Statement(iri, DCTERMS.conformsTo, PROFILE)
    yield Statement(iri, DCAT.landingPage, dataset.home)
    yield Statement(iri, DCAT.theme, _EDUCATION_AND_CULTURE)
    if dataset.catalogue.publisher.email or dataset.catalogue.publisher.url:
        yield Statement(iri, DCAT.contactPoint, dataset.part("contact"))
    for form, _dump in dataset.dumps():
        yield Statement(iri, DCAT.distribution, dataset.part(form.name))
    for label in islice(_keywords(opened), _MOST_KEYWORDS):
        yield Statement(iri, DCAT.keyword, label)


def _keywords(opened: Read) -> Iterator[Literal]:
    """Yield the labels of the catalogue's own top topics, not those of the profile's schemes."""
    for row in cast("QuerySolutions", opened.store.query(_KEYWORDS)):
        topic, label = row["topic"], row["label"]
        if isinstance(topic, NamedNode) and topic.value.startswith(opened.catalogue.base):
            yield cast("Literal", label)


def _distribution(dataset: Dataset, form: ExportFormat, dump: NamedNode) -> Iterator[Statement]:
    node = dataset.part(form.name)
    yield Statement(node, TYPED, DCAT.Distribution)
    titles = {language: f"{title} ({form.title.en})" for language, title in dataset.catalogue.title.items()}
    for title in dataset.tagged("title", titles):
        yield Statement(node, DCTERMS.title, title)
    yield Statement(node, DCAT.accessURL, dataset.home)
    yield Statement(node, DCAT.downloadURL, dump)
    yield Statement(node, DCAT.mediaType, NamedNode(f"{_IANA}{form.media_type}"))
    yield Statement(node, DCTERMS.format, NamedNode(form.file_type))
    yield Statement(node, DCTERMS.license, dataset.licence())
    yield Statement(node, DCTERMS.conformsTo, PROFILE)
    yield from _languages(dataset, node)
    if dataset.catalogue.rights:
        yield Statement(node, DCTERMS.rights, dataset.part("rights"))


def _languages(dataset: Dataset, subject: NamedNode) -> Iterator[Statement]:
    for tag in dataset.catalogue.languages:
        code = _LANGUAGES.get(tag.lower().split("-")[0])
        if code:
            yield Statement(subject, DCTERMS.language, NamedNode(f"{_AUTHORITY}language/{code}"))


def _contact(dataset: Dataset) -> Iterator[Statement]:
    settings, node = dataset.catalogue.publisher, dataset.part("contact")
    page = address(settings.url)
    if not (settings.email or page):
        return
    yield Statement(node, TYPED, VCARD.Kind)
    yield Statement(node, VCARD.fn, plain(settings.name or next(iter(dataset.catalogue.title.values()))))
    if settings.email:
        yield Statement(node, VCARD.hasEmail, dataset.setting("publisher.email", f"mailto:{settings.email}"))
    if page:
        yield Statement(node, VCARD.hasURL, page)


def _rights(dataset: Dataset) -> Iterator[Statement]:
    node = dataset.part("rights")
    for label in dataset.tagged("rights", dataset.catalogue.rights):
        yield Statement(node, TYPED, DCTERMS.RightsStatement)
        yield Statement(node, RDFS.label, label)
