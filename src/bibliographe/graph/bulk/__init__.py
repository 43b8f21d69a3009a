"""RDF in the profile brought in as a source of its own, read past: a million entries take no more memory than ten."""

from bibliographe.graph.bulk.importing import RdfReport, import_rdf

__all__ = ["RdfReport", "import_rdf"]
