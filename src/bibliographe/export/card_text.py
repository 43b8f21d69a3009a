"""A card as text: the citation first, as a selection would print it, then field by field."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from bibliographe.i18n import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.card import Card, Container, Place

LABELS = {
    "kind": Text("Type", "Type"),
    "authors": Text("Auteurs", "Authors"),
    "in": Text("Dans", "In"),
    "publisher": Text("Éditeur", "Publisher"),
    "institution": Text("Établissement", "Institution"),
    "degree": Text("Diplôme", "Degree"),
    "date": Text("Date", "Date"),
    "available": Text("Mis en ligne", "Posted"),
    "accessed": Text("Consultation", "Accessed"),
    "event": Text("Manifestation", "Event"),
    "pages": Text("Pages", "Pages"),
    "numPages": Text("Étendue", "Extent"),
    "edition": Text("Édition", "Edition"),
    "medium": Text("Support", "Medium"),
    "topic": Text("Thème", "Topic"),
    "keywords": Text("Mots-clés", "Keywords"),
    "contents": Text("Sommaire", "Contents"),
    "parts": Text("Contient", "Has part"),
    "part_of": Text("Partie de", "Part of"),
    "links": Text("Lien", "Link"),
    "mentions": Text("Cite", "Mentions"),
    "references": Text("Renvoie à", "References"),
    "listed": Text("Source", "Source"),
    "annotation": Text("Résumé", "Abstract"),
    "record": Text("Notice", "Record"),
    "iri": Text("Adresse", "Address"),
}
_KEPT_HERE = Text("gardé ici, non diffusé", "kept here, not given away")
_GAP = 2
_NARROWEST = 40
_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "�")
"""What would move the terminal's cursor or change its colours."""


def write_card(card: Card, language: Language, width: int, *, abstracts_go: bool = False) -> str:
    """Return the card, folded to `width` columns; `abstracts_go` when the settings let the abstracts be given away."""
    fields = [
        (LABELS[name](language) if name in LABELS else name, text)
        for name, text in _fields(card, language, abstracts_go)
    ]
    column = max(len(label) for label, _text in fields) + _GAP
    room = max(width - column, _NARROWEST)
    lines = [_heading(card), *textwrap.wrap(citation(card, language), max(width, _NARROWEST)), ""]
    last = ""
    for label, text in fields:
        folded = [piece for line in text.splitlines() for piece in _fold(line, room)]
        for number, piece in enumerate(folded or [""]):
            lines.append(f"{'' if number or label == last else label:<{column}}{piece}".rstrip())
        last = label
    return "\n".join(line.translate(_CONTROL) for line in lines) + "\n"


def _fold(line: str, room: int) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(
        line, room, initial_indent="", subsequent_indent=indent, drop_whitespace=True, break_long_words=False,
        break_on_hyphens=False,
    ) or [""]  # fmt: skip


def _heading(card: Card) -> str:
    numbers = dict.fromkeys(place.number for place in card.listed if place.number)
    return f"{', '.join(numbers)}. {card.title}" if numbers else card.title


def citation(card: Card, language: Language) -> str:
    """Return one line as a selection prints it: where it appeared, when, on which pages."""
    parts = list(card.facts.get("medium", ())) if not (card.containers or card.publishers) else []
    imprint = " : ".join(filter(None, [" ; ".join(card.places), " ; ".join(card.publishers or card.institutions)]))
    # A chapter's book comes before its imprint, which is the book's.
    sign = Text("In\u00a0: ", "In: ")(language)
    parts += [f"{sign}{one.title}" for one in card.containers if one.kind == "host"]
    parts += [imprint] if imprint else []
    parts += [_container(one, language) for one in card.containers if one.kind not in ("series", "host")]
    parts += [*card.facts.get("edition", ()), *card.dates]
    parts += [_pages(pages) for pages in card.facts.get("pages", ())]
    parts += [f"{extent} p." for extent in card.facts.get("numPages", ())]
    series = [
        ", ".join([one.title, *(_number(number, language) for number in card.facts.get("number", ()))])
        for one in card.containers
        if one.kind == "series"
    ]
    line = ", ".join(dict.fromkeys(parts))
    return line + "".join(f" ({one})" for one in series)


def _container(container: Container, language: Language) -> str:
    parts = [container.title]
    parts += [f"vol. {container.volume}"] if container.volume else []
    parts += [_number(container.number, language)] if container.number else []
    parts += [f"« {container.issue_title} »" if language == "fr" else f"“{container.issue_title}”"] * bool(
        container.issue_title
    )
    return ", ".join(parts)


def _number(number: str, language: Language) -> str:
    """Return an issue's number with its sign; `hors-série n° 4` has its own."""
    if not number[:1].isdecimal():
        return number
    return f"n° {number}" if language == "fr" else f"no. {number}"


def _pages(pages: str) -> str:
    return f"{'pp.' if any(sign in pages for sign in '-–, ') else 'p.'} {pages}"


def _fields(card: Card, language: Language, abstracts_go: bool) -> Iterator[tuple[str, str]]:
    yield from _said_by_people(card, language)
    facts = card.facts
    yield from _each("institution", card.institutions)
    yield from _each("degree", facts.get("degree", ()))
    if card.dates:
        exact = [date for date in facts.get("edtf", ()) if date not in card.dates]
        yield "date", ", ".join(card.dates) + (f" ({', '.join(exact)})" if exact else "")
    for name in ("available", "accessed", "medium"):
        yield from _each(name, facts.get(name, ()))
    yield from _each("event", card.events)
    yield from card.identifiers
    yield from _each("topic", tuple(" › ".join(path) for path in card.topics))
    yield from _each("keywords", (", ".join(card.keywords),) if card.keywords else ())
    yield from _each("part_of", card.part_of)
    yield from _each("contents", card.contents)
    yield from _each("parts", card.parts)
    yield from _each("links", card.links)
    yield from _each("mentions", card.mentions)
    yield from _each("references", card.references)
    yield from _each("listed", tuple(_listed(place, language) for place in card.listed))
    for annotation in card.annotations:
        yield "annotation", annotation if abstracts_go else f"{annotation}\n[{_KEPT_HERE(language)}]"
    yield from _record(card, language)
    yield "iri", card.iri


def _said_by_people(card: Card, language: Language) -> Iterator[tuple[str, str]]:
    yield from _each("kind", (card.kind,) if card.kind else ())
    if card.authors or card.others:
        yield "authors", " ".join([", ".join(card.authors), *(["et al."] if card.others else [])]).strip()
    for role, name in card.contributions:
        yield role or LABELS["authors"](language), name


def _record(card: Card, language: Language) -> Iterator[tuple[str, str]]:
    if card.created:
        created, modified = card.created[:10], card.modified[:10]
        made = Text(f"créée le {created}", f"made on {created}")(language)
        changed = Text(f", modifiée le {modified}", f", changed on {modified}")(language)
        yield "record", made + (changed if modified and modified != created else "")


def _each(name: str, texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for text in texts:
        yield name, text


def _listed(place: Place, language: Language) -> str:
    number = f", {_number(place.number, language)}" if place.number else ""
    lines = ""
    if place.first_line:
        lines = Text(f", lignes {place.first_line}-{place.last_line}", f", lines {place.first_line}-{place.last_line}")(
            language
        )
    labels = "".join(f"\n[{label}]" for label in place.labels)
    return f"{place.selection}{number} ({place.source}{lines}){labels}"
