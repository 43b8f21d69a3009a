"""One concept of a vocabulary as a topic: its labels, its notation, and what is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from bibliographe.i18n import Text
from bibliographe.ingest.linked.terms import local, name_of, shown
from bibliographe.model.entry import Topic, Unread
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bibliographe.ingest.linked.graph import Graph
    from bibliographe.ingest.linked.places import Places
    from bibliographe.ingest.linked.statements import Statement
    from bibliographe.ingest.linked.terms import Term
    from bibliographe.model.entry import Doubt

_TAG = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*")
_NOTATION = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")
"""What the profile takes for one (`shapes/topic.ttl`)."""
_SAID = ("rdf:type", "skos:inScheme", "skos:topConceptOf", "skos:broader", "skos:narrower")
"""What a topic's place in the tree says."""
_LABELS = ("skos:prefLabel", "rdfs:label", "dcterms:title")
_UNTAGGED = "~"


class Label(NamedTuple):
    """A label, its language (None where it has no tag), and the statement that says it."""

    text: str
    language: str | None
    statement: Statement | None


def label_of(statements: Sequence[Statement], *names: str) -> Label:
    """Return the label in French, else in English, else in another language, else without one; empty where none is."""
    for name in names:
        found = [
            Label(clean(one.object.value), _language(one.object), one)
            for one in statements
            if name_of(one.predicate) == name and isinstance(one.object, Literal) and clean(one.object.value)
        ]
        if found:
            return min(found, key=_preference)
    return Label("", None, None)


def _preference(label: Label) -> int:
    language = (label.language or _UNTAGGED).partition("-")[0]
    wanted = ["fr", "en"]
    return wanted.index(language) if language in wanted else 3 if language == _UNTAGGED else 2


def _language(literal: Literal) -> str | None:
    tag = (literal.language or "").lower()
    return tag if _TAG.fullmatch(tag) else None


def other_labels(statements: Sequence[Statement], label: Label) -> dict[str, Statement]:
    """Return the statements of a label in other languages, one a language."""
    found: dict[str, Statement] = {}
    if label.statement is None or label.language is None:
        return found
    for one in statements:
        if one.predicate == label.statement.predicate and isinstance(one.object, Literal) and clean(one.object.value):
            language = _language(one.object)
            if language and language != label.language:
                found.setdefault(language, one)
    return found


class ConceptReader:
    """Reads one concept."""

    def __init__(
        self, graph: Graph, concept: Term, places: Places, other_schemes: Mapping[Term, str] | None = None
    ) -> None:
        """Look at what is said of it; `other_schemes` are those, by their title, that are not the source's."""
        self._concept, self._places, self._other_schemes = concept, places, other_schemes or {}
        self._statements = graph.about(concept)
        self._graph = graph
        self.span = places.span(self._statements)
        self.doubts: list[Text] = []
        self._label = label_of(self._statements, *_LABELS)
        self._named_by: list[Statement] = []
        self._forms: list[Statement] = []
        if not self._label.text:
            self._label = self._label_of_labels()
        self._notation = self._find_notation()
        if not self._label.text and self._notation:
            self._label = Label(shown(self._notation.object), None, None)
            self.doubts.append(Text("sans intitulé : sa cote en tient lieu", "no label: its notation stands for it"))

    @property
    def label(self) -> str:
        """Return its label, empty where it has none."""
        return self._label.text

    @property
    def printed(self) -> str:
        """Return all that is said of it, a line a statement."""
        lines = [f"{name_of(one.predicate)}: {said}" for one in self._statements if (said := shown(one.object))]
        return "\n".join([shown(self._concept), *lines]).strip()

    def told_apart(self, label: str, is_taken: Callable[[str], bool]) -> str:
        """Return its label with what tells it from another: its notation, its address, a number."""
        for mark in (shown(self._notation.object) if self._notation else "", local(shown(self._concept))):
            if mark and not is_taken(f"{label} ({mark})"):
                return f"{label} ({mark})"
        number = 2
        while is_taken(f"{label} ({number})"):
            number += 1
        return f"{label} ({number})"

    def _label_of_labels(self) -> Label:
        """Return the label that SKOS-XL says by a thing of its own (`skosxl:prefLabel` with a `skosxl:literalForm`)."""
        self._named_by = [one for one in self._statements if name_of(one.predicate) == "skosxl:prefLabel"]
        self._forms = [one for label in self._named_by for one in self._graph.about(label.object)]
        return label_of(self._forms, "skosxl:literalForm")

    def topic(self, path: tuple[str, ...], position: int, doubts: tuple[Doubt, ...]) -> Topic:
        """Return the topic."""
        others = other_labels([*self._statements, *self._forms], self._label)
        kept = {self._label.statement, self._notation, *others.values(), *self._named_by}
        return Topic(
            path=path,
            notation=shown(self._notation.object) if self._notation else None,
            position=position,
            span=self.span,
            language=self._label.language,
            labels=tuple((language, clean(shown(one.object))) for language, one in others.items()),
            doubts=doubts,
            unread=tuple(self._unread(kept)),
        )

    def _find_notation(self) -> Statement | None:
        return next(
            (
                one
                for one in self._statements
                if name_of(one.predicate) == "skos:notation" and _NOTATION.fullmatch(shown(one.object))
            ),
            None,
        )

    def _unread(self, kept: set[Statement | None]) -> list[Unread]:
        found = []
        for one in self._statements:
            name = name_of(one.predicate)
            if name == "skos:inScheme" and one.object in self._other_schemes:
                found.append(Unread(name, self._other_schemes[one.object], self.span))
            if one in kept or name in _SAID:
                continue
            inner = [shown(value.object) for value in self._graph.about(one.object)]
            said = shown(one.object) or ", ".join(filter(None, inner))
            if said:
                found.append(Unread(name, said, self.span))
        return found
