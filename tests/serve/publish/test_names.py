"""Which file stands for which address, and links from file to file."""

from __future__ import annotations

import pytest

from bibliographe.serve.publish.links import linked
from bibliographe.serve.publish.names import Naming, relative

NAMING = Naming("fr")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/?lang=en", "index.en.html"),
        ("/doc/entry/x", "doc/entry/x.html"),
        ("/doc/entry/x?lang=en#n3", "doc/entry/x.en.html#n3"),
        ("/doc/entry/%C3%A9t%C3%A9", "doc/entry/%C3%A9t%C3%A9.html"),
        ("/doc/entry/x.ttl", "doc/entry/x.ttl"),
        ("/doc/entry/x.bib", "doc/entry/x.bib"),
        ("/doc/entry/x.bibtex.bib", None),
        ("/doc/entry/x.mods.xml", None),
        ("/authors?letter=d&page=2", "authors.letter-d.page-2.html"),
        ("/authors?page=1&order=entries", "authors.order-entries.html"),
        ("/static/portal.css?v=1", "static/portal.css?v=1"),
        ("/search?q=mus%C3%A9e", "search.html?q=mus%C3%A9e"),
        ("/search?theme=topic%2Feau", "search.html"),
        ("/feed.atom", "feed.atom"),
        ("/authors?letter=../../etc", None),
        ("/doc/entry/../../etc/passwd", None),
        ("/doc/item/x-1", None),
        ("/sparql", None),
        ("/search.json?q=a", None),
    ],
)
def test_an_address_has_a_file_or_none(address: str, file: str | None) -> None:
    assert NAMING.target(address, "fr") == file


def test_links_go_from_file_to_file() -> None:
    assert relative("static/a.css?v=1", "doc/entry/x.html") == "../../static/a.css?v=1"
    assert relative("doc/entry/y.html#n1", "doc/entry/x.html") == "y.html#n1"
    assert relative("doc/a:b.html", "doc/x.html") == "./a:b.html"
    assert relative("index.html", "index.html") == "index.html"


def test_what_no_file_can_answer_is_no_link() -> None:
    page = (
        '<ul>\n<li><a href="/.portal/sparql">SPARQL</a></li>\n<li><a href="/.portal/topics">Topics</a></li>\n</ul>\n'
        '<link rel="alternate" href="/.portal/doc/item/x">\n<p><a href="/.portal/query/x?a=1&amp;b=2">this</a></p>'
    )
    assert linked(page, "doc/x.html", "en", NAMING) == (
        '<ul>\n<li><a href="../topics.en.html">Topics</a></li>\n</ul>\n<p><a>this</a></p>'
    )
