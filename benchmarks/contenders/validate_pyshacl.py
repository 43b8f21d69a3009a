"""pySHACL checks one file, as it ships or with each query text parsed once: DATA SHAPES REPORT [cached]."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

import pyshacl
import rdflib
from rdflib.plugins.sparql import prepareQuery


class CachingGraph(rdflib.Graph):
    """A graph that parses the same query text once: pySHACL asks it again for each focus node."""

    def query(self, query_object: Any, *arguments: Any, initNs: Any = None, **options: Any) -> Any:  # noqa: N803
        """Answer as `rdflib.Graph.query` does."""
        if isinstance(query_object, str):
            names = dict(initNs) if initNs is not None else dict(self.namespaces())
            query_object = _prepared(query_object, tuple(sorted((str(k), str(v)) for k, v in names.items())))
        return super().query(query_object, *arguments, **options)


@lru_cache(maxsize=1000)
def _prepared(text: str, names: tuple[tuple[str, str], ...]) -> Any:
    return prepareQuery(text, initNs=dict(names))


def main(data: str, shapes: str, report: str, way: str = "") -> None:
    """Validate and write pySHACL's report."""
    graph = (CachingGraph if way == "cached" else rdflib.Graph)()
    graph.parse(data, format="turtle" if data.endswith(".ttl") else "nt")
    _, found, _ = pyshacl.validate(
        graph, shacl_graph=rdflib.Graph().parse(shapes), inference="none", do_owl_imports=False
    )
    found.serialize(report, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
