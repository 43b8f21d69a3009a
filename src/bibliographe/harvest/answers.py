"""What a repository answered: XML in the envelope of OAI-PMH, read so that one broken record hides no other.

Source: OAI-PMH 2.0, sections 2.5 (records), 3.2 (XML response format), 3.5 (flow control), 3.6 (errors).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

from bibliographe.errors import SourceError
from bibliographe.harvest.slicing import BrokenError, Slice, records_of_broken, slices
from bibliographe.harvest.transport import TroubleError
from bibliographe.i18n import Text
from bibliographe.ingest.encodings import decode
from bibliographe.ingest.records.xml_nodes import Node, read_records, root_of
from bibliographe.model.entry import Reject, Span

_SPACE = re.compile(r"https?://www\.openarchives\.org/OAI/2\.0/?")
_ENVELOPE = frozenset({
    "responseDate", "error", "Identify", "metadataFormat", "record", "resumptionToken",
})  # fmt: skip
_END = re.compile(r"</(?:[\w.-]+:)?OAI-PMH\s*>\s*(?:<!--[^>]*-->\s*|<\?[^>]*\?>\s*)*\Z")
_IDENTIFIER = re.compile(r"<(?:[\w.-]+:)?header[^<>]*>\s*<(?:[\w.-]+:)?identifier[^<>]*>([^<>]+)</")
_TOKEN = re.compile(r"<(?:[\w.-]+:)?resumptionToken(?:\s[^<>]*)?>([^<>]*)</")
_DECLARES = re.compile(r"(?:(?!<[A-Za-z_])[\s\S])*?<!ENTITY", re.IGNORECASE)
"""Before the first element."""
_DATE = re.compile(r"<(?:[\w.-]+:)?responseDate(?:\s[^<>]*)?>([^<>]*)</")
_ENTITIES = Text("l'XML déclare des entités, qui ne sont pas lues", "the XML declares entities, which are not read")
_NO_RECORD = Text("ce n'est pas une notice OAI-PMH", "it is no record of OAI-PMH")
_NO_RECORD_REMEDY = Text("signalez-la à qui tient ce serveur", "tell whoever runs the server")
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_LOOKED_AT = 2000


class NotOaiError(Exception):
    """What came is no answer of OAI-PMH; `reason` says what it is instead."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Header:
    """What a record says of itself: section 2.5."""

    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    deleted: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A record as a text of XML by itself, the line of its page in which it begins, and the same as a tree."""

    markup: str
    line: int
    node: Node


@dataclass(frozen=True, slots=True)
class Format:
    """A way in which a repository gives its records."""

    prefix: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Token:
    """How a list goes on; an empty `value` says that it does not."""

    value: str
    size: int | None = None
    """The number of records of the whole list, when the server tells it."""


@dataclass(slots=True)
class Answer:
    """One answer; its records in their order, those that are no XML as rejects."""

    text: str
    date: str = ""
    """The server's time (`responseDate`)."""
    errors: dict[str, str] = field(default_factory=dict)
    """What the server says of each error code."""
    identify: Node | None = None
    formats: list[Format] = field(default_factory=list)
    records: list[Record | Reject] = field(default_factory=list)
    token: Token | None = None

    @property
    def damaged(self) -> bool:
        """Tell whether some bytes were no characters of the answer's encoding."""
        return "\ufffd" in self.text


def read_answer(body: bytes, name: str) -> Answer:
    """Read an answer.

    Raises `TroubleError` when it was cut, `NotOaiError` when it is something else.
    """
    try:
        text, _encoding = decode(body, name)
    except SourceError as error:
        raise NotOaiError(error.message) from error
    if _DECLARES.match(text):
        raise NotOaiError(_ENTITIES)
    root = root_of(text)
    if root is None or root[1] != "OAI-PMH" or not _SPACE.fullmatch(root[0]):
        raise NotOaiError(_instead(text, root))
    if not _END.search(text):
        raise TroubleError(Text("réponse coupée : l'XML n'est pas fermé", "an answer cut short: its XML is not closed"))
    answer = Answer(text)
    try:
        for cut in slices(text, lambda space, local: local in _ENVELOPE and bool(_SPACE.fullmatch(space))):
            _take(answer, cut)
    except BrokenError as error:
        if error.entities:
            raise NotOaiError(_ENTITIES) from error
        answer = Answer(text)
        _take_what_can_be_made_out(answer)
    return answer


def _take_what_can_be_made_out(answer: Answer) -> None:
    """Read an answer whose XML breaks somewhere; raises `NotOaiError` when there is no record in it.

    A token is taken as it stands, whether or not its characters are escaped: without it the rest of the list would be
    lost.
    """
    answer.records = [_record(cut) for cut in records_of_broken(answer.text)]
    if not answer.records:
        raise NotOaiError(Text("l'XML est mal formé", "the XML is ill-formed"))
    if date := _DATE.search(answer.text):
        answer.date = date[1].strip()
    for token in _TOKEN.finditer(answer.text):
        answer.token = Token(unescape(token[1]).strip())


def _instead(text: str, root: tuple[str, str] | None) -> Text:
    if _HTML.search(text[:_LOOKED_AT]):
        return Text("c'est une page HTML, pas une réponse OAI-PMH", "it is a page of HTML, not an answer of OAI-PMH")
    if root:
        return Text(
            f"c'est de l'XML dont la racine est « {root[1]} », pas une réponse OAI-PMH 2.0",
            f"it is XML whose root is '{root[1]}', not an answer of OAI-PMH 2.0",
        )
    return Text("ce n'est pas de l'XML", "it is not XML")


def _take(answer: Answer, cut: Slice) -> None:
    if cut.name == "record":
        answer.records.append(_record(cut))
        return
    (node,) = read_records(cut.markup, lambda space, name: (space, name) == (cut.space, cut.name))
    if not isinstance(node, Node):
        raise NotOaiError(node.reason)
    if node.name == "responseDate":
        answer.date = node.text.strip()
    elif node.name == "error":
        answer.errors[node.attributes.get("code", "")] = " ".join(node.text.split())
    elif node.name == "Identify":
        answer.identify = node
    elif node.name == "metadataFormat":
        answer.formats.append(Format(said(node, "metadataPrefix"), said(node, "metadataNamespace")))
    elif node.name == "resumptionToken":
        size = node.attributes.get("completeListSize", "")
        answer.token = Token(node.text.strip(), int(size) if size.isascii() and size.isdigit() else None)


def _record(cut: Slice) -> Record | Reject:
    """Read one record, which may be no XML."""
    found = list(read_records(cut.markup, lambda space, name: name == "record" and bool(_SPACE.fullmatch(space))))
    if len(found) == 1 and isinstance(found[0], Node):
        return Record(cut.markup, cut.line, found[0])
    rejects = [one for one in found if isinstance(one, Reject)]
    reason, remedy = (rejects[0].reason, rejects[0].remedy) if rejects else (_NO_RECORD, _NO_RECORD_REMEDY)
    return Reject(Span(cut.line, cut.line + cut.raw.count("\n")), cut.raw, reason, remedy)


def said(node: Node, name: str) -> str:
    """Return the text of the first element in `node` that has this name."""
    found = node.first(name)
    return found.text.strip() if found else ""


def header_of(record: Record | Reject) -> Header | None:
    """Return the header of a record, None when it names no identifier; of one that is no XML, what can be made out."""
    if isinstance(record, Reject):
        found = _IDENTIFIER.search(record.text)
        return Header(unescape(found[1].strip()), "", (), deleted=False) if found and found[1].strip() else None
    header = record.node.first("header")
    identifier = said(header, "identifier") if header else ""
    if header is None or not identifier:
        return None
    sets = tuple(one.text.strip() for one in header.named("setSpec"))
    deleted = header.attributes.get("status", "").strip().lower() == "deleted"
    return Header(identifier, said(header, "datestamp"), sets, deleted)
