"""What the members of a package of Word are related to. Source: ECMA-376 part 2, 9.3 (relationships)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.packages import attribute, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from bibliographe.ingest.conversion.packages import Package


def main_of(package: Package) -> str:
    """Return the name of the member that holds the document."""
    names = [name for kind, name in related(package, "") if kind == "officeDocument" and name in package]
    return names[0] if names else "word/document.xml"


def _relationships(package: Package, name: str) -> Iterator[etree._Element]:
    folder, _, file = name.rpartition("/")
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path in package:
        yield from (one for one in package.xml(path) if local(one) == "Relationship")


def related(package: Package, name: str) -> list[tuple[str, str]]:
    """Return the kind and the name of each member that one is related to."""
    return [
        ((attribute(one, "Type") or "").rpartition("/")[2], _path(one, name))
        for one in _relationships(package, name)
        if attribute(one, "TargetMode") != "External"
    ]


def members(package: Package, name: str) -> dict[str, str]:
    """Return the names of the members that one is related to, by their relationship."""
    return {
        attribute(one, "Id") or "": _path(one, name)
        for one in _relationships(package, name)
        if attribute(one, "TargetMode") != "External"
    }


def targets(package: Package, name: str) -> dict[str, str]:
    """Return the addresses of links by their relationship; nothing that they name is opened."""
    return {
        attribute(one, "Id") or "": attribute(one, "Target") or ""
        for one in _relationships(package, name)
        if attribute(one, "TargetMode") == "External"
    }


def _path(relationship: etree._Element, name: str) -> str:
    target = attribute(relationship, "Target") or ""
    path = target[1:] if target.startswith("/") else posixpath.join(name.rpartition("/")[0], target)
    return posixpath.normpath(path)
