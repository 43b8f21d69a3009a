"""The search of the portal: how fast its index is made and how large it is, and what a question costs, facets included.

    python benchmarks/generate.py 100000 build/full
    python benchmarks/search.py build/full --json build/search.json

Each question is a whole page as JSON: results, marked words, the counts of all facets. Times are CPU seconds of the
process, all threads of it; questions are drawn from the catalogue's own titles and names, the same for the same seed.
The catalogue is built first when its store is missing.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.config import load_catalogue
from bibliographe.serve.search.answers import page_json, suggestions_json
from bibliographe.serve.search.index import SearchIndex
from bibliographe.serve.search.making import ensure_index
from bibliographe.serve.search.naming import named
from bibliographe.serve.search.request import SearchRequest
from bibliographe.serve.search.searching import search
from bibliographe.serve.search.suggesting import suggest
from bibliographe.serve.search.words import STOP_WORDS, folded_words
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.store.access import OpenedStore

_DRAWN = 400
_UNIT = 1024 if sys.platform != "darwin" else 1024 * 1024
Question = list[tuple[str, str]]


def main() -> None:
    """Read the command line, make the index anew, ask, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("--questions", type=int, default=100, help="of each sort")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", action="store_true", help="ask the index that is there, instead of making it anew")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args()
    with open_store(load_catalogue(arguments.catalogue)) as opened:
        figures = {"entries": opened.manifest.entries, "index": _make(opened, keep=arguments.keep)}
        index = SearchIndex(ensure_index(opened), opened.catalogue.base)
        figures["milliseconds"] = _ask(index, arguments.questions, random.Random(arguments.seed))  # noqa: S311 - no secret
    figures["peak_mb"] = _peak()
    print(json.dumps(figures, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _make(opened: OpenedStore, *, keep: bool) -> dict[str, float]:
    """Make the index, and tell what it took: the peak of memory is that of the process so far."""
    if not keep:
        for folder in opened.folder.glob("search-*"):
            shutil.rmtree(folder)
    started = time.process_time()
    folder = ensure_index(opened)
    seconds = time.process_time() - started
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    made = (
        {}
        if keep
        else {"cpu_seconds": round(seconds, 1), "entries_per_second": round(opened.manifest.entries / seconds)}
    )
    return {**made, "megabytes": round(size / 1e6, 1), "peak_mb": _peak()}


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _UNIT / 1024)


def _ask(index: SearchIndex, number: int, draw: random.Random) -> dict[str, dict[str, float]]:
    """Ask questions of each sort, and return the median, the 95th percentile and the slowest of each and of all."""
    questions = _questions(index, number, draw)
    taken = {
        name: [_milliseconds(lambda asked=asked: _page(index, asked)) for asked in all_]
        for name, all_ in questions.items()
    }
    pages = [one for times in taken.values() for one in times]
    typed = [text[: draw.randint(1, len(text))] for (_name, text), *_rest in questions["two words"]]
    taken["suggestions"] = [_milliseconds(lambda text=text: suggestions_json(suggest(index, text))) for text in typed]
    names = [text for (_name, text), *_rest in questions["an author"]]
    taken["reconciliation"] = [_milliseconds(lambda text=text: named(index, text, ["person"])) for text in names]
    return {"all pages": _summary(pages), **{name: _summary(times) for name, times in taken.items()}}


def _questions(index: SearchIndex, number: int, draw: random.Random) -> dict[str, list[Question]]:
    titles, authors = _drawn(index)
    words = [word for title in titles for word in folded_words(title) if word not in STOP_WORDS and len(word) > 3]

    def some(make: Callable[[], Question]) -> list[Question]:
        return [make() for _number in range(number)]

    def text(count: int) -> str:
        return " ".join(draw.sample(words, count))

    def of_one_title() -> str:
        found = [word for word in folded_words(draw.choice(titles)) if word not in STOP_WORDS] or ["la"]
        return " ".join(draw.sample(found, min(2, len(found))))

    def mistyped() -> str:
        word = draw.choice(words)
        place = draw.randrange(1, len(word))
        return word[:place] + draw.choice("aeinrst") + word[place + 1 :]

    types = [
        value.params[0]
        for facet in search(index, SearchRequest()).facets
        if facet.name == "type"
        for value in facet.values
    ]
    return {
        "all entries": some(lambda: [("page", str(draw.randint(1, 200)))]),
        "one word": some(lambda: [("q", text(1))]),
        "two words": some(lambda: [("q", of_one_title())]),
        "a title": some(lambda: [("q", draw.choice(titles))]),
        "an author": some(lambda: [("q", draw.choice(authors))]),
        "a typo": some(lambda: [("q", mistyped())]),
        "words of several titles": some(lambda: [("q", text(4))]),
        "a phrase": some(lambda: [("q", f'"{of_one_title()}"')]),
        "a word, two types and years": some(
            lambda: [("q", text(1)), *draw.sample(types, 2), ("from", "2005"), ("to", "2020")]
        ),
        "a word by title": some(lambda: [("q", text(1)), ("sort", "title")]),
    }


def _drawn(index: SearchIndex) -> tuple[list[str], list[str]]:
    """Return titles and authors of entries from all over the catalogue."""
    titles, authors = [], []
    pages = -(-_DRAWN // 100)
    total = search(index, SearchRequest()).pages
    for number in range(pages):
        page = search(index, SearchRequest(size=100, page=max(1, total * number // (pages * 5)), sort="title"))
        titles += ["".join(piece.text for piece in result.title) for result in page.results]
        authors += [result.people.fr.split(",")[0] for result in page.results if result.people.fr]
    return titles, authors


def _page(index: SearchIndex, question: Question) -> bytes:
    return page_json(search(index, SearchRequest.from_params(question)))


def _milliseconds(ask: Callable[[], object]) -> float:
    started = time.process_time()
    ask()
    return (time.process_time() - started) * 1000


def _summary(times: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(times), 1),
        "p95": round(statistics.quantiles(times, n=20)[-1], 1),
        "slowest": round(max(times), 1),
    }


if __name__ == "__main__":
    main()
