"""A catalogue harvested page by page: what a page of OAI-PMH costs at the start of a list and at its end.

    python benchmarks/generate.py 100000 build/full
    python benchmarks/oai.py build/full --pages 20

The catalogue is built first when it is not. Prints CPU times: of the index, of the first answer (which dates what
changed), and of a page of headers and of records, as the median of some at the start of a list and of some at its end.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.config import load_catalogue
from bibliographe.serve.oai.answering import answer
from bibliographe.serve.oai.formats import FORMATS
from bibliographe.serve.oai.provider import Provider
from bibliographe.serve.oai.tokens import read_token
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "https://example.org/oai"
TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)<")
SETS = ("", "topic", "selection")


def seconds(provider: Provider, **arguments: str) -> tuple[float, bytes]:
    """Return the CPU seconds of an answer, and the answer."""
    began = time.process_time()
    body = answer(provider, arguments.items(), ADDRESS)
    return time.process_time() - began, body


def pages(provider: Provider, verb: str, most: int, **arguments: str) -> Iterator[tuple[float, str]]:
    """Yield the CPU seconds of each page of a list that goes on, and the token that it ends with."""
    for _number in range(most):
        took, body = seconds(provider, verb=verb, **arguments)
        found = TOKEN.search(body)
        if not found:
            return
        arguments = {"resumptionToken": found[1].decode()}
        yield took, arguments["resumptionToken"]


def headers(provider: Provider, of_set: str, count: int) -> str:
    """Print what the first and the last pages of all headers cost; return a token from near the end."""
    asked = {"metadataPrefix": "oai_dc", **({"set": of_set} if of_set else {})}
    found = list(pages(provider, "ListIdentifiers", 10**9, **asked))
    tell(f"ListIdentifiers of {of_set or 'all'}, {len(found) + 1} pages", found[:count], found[-count:])
    return found[-count // 5 - 2][1]


def records(provider: Provider, prefix: str, late: str, count: int) -> None:
    """Print what pages of records cost at the start of a list, and where `late`, a token of headers, goes on."""
    first = list(pages(provider, "ListRecords", count, metadataPrefix=prefix))
    end = read_token(late, "ListIdentifiers", provider.index().fact("series"))
    token = str(end._replace(verb="ListRecords", prefix=prefix))
    tell(f"ListRecords in {prefix}", first, list(pages(provider, "ListRecords", count, resumptionToken=token)))


def tell(what: str, first: list[tuple[float, str]], last: list[tuple[float, str]]) -> None:
    """Print the medians of some pages in milliseconds."""
    start, end = (statistics.median(took for took, _token in some) * 1000 for some in (first, last))
    print(f"{what}: first {start:.1f} ms, last {end:.1f} ms", flush=True)


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("--pages", type=int, default=20, help="how many at each end of a list")
    arguments = parser.parse_args()
    with open_store(load_catalogue(arguments.catalogue)) as opened:
        began = time.process_time()
        provider = Provider(opened)
        print(f"index: {time.process_time() - began:.1f} s")
        print(f"first answer: {seconds(provider, verb='Identify')[0] * 1000:.1f} ms")
        late = [headers(provider, of_set, arguments.pages) for of_set in SETS]
        for prefix in FORMATS:
            records(provider, prefix, late[0], arguments.pages)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
