"""Citation lines: a grammar that a librarian can extend, and what it reads."""

from bibliographe.ingest.citation.lines import parse_citation
from bibliographe.ingest.citation.names import is_town, names_body, split_acronym
from bibliographe.ingest.citation.people import leads_people, parse_entered, parse_people
from bibliographe.ingest.citation.persons import is_given, person
from bibliographe.ingest.citation.reference import parse_reference
from bibliographe.ingest.citation.results import ParsedCitation, ParsedPeople, ParsedReference
from bibliographe.ingest.citation.standalone import parse_date, parse_edition, parse_identifier, parse_kind_line

__all__ = [
    "ParsedCitation",
    "ParsedPeople",
    "ParsedReference",
    "is_given",
    "is_town",
    "leads_people",
    "names_body",
    "parse_citation",
    "parse_date",
    "parse_edition",
    "parse_entered",
    "parse_identifier",
    "parse_kind_line",
    "parse_people",
    "parse_reference",
    "person",
    "split_acronym",
]
