"""A source that says only what changed in it: what it does not name stays as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import SourceError
from bibliographe.graph.authority import withdraw
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import Importing, ImportReport, import_items
from bibliographe.graph.update import Outcome
from bibliographe.graph.wanted import Changes, ReadSource

from .conftest import Importer, article, report

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.config import Catalogue
    from bibliographe.model.entry import Entry

pytestmark = pytest.mark.usefixtures("held")
FACTS = SourceFacts("example.org/oai", "application/xml", "0" * 64)


def bring(catalogue: Catalogue, *entries: Entry, changes: Changes | None = None) -> ImportReport:
    source = ReadSource([replace(one, topic=None) for one in entries], "depot", FACTS, changes or Changes())
    with Importing(catalogue) as importing:
        importing.begin([source])
        found = importing.bring(source)
        importing.commit()
    return found


def addresses(found: ImportReport) -> dict[int, NamedNode]:
    return {entry.position: iri for entry, iri in found.addresses}


@pytest.fixture
def first(catalogue: Catalogue) -> ImportReport:
    return bring(catalogue, report("Rapport annuel", 1), article("Les voix du soir", 2))


def test_what_is_not_named_stays_and_is_not_told(catalogue: Catalogue, importer: Importer, first: ImportReport) -> None:
    before = importer.bytes()
    found = bring(catalogue, replace(article("Trois livres", 3), annotation="Un autre résumé."))
    assert (found.update.vanished, found.update.abandoned) == ([], [])
    assert "invalidatedAtTime" not in importer.text("depot.ttl")
    after = importer.text("depot.ttl")
    assert all(line in after for line in before["depot.ttl"].decode().splitlines())
    abstracts = importer.text("abstracts/depot.ttl")
    assert "Un autre résumé" in abstracts
    assert "Un résumé qui ne sort pas" in abstracts
    assert bring(catalogue, article("Les voix du soir", 2)).update.of(Outcome.UPDATED) == []
    assert len(first.addresses) == 2


def test_a_record_like_one_that_is_not_named_is_another(catalogue: Catalogue, first: ImportReport) -> None:
    found = bring(catalogue, article("Les voix du soirs", 3), report("Rapport annuels", 4))
    assert not set(addresses(found).values()) & set(addresses(first).values())


def test_a_record_keeps_its_address_whatever_its_title_becomes(catalogue: Catalogue, first: ImportReport) -> None:
    known = addresses(first)
    found = bring(catalogue, article("Tout autre chose", 2), changes=Changes(before=known))
    assert addresses(found) == {2: known[2]}
    assert bring(catalogue, article("Tout autre chose", 2), changes=Changes(before=known)).written == []
    swapped = (article("Les voix", 2), report("Rapport annuel", 3))
    both = addresses(bring(catalogue, *swapped, changes=Changes(before={2: known[1], 3: known[2]})))
    assert both[3] == known[1]
    assert both[2] not in known.values()


def test_what_was_withdrawn_stays_out_under_another_title(catalogue: Catalogue, first: ImportReport) -> None:
    known = addresses(first)
    withdraw(catalogue, known[2])
    found = bring(catalogue, article("Les voix du matin", 2), changes=Changes(before=known))
    assert known[2] in {change.thing for change in found.update.of(Outcome.LEFT_OUT)}


def test_what_the_source_says_is_gone_is_told_and_may_come_back(
    catalogue: Catalogue, importer: Importer, first: ImportReport
) -> None:
    before, known = importer.bytes(), addresses(first)
    found = bring(catalogue, changes=Changes(gone=lambda thing: thing == known[2]))
    assert found.update.vanished == [known[2]]
    assert importer.text("depot.ttl").count("invalidatedAtTime") == 1
    assert "Les voix du soir" in importer.text("depot.ttl")
    bring(catalogue, article("Les voix du soir", 2))
    assert importer.bytes() == before


def test_several_parts_brought_as_one_are_as_those_brought_one_by_one(catalogue: Catalogue, importer: Importer) -> None:
    parts = [[article("Un", 1)], [article("Deux", 2)], [report("Trois", 3)]]
    sources = [ReadSource(part, "depot", FACTS, Changes()) for part in parts]
    with Importing(catalogue) as importing:
        importing.begin(sources)
        for source in sources:
            importing.bring(source)
        importing.commit()
    together = importer.bytes()
    assert together["abstracts/depot.ttl"].decode().count("Un résumé") == 2
    for source in sources:
        with Importing(catalogue) as importing:
            importing.begin([source])
            importing.bring(source)
            assert importing.commit() == []
    assert importer.bytes() == together


def test_changes_of_one_source_are_not_those_of_another(catalogue: Catalogue, importer: Importer) -> None:
    importer([article("Un", 1, topic=None)], "depot")
    before = importer.bytes()
    with pytest.raises(SourceError) as refused:
        bring(catalogue, article("Deux", 2))
    assert "--source-id" in str(refused.value)
    assert importer.bytes() == before
    import_items(catalogue, [article("Un", 1, topic=None)], "autre", FACTS)
