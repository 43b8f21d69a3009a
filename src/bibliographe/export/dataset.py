"""The catalogue as a dataset: its address, its dates, its publisher, where its dumps are. What DCAT and VoID share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from pyoxigraph import Literal, NamedNode

from bibliographe.config import FILE_NAME
from bibliographe.errors import ExportError
from bibliographe.export.formats import ExportFormat, dump_formats
from bibliographe.graph.terms import DCTERMS, FOAF, TYPED, XSD, Namespace, Statement, address, plain
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolutions, Store

    from bibliographe.config import Catalogue

VOID = Namespace("http://rdfs.org/ns/void#")
PROFILE = NamedNode("https://w3id.org/bibliographe/ns")
DESCRIPTION = Text(
    "Catalogue bibliographique en données liées : notices, auteurs, éditeurs, revues et thèmes.",
    "Bibliographic catalogue as linked data: entries, authors, publishers, periodicals and topics.",
)
_DATES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
SELECT (MIN(?created) AS ?first) (MAX(?modified) AS ?last)
WHERE { ?record a dcat:CatalogRecord ; dcterms:created ?created ; dcterms:modified ?modified }
"""


class Read(Protocol):
    """A catalogue and a store of what its files say: an opened build, or what a validation reads."""

    @property
    def catalogue(self) -> Catalogue:
        """Return the settings."""

    @property
    def store(self) -> Store:
        """Return the store."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Where a catalogue's own description stands: all addresses under its base."""

    catalogue: Catalogue

    @property
    def home(self) -> NamedNode:
        """Return the address of the catalogue's page, which is the `dcat:Catalog`."""
        return NamedNode(self.catalogue.base)

    @property
    def iri(self) -> NamedNode:
        """Return the address of the dataset."""
        return NamedNode(f"{self.catalogue.base}dataset")

    def part(self, name: str) -> NamedNode:
        """Return the address of a node that belongs to the description of the dataset."""
        return NamedNode(f"{self.iri.value}/{name}")

    def dump(self, form: ExportFormat) -> NamedNode:
        """Return where the dump in one format is to be published."""
        return NamedNode(f"{self.catalogue.base}dump/catalogue.{form.extension}")

    def dumps(self) -> list[tuple[ExportFormat, NamedNode]]:
        """Return all dumps with their formats."""
        return [(form, self.dump(form)) for form in dump_formats()]

    def licence(self) -> NamedNode:
        """Return the licence's address; raises `ExportError` when it is none that RDF can hold."""
        return self.setting("licence", self.catalogue.licence)

    def setting(self, name: str, value: str) -> NamedNode:
        """Return a setting as an address; raises `ExportError` when it is none that RDF can hold."""
        try:
            return NamedNode(value)
        except ValueError as error:
            raise self._unusable(name, value) from error

    def tagged(self, name: str, texts: dict[str, str]) -> list[Literal]:
        """Return a setting as text in its languages; raises `ExportError` on what is no language tag."""
        try:
            return [Literal(value, language=language) for language, value in texts.items()]
        except ValueError as error:
            raise self._unusable(name, ", ".join(texts)) from error

    def _unusable(self, name: str, value: str) -> ExportError:
        return ExportError(
            Text(f"le réglage {name} ne peut pas être publié : « {value} »", f"{name} cannot be published: '{value}'"),
            file=self.catalogue.directory / FILE_NAME,
            remedy=Text(
                "donnez une adresse web complète, une adresse électronique, ou une étiquette de langue (fr, en…)",
                "give a whole web address, an e-mail address, or a language tag (fr, en…)",
            ),
        )


def describe(dataset: Dataset, subject: NamedNode) -> Iterator[Statement]:
    """Yield what is said alike of the dataset, of its catalogue and of its dumps: title, description, licence."""
    catalogue = dataset.catalogue
    for title in dataset.tagged("title", catalogue.title):
        yield Statement(subject, DCTERMS.title, title)
    for description in dataset.tagged("description", catalogue.description or DESCRIPTION._asdict()):
        yield Statement(subject, DCTERMS.description, description)
    yield Statement(subject, DCTERMS.license, dataset.licence())
    yield Statement(subject, DCTERMS.publisher, dataset.part("publisher"))


def dates(opened: Read, subject: NamedNode) -> Iterator[Statement]:
    """Yield when the first record was made and when the last one really changed, as the register says."""
    row = next(cast("QuerySolutions", opened.store.query(_DATES)))
    for name, predicate in (("first", DCTERMS.issued), ("last", DCTERMS.modified)):
        value = row[name]
        if isinstance(value, Literal) and value.datatype == XSD.dateTime:
            yield Statement(subject, predicate, value)


def publisher(dataset: Dataset) -> Iterator[Statement]:
    """Yield who answers for the data; without one in the settings, the catalogue's own title stands for them."""
    settings, node = dataset.catalogue.publisher, dataset.part("publisher")
    name = settings.name or next(iter(dataset.catalogue.title.values()))
    yield Statement(node, TYPED, FOAF.Agent)
    yield Statement(node, FOAF.name, plain(name))
    homepage = address(settings.url)
    if homepage:
        yield Statement(node, FOAF.homepage, homepage)
