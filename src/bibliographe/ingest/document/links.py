"""Link lines: what they offer, and where to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.document.labels import offers_link
from bibliographe.ingest.document.phrases import is_phrase, opening
from bibliographe.model.entry import Link
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.runs import Run
    from bibliographe.ingest.document.units import Unit

_ADDRESS = re.compile(r"<?((?:https?://|www\.)[^\s<>]+)>?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s|•·/;,.:–—\-→()\[\]]+|(?:et|ou)")
_TRAILING = ".,;:)»\"'"
_SHORT_LABEL = 6


def target(url: str | None) -> str | None:
    """Return the address that a link leads to, None when the source lost it (`#`, empty, relative)."""
    url = (url or "").strip()
    if url.lower().startswith("www."):
        return f"https://{url}"
    return url if re.match(r"(?:https?|ftp)://[^\s/]", url, re.IGNORECASE) else None


def addresses(text: str) -> list[str]:
    """Return the web addresses printed in `text`."""
    return [address for match in _ADDRESS.finditer(text) if (address := target(match[1].rstrip(_TRAILING)))]


def is_address_line(text: str) -> bool:
    """Return whether `text` is an address, maybe with a label before it: `Disponible sur : https://…`."""
    match = _ADDRESS.search(text)
    if match is None or _SEPARATORS.sub("", _ADDRESS.sub("", text[match.end() :])):
        return False
    label = clean(text[: match.start()]).rstrip(" :→-–(<")
    return not label or is_phrase("LINK_LABEL", label) or offers_link(label)


def link_lines(unit: Unit) -> tuple[Link, ...]:
    """Return the links of a line that is made of links; empty when the line is something else."""
    if is_address_line(unit.text):
        match = _ADDRESS.search(unit.text)
        label = clean(unit.text[: match.start() if match else 0]).rstrip(" :→-–(<")
        return tuple(Link(label or address, address) for address in addresses(unit.text))
    linked = [run for run in unit.runs if "link" in run.styles]
    if linked and all_links(unit.runs):
        links = [link for link in map(_link, linked) if link.label]
        named = any(offers_link(link.label) or opening("LINK_LABEL", link.label) for link in links)
        return tuple(links) if named or _is_call(unit) else ()
    if not offers_link(unit.text) or (unit.kind == "heading" and not linked and is_phrase("LINK_VERB", unit.text)):
        return _labelled(unit, linked)
    if linked:
        return tuple(Link(unit.text if len(linked) == 1 else clean(run.text), target(run.url)) for run in linked)
    return (Link(unit.text),)


def _is_call(unit: Unit) -> bool:
    """Return whether a whole line that is a link calls on the reader to do something, whatever it offers."""
    return (
        unit.kind != "heading"
        and len(unit.text.split()) <= _SHORT_LABEL
        and opening("LINK_VERB", unit.text) is not None
    )


def _labelled(unit: Unit, linked: Sequence[Run]) -> tuple[Link, ...]:
    """Read `Voir aussi : [le reportage]`: a label that announces links, then nothing but links."""
    before = unit.text.split(":")[0]
    if linked and len(before.split()) <= _SHORT_LABEL and (is_phrase("LINK_LABEL", before) or offers_link(before)):
        return tuple(map(_link, linked))
    return ()


def all_links(runs: Sequence[Run]) -> bool:
    """Return whether nothing but separators stands outside the links of `runs`."""
    return all("link" in run.styles or _SEPARATORS.sub("", run.text.strip()) == "" for run in runs)


def _link(run: Run) -> Link:
    return Link(clean(run.text), target(run.url))
