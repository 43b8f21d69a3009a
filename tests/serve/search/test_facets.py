"""Facets: true counts, several values at once, links that say what they ask for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import ParameterError
from bibliographe.graph.terms import TYPE
from bibliographe.serve.search.index import open_index
from bibliographe.serve.search.request import SearchRequest
from bibliographe.serve.search.searching import search
from tests.serve.search.invented import BASE, ENTRIES, TOPICS, Invented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.search.page import Facet, SearchPage
    from bibliographe.store.access import OpenedStore


def asked(index: SearchIndex, *params: tuple[str, str]) -> SearchPage:
    return search(index, SearchRequest.from_params(params))


def facet(page: SearchPage, name: str) -> Facet:
    return next(one for one in page.facets if one.name == name)


def counts(page: SearchPage, name: str) -> dict[str, int]:
    return {value.iri.rpartition("/")[2]: value.count for value in facet(page, name).values}


def above(slug: str) -> set[str]:
    broader = TOPICS[slug][3]
    return {slug} | (above(broader) if broader else set())


def counted(
    values: Callable[[Invented], Iterable[str | None]], entries: Iterable[Invented] = ENTRIES
) -> dict[str, int]:
    return Counter(value for entry in entries for value in values(entry) if value)


def test_counts_of_all_entries(index: SearchIndex) -> None:
    more = [("more", name) for name in ("theme", "type", "author", "publisher", "periodical", "selection")]
    page = asked(index, *more)
    assert page.matched == "everything"
    assert page.total == len(ENTRIES)
    assert counts(page, "theme") == counted(lambda entry: {one for topic in entry.topics for one in above(topic)})
    assert counts(page, "type") == counted(lambda entry: [entry.type])
    assert counts(page, "author") == counted(lambda entry: entry.authors)
    assert counts(page, "publisher") == counted(lambda entry: [entry.publisher])
    assert counts(page, "periodical") == counted(lambda entry: [entry.periodical])
    assert counts(page, "language") == counted(lambda entry: [entry.language])
    assert counts(page, "selection") == {"rives": -(-len(ENTRIES) // 2)}
    by_year = counted(lambda entry: [entry.issued[:4]] if entry.issued else [])
    latest = dict(sorted(by_year.items(), reverse=True)[:8])
    assert counts(page, "year") == latest
    assert facet(page, "year").more == (*((name, value) for name, value in page.request.params()), ("more", "year"))


def test_values_have_names_in_both_languages(index: SearchIndex) -> None:
    page = asked(index)
    water = next(value for value in facet(page, "theme").values if value.iri == f"{BASE}id/topic/eau")
    assert water.label == ("1 L'eau et la ville", "1 Water and the city")
    assert {value.label for value in facet(page, "language").values} == {("français", "French"), ("anglais", "English")}
    guide = next(value for value in facet(page, "type").values if value.iri == TYPE.guide.value)
    assert guide.label == ("Guide", "Guide")
    assert guide.params == (("type", "guide"),)
    assert water.params == (("theme", "topic/eau"),)


def test_a_count_is_what_choosing_gives(index: SearchIndex) -> None:
    for text in ("", "ville", "musee", "digue", "restitutions zanzibar"):
        page = asked(index, ("q", text), *(("more", one.name) for one in asked(index, ("q", text)).facets))
        for one in page.facets:
            for value in one.values:
                chosen = search(index, SearchRequest.from_params(value.params))
                assert chosen.total == value.count, (text, one.name, value.iri)
                assert next(v for v in facet(chosen, one.name).values if v.iri == value.iri).chosen


def test_values_of_one_facet_widen_and_facets_narrow(index: SearchIndex) -> None:
    one = asked(index, ("type", "guide"))
    both = asked(index, ("type", "guide"), ("type", "thesis"))
    assert one.total == counted(lambda entry: [entry.type])["guide"]
    assert both.total == one.total + 1
    # The facet that is chosen in goes on showing its other values, with the counts that they have.
    assert counts(one, "type") == counts(asked(index), "type")
    narrowed = asked(index, ("type", "guide"), ("type", "thesis"), ("year", "2014"))
    assert narrowed.total == 1
    assert counts(narrowed, "type")["guide"] == 0
    assert counts(narrowed, "year") == counted(
        lambda entry: [entry.issued[:4]] if entry.issued else [],
        [entry for entry in ENTRIES if entry.type in ("guide", "thesis")],
    )


def test_choices_can_be_taken_back(index: SearchIndex) -> None:
    page = asked(index, ("q", "ville"), ("theme", f"{BASE}id/topic/eau"), ("from", "2020"), ("page", "1"))
    theme, years = page.chosen
    assert theme.label.fr == "1 L'eau et la ville"
    assert theme.params == (("q", "ville"), ("from", "2020"))
    assert years.label == ("2020–…", "2020–…")
    assert years.params == (("q", "ville"), ("theme", f"{BASE}id/topic/eau"))
    assert facet(page, "theme").clear == (("q", "ville"), ("from", "2020"))


def test_a_chosen_value_is_shown_however_few_have_it(opened_of: Callable[..., OpenedStore]) -> None:
    often = ("book", "report", "article", "guide", "thesis", "opinion", "podcast", "video", "dossier", "study")
    entries = [Invented(f"{kind}-{number}", f"{kind} {number}", kind) for kind in often for number in range(2)]
    index = open_index(opened_of([*entries, Invented("rare", "Une norme", "standard")]))
    assert "standard" not in counts(asked(index), "type")
    assert facet(asked(index), "type").more == (("more", "type"),)
    page = asked(index, ("type", "standard"))
    assert page.total == counts(page, "type")["standard"] == 1
    assert len(facet(page, "type").values) == 9
    assert len(facet(asked(index, ("more", "type")), "type").values) == 11


def test_an_unknown_value_finds_nothing_and_is_shown(index: SearchIndex) -> None:
    page = asked(index, ("publisher", "agent/nobody"))
    assert page.total == 0
    assert counts(page, "publisher")["nobody"] == 0
    assert page.chosen[0].label.fr == "agent/nobody"


def test_pages_and_totals(index: SearchIndex) -> None:
    seen: list[str] = []
    request = SearchRequest.from_params([("size", "7"), ("sort", "title")])
    while True:
        page = search(index, request)
        assert page.total == len(ENTRIES)
        assert (page.first, page.last) == (len(seen) + 1, len(seen) + len(page.results))
        seen += [result.iri for result in page.results]
        if page.next is None:
            break
        request = SearchRequest.from_params(page.next)
    assert len(seen) == len(set(seen)) == len(ENTRIES)
    assert page.pages == request.page == 5
    beyond = asked(index, ("page", "40"))
    assert (beyond.total, beyond.results, beyond.first, beyond.next) == (len(ENTRIES), (), 0, None)
    assert dict(beyond.previous or ())["page"] == "2"


def titles(page: SearchPage) -> list[str]:
    return ["".join(piece.text for piece in result.title) for result in page.results]


def test_sorting(index: SearchIndex) -> None:
    everything = ("size", "100")
    by_title = titles(asked(index, ("sort", "title"), everything))
    assert by_title[:4] == [
        "« … » ?!",
        "Absentéisme et décrochage",
        "Aller aux prud'hommes",
        "Apprendre à lire au cours préparatoire",
    ]
    assert (
        by_title.index("Cœurs de ville, œuvres de rue")
        < by_title.index("Digues")
        < by_title.index("Du tableau noir au tableau blanc")
    )
    assert by_title.index("Réserves : l'autre vie des œuvres") < by_title.index("Restitutions")
    newest, oldest = (titles(asked(index, ("sort", sort), everything)) for sort in ("newest", "oldest"))
    assert newest[:3] == [
        "Quand la pluie s'invite en ville",
        "Le travail des éclusières",
        "Inondations : ce que disent les assureurs",
    ]
    assert oldest[0] == "Les années vingt, 1920-1929"
    # What has no date comes last either way; those of one year by their titles.
    assert newest[-1] == oldest[-1] == "« … » ?!"
    assert titles(asked(index, ("year", "2018"), ("sort", "newest"))) == titles(
        asked(index, ("year", "2018"), ("sort", "oldest"))
    )
    assert asked(index).request.order == "newest"
    assert asked(index, ("q", "eau")).request.order == "relevance"


@pytest.mark.parametrize(
    "params",
    [
        ("page", "0"), ("page", "un"), ("page", "9999999"), ("page", "99999"), ("size", "101"), ("size", "-1"),
        ("sort", "colour"), ("year", "MMXX"), ("from", "hier"), ("to", "20244"), ("more", "colour"),
        ("theme", "x" * 1001), ("page", "²"),
    ],
)  # fmt: skip
def test_parameters_that_cannot_be_are_refused_with_what_can(params: tuple[str, str]) -> None:
    with pytest.raises(ParameterError) as caught:
        SearchRequest.from_params([params])
    assert caught.value.remedy
    assert caught.value.message.fr != caught.value.message.en


def test_too_many_choices_are_refused() -> None:
    with pytest.raises(ParameterError):
        SearchRequest.from_params([("theme", f"topic/{number}") for number in range(51)])


def test_a_request_is_its_parameters() -> None:
    params = [
        ("q", "eau  vive"),
        ("year", "2020"),
        ("theme", "topic/b"),
        ("theme", "topic/a"),
        ("utm_source", "x"),
        ("page", "3"),
    ]
    request = SearchRequest.from_params(params)
    assert request.params() == (
        ("q", "eau vive"),
        ("theme", "topic/b"),
        ("theme", "topic/a"),
        ("year", "2020"),
        ("page", "3"),
    )
    assert SearchRequest.from_params(request.params()) == request
    assert request.toggled("theme", "topic/a").params() == (("q", "eau vive"), ("theme", "topic/b"), ("year", "2020"))
    assert SearchRequest.from_params([("q", " "), ("page", ""), ("theme", "")]).params() == ()
