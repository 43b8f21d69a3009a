"""Which elements of a file hold elements of Dublin Core: these are its records, whatever they are called."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

_DUBLIN_CORE = "http://purl.org/dc/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_KNOWN_NAMES = ("dc", "simpledc", "qualifieddc")
_AROUND = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*)?>\s*<(?:dc|dcterms|dct):", re.IGNORECASE)
_BETWEEN = "\t"


class Wrappers(NamedTuple):
    """The elements that are records: by namespace and name, and where the file is broken by name alone."""

    known: frozenset[tuple[str, str]]
    guessed: frozenset[str] = frozenset()

    def holds(self, space: str, name: str) -> bool:
        """Tell whether an element is a record."""
        if is_dublin_core(space) and name not in _KNOWN_NAMES:
            return False
        return (space, name) in self.known or name in self.guessed or (name in _KNOWN_NAMES and bool(space))


def is_dublin_core(space: str) -> bool:
    """Tell whether a namespace is one of Dublin Core's: its elements, its terms."""
    return space.startswith(_DUBLIN_CORE)


def wrappers_in(text: str) -> Wrappers:
    """Return the elements that hold a title of Dublin Core; where the XML breaks, others are guessed from the text."""
    elements: list[tuple[str, str]] = []
    found: set[tuple[str, str]] = set()

    def start(tag: str, _attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(_BETWEEN)
        if name == "title" and elements and is_dublin_core(space):
            found.add(elements[-1])
        elements.append((space, name))

    def end(_tag: str) -> None:
        elements.pop()

    def refuse(*_declaration: object) -> None:
        raise ValueError

    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = start, end, refuse
    guessed: frozenset[str] = frozenset()
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, ValueError):
        names = {name for name in _AROUND.findall(text) if name not in ("RDF", "Description")}
        guessed = frozenset(names)
    known = frozenset(one for one in found if one[0] != _RDF and not is_dublin_core(one[0]))
    return Wrappers(known, guessed)
