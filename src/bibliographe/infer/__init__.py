"""What follows from the catalogue by its ontology."""
