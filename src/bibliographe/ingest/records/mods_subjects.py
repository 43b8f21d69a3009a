"""What MODS says a document is about, in which language, and what is in it.

Source: MODS 3.8 User Guidelines, `subject`, `language`, `tableOfContents`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.languages import language_code
from bibliographe.model.entry import ContentsLine
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node

_BETWEEN = " -- "
_WORDS = ("topic", "geographic", "temporal", "genre", "occupation")
_NO_LANGUAGE = ("mul", "zxx", "und")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})\.$")
"""The end of a heading of MARC (`Dinosaurs.`), and not of a shortened word."""
_CONTENTS = re.compile(r"\s+--+\s+|\s*[\r\n]+\s*")


def keywords_of(fields: NodeFields, record: Node) -> tuple[str, ...]:
    """Return the subjects, each with its subdivisions: `Lecture -- France -- 1945-`; codes stay unread."""
    found: list[str] = []
    for subject in record.named("subject"):
        parts = [fields.value(subject)] if fields.seen(subject) else list(_parts(fields, subject))
        found.append(_FULL_STOP.sub("", _BETWEEN.join(filter(None, parts))))
    return tuple(dict.fromkeys(filter(None, found)))


def _parts(fields: NodeFields, subject: Node) -> Iterator[str]:
    for part in subject.children:
        if part.name in _WORDS:
            if part.attributes.get("point") == "end" and part.name == "temporal":
                continue
            said = fields.value(part)
            end = next((one for one in _ends(subject) if part.attributes.get("point") == "start"), None)
            if said:
                yield f"{said}-{fields.value(end) or ''}" if end else said
        elif part.name == "name":
            yield _name(fields, part)
        elif part.name == "titleInfo":
            yield " : ".join(filter(None, (fields.value(one) for one in part.named("title", "subTitle"))))
        elif part.name == "hierarchicalGeographic":
            yield _BETWEEN.join(filter(None, (fields.value(one) for one in part.children)))


def _ends(subject: Node) -> list[Node]:
    return [one for one in subject.named("temporal") if one.attributes.get("point") == "end"]


def _name(fields: NodeFields, name: Node) -> str:
    """Return a name as headings have it: family name first, then what parts there are."""
    order = ("family", "given", "", "termsOfAddress", "date")
    parts = sorted(
        (part for part in name.named("namePart") if fields.seen(part)),
        key=lambda part: order.index(kind) if (kind := part.attributes.get("type", "")) in order else 2,
    )
    return ", ".join((fields.value(part) or "").rstrip(" ,") for part in parts)


def language_of_record(fields: NodeFields, record: Node) -> str | None:
    """Return the code of the first language of the text; those of its summary, and other ones, stay unread."""
    for language in record.named("language"):
        if language.attributes.get("objectPart", "text") not in ("text", ""):
            continue
        terms = [one for one in (language, *language.named("languageTerm")) if fields.seen(one)]
        code = next((found for one in terms if (found := language_code(fields.seen(one)))), None)
        if code is None or code in _NO_LANGUAGE:
            continue
        for one in terms:
            if language_code(fields.seen(one)) == code:
                fields.value(one)
        return code
    return None


def contents_of(fields: NodeFields, record: Node) -> tuple[ContentsLine, ...]:
    """Return the lines of the table of contents, which ` -- ` or line ends part."""
    lines: list[str] = []
    for node in record.named("tableOfContents"):
        if fields.value(node):
            lines += split_contents(node.text)
    return tuple(map(ContentsLine, lines))


def split_contents(text: str) -> list[str]:
    """Return the lines of a table of contents in one text."""
    return list(filter(None, map(clean, _CONTENTS.split(text))))
