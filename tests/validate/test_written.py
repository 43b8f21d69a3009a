"""A store gives literals back as they were written."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.validate.live import LiveGraph
from bibliographe.validate.storing import is_faithful_file
from bibliographe.validate.terms import to_rdflib
from bibliographe.validate.written import MARK, XSD, from_store, memory_store, to_store

NODE = pyoxigraph.NamedNode("http://example.org/a")
FORMS = (
    "1",
    "01",
    "+1",
    "-0",
    "1.0",
    "1.50",
    "1e3",
    "true",
    "1",
    "2024",
    "2024-05",
    "2024-05-06",
    "2024-05-06Z",
    "abc",
    "",
)
DATATYPES = (
    "integer",
    "int",
    "decimal",
    "double",
    "boolean",
    "gYear",
    "gYearMonth",
    "date",
    "dateTime",
    "string",
    "anyURI",
)


def literal(value: str, datatype: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype))


@given(
    st.sampled_from(FORMS) | st.text("0123456789-+.:TZE", max_size=25),
    st.sampled_from([XSD + name for name in DATATYPES]) | st.just("http://example.org/type"),
)
def test_a_literal_comes_back_as_it_was_written(value: str, datatype: str) -> None:
    written = literal(value, datatype)
    store = memory_store([pyoxigraph.Triple(NODE, NODE, written)])
    (quad,) = store
    assert from_store(quad.object) == written
    (read,) = LiveGraph(store).objects()
    assert str(read) == value
    assert read == to_rdflib(written)


def test_two_ways_of_writing_a_number_are_two_values() -> None:
    triples = [pyoxigraph.Triple(NODE, NODE, literal(value, f"{XSD}integer")) for value in ("1", "01")]
    store = memory_store(triples)
    assert len(store) == 2
    graph = LiveGraph(store)
    for value in ("1", "01"):
        term = rdflib.Literal(value, datatype=rdflib.XSD.integer, normalize=False)
        assert (None, None, term) in graph


def test_what_the_store_keeps_as_it_is_has_no_mark() -> None:
    for value, datatype in (("12", "integer"), ("2024-05-06", "date"), ("2024", "gYear"), ("x", "string")):
        assert to_store(literal(value, XSD + datatype)) == literal(value, XSD + datatype)
    assert to_store(literal("012", f"{XSD}integer")).datatype.value.startswith(MARK)


@pytest.mark.parametrize(
    ("line", "faithful"),
    [
        ('<e:a> <e:p> "12"^^<http://www.w3.org/2001/XMLSchema#integer> .', True),
        ('<e:a> <e:p> "012"^^<http://www.w3.org/2001/XMLSchema#integer> .', False),
        ('<e:a> <e:p> "12"^^<http://www.w3.org/2001/XMLSchema#int> .', False),
        ('<e:a> <e:p> "\\u0031"^^<http://www.w3.org/2001/XMLSchema#integer> .', False),
        ('<e:a> <e:p> "2024-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .', True),
        ('<e:a> <e:p> "the \\"012\\"^^<http://www.w3.org/2001/XMLSchema#int>" .', True),
        ('<e:a> <e:p> "é"@fr .', True),
        ("", True),
    ],
)
def test_a_file_that_is_loaded_whole_has_only_literals_that_come_back(line: str, faithful: bool, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "data.nt"
    path.write_text(f"{line}\n" if line else "", encoding="utf-8")
    assert is_faithful_file(path) is faithful
    if faithful:
        store = pyoxigraph.Store()
        store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)
        parsed = [quad.object for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)]
        assert [quad.object for quad in store] == parsed
