"""Formats of records that are known and not read, each told by its name with what to export instead.

They are looked for only where no reader of records takes a file: what is written as a document could hold anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.errors import SourceError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from bibliographe.ingest.source import Source

_LOOKED_AT = 20_000
_FIRST_TAG = re.compile(r"\s*(?:<![^>]*>\s*)*<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")
_OF_HTML = frozenset(
    """
    a article b blockquote body center details div em font h1 h2 h3 html i img main ol p pre section span strong table
    ul
    """.split()  # noqa: SIM905 - a list to read
)
_TAGGED = re.compile(r"(?:--)?[A-Z][A-Z0-9]{1,3}(?:--| {0,2}[-:~])\s+\S")
_USUAL_TAGS = re.compile(r"(?:--)?(?:AU|TI|PY|SO|AB|PT|DT|PU|KW|ST)(?:--| {0,2}[-:~])\s")
_MOST_TAGGED = 0.6
_FEWEST_TAGS = 3


class Unread(NamedTuple):
    """A format: what a text of it has, what it is called, and what to do."""

    pattern: re.Pattern[str]
    name: Text
    remedy: Text


def _xml(pattern: str, fr: str, en: str, remedy: tuple[str, str]) -> Unread:
    return Unread(re.compile(r"(?=\s*<)[\s\S]*?" + pattern), Text(fr, en), Text(*remedy))


def _json(pattern: str, fr: str, en: str, remedy: tuple[str, str]) -> Unread:
    return Unread(re.compile(r"(?=\s*[\[{])[\s\S]*?" + pattern), Text(fr, en), Text(*remedy))


_SPACE = r"""\sxmlns(?::[\w.-]+)?\s*=\s*["']"""
_FROM_THE_SITE = (
    "exportez ces références en RIS ou en BibTeX depuis le site, ou demandez-les à Zotero, et donnez ce fichier",
    "export these references in RIS or BibTeX from the site, or have Zotero do it, and give that file",
)
_FROM_ZOTERO = (
    "dans Zotero, exportez en « CSL JSON » ou en « Zotero RDF », et donnez ce fichier",
    "in Zotero, export as 'CSL JSON' or 'Zotero RDF', and give that file",
)
_FROM_HAL = (
    "exportez depuis HAL en BibTeX, en RIS ou en CSV, et donnez ce fichier",
    "export from HAL in BibTeX, RIS or CSV, and give that file",
)
_MARC = (
    "exportez-les en ISO 2709 (.mrc) ou en MARCXML, et donnez ce fichier",
    "export them in ISO 2709 (.mrc) or MARCXML, and give that file",
)
_FORMATS = (
    _xml(r"""\bformat\s*=\s*["']Intermarc["']""", "notices InterMarc", "InterMarc records", (
        "demandez à la BnF de l'UNIMARC (recordSchema=unimarcxchange) ou du Dublin Core, et donnez cette réponse",
        "ask the BnF for UNIMARC (recordSchema=unimarcxchange) or Dublin Core, and give that answer",
    )),
    _xml(r"picaXML", "notices PICA", "PICA records", _MARC),
    _xml(_SPACE + r"http://www\.tei-c\.org/ns/1\.0", "TEI (comme celle de HAL)", "TEI (as HAL writes it)", _FROM_HAL),
    _xml(r"<(?:Pubmed|Medline)[A-Z]\w*", "XML de PubMed", "PubMed's XML", (
        "dans PubMed, choisissez « Save » ou « Send to », format « PubMed » (.nbib), et donnez ce fichier",
        "in PubMed, choose 'Save' or 'Send to', format 'PubMed' (.nbib), and give that file",
    )),
    _xml(_SPACE + r"http://datacite\.org/schema/", "XML de DataCite", "DataCite's XML", _FROM_THE_SITE),
    _xml(_SPACE + r"http://namespace\.openaire\.eu/schema/oaire", "XML d'OpenAIRE", "OpenAIRE's XML", (
        "demandez ces notices en Dublin Core (metadataPrefix=oai_dc)",
        "ask for these records in Dublin Core (metadataPrefix=oai_dc)",
    )),
    _xml(_SPACE + r"http://www\.crossref\.org/", "XML de Crossref", "Crossref's XML", _FROM_THE_SITE),
    _xml(r"(?://NLM//DTD |<article\b[^>]*\barticle-type)", "article JATS", "a JATS article", _FROM_THE_SITE),
    _xml(_SPACE + r"http://schemas\.openxmlformats\.org/\S*/bibliography", "sources de Word", "Word's sources", (
        "donnez le document Word qui contient la bibliographie, ou ressaisissez ces sources dans Zotero",
        "give the Word document that holds the bibliography, or enter these sources into Zotero",
    )),
    _xml(_SPACE + r"http://bibtexml\.sf\.net/", "BibTeXML", "BibTeXML", (
        "exportez en BibTeX (.bib), et donnez ce fichier", "export as BibTeX (.bib), and give that file",
    )),
    _xml(r"<ONIX[Mm]essage\b", "message ONIX", "an ONIX message", _MARC),
    _xml(r"<ead\b", "inventaire d'archives (EAD)", "a finding aid (EAD)", (
        "un inventaire décrit des fonds, pas des documents publiés : donnez une bibliographie",
        "a finding aid describes archives, not published documents: give a bibliography",
    )),
    _xml(r"<(?:rss|feed)\b", "fil RSS ou Atom", "a feed (RSS, Atom)", _FROM_THE_SITE),
    _json(r'"itemType"\s*:', "JSON de Zotero (ou Better BibTeX)", "Zotero's JSON (or Better BibTeX's)", _FROM_ZOTERO),
    _json(r'"https://openalex\.org/', "JSON d'OpenAlex", "OpenAlex's JSON", (
        "exportez d'OpenAlex en RIS ou en CSV, et donnez ce fichier",
        "export from OpenAlex in RIS or CSV, and give that file",
    )),
    _json(r'(?:"type"\s*:\s*"dois"|"titles"\s*:\s*\[\s*\{\s*"title")', "JSON de DataCite", "DataCite's JSON",
          _FROM_THE_SITE),
    _json(r'"(?:docid|halId_s|title_s)"\s*:', "JSON de HAL", "HAL's JSON", _FROM_HAL),
    _json(r'"leader"\s*:\s*"', "MARC en JSON", "MARC in JSON", _MARC),
    Unread(
        re.compile(r'\s*(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:'),
        Text("JSON d'un modèle inconnu", "JSON of an unknown model"),
        Text(
            "exportez en CSL-JSON, en RIS ou en BibTeX, et donnez ce fichier",
            "export as CSL-JSON, RIS or BibTeX, and give that file",
        ),
    ),
    Unread(
        re.compile(r"\s*<\d+>[ \t]*\n[A-Z][A-Za-z /-]{2,40}[ \t]*\n[ \t]+\S"),
        Text("notices d'Ovid en texte", "Ovid's records as text"),
        Text("dans Ovid, exportez au format RIS, et donnez ce fichier", "in Ovid, export as RIS, and give that file"),
    ),
    Unread(re.compile(r"(?:header[^\n]*\n)?\s*LDR\d{5}"), Text("notices MicroLIF", "MicroLIF records"), Text(*_MARC)),
    Unread(
        re.compile(r"(?:---\s*\n)?(?:cff-version:|references:\s*\n\s*-\s+\w+:)"),
        Text("références en YAML", "references in YAML"),
        Text(
            "convertissez-les en CSL-JSON, par exemple avec pandoc, et donnez ce fichier",
            "make CSL-JSON of them, with pandoc for one, and give that file",
        ),
    ),
)  # fmt: skip
_UNKNOWN_XML = (
    Text("XML d'un vocabulaire inconnu", "XML of an unknown vocabulary"),
    Text(
        "exportez en MODS, en MARCXML, en Dublin Core ou en RIS, et donnez ce fichier",
        "export as MODS, MARCXML, Dublin Core or RIS, and give that file",
    ),
)
_TAGGED_RECORDS = (
    Text("notices à codes de champ d'un format inconnu", "records with field codes of an unknown format"),
    Text(
        "sont lus RIS, PubMed (.nbib), Web of Science, EndNote (.enw) et RefWorks : exportez dans l'un d'eux",
        "RIS, PubMed (.nbib), Web of Science, EndNote (.enw) and RefWorks are read: export in one of them",
    ),
)


def refuse_unread(source: Source) -> None:
    """Raise `SourceError` for a text of a format that is known and not read; do nothing for others."""
    head = source.text[:_LOOKED_AT]
    found = next(((one.name, one.remedy) for one in _FORMATS if one.pattern.match(head)), None)
    if found is None and _is_xml(source.text):
        found = _UNKNOWN_XML
    if found is None and _is_tagged(head):
        found = _TAGGED_RECORDS
    if found is not None:
        name, remedy = found
        reason = Text(f"format qui n'est pas lu : {name.fr}", f"a format that is not read: {name.en}")
        raise SourceError(reason, file=source.file_name, line=1, remedy=remedy)


def _is_xml(text: str) -> bool:
    """Tell whether a text is one element, of another name than those that documents begin with."""
    first = _FIRST_TAG.match(text)
    if first is None or first[1].lower() in _OF_HTML:
        return False
    return re.search(rf"</{re.escape(first[1])}\s*>\s*\Z", text[-_LOOKED_AT:]) is not None


def _is_tagged(head: str) -> bool:
    """Tell whether most lines that begin at the margin have the code of a field."""
    lines = [line for line in head.split("\n") if line[:1].strip()]
    tagged = [line for line in lines if _TAGGED.match(line)]
    if len(tagged) < max(_FEWEST_TAGS, _MOST_TAGGED * len(lines)):
        return False
    return sum(bool(_USUAL_TAGS.match(line)) for line in tagged) >= _FEWEST_TAGS
