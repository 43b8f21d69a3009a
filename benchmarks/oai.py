"""A catalogue harvested page by page: what a page of OAI-PMH costs at the start of a list and at its end.

    python benchmarks/generate.py 100000 build/full
    python benchmarks/oai.py build/full --pages 20

The catalogue is built first when it is not. Prints CPU seconds: of the index, of the first answer (which dates what
changed), and of a page, as the median of the first and the last ones of the list.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.config import load_catalogue
from bibliographe.serve.oai.answering import answer
from bibliographe.serve.oai.provider import Provider
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "https://example.org/oai"
TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)<")
LISTS = (
    ("ListIdentifiers", "oai_dc", ""),
    ("ListIdentifiers", "oai_dc", "topic"),
    ("ListRecords", "oai_dc", ""),
    ("ListRecords", "mods", "selection"),
)


def seconds(provider: Provider, **arguments: str) -> tuple[float, bytes]:
    """Return the CPU seconds of an answer, and the answer."""
    began = time.process_time()
    body = answer(provider, arguments.items(), ADDRESS)
    return time.process_time() - began, body


def pages(provider: Provider, verb: str, **arguments: str) -> Iterator[float]:
    """Yield the CPU seconds of each page of a list."""
    took, body = seconds(provider, verb=verb, **arguments)
    yield took
    while found := TOKEN.search(body):
        took, body = seconds(provider, verb=verb, resumptionToken=found[1].decode())
        yield took


def ends(provider: Provider, verb: str, prefix: str, of_set: str, count: int) -> None:
    """Print what the first and the last pages of a list cost; of records, the last come by the dates and names."""
    arguments = {"metadataPrefix": prefix, **({"set": of_set} if of_set else {})}
    first: list[float] = []
    last: deque[float] = deque(maxlen=count)
    number = 0
    for took in pages(provider, verb, **arguments):
        number += 1
        if len(first) < count:
            first.append(took)
        last.append(took)
    start, end = (statistics.median(list(some)[: -1 or None]) * 1000 for some in (first, last))
    print(f"{verb} {prefix} {of_set or 'all'}: {number} pages, first {start:.1f} ms, last {end:.1f} ms")


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("--pages", type=int, default=20, help="how many at each end of a list")
    parser.add_argument("--records", action="store_true", help="whole records too, which takes minutes")
    arguments = parser.parse_args()
    with open_store(load_catalogue(arguments.catalogue)) as opened:
        began = time.process_time()
        provider = Provider(opened)
        print(f"index: {time.process_time() - began:.1f} s")
        print(f"first answer: {seconds(provider, verb='Identify')[0] * 1000:.1f} ms")
        for verb, prefix, of_set in LISTS:
            if verb == "ListIdentifiers" or arguments.records:
                ends(provider, verb, prefix, of_set, arguments.pages)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
