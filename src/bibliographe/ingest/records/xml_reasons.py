"""What is said of XML that is not read, and which text outside of records nobody misses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers.expat import errors

from bibliographe.i18n import Text
from bibliographe.model.entry import Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.xml_tree import Node

DEEPEST = 100
"""Elements inside each other; records have some ten."""
DEEP = Text(f"plus de {DEEPEST} éléments l'un dans l'autre", f"more than {DEEPEST} elements inside each other")
ENTITIES = Text(
    "le fichier déclare des entités, qui ne sont pas lues", "the file declares entities, which are not read"
)
NOT_CLOSED = Text("la notice n'est pas fermée : le fichier est coupé", "the record is not closed: the file was cut")
REMEDY = Text(
    "corrigez ce passage (balises ouvertes et fermées, « & » écrit « &amp; »), ou exportez de nouveau",
    "mend this passage (tags that open and close, '&' written '&amp;'), or export again",
)
_ILL_FORMED = Text("XML mal formé, ligne {line} : {why}", "ill-formed XML, line {line}: {why}")
_WHY = {
    errors.XML_ERROR_INVALID_TOKEN: Text(
        "un signe mal placé, par exemple « & » ou « < »", "a misplaced '&', '<' or other sign"
    ),
    errors.XML_ERROR_TAG_MISMATCH: Text(
        "une balise ferme un autre élément que le dernier ouvert", "a tag closes another element"
    ),
    errors.XML_ERROR_UNCLOSED_TOKEN: Text("une balise n'est pas fermée", "a tag is not closed"),
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: Text(
        "une section CDATA n'est pas fermée", "a CDATA section is not closed"
    ),
    errors.XML_ERROR_UNDEFINED_ENTITY: Text("une entité qui n'est pas déclarée", "an entity that is not declared"),
    errors.XML_ERROR_UNBOUND_PREFIX: Text(
        "un préfixe sans espace de noms (xmlns)", "a prefix without a namespace (xmlns)"
    ),
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: Text("un attribut donné deux fois", "an attribute that is given twice"),
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: Text(
        "du texte après la fin du document", "text after the end of the document"
    ),
    errors.XML_ERROR_MISPLACED_XML_PI: Text(
        "une déclaration XML au milieu du texte", "an XML declaration inside the text"
    ),
    errors.XML_ERROR_BAD_CHAR_REF: Text(
        "un appel de caractère interdit (&#0;)", "a reference to a forbidden character (&#0;)"
    ),
}
_STRAY = Text("ce texte n'est dans aucune notice", "this text is in no record")
_STRAY_REMEDY = Text(
    "vérifiez que le fichier est bien du format annoncé, et que ce passage n'est pas une notice abîmée",
    "check that the file is of the format that was told, and that this passage is no damaged record",
)
_PROTOCOLS = (
    "http://www.openarchives.org/OAI/",
    "http://www.loc.gov/zing/",
    "http://docs.oasis-open.org/ns/search-ws/",
    "info:srw/",
)
_OF_PROTOCOLS = frozenset(
    """
    responseDate request identifier datestamp setSpec resumptionToken version numberOfRecords recordSchema
    recordPacking recordXMLEscaping recordIdentifier recordPosition nextRecordPosition resultSetId resultSetIdleTime
    query startRecord maximumRecords baseUrl baseURL metadataNamespace originDescription resultCountPrecision
    """.split()  # noqa: SIM905 - a list to read
)
"""Elements of OAI-PMH 2.0 and SRU 1.1 to 2.0 that have text."""
_MARKUP = re.compile(r"<!--.*?-->|<\?.*?\?>|<[^<>]*>", re.DOTALL)
_PROTOCOL_TEXT = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(sorted(_OF_PROTOCOLS))})(?:\s[^<>]*)?>[^<>]*</")


def ill_formed(code: int, line: int) -> Text:
    """Return what is wrong with a text, by expat's code of it, and in which line."""
    message = errors.messages.get(code, "")
    why = _WHY.get(message, Text(message, message))
    return Text(_ILL_FORMED.fr.format(line=line, why=why.fr), _ILL_FORMED.en.format(line=line, why=why.en))


def is_protocol(space: str, name: str) -> bool:
    """Tell whether an element is one of those that protocols put around records."""
    return space.startswith(_PROTOCOLS) or (not space and name in _OF_PROTOCOLS)


class Strays:
    """Texts outside of all records, said together where they follow one another."""

    def __init__(self) -> None:
        """Hold none yet."""
        self._texts: list[str] = []
        self._lines: list[int] = []

    def add(self, text: str, line: int) -> None:
        """Add a text that begins in a line."""
        self._texts.append(text.strip())
        self._lines.append(line)

    def add_texts(self, node: Node) -> None:
        """Add the texts of an element that holds a record, those of protocols aside."""
        for one in node.walk():
            text = "".join(part for part in one.content if isinstance(part, str))
            if text.strip() and not is_protocol(one.space, one.name):
                self.add(text, one.line)

    def told(self) -> Iterator[Reject]:
        """Yield what there is, and hold nothing any more."""
        if self._texts:
            yield stray("\n".join(self._texts), Span(min(self._lines), max(self._lines)))
        self._texts, self._lines = [], []


def stray(text: str, span: Span) -> Reject:
    """Return what to say of a text that is in no record."""
    return Reject(span, text, _STRAY, _STRAY_REMEDY)


def says_something(piece: str) -> bool:
    """Tell whether a piece between records, which need not be whole XML, has a text that is not of a protocol."""
    return any(map(str.isalnum, _MARKUP.sub(" ", _PROTOCOL_TEXT.sub("</", piece))))
