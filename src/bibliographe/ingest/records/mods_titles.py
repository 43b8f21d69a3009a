"""Titles of MODS. Source: MODS 3.8 User Guidelines, `titleInfo`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.languages import language_code

if TYPE_CHECKING:
    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node

_ISBD = re.compile(r"\s+[/:=;]$")
"""What stands before the next element in records made of MARC (`Title /`)."""
_JOINED = ("'", "’", "-")


def title_of(fields: NodeFields, node: Node, language: str | None = None) -> str | None:
    """Use and return the title of a record or of a related item, as ISBD parts it; None where there is none.

    The one without a type is meant, of several the one in the record's language; others stay unread.
    """
    infos = [info for info in node.named("titleInfo") if fields.seen(info) or info.children]
    plain = [info for info in infos if not info.attributes.get("type")] or infos
    first = next((info for info in plain if info.attributes.get("usage") == "primary"), None)
    if first is None and language:
        first = next((info for info in plain if language_code(info.attributes.get("lang")) == language), None)
    for info in ([first] if first else []) + plain:
        title = _whole(fields, info)
        if title:
            return title
    return None


def _whole(fields: NodeFields, info: Node) -> str | None:
    """Return `L'` + `archive` : `subTitle`. `partNumber`, `partName`."""
    if not info.first("title"):
        return fields.value(info)  # text without `title`, which the schema does not have
    parts = {name: [one for one in info.named(name) if fields.seen(one)] for name in _PARTS}
    if not parts["title"]:
        return None
    said = {name: _PARTS[name].join(fields.value(one) or "" for one in found) for name, found in parts.items()}
    title = _ISBD.sub("", said["title"])
    if said["nonSort"]:
        title = f"{said['nonSort']}{'' if said['nonSort'].endswith(_JOINED) else ' '}{title}"
    if said["subTitle"]:
        title = f"{title.rstrip(' :')} : {said['subTitle']}"
    part = ", ".join(filter(None, (said["partNumber"], said["partName"])))
    if part:
        title = f"{title.rstrip(' .')}. {part}"
    fields.together([parts["title"][0], *(one for found in parts.values() for one in found)], title)
    return title


_PARTS = {"nonSort": " ", "title": " ", "subTitle": " : ", "partNumber": ", ", "partName": ", "}
"""The elements of a title, and what parts several of a name."""
