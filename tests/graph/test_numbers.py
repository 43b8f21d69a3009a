"""Numbers in the form that they are compared in."""

from __future__ import annotations

from bibliographe.graph.numbers import isbn_key, number_key, stated_keys


def test_ten_and_thirteen_digits_are_one_isbn() -> None:
    assert isbn_key("2-07-036822-X") == isbn_key("978-2-07-036822-8") == "9782070368228"


def test_an_isbn_that_is_wrong_is_as_written() -> None:
    assert isbn_key("2-07-036822-1") == "2070368221"


def test_a_doi_has_no_case_and_no_address() -> None:
    assert number_key("doi", "https://doi.org/10.1234/ABC") == number_key("doi", "10.1234/abc")


def test_an_issn_is_no_number_of_a_document() -> None:
    assert stated_keys((("issn", "1234-5679"), ("doi", "10.1234/abc"))) == {"doi:10.1234/abc"}
