"""Selections: each prints some hundred entries under the headings of a scheme of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from invention import agents, dates, words
from invention.terms import TITLE, TYPE, Thing, node, plain, term, text, typed

if TYPE_CHECKING:
    import random

    from invention.entries import Maker
    from invention.injection import Injection

SMALLEST, LARGEST = 60, 400
_ENTRIES_A_TOPIC, _TOPICS_A_CHAPTER = 18, 4
_FIRST_LINE = 9
_EVENT_EVERY = 3


@dataclass(slots=True)
class Selection:
    """One selection: what stands in its own file, and the topics that stand in everybody's."""

    name: str
    things: list[Thing] = field(default_factory=list)
    scheme: Thing = field(default_factory=lambda: Thing(""))
    topics: list[Thing] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    """The selection as it was printed, in Markdown, paragraph by paragraph."""


def sizes(chance: random.Random, entries: int) -> list[int]:
    """Return how many entries each selection has, most of them small."""
    found: list[int] = []
    left = entries
    while left:
        size = min(left, int(SMALLEST * (LARGEST / SMALLEST) ** chance.random()))
        found.append(size)
        left -= size
    return found


@dataclass(slots=True)
class SelectionMaker:
    """Makes the selections of a catalogue, in the order of their dates."""

    maker: Maker
    injection: Injection
    first_entry: int = 0

    def selection(self, index: int, size: int, day: int) -> Selection:
        """Return the selection of this number and day (an ordinal), with this many entries."""
        name = f"selection-{index + 1:05}"
        selection = Selection(name)
        iri, source = node("selection", name), node("source", f"{name}-md")
        topics = self._topics(selection, index, iri, max(1, round(size / _ENTRIES_A_TOPIC)))
        self._about(selection, index, day)
        line = _FIRST_LINE
        for position in range(1, size + 1):
            topic = topics[(position - 1) * len(topics) // size]
            line += 2
            draft = self.maker.entry(self.first_entry, day)
            draft.thing.say("dcterms:subject", topic)
            item = Thing(node("item", f"i{self.first_entry:07}"), [(TYPE, term("schema:ListItem"))])
            item.say("dcterms:isPartOf", iri)
            item.say("schema:item", draft.thing.iri)
            item.say("schema:position", typed(position, "xsd:integer"))
            printed = [draft.title, *draft.lines, *([draft.link] if draft.link else [])]
            if not self.maker.lean:
                item.say("dcterms:subject", topic)
                item.say("prov:wasQuotedFrom", source)
                item.say("prov:value", text("\n".join(printed)))
                item.say("bibl:firstLine", typed(line, "xsd:integer"))
                line += 2 * len(printed) - 2
                item.say("bibl:lastLine", typed(line, "xsd:integer"))
                if draft.link:
                    item.say("bibl:linkLabel", text(draft.link))
            self.injection.entry(draft, item, topic)
            if draft.issue and draft.issue[2] in {value for _, value in draft.thing.said}:
                self.maker.shared.issues.mention(*draft.issue[:2])
            selection.things += [draft.thing, item]
            if not self.maker.lean:
                selection.things += draft.belongings
            self.first_entry += 1
        for heading in selection.topics:
            self.injection.thing(heading)
        return selection

    def _about(self, selection: Selection, index: int, day: int) -> None:
        name = selection.name
        printed = dates.on_day(day)
        centre = self.maker.shared.centres.draw(self.maker.chance)
        thing = Thing(node("selection", name), [(TYPE, term("bibo:CollectedDocument")), (TYPE, term("dcat:Dataset"))])
        thing.said.append((TITLE, text(f"Que lire, sélection n° {index + 1}")))
        thing.say("dcterms:type", term("type:selection"))
        thing.say("dcterms:language", plain("fr"))
        thing.say("dcterms:creator", agents.body_iri("c", centre))
        printed.state(thing, lean=False)
        thing.say("prov:wasDerivedFrom", node("source", f"{name}-md"))
        thing.say("bibl:compilationStatement", text(f"Sélection établie par : {words.centre(centre)}"))
        source = Thing(node("source", f"{name}-md"), [(TYPE, term("prov:Entity")), (TITLE, plain(f"{name}.md"))])
        source.say("dcterms:format", plain("text/markdown"))
        source.say("bibl:sha256", plain(hashlib.sha256(f"{self.maker.seed} {name}".encode()).hexdigest()))
        selection.things += [thing, source]
        if index % _EVENT_EVERY == 0:
            event = Thing(node("event", f"{name}-journee"), [(TYPE, term("schema:Event"))])
            event.said.append((TITLE, text(f"Journée d'étude n° {index + 1}")))
            event.say("bibl:verbatimDate", text(printed.words))
            event.say("dcterms:date", typed(printed.value, "edtf:EDTF"))
            event.say("schema:startDate", typed(printed.value, "xsd:date"))
            event.say("schema:location", text(words.place(centre)))
            event.say("schema:organizer", agents.body_iri("c", centre))
            thing.say("bibo:presentedAt", event.iri)
            selection.things.append(event)

    def _topics(self, selection: Selection, index: int, iri: str, count: int) -> list[str]:
        """Make the scheme and its topics, and return the addresses of those that entries stand under."""
        scheme = Thing(node("scheme", f"s{index + 1:05}"), [(TYPE, term("skos:ConceptScheme"))])
        scheme.said.append((TITLE, text(f"Plan de la sélection n° {index + 1}")))
        scheme.say("dcterms:source", iri)
        selection.scheme = scheme
        lowest: list[str] = []
        for number in range(count):
            chapter, rest = divmod(number, _TOPICS_A_CHAPTER)
            if rest == 0:
                above = self._topic(selection, index, str(chapter + 1), words.topic(chapter + 1, None))
                above.say("skos:topConceptOf", scheme.iri)
            topic = self._topic(selection, index, f"{chapter + 1}.{rest + 1}", words.topic(chapter + 1, rest + 1))
            topic.say("skos:broader", above.iri)
            lowest.append(topic.iri)
        return lowest

    def _topic(self, selection: Selection, index: int, notation: str, label: str) -> Thing:
        position = len(selection.topics) + 1
        topic = Thing(node("topic", f"t{index + 1:05}-{position:03}"), [(TYPE, term("skos:Concept"))])
        topic.say("skos:prefLabel", text(label))
        topic.say("skos:notation", plain(notation))
        topic.say("skos:inScheme", selection.scheme.iri)
        topic.say("schema:position", typed(position, "xsd:integer"))
        selection.topics.append(topic)
        return topic
