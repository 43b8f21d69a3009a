"""The catalogue as canonical RDF files: the source of truth."""
