"""The query library, and asking it of any SPARQL store."""
