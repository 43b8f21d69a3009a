"""The forms of answers: by `Accept`, by `format=`, or a page.

Sources: SPARQL 1.1 Protocol, section 2.1.6; the media types of the W3C's recommendations for results and for RDF.
"""

from __future__ import annotations

from dataclasses import dataclass

from bibliographe.i18n import Text
from bibliographe.serve.errors import Refused
from bibliographe.serve.negotiation import preferred

HTML = "text/html"
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Forms of `SELECT` and `ASK` by what `format=` calls them, the one that is given unasked first."""
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
"""Forms of `CONSTRUCT` and `DESCRIBE`."""
_RESULTS_TOO = {"application/json": RESULTS["json"], "application/xml": RESULTS["xml"], "text/xml": RESULTS["xml"]}
_GRAPHS_TOO = {
    "application/json": GRAPHS["jsonld"], "application/xml": GRAPHS["rdf"], "text/plain": GRAPHS["nt"],
    "text/n3": GRAPHS["ttl"],
}  # fmt: skip
"""Types that clients name and mean another by."""
_NAMES_TOO = {  # what SPARQLWrapper and others call them
    "rdf+xml": "rdf",
    "n3": "ttl",
    "turtle": "ttl",
    "ntriples": "nt",
    "n-triples": "nt",
    "json-ld": "jsonld",
    "rdfxml": "rdf",
    "nquads": "nq",
}
_TEXTUAL = frozenset({"text/csv", "text/tab-separated-values", "text/turtle"})


@dataclass(frozen=True, slots=True)
class Forms:
    """What may be answered: a page, else a media type for each kind of answer, None where the client takes none."""

    rows: str | None
    graph: str | None
    page: bool = False
    """Whether a person is to read the answer."""


def forms_for(accept: str | None, name: str | None) -> Forms:
    """Return the forms that an `Accept` header and a `format=` ask for, the latter first.

    Raises `Refused`: 400 for a name that is none, 406 when `Accept` rules out all there is.
    """
    if name:
        return _named(name.lower())
    rows = preferred(accept, (*RESULTS.values(), *_RESULTS_TOO, HTML))
    graph = preferred(accept, (*GRAPHS.values(), *_GRAPHS_TOO, HTML))
    if rows is None and graph is None:
        raise Refused(
            406,
            Text("aucune forme ne convient à votre demande", "no form meets your request"),
            remedy=Text(f"Formes possibles : {_ALL}.", f"Possible forms: {_ALL}."),
        )
    if rows == graph == HTML:
        return Forms(None, None, page=True)
    return Forms(_meant(rows, _RESULTS_TOO), _meant(graph, _GRAPHS_TOO))


def content_type(media_type: str) -> str:
    """Return the `Content-Type` of an answer."""
    return f"{media_type}; charset=utf-8" if media_type in _TEXTUAL else media_type


def extension(media_type: str) -> str:
    """Return how the name of a file of this type ends."""
    return next(name for name, kind in (RESULTS | GRAPHS).items() if kind == media_type)


_ALL = ", ".join((*RESULTS.values(), *GRAPHS.values(), HTML))


def _meant(wanted: str | None, others: dict[str, str]) -> str | None:
    return None if wanted in (None, HTML) else others.get(wanted, wanted)


def _named(name: str) -> Forms:
    if name == "html":
        return Forms(None, None, page=True)
    name = _NAMES_TOO.get(name, name)
    rows = RESULTS.get(name, name if name in RESULTS.values() else None)
    graph = GRAPHS.get(name, name if name in GRAPHS.values() else None)
    # Two names fit a graph as well: people who ask for JSON or XML mean the kind that suits the answer.
    graph = graph or {"json": GRAPHS["jsonld"], "xml": GRAPHS["rdf"]}.get(name)
    if rows is None and graph is None:
        known = ", ".join((*RESULTS, *GRAPHS, "html"))
        raise Refused(
            400,
            Text(f"format inconnu : « {name[:40]} »", f"unknown format: '{name[:40]}'"),
            remedy=Text(f"Formats possibles : {known}.", f"Possible formats: {known}."),
        )
    return Forms(rows, graph)
