"""Two sources that describe one document: one entry with both provenances, or two, and never by chance."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from bibliographe.config import Catalogue, load_catalogue
from bibliographe.graph.candidates import find_candidates
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.terms import BIBL, DCTERMS, PROV, SCHEMA
from bibliographe.graph.update import Outcome
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Agent, Citation, Contribution, Entry, Issue, Pages, Periodical, Span
from tests.sampling import some

from .conftest import Importer

pytestmark = pytest.mark.usefixtures("held")

DUMAS = Contribution(Agent("Anne Dumas", "person", "Anne", "Dumas"))
LEROY = Contribution(Agent("Paul Leroy", "person", "Paul", "Leroy"))
PREAU = Agent("Éditions du Préau")


def book(title: str, position: int = 1, **citation: object) -> Entry:
    said = Citation(publishers=(PREAU,), issued=DateStatement("2024", "2024"), form="imprint")
    return Entry(
        title, "book", position, Span(position, position), f"{title} {position} {citation}",
        contributions=(DUMAS,), citation=replace(said, **citation),  # type: ignore[arg-type]
    )  # fmt: skip


def article(title: str, position: int = 1, **citation: object) -> Entry:
    said = Citation(
        periodical=Periodical("Rives", "journal"),
        issue=Issue("12"),
        issued=DateStatement("juin 2024", "2024-06"),
        form="periodical",
    )
    return Entry(
        title, "article", position, Span(position, position), f"{title} {position} {citation}",
        contributions=(DUMAS,), citation=replace(said, **citation),  # type: ignore[arg-type]
    )  # fmt: skip


def isbn(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple(("isbn", value) for value in values)


def doi(value: str) -> tuple[tuple[str, str], ...]:
    return (("doi", value),)


def entries(catalogue: Catalogue) -> set[frozenset[tuple[str, str]]]:
    """Each entry as the places where sources list it."""
    folder = GraphFolder(catalogue)
    found: dict[str, set[tuple[str, str]]] = {}
    for thing in folder:
        for entry in folder.objects(thing, SCHEMA.item):
            source = folder.objects(thing, PROV.wasQuotedFrom)[0].value.rpartition("/")[2]
            found.setdefault(entry.value, set()).add((source, folder.objects(thing, SCHEMA.position)[0].value))
    return {frozenset(places) for places in found.values()}


SAME = {
    "isbn of ten digits, other title": (
        book("Lire la ville", identifiers=isbn("978-2-07-036822-8")),
        book("Lire la ville : promenades", identifiers=isbn("2-07-036822-X")),
    ),
    "a report for one, a book for the other": (
        book("Lire la ville au soir", identifiers=isbn("9782070368228")),
        replace(book("Lire la ville le soir", identifiers=isbn("9782070368228")), kind="report"),
    ),
    "a reprint": (
        book("Lire la ville", identifiers=isbn("9782070368228")),
        book("Lire la ville", identifiers=isbn("9782070368228"), issued=DateStatement("2019", "2019")),
    ),
    "doi in capitals": (
        article("Les oiseaux de la rive", identifiers=doi("10.1234/RIV.12")),
        article("Oiseaux de la rive (Les)", identifiers=doi("10.1234/riv.12"), periodical=Periodical("Riv.")),
    ),
    "the year for one, the month for the other": (
        article("Les oiseaux de la rive"),
        article("Les oiseaux de la rive", issued=DateStatement("2024", "2024")),
    ),
    "the periodical without the issue": (
        article("Les oiseaux de la rive"),
        article("Les oiseaux de la rive", issue=None, issued=DateStatement("2024", "2024")),
    ),
    "a book of another month": (
        book("Lire la ville au soir", issued=DateStatement("mars 2024", "2024-03")),
        book("Lire la ville au soir", issued=DateStatement("avril 2024", "2024-04")),
    ),
    "a short title of the same author": (
        book("Rives", issued=DateStatement("mars 2024", "2024-03")),
        book("Rives"),
    ),
}  # fmt: skip
DIFFERENT = {
    "volumes with the isbn of the set": (
        book("Histoire des rives. Tome 1", identifiers=isbn("9782070368228")),
        book("Histoire des rives. Tome 2", identifiers=isbn("9782070368228")),
    ),
    "the set and a volume": (
        book("Histoire des rives", identifiers=isbn("9782070368228")),
        book("Histoire des rives. Tome 2", identifiers=isbn("9782070368228")),
    ),
    "an edition that kept the isbn": (
        book("Lire la ville", identifiers=isbn("9782070368228"), edition="2e éd."),
        book("Lire la ville", identifiers=isbn("9782070368228"), edition="3e éd.", issued=None),
    ),
    "one isbn for two books": (
        book("Lire la ville", identifiers=isbn("9782070368228")),
        book("Compter les oiseaux", identifiers=isbn("9782070368228")),
    ),
    "a book and its chapter": (
        book("Lire la ville", identifiers=isbn("9782070368228")),
        replace(book("Lire la ville : le soir", identifiers=isbn("9782070368228")), kind="chapter"),
    ),
    "two chapters with the isbn of the book": (
        replace(book("Lire la ville le matin", identifiers=isbn("9782070368228")), kind="chapter"),
        replace(book("Lire la ville le soir", identifiers=isbn("9782070368228")), kind="chapter"),
    ),
    "parts of an article with one doi": (
        article("Les oiseaux de la rive (1re partie)", identifiers=doi("10.1234/riv.12")),
        article("Les oiseaux de la rive (2e partie)", identifiers=doi("10.1234/riv.12")),
    ),
    "a heading that comes back": (
        article("Les nouvelles de la rive", issue=Issue("12")),
        article("Les nouvelles de la rive", issue=Issue("13"), issued=DateStatement("juillet 2024", "2024-07")),
    ),
    "a heading of two days of a site": (
        article("Les nouvelles de la rive", periodical=Periodical("Rives", "website"), issue=None,
                issued=DateStatement("2 mai 2024", "2024-05-02")),
        article("Les nouvelles de la rive", periodical=Periodical("Rives", "website"), issue=None,
                issued=DateStatement("3 mai 2024", "2024-05-03")),
    ),
    "an editorial without a number": (
        article("Éditorial", issue=None),
        replace(article("Éditorial", issue=None, issued=DateStatement("2024", "2024")), contributions=(LEROY,)),
    ),
    "one title, two doi": (
        article("Les oiseaux de la rive", identifiers=doi("10.1234/a")),
        article("Les oiseaux de la rive", identifiers=doi("10.1234/b"), issued=DateStatement("2024", "2024")),
    ),
    "one title, other pages of the issue": (
        article("Les oiseaux de la rive", pages=Pages("3-9", "3", "9")),
        article("Les oiseaux de la rive", pages=Pages("41", "41", "41"), issued=DateStatement("2024", "2024")),
    ),
    "two years": (
        book("Annuaire des rives du fleuve"),
        book("Annuaire des rives du fleuve", issued=DateStatement("2023", "2023")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("first, second", SAME.values(), ids=SAME)  # noqa: PT006
def test_one_document_is_one_entry(importer: Importer, first: Entry, second: Entry) -> None:
    importer([first], "une")
    importer([second], "autre")
    assert len(entries(importer.catalogue)) == 1
    before = importer.bytes()
    importer([second], "autre")
    importer([first], "une")
    assert importer.bytes() == before


@pytest.mark.parametrize("first, second", DIFFERENT.values(), ids=DIFFERENT)  # noqa: PT006
def test_two_documents_are_two_entries(importer: Importer, first: Entry, second: Entry) -> None:
    importer([first], "une")
    importer([second], "autre")
    assert len(entries(importer.catalogue)) == 2
    before = importer.bytes()
    importer([first], "une")
    importer([second], "autre")
    assert importer.bytes() == before


def test_what_exists_is_kept_and_what_contradicts_is_listed(importer: Importer) -> None:
    importer([book("Lire la ville", identifiers=isbn("9782070368228"), extent="90")], "une")
    other = book("Lire la ville : promenades", identifiers=isbn("9782070368228"), extent="92", places=("Lyon",))
    found = importer([other], "autre")
    (change,) = found.update.of(Outcome.CONTRADICTED)
    assert {triple.object.value for triple in change.missing} == {"Lire la ville : promenades", "92"}
    assert {triple.object.value for triple in change.extra} == {"Lire la ville", "90"}
    text = importer.text("une.ttl")
    assert 'dcterms:title "Lire la ville"@fr' in text
    assert 'placeOfPublication "Lyon"@fr' in text
    assert "promenades" in importer.text("autre.ttl")


def test_two_that_could_be_meant_are_left_to_a_person(importer: Importer) -> None:
    importer([book("Lire la ville le soir", identifiers=isbn("9782070368228"))], "une")
    importer([book("Lire la ville le soir", identifiers=isbn("9782070368228"), edition="2e éd.", issued=None)], "deux")
    both = [
        book("Lire la ville le soir tard", 1, identifiers=isbn("9782070368228"), edition="2e éd."),
        book("Lire la ville, le soir, très tard", 2, identifiers=isbn("9782070368228"), edition="2e éd."),
    ]
    importer(both, "autre")
    places = entries(importer.catalogue)
    assert frozenset({("autre-" + suffix(importer, "autre"), "1")}) in places
    assert any(one.kind == "same-entry" for one in find_candidates(GraphFolder(importer.catalogue)))


def suffix(importer: Importer, source: str) -> str:
    found = re.search(rf"id/source/{source}-(\w+)>", importer.text(f"{source}.ttl"))
    assert found
    return found[1]


def test_a_list_of_authors_is_taken_whole_or_not_at_all(importer: Importer) -> None:
    importer([book("Lire la ville", identifiers=isbn("9782070368228"))], "une")
    other = replace(book("Lire la ville", identifiers=isbn("9782070368228"), extent="90"), contributions=(LEROY, DUMAS))
    found = importer([other], "autre")
    text = importer.text("une.ttl")
    assert text.count("rdf:_1") == 1
    assert "paul-leroy" not in text
    assert "Paul Leroy" not in importer.text("agents.ttl")  # nothing refers to him
    assert found.update.of(Outcome.CONTRADICTED)
    before = importer.bytes()
    importer([other], "autre")
    assert importer.bytes() == before


def test_roles_of_two_sources_do_not_become_one(importer: Importer) -> None:
    first = book("Lire la ville", identifiers=isbn("9782070368228"))
    translator = replace(DUMAS, role="translator")
    editor = replace(LEROY, role="editor")
    importer([replace(first, contributions=(translator,))], "une")
    importer([replace(first, contributions=(editor, translator))], "autre")
    text = importer.text("une.ttl")
    assert text.count("a prov:Attribution") == 2
    assert text.count("dcat:hadRole") == text.count("prov:agent") == 2
    before = importer.bytes()
    importer([replace(first, contributions=(translator,))], "une")
    importer([replace(first, contributions=(editor, translator))], "autre")
    assert importer.bytes() == before


DATES = [
    (DateStatement("juin 2024", "2024-06"), DateStatement("2024-06", "2024-06"), None),
    (DateStatement("juin 2024", "2024-06"), DateStatement("2024", "2024"), None),
    (DateStatement("2024", "2024"), DateStatement("juin 2024", "2024-06"), True),
    (DateStatement("mai 2024", "2024-05"), DateStatement("juin 2024", "2024-06"), False),
]


@pytest.mark.parametrize("first, second, listed", DATES)  # noqa: PT006
def test_a_date_stays_as_the_first_source_has_it(
    importer: Importer, first: DateStatement, second: DateStatement, *, listed: bool | None
) -> None:
    numbers = isbn("9782070368228")
    importer([book("Lire la ville", identifiers=numbers, issued=first, accessed=first)], "une")
    found = importer([book("Lire la ville", identifiers=numbers, issued=second, accessed=second)], "autre")
    folder = GraphFolder(importer.catalogue)
    (entry,) = folder.lookups.entries_titled("lire la ville")
    assert [value.value for value in folder.objects(entry, BIBL.verbatimDate)] == [first.verbatim]
    assert [value.value for value in folder.objects(entry, BIBL.verbatimAccessDate)] == [first.verbatim]
    assert [value.value for value in folder.objects(entry, DCTERMS.date)] == [first.edtf]
    changes = found.update.of(Outcome.CONTRADICTED)
    assert [bool(change.finer) for change in changes] == ([] if listed is None else [listed])


TITLES = ("Lire la ville", "Lire la ville : promenades", "Histoire des rives. Tome 1", "Histoire des rives. Tome 2",
          "Éditorial", "Les oiseaux de la rive", "Oiseaux de la rive")  # fmt: skip
NUMBERS = ("9782070368228", "2-07-036822-X", "9782130800002")


def some_entry(chance: random.Random, position: int) -> Entry:
    made = chance.choice((book, article))(
        chance.choice(TITLES),
        position,
        identifiers=(
            *isbn(*(chance.sample(NUMBERS, 1) if chance.random() < 0.5 else ())),
            *(doi(f"10.1234/{chance.randrange(3)}") if chance.random() < 0.4 else ()),
        ),
        issued=chance.choice(
            (DateStatement("2024", "2024"), DateStatement("juin 2024", "2024-06"), DateStatement("2023", "2023"), None)
        ),
        edition=chance.choice((None, None, "2e éd.", "3e éd.")),
    )
    people = chance.choice(((DUMAS,), (LEROY,), (DUMAS, LEROY), (replace(DUMAS, role="editor"),)))
    key = f"k{position}" if chance.random() < 0.3 else None
    return replace(made, contributions=people, key=key)


@pytest.mark.parametrize("seed", some(range(60), 2))
def test_it_does_not_matter_which_source_comes_first(importer: Importer, seed: int) -> None:
    chance = random.Random(seed)
    first = [some_entry(chance, number) for number in range(1, chance.randint(2, 6))]
    second = [some_entry(chance, number) for number in range(1, chance.randint(2, 6))]
    other = importer.catalogue.directory / "autrement"
    (other / "graph").mkdir(parents=True)
    (other / "catalogue.toml").write_bytes((importer.catalogue.directory / "catalogue.toml").read_bytes())
    importer(first, "une")
    importer(second, "autre")
    reverse = Importer(load_catalogue(other))
    reverse(second, "autre")
    reverse(first, "une")
    assert entries(importer.catalogue) == entries(reverse.catalogue)
    before = importer.bytes()
    importer(second, "autre")
    importer(first, "une")
    importer(second, "autre")
    assert importer.bytes() == before
