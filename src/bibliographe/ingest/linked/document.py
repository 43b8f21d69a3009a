"""One document of a graph as an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.i18n import Text
from bibliographe.ingest.linked.citation import citation_of
from bibliographe.ingest.linked.imprint import first_title
from bibliographe.ingest.linked.isbd import parted_title
from bibliographe.ingest.linked.kinds import CLASSES, ISSUES, PERIODICALS, SERIES, kind_of, unknown_classes
from bibliographe.ingest.linked.numbers import ISBNS
from bibliographe.ingest.linked.people import contributions
from bibliographe.ingest.linked.subjects import abstract_of, keywords_of, language_said
from bibliographe.ingest.linked.terms import compact, local
from bibliographe.ingest.records.fields import Fields, untitled
from bibliographe.ingest.records.kinds import ENGLISH, Kind
from bibliographe.ingest.records.languages import UNKNOWN
from bibliographe.model.entry import ContentsLine, Entry, Link, Reading, Reject, Unread
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.linked.resource import Value
    from bibliographe.model.entry import Span

_ORDER = (
    "rdf:type", "itemType", "title", "creator", "authorList", "authors", "maker", "editor", "editors", "editorList",
    "translator", "contributor", "isPartOf", "publisher", "issued", "date", "volume", "issue", "number", "pages",
    "pageStart", "pageEnd", "numPages", "extent", "edition", "isbn", "isbn10", "isbn13", "issn", "doi", "identifier",
    "subject", "language",
)  # fmt: skip
"""What comes first in a record's text."""
_KNOWN = dict.fromkeys((*SERIES, *ISSUES))
_NO_BOOKS = {name for name, kind in CLASSES.items() if kind == Kind("document")} - {
    "bibo:Document", "bib:Document", "foaf:Document", "dcmitype:Text", "dcterms:BibliographicResource",
    "schema:CreativeWork",
}  # fmt: skip
"""Classes of documents that are no books, whatever number they have."""


class DocumentReader:
    """Reads one document in Dublin Core and BIBO; dialects say otherwise what differs."""

    called = Text("en RDF", "RDF")
    private: tuple[str, ...] = (
        "dcterms:abstract", "bibo:abstract", "schema:abstract", "dcterms:description", "dc:description",
        "schema:description", "bibo:shortDescription", "rdfs:comment",
    )  # fmt: skip
    """Sentences of other people, which never stand in the record's text."""
    other_titles: tuple[str, ...] = ()
    """What stands for a title where there is none."""
    accessed: tuple[str, ...] = ("fabio:hasAccessDate", "z:accessDate")

    def __init__(self, tree: Value, span: Span, position: int) -> None:
        """`tree` is all that the graph says of it, `position` the number that its entry has."""
        self.tree, self.span, self.position = tree, span, position
        self.fields = Fields((), span)

    def item(self, topics: Sequence[tuple[str, ...]] = ()) -> Entry | Reject:
        """Return the entry under the first of some topics, or why there is none."""
        tree, fields = self.tree, self.fields
        annotation = abstract_of(tree, self.private)
        printed = self._printed(topics)
        language, fallback = language_said(tree)
        title = first_title(tree, language) or tree.take(*self.other_titles)
        if title is None:
            remedy = Text("donnez-lui un titre (dcterms:title)", "give it a title (dcterms:title)")
            return untitled(self.span, printed, self.called, remedy)
        kind = self.kind()
        people = contributions(tree, fields)
        citation, links, host_people = citation_of(tree, kind, fields, self.accessed)
        keywords = keywords_of(tree)
        title, statement = parted_title(clean(title), people)
        if statement:
            fields.leave("dc:title", statement)
        return Entry(
            title=title,
            kind=kind.name,
            position=self.position,
            span=self.span,
            text=printed,
            language=language or fallback or UNKNOWN,
            contributions=(*people, *(one for one in host_people if one not in people)),
            citation=citation,
            topic=topics[0] if topics else None,
            keywords=keywords,
            annotation=annotation,
            contents=self._contents(),
            links=tuple(Link(address, address) for address in links),
            readings=(Reading("citation", self.span, printed),),
            doubts=tuple(dict.fromkeys(fields.doubts)),
            unread=tuple(self._unread(links, topics)),
        )

    def kind(self) -> Kind:
        """Return the kind of document, from its classes, else from what `dcterms:type` calls it."""
        classes = self.tree.classes
        kind = kind_of(classes)
        strange = unknown_classes(classes, CLASSES, PERIODICALS, _KNOWN)
        for one in self.tree.named("rdf:type"):
            one.used = compact(one.term.value if hasattr(one.term, "value") else "") not in strange
        for one in self.tree.named("dcterms:type", "dc:type", "bibo:type"):
            named = ENGLISH.get(fold(one.text if isinstance(one.term, Literal) else local(compact(one.text))))
            if named and (kind is None or kind.name == "document"):
                kind, one.used = _with_container(named), True
        if kind == Kind("document") and self.tree.named(*ISBNS) and not _NO_BOOKS.intersection(classes):
            kind = Kind("book")
        if kind is None:
            said = ", ".join(strange or classes)
            if said:
                self.fields.doubt("kind", Text(f"classe de document inconnue : {said}", f"unknown class: {said}"))
            kind = Kind("document", "periodical") if _is_numbered(self.tree) else Kind("document")
        return kind

    def _contents(self) -> tuple[ContentsLine, ...]:
        lines: list[ContentsLine] = []
        for one in self.tree.named("dcterms:tableOfContents", "bibo:contents"):
            if isinstance(one.term, Literal):
                one.used = True
                lines += [ContentsLine(clean(line)) for line in one.term.value.splitlines() if line.strip()]
        return tuple(lines)

    def _printed(self, topics: Sequence[tuple[str, ...]]) -> str:
        groups: dict[str, list[str]] = {}
        if self.address:
            groups["id"] = [self.address]
        for one in sorted(self.tree.inside, key=_place):
            if one.name in self.private:
                continue
            said = compact(one.text) if one.name == "rdf:type" else one.summary
            if said:
                groups.setdefault(local(one.name), []).append(said)
        for topic in topics:
            groups.setdefault("collection", []).append(" > ".join(topic))
        return "\n".join(f"{name}: {' ; '.join(dict.fromkeys(said))}" for name, said in groups.items())

    @property
    def address(self) -> str:
        """Return the document's own address, empty where it has none outside the file."""
        said = self.tree.text
        return said if not said.startswith(("#", "_:")) and ":" in said else ""

    def _unread(self, links: Sequence[str], topics: Sequence[tuple[str, ...]]) -> Iterator[Unread]:
        found = list(self.tree.unread() if any(one.used for one in self.tree.walk()) else ())
        if self.address and self.address not in links and not self._says(self.address):
            yield Unread("@id", self.address, self.span)
        for path, said in sorted(found, key=lambda pair: pair[0]):
            yield Unread(path, compact(said) if path == "rdf:type" else said, self.span)
        yield from self.fields.unread()
        for topic in topics[1:]:
            yield Unread("z:Collection", " > ".join(topic), self.span)

    def _says(self, address: str) -> bool:
        """Tell whether an address is a number that the entry has anyway."""
        return address.lower().startswith(("urn:isbn:", "urn:issn:", "https://doi.org/", "http://dx.doi.org/", "doi:"))


def _place(value: Value) -> tuple[int, str]:
    name = value.name if value.name == "rdf:type" else local(value.name)
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER)), name


def _with_container(name: str) -> Kind:
    return next((kind for kind in CLASSES.values() if kind.name == name), Kind(name))


def _is_numbered(tree: Value) -> bool:
    return any(part.named("bibo:issue", "prism:number", "bibo:issn") for part in tree.named("dcterms:isPartOf"))
