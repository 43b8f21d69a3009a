"""EndNote's XML, which Zotero, Mendeley and databases write too.

Source: what EndNote 20 exports (`<xml><records><record>`); it has a document type, RSXML, and no published manual.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.endnote_citation import EndnoteCitation
from bibliographe.ingest.records.fields import untitled
from bibliographe.ingest.records.identifiers import web_address
from bibliographe.ingest.records.kinds import Kind, says_less
from bibliographe.ingest.records.kinds_of_xml import ENDNOTE, ENDNOTE_NUMBERS
from bibliographe.ingest.records.languages import UNKNOWN, with_languages
from bibliographe.ingest.records.names import agent_named
from bibliographe.ingest.records.parts import numbered
from bibliographe.ingest.records.xml_envelope import with_envelope
from bibliographe.ingest.records.xml_fields import Markup, NodeFields
from bibliographe.ingest.records.xml_nodes import read_records, root_of
from bibliographe.model.entry import Contribution, Entry, Link, Reading
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Agent, Item, Reject

_MARKUP = Markup.of(
    inline="style",
    told="ref-type@name",
    quiet="face font size color charset timestamp name path version app db-id",
    private="abstract",
)
_HEAD = re.compile(r"<xml>\s*<records\b|<records\b[^<>]*>\s*<record>|<record>\s*<(?:database|rec-number|ref-type)\b")
_OF_ENDNOTE = re.compile(r"<(?:ref-type|rec-number|source-app|secondary-title|electronic-resource-num)\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_SEVERAL = re.compile(r"\s*[;\r\n]+\s*")
_EDITED = ("edited book",)
_ROLES: dict[str, dict[str, str]] = {
    "": {
        "authors": "author",
        "secondary-authors": "editor",
        "tertiary-authors": "director",
        "subsidiary-authors": "translator",
    },
    "book": {"secondary-authors": "director", "tertiary-authors": "editor"},
    "edited book": {"authors": "editor", "secondary-authors": "director"},
    "thesis": {"secondary-authors": "contributor", "tertiary-authors": "thesis-supervisor"},
    "film or broadcast": {
        "secondary-authors": "producer",
        "tertiary-authors": "producer",
        "subsidiary-authors": "speaker",
    },
    "audiovisual material": {"secondary-authors": "producer", "subsidiary-authors": "speaker"},
    "interview": {"secondary-authors": "interviewer"},
}
"""Whom the lists of contributors name, in general and for a type of reference; other lists stay unread."""
_HOUSEKEEPING = ("database", "source-app", "rec-number", "foreign-keys/key")


class EndnoteXmlReader:
    """Reads EndNote's XML."""

    extensions = (".xml",)

    def recognises(self, source: Source) -> float:
        """Return how surely a text is EndNote's: by the elements that it begins with."""
        head = source.text[:20_000]
        root = root_of(head)
        if root is None or root[0] or root[1] not in ("xml", "records", "record", "rsxml"):
            return 0.0
        return 0.95 if _HEAD.search(head) and _OF_ENDNOTE.search(head) else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each record, in their order; one without a title is a reject."""
        found = numbered(read_records(source.text, _is_record), lambda node, number: _RecordReader(node, number).item())
        yield from with_envelope(with_languages(found), source.lines)


def _is_record(space: str, name: str) -> bool:
    return not space and name == "record"


class _RecordReader:
    """Reads one record."""

    def __init__(self, node: Node, position: int) -> None:
        self.node, self.position = node, position
        self.fields = NodeFields(node, _MARKUP)

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields = self.fields
        type_name, kind = self._kind()
        title = fields.take("titles/title", "titles/short-title", "titles/translated-title")
        if title is None:
            remedy = Text("donnez-lui un titre (Title) dans EndNote", "give it a Title in EndNote")
            return untitled(fields.span, fields.whole(), Text("EndNote", "bibliographic EndNote"), remedy)
        fields.take_all(*_HOUSEKEEPING)
        citation = EndnoteCitation(fields, type_name, kind)
        found = citation.read()
        return Entry(
            title=title,
            kind=citation.kind.name,
            position=self.position,
            span=fields.span,
            language=fields.language("language") or UNKNOWN,
            contributions=self._contributions(type_name),
            citation=found,
            keywords=self._keywords(),
            annotation=fields.abstracts(),
            links=self._links(),
            text=(text := fields.printed()),
            readings=(Reading("citation", fields.span, text),),
            doubts=tuple(fields.doubts),
            unread=fields.unread(),
        )

    def _kind(self) -> tuple[str, Kind]:
        """Return the type's name, in English and folded, and what it is: a number counts where the name does not."""
        node = self.node.first("ref-type")
        if node is None:
            self.fields.doubt("kind", Text("aucun type de référence", "no type of reference"))
            return "generic", Kind("document")
        number = self.fields.value(node) or ""
        said = node.attributes.get("name", "") or number
        for name in (fold(said), ENDNOTE_NUMBERS.get(number, "")):
            if name in ENDNOTE:
                if says_less(ENDNOTE[name], name):
                    self.fields.leave("ref-type", said)
                return name, ENDNOTE[name]
        self.fields.doubt("kind", Text(f"type EndNote inconnu : « {said} »", f"unknown type of EndNote: '{said}'"))
        return "generic", Kind("document")

    def _contributions(self, type_name: str) -> tuple[Contribution, ...]:
        roles = _ROLES[""] | _ROLES.get(type_name, {})
        found: list[Contribution] = []
        holder = self.node.first("contributors")
        # Some write the lists beside their holder instead of into it.
        for group in (*(holder.children if holder else ()), *self.node.children):
            role = roles.get(group.name)
            for one in group.children if role else ():
                agent = _agent(self.fields.seen(one))
                if agent and role:
                    self.fields.value(one)
                    found.append(Contribution(agent, role))
        return tuple(dict.fromkeys(found))

    def _keywords(self) -> tuple[str, ...]:
        """Return the keywords, which may hold commas; line ends and semicolons part several of an element."""
        holder = self.node.first("keywords")
        found: list[str] = []
        for one in [holder, *holder.children] if holder else ():
            if self.fields.value(one):
                found += map(clean, _SEVERAL.split(one.text))
        return tuple(dict.fromkeys(filter(None, found)))

    def _links(self) -> tuple[Link, ...]:
        """Return the addresses of the web; those of files on somebody's disk stay unread."""
        found: list[str] = []
        for one in (inner for holder in self.node.named("urls") for inner in holder.walk()):
            said = _SEVERAL.split(one.text.strip()) if self.fields.seen(one) else []
            addresses = [address for part in said if (address := web_address(part))]
            if addresses:
                self.fields.value(one)
                found += addresses
                for part in said:
                    if clean(part) and not web_address(part):
                        self.fields.left(one, clean(part))
        return tuple(Link(address, address) for address in dict.fromkeys([*found, *self._links_of_pages()]))

    def _links_of_pages(self) -> list[str]:
        """Return the addresses that stand where pages should: `Available: https://…`."""
        said = self.node.first("pages")
        found = [one.rstrip(".,;)") for one in _ADDRESS.findall(said.text)] if said else []
        if said and found:
            self.fields.value(said)
        return found


def _agent(name: str) -> Agent | None:
    """Return whom a contributor is; EndNote's users end the names of bodies with a comma."""
    bare = name.strip()
    if bare.endswith(",") and any(map(str.isalpha, bare)):
        return organization(bare.rstrip(" ,"))
    return agent_named(bare)
