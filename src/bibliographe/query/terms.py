"""RDF terms of answers and parameters, the same whichever engine gave them."""

from __future__ import annotations

import re
from dataclasses import dataclass

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD_STRING = XSD + "string"
XSD_INTEGER = XSD + "integer"
LANGUAGE_STRING = RDF + "langString"

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f",
}  # fmt: skip
_ESCAPED = re.compile('[\\\\"\n\r\t\b\f]')
_ESCAPED_LETTER = re.compile(r"(?<=\\)[uU]")


@dataclass(frozen=True, slots=True)
class Iri:
    """The address of a thing; always absolute."""

    value: str

    def __post_init__(self) -> None:
        """Raise `ValueError` for what no query or Turtle file can hold between `<` and `>`."""
        if _NOT_IN_IRI.search(self.value) or not _ABSOLUTE.match(self.value):
            raise ValueError(f"not an absolute IRI: {self.value!r}")

    def turtle(self) -> str:
        """Return the IRI as Turtle, N-Triples and SPARQL write it."""
        return f"<{self.value}>"

    def sparql(self) -> str:
        """Return the IRI as a query holds it."""
        return self.turtle()


@dataclass(frozen=True, slots=True)
class BlankNode:
    """A thing without an address; its label means something within one answer only."""

    value: str

    def turtle(self) -> str:
        """Return the node as Turtle and N-Triples write it."""
        return f"_:{self.value}"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value: its text, and either a language or a datatype."""

    value: str
    language: str | None = None
    datatype: str = XSD_STRING

    def __post_init__(self) -> None:
        """Raise `ValueError` for a text that is not Unicode and for a malformed tag or datatype."""
        self.value.encode()
        if self.language is not None and not _LANGUAGE_TAG.fullmatch(self.language):
            raise ValueError(f"not a language tag: {self.language!r}")
        Iri(self.datatype)

    def turtle(self) -> str:
        """Return the literal as Turtle and N-Triples write it (Turtle 1.1, section 2.5)."""
        text = _ESCAPED.sub(lambda match: _ESCAPES[match[0]], self.value)
        return f'"{text}"{self._suffix()}'

    def sparql(self) -> str:
        r"""Return the literal as a query holds it.

        SPARQL 1.1 (section 19.2) lets `\uXXXX` stand anywhere and some parsers look for it before they look
        for strings, so a `u` that follows an escaped backslash is itself escaped, in the long form.
        """
        text = _ESCAPED.sub(lambda match: _ESCAPES[match[0]], self.value)
        text = _ESCAPED_LETTER.sub(lambda match: f"\\U{ord(match[0]):08X}", text)
        return f'"{text}"{self._suffix()}'

    def _suffix(self) -> str:
        if self.language is not None:
            return f"@{self.language}"
        return "" if self.datatype == XSD_STRING else f"^^<{self.datatype}>"


Term = Iri | BlankNode | Literal
Bindable = Iri | Literal
"""What a parameter may be: SPARQL's `VALUES` takes no blank node."""
