"""The formats of export: a name, what it is, and the writer to import when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TextIO, cast

from bibliographe.errors import ExportError
from bibliographe.i18n import Text
from bibliographe.plugins import brought

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.export.records.documents import DocumentWriter
    from bibliographe.export.records.writing import EntryWriter
    from bibliographe.store.access import OpenedStore

    Writer = Callable[[OpenedStore, TextIO], None]
    """Writes the whole catalogue as statements: nothing is lost."""

_EU_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
ENTRY_POINTS = "bibliographe.writers"
"""Third parties add a format here: an entry point that loads an `ExportFormat`."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format. `writer` is `module:function`, taking an opened store and a text stream, or `module:Class`.

    The class is of an `EntryWriter`, or of a `DocumentWriter`.
    """

    name: str
    title: Text
    media_type: str
    extension: str
    writer: str
    aliases: tuple[str, ...] = ()
    file_type: str = ""
    """The format's address in the EU's list of file types; empty for what is no dump of the catalogue."""

    binary: bool = False
    """Its bytes are not text that a terminal shows."""

    forms: tuple[str, ...] = ()
    """The forms that a document can be written in, the one that is taken when none is asked for first."""

    options: frozenset[str] = frozenset()
    """Options of the command that this format takes and others do not."""

    def load(self) -> Writer | EntryWriter | DocumentWriter:
        """Import the writer."""
        module, name = self.writer.split(":")
        found = getattr(import_module(module), name)
        return cast("EntryWriter | DocumentWriter", found()) if isinstance(found, type) else cast("Writer", found)


_SHIPPED = (
    ExportFormat(
        "turtle", Text("Turtle", "Turtle"), "text/turtle", "ttl",
        "bibliographe.export.turtle:write_turtle", ("ttl",), f"{_EU_FILE_TYPE}RDF_TURTLE",
    ),
    ExportFormat(
        "ntriples", Text("N-Triples", "N-Triples"), "application/n-triples", "nt",
        "bibliographe.export.plain:write_ntriples", ("nt", "n-triples"), f"{_EU_FILE_TYPE}RDF_N_TRIPLES",
    ),
    ExportFormat(
        "nquads", Text("N-Quads", "N-Quads"), "application/n-quads", "nq",
        "bibliographe.export.plain:write_nquads", ("nq", "n-quads"), f"{_EU_FILE_TYPE}RDF_N_QUADS",
    ),
    ExportFormat(
        "trig", Text("TriG", "TriG"), "application/trig", "trig",
        "bibliographe.export.turtle:write_trig", (), f"{_EU_FILE_TYPE}RDF_TRIG",
    ),
    ExportFormat(
        "rdfxml", Text("RDF/XML", "RDF/XML"), "application/rdf+xml", "rdf",
        "bibliographe.export.rdfxml:write_rdfxml", ("xml", "rdf", "rdf-xml"), f"{_EU_FILE_TYPE}RDF_XML",
    ),
    ExportFormat(
        "jsonld", Text("JSON-LD", "JSON-LD"), "application/ld+json", "jsonld",
        "bibliographe.export.jsonld.document:write_jsonld", ("json-ld",), f"{_EU_FILE_TYPE}JSON_LD",
    ),
    ExportFormat(
        "ris", Text("RIS (Zotero, EndNote…)", "RIS (Zotero, EndNote…)"), "application/x-research-info-systems", "ris",
        "bibliographe.export.records.ris:RisWriter",
    ),
    ExportFormat(
        "csl-json", Text("CSL-JSON (Zotero, pandoc…)", "CSL-JSON (Zotero, pandoc…)"),
        "application/vnd.citationstyles.csl+json", "json", "bibliographe.export.records.csl:CslWriter", ("csl",),
    ),
    ExportFormat(
        "biblatex", Text("BibLaTeX", "BibLaTeX"), "text/x-bibtex", "bib",
        "bibliographe.export.records.bibtex:BiblatexWriter",
    ),
    ExportFormat(
        "bibtex", Text("BibTeX", "BibTeX"), "text/x-bibtex", "bib", "bibliographe.export.records.bibtex:BibtexWriter",
    ),
    ExportFormat(
        "oai-dc", Text("Dublin Core simple (oai_dc, pour les portails)", "Simple Dublin Core (oai_dc, for portals)"),
        "application/xml", "xml", "bibliographe.export.records.dublin_core:OaiDcWriter", ("oai_dc",),
    ),
    ExportFormat(
        "dcterms", Text("Dublin Core qualifié", "Qualified Dublin Core"), "application/xml", "xml",
        "bibliographe.export.records.dublin_core:QualifiedDcWriter", ("qdc",),
    ),
    ExportFormat(
        "schema-org",
        Text("schema.org (JSON-LD, pour les moteurs de recherche)", "schema.org (JSON-LD, for search engines)"),
        "application/ld+json", "jsonld", "bibliographe.export.records.crosswalks:SchemaOrgWriter", ("schema.org",),
    ),
    ExportFormat(
        "edm", Text("EDM (Europeana)", "EDM (Europeana)"), "application/rdf+xml", "rdf",
        "bibliographe.export.records.crosswalks:EdmWriter", ("europeana",),
    ),
    ExportFormat(
        "bibframe", Text("BIBFRAME 2 (Bibliothèque du Congrès)", "BIBFRAME 2 (Library of Congress)"),
        "application/rdf+xml", "rdf", "bibliographe.export.records.crosswalks:BibframeWriter", ("bf",),
    ),
    ExportFormat(
        "csv", Text("Tableau (CSV), à corriger et réimporter", "Table (CSV), to correct and import again"), "text/csv",
        "csv", "bibliographe.export.records.table:CsvWriter",
    ),
    ExportFormat(
        "xlsx", Text("Tableau (Excel), à corriger et réimporter", "Table (Excel), to correct and import again"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
        "bibliographe.export.records.xlsx:XlsxWriter", ("excel",), binary=True,
    ),
    ExportFormat(
        "selection", Text("Sélection publiée, à lire ou à imprimer", "Published selection, to read or to print"),
        "text/markdown", "md", "bibliographe.export.printed.writing:SelectionWriter",
        forms=("md", "html", "docx", "pdf"), options=frozenset({"to", "selection"}),
    ),
    ExportFormat(
        "bibliography", Text("Bibliographie dans un style CSL", "Bibliography in a style of CSL"),
        "text/html", "html", "bibliographe.export.styled.writing:BibliographyWriter",
        forms=("html", "md", "docx", "txt"), options=frozenset({"to", "style", "locale"}),
    ),
    ExportFormat(
        "dcat", Text("Description du jeu de données (DCAT-AP)", "Description of the dataset (DCAT-AP)"),
        "text/turtle", "ttl", "bibliographe.export.dcat:write_dcat", ("dcat-ap",),
    ),
    ExportFormat(
        "void", Text("Description du jeu de données (VoID)", "Description of the dataset (VoID)"),
        "text/turtle", "ttl", "bibliographe.export.void:write_void",
    ),
    ExportFormat(
        "unimarc", Text("UNIMARC (ISO 2709)", "UNIMARC (ISO 2709)"),
        "application/marc", "mrc", "bibliographe.export.records.marc.writers:UnimarcWriter", binary=True,
    ),
    ExportFormat(
        "unimarc-xml", Text("UNIMARC en MARCXML", "UNIMARC in MARCXML"),
        "application/marcxml+xml", "xml", "bibliographe.export.records.marc.writers:UnimarcXmlWriter", ("unimarcxml",),
    ),
    ExportFormat(
        "marc21", Text("MARC 21 (ISO 2709)", "MARC 21 (ISO 2709)"),
        "application/marc", "mrc", "bibliographe.export.records.marc.writers:Marc21Writer", binary=True,
    ),
    ExportFormat(
        "marcxml", Text("MARC 21 en MARCXML", "MARC 21 in MARCXML"),
        "application/marcxml+xml", "xml", "bibliographe.export.records.marc.writers:MarcXmlWriter", ("marc21-xml",),
    ),
    ExportFormat(
        "mods", Text("MODS 3.8", "MODS 3.8"),
        "application/mods+xml", "xml", "bibliographe.export.records.mods.writer:ModsWriter",
    ),
)  # fmt: skip


def export_formats() -> dict[str, ExportFormat]:
    """Return every format by its name: the shipped ones, then those that other packages bring."""
    others = (cast("ExportFormat", point.load()) for point in brought(ENTRY_POINTS))
    return {one.name: one for one in (*_SHIPPED, *others)}


def dump_formats() -> list[ExportFormat]:
    """Return the shipped formats that hold the whole catalogue, all of them saying the same."""
    return [one for one in _SHIPPED if one.file_type]


def find_format(name: str) -> ExportFormat:
    """Return the format called `name`; raises `ExportError` when there is none."""
    known = export_formats()
    wanted = name.strip().lower()
    for one in known.values():
        if wanted in (one.name, *one.aliases):
            return one
    listed = ", ".join(known)
    raise ExportError(
        Text(f"format d'export inconnu : « {name} »", f"unknown export format: '{name}'"),
        remedy=Text(f"choisissez parmi : {listed}", f"choose one of: {listed}"),
    )
