"""The links of a page of the portal, made to lead from file to file."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from bibliographe.serve.publish.asking import TOP
from bibliographe.serve.publish.names import relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.i18n import Language
    from bibliographe.serve.publish.names import Naming

_ADDRESS = rf'"{re.escape(TOP)}(/[^"]*)"'
# A quotation mark stands raw in a page only where a template wrote it: data cannot make up an attribute.
_LINK = re.compile(rf" ([a-z-]+)={_ADDRESS}")
_WHOLE = re.compile(
    rf"[ \t]*<link\b[^<>]* href={_ADDRESS}[^<>]*>\n?"
    rf"|[ \t]*<li\b[^<>]*><a\b[^<>]* href={_ADDRESS}[^<>]*>[^<>]*</a></li>\n?"
)
"""An element that is for nothing but its link."""


def links_of(page: str) -> Iterator[str]:
    """Yield the addresses in the portal that a page leads to."""
    for found in _LINK.finditer(page):
        yield unescape(found[2])


def linked(page: str, file: str, language: Language, naming: Naming) -> str:
    """Return a page with its links as those of the file `file`; links to what no file can answer are taken out."""

    def kept(found: re.Match[str]) -> str:
        address = unescape(found[1] or found[2])
        return found[0] if naming.target(address, language) else ""

    def led(found: re.Match[str]) -> str:
        target = naming.target(unescape(found[2]), language)
        return f' {found[1]}="{escape(relative(target, file))}"' if target else ""

    return _LINK.sub(led, _WHOLE.sub(kept, page))
