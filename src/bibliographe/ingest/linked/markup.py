"""RDF/XML before it is parsed: entities, depth, and where it breaks.

The parser of RDF expands entities inside entities without bound and tells no lines: Expat looks first.
Source: RDF 1.1 XML Syntax, section 7; Extensible Markup Language (XML) 1.0, section 4.4.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 100
"""Elements inside each other; records have some ten."""
_LONGEST_ENTITY = 200
_COMMENT_OR_CDATA = re.compile(r"<!--|<!\[CDATA\[")
_DOCUMENT = re.compile(r"<([\w.-]+:)?RDF\b[^>]*>")
_DECLARED = re.compile(r"""\s(xmlns:[\w.-]+)\s*=\s*("[^"<]*"|'[^'<]*')""")
_NODE_NAME = re.compile(r"""(?<=:nodeID=)["']""")
_ENTITY = re.compile(r"<!ENTITY\s[^>]*>?")
_NAMESPACE = re.compile(r"""<!ENTITY\s+[\w.-]+\s+(?:"([^"&%<]*)"|'([^'&%<]*)')\s*>""")
ENTITIES = Text(
    "le fichier déclare des entités qui en contiennent d'autres ou qui sont ailleurs ; elles ne sont pas lues",
    "the file declares entities that hold others or are elsewhere; they are not read",
)
REMEDY = Text(
    "corrigez ce passage (balises ouvertes et fermées, « & » écrit « &amp; »), ou exportez de nouveau",
    "mend this passage (tags that open and close, '&' written '&amp;'), or export again",
)


class Fault(NamedTuple):
    """What is wrong, and in which line."""

    line: int
    reason: Text


def entity_fault(text: str) -> Fault | None:
    """Return what is wrong with the entities that a text declares: all but short words are refused."""
    for found in _ENTITY.finditer(text):
        plain = _NAMESPACE.fullmatch(found[0])
        if plain is None or len(plain[1] or plain[2] or "") > _LONGEST_ENTITY:
            return Fault(text.count("\n", 0, found.start()) + 1, ENTITIES)
    return None


def without_comments(text: str) -> str:
    """Return a text of XML without its comments, their line ends aside: the parser of RDF takes none in a literal."""
    kept: list[str] = []
    at = 0
    while opening := _COMMENT_OR_CDATA.search(text, at):
        is_comment = opening[0] == "<!--"
        end = text.find("-->" if is_comment else "]]>", opening.end())
        if end < 0:
            break
        kept.append(text[at : opening.start()])
        passage = text[opening.start() : end + len("-->")]
        kept.append("\n" * passage.count("\n") if is_comment else passage)
        at = end + len("-->")
    return "".join([*kept, text[at:]])


def documents(text: str) -> Iterator[tuple[int, str]]:
    """Yield the documents of RDF/XML that a text without comments holds, each with the number of lines before it.

    They are several where a protocol such as SRU put them into its answer; each is given the prefixes of the answer.
    """
    at, line = 0, 0
    first = _DOCUMENT.search(text)
    outer = dict(_DECLARED.findall(text, 0, first.start())) if first else {}
    while opening := _DOCUMENT.search(text, at):
        closing = f"</{opening[1] or ''}RDF>"
        end = text.find(closing, opening.end())
        end = len(text) if end < 0 else end + len(closing)
        line += text.count("\n", at, opening.start())
        own = dict(_DECLARED.findall(opening[0]))
        declared = "".join(f" {name}={value}" for name, value in outer.items() if name not in own)
        tag = f"<{opening[1] or ''}RDF"
        # The name of a node without an address holds in its own document only.
        content = _NODE_NAME.sub(rf"\g<0>d{line}c{opening.start()}.", text[opening.start() + len(tag) : end])
        yield line, f"{tag}{declared}{content}"
        line += text.count("\n", opening.start(), end)
        at = end


class Outline:
    """What stands where in a text of RDF/XML: the prolog with the root's tag, and what is wrong with it."""

    def __init__(self, text: str) -> None:
        """Go over a text once."""
        self.fault: Fault | None = None
        self.children: list[int] = []
        """The lines where the elements in the root begin."""
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            self.fault = Fault(error.lineno, Text(f"XML mal formé : {error}", f"ill-formed XML: {error}"))
        except _TooDeepError:
            self.fault = Fault(
                self._parser.CurrentLineNumber,
                Text(
                    f"plus de {DEEPEST} éléments l'un dans l'autre", f"more than {DEEPEST} elements inside each other"
                ),
            )

    def _start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _TooDeepError
        if self._depth == 2:
            self.children.append(self._parser.CurrentLineNumber)

    def _end(self, _tag: str) -> None:
        self._depth -= 1


class _TooDeepError(Exception):
    """Elements stand inside each other deeper than any record's."""
