"""What a repository answered: XML in the envelope of OAI-PMH, read so that one broken record hides no other.

Source: OAI-PMH 2.0, sections 2.5 (records), 3.2 (XML response format), 3.5 (flow control), 3.6 (errors).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import unescape

from bibliographe.errors import SourceError
from bibliographe.harvest.transport import TroubleError
from bibliographe.i18n import Text
from bibliographe.ingest.encodings import decode
from bibliographe.ingest.records.xml_nodes import Node, read_records, root_of
from bibliographe.model.entry import Reject

_SPACE = re.compile(r"https?://www\.openarchives\.org/OAI/2\.0/?")
_ENVELOPE = frozenset({
    "responseDate", "error", "Identify", "metadataFormat", "record", "resumptionToken",
})  # fmt: skip
_END = re.compile(r"</(?:[\w.-]+:)?OAI-PMH\s*>\s*(?:<!--[^>]*-->\s*|<\?[^>]*\?>\s*)*\Z")
_IDENTIFIER = re.compile(r"<(?:[\w.-]+:)?header[^<>]*>\s*<(?:[\w.-]+:)?identifier[^<>]*>([^<>]+)</")
_TOKEN = re.compile(r"<(?:[\w.-]+:)?resumptionToken(?:\s[^<>]*)?>([^<>]*)</")
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
    records: list[Node | Reject] = field(default_factory=list)
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
    root = root_of(text)
    if root is None or root[1] != "OAI-PMH" or not _SPACE.fullmatch(root[0]):
        raise NotOaiError(_instead(text, root))
    if not _END.search(text):
        raise TroubleError(Text("réponse coupée : l'XML n'est pas fermé", "an answer cut short: its XML is not closed"))
    answer = Answer(text)
    found = list(read_records(text, lambda space, name: name in _ENVELOPE and bool(_SPACE.fullmatch(space))))
    if any(isinstance(one, Reject) for one in found) or not _is_well_formed(text):
        found = _cut_out(text)
    for node in found:
        _take(answer, node)
    return answer


def _is_well_formed(text: str) -> bool:
    try:
        expat.ParserCreate().Parse(text, True)
    except expat.ExpatError:
        return False
    return True


def _cut_out(text: str) -> list[Node | Reject]:
    """Return the server's time, the records and the token of an answer whose XML breaks somewhere.

    Where it breaks, elements are cut out by their name, so that each kind is looked for by itself. A token is taken as
    it stands, whether or not its characters are escaped: without it the rest of the list would be lost.
    """
    dates = read_records(text, lambda space, name: name == "responseDate" and bool(_SPACE.fullmatch(space)))
    found: list[Node | Reject] = [one for one in dates if isinstance(one, Node)]
    found += read_records(text, lambda space, name: name == "record" and bool(_SPACE.fullmatch(space)))
    if not any(isinstance(one, Node) for one in found):
        raise NotOaiError(next(one.reason for one in found if isinstance(one, Reject)))
    for token in _TOKEN.finditer(text):
        found.append(Node("", "resumptionToken", {}, 1, [unescape(token[1])]))
    return found


def _instead(text: str, root: tuple[str, str] | None) -> Text:
    if _HTML.search(text[:_LOOKED_AT]):
        return Text("c'est une page HTML, pas une réponse OAI-PMH", "it is a page of HTML, not an answer of OAI-PMH")
    if root:
        return Text(
            f"c'est de l'XML dont la racine est « {root[1]} », pas une réponse OAI-PMH 2.0",
            f"it is XML whose root is '{root[1]}', not an answer of OAI-PMH 2.0",
        )
    return Text("ce n'est pas de l'XML", "it is not XML")


def _take(answer: Answer, node: Node | Reject) -> None:
    if isinstance(node, Reject) or node.name == "record":
        answer.records.append(node)
    elif node.name == "responseDate":
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


def said(node: Node, name: str) -> str:
    """Return the text of the first element in `node` that has this name."""
    found = node.first(name)
    return found.text.strip() if found else ""


def header_of(record: Node | Reject) -> Header | None:
    """Return the header of a record, None when it names no identifier; of one that is no XML, what can be made out."""
    if isinstance(record, Reject):
        found = _IDENTIFIER.search(record.text)
        return Header(unescape(found[1].strip()), "", (), deleted=False) if found and found[1].strip() else None
    header = record.first("header")
    identifier = said(header, "identifier") if header else ""
    if header is None or not identifier:
        return None
    sets = tuple(one.text.strip() for one in header.named("setSpec"))
    deleted = header.attributes.get("status", "").strip().lower() == "deleted"
    return Header(identifier, said(header, "datestamp"), sets, deleted)
