"""What formats call the roles of people, and what these are in `ontology/schemes/roles.ttl`.

Source of the codes: MARC Code List for Relators, <https://id.loc.gov/vocabulary/relators>.
"""

from __future__ import annotations

from functools import lru_cache

from bibliographe.ingest.citation.names import is_exactly
from bibliographe.model.text import fold

GRANTOR = "degree-grantor"
"""No role of a person: the institution of a thesis."""
PUBLISHER = "publisher"

RELATORS: dict[str, str] = {
    "aut": "author", "cre": "author", "dis": "author", "cmp": "author", "inv": "author", "win": "preface-writer",
    "aui": "preface-writer", "aft": "preface-writer", "wpr": "preface-writer", "edt": "editor", "edc": "director",
    "pbd": "director", "edm": "editor", "red": "editor", "trl": "translator", "ive": "interviewee",
    "ivr": "interviewer", "spk": "speaker", "lec": "speaker", "pan": "speaker", "mod": "moderator", "hst": "moderator",
    "ill": "illustrator", "pht": "illustrator", "com": "compiler", "bjd": "illustrator", "pro": "producer",
    "fmp": "producer", "drt": "producer", "fmd": "producer", "pbl": PUBLISHER, "ths": "thesis-supervisor",
    "dgs": "thesis-supervisor", "orm": "organizer", "ctb": "contributor", "clb": "contributor", "dgg": GRANTOR,
}  # fmt: skip
"""Codes of MARC relators; film directors are producers, as in `ingest/citation/tables/roles.tsv`."""

_WORDS: dict[str, str] = {
    "author": "author", "creator": "author", "dissertant": "author", "writer": "author", "composer": "author",
    "auteur du texte": "author", "auteur de lettres": "author", "writer of introduction": "preface-writer",
    "author of introduction": "preface-writer", "author of introduction etc": "preface-writer",
    "author of afterword colophon etc": "preface-writer", "writer of preface": "preface-writer",
    "preface writer": "preface-writer", "editor": "editor", "book editor": "editor", "redaktor": "editor",
    "editor of compilation": "director", "publishing director": "director", "general editor": "director",
    "series editor": "director", "directeur de la publication": "director", "editeur scientifique": "editor",
    "translator": "translator", "interviewee": "interviewee", "interviewer": "interviewer", "speaker": "speaker",
    "lecturer": "speaker", "panelist": "speaker", "moderator": "moderator", "host": "moderator",
    "illustrator": "illustrator", "photographer": "illustrator", "compiler": "compiler", "producer": "producer",
    "film producer": "producer", "film director": "producer", "publisher": PUBLISHER,
    "editeur commercial": PUBLISHER, "thesis advisor": "thesis-supervisor", "thesis supervisor": "thesis-supervisor",
    "degree supervisor": "thesis-supervisor", "advisor": "thesis-supervisor", "supervisor": "thesis-supervisor",
    "organizer": "organizer", "organiser": "organizer", "organizer of meeting": "organizer",
    "contributor": "contributor", "collaborator": "contributor", "degree grantor": GRANTOR,
    "degree granting institution": GRANTOR, "etablissement de soutenance": GRANTOR,
}  # fmt: skip


@lru_cache(maxsize=10_000)
def role_of(term: str) -> str | None:
    """Return the role that a code, an address or a word names, in English or French; None for others."""
    word = fold(term.rstrip("/").rpartition("/")[2])
    found = RELATORS.get(word) or _WORDS.get(word)
    return found or next(iter(is_exactly("roles", term.strip(" .,;()")).values()), None)
