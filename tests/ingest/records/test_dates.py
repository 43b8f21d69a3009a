"""Dates as records have them."""

from __future__ import annotations

import pytest

from bibliographe.ingest.records.dates import date_said, day_said
from bibliographe.ingest.records.marc.values import printed_date


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("20170812", "2017-08-12"),
        ("15/05/2010", "2010-05-15"),
        ("05/2010", "2010-05"),
        ("2010 May 15", "2010-05-15"),
        ("2010///printemps", "2010-21"),
        ("20171340", None),
        ("[1999]", "1999?"),
        ("[1999,2000]", "[1999,2000]"),
        ("c1998", "1998"),
        ("1998, c1997", "1998"),
        ("1982 [i.e. 1983]", "1983"),
        ("[between 1906 and 1912]", "[1906..1912]"),
        ("entre 1906 et 1912", "[1906..1912]"),
        ("[1971 or 1972]", "[1971,1972]"),
        ("[18--]", "18XX"),
        ("19..", "19XX"),
        ("[197-?]", "197X?"),
    ],
)
def test_dates_that_cataloguers_write(said: str, edtf: str | None) -> None:
    date = date_said(said)
    assert date is not None
    assert date.edtf == edtf


def test_a_supplied_date_of_marc_is_certain() -> None:
    date = printed_date("[between 1973 and 1991]")
    assert date is not None
    assert date.edtf == "[1973..1991]"


@pytest.mark.parametrize(
    ("day", "edtf"),
    [
        ("MAR 1", "1986-03-01"),
        ("15 MAR", "1986-03-15"),
        ("10 jan", "1986-01-10"),
        ("apr-may", "1986-04/1986-05"),
        ("jun-aug", "1986-06/1986-08"),
        ("31 mai", "1986-05-31"),
        ("SPR", "1986-21"),
        ("Quarter", None),
    ],
)
def test_days_in_a_year(day: str, edtf: str | None) -> None:
    date = day_said("1986", day)
    assert (date.edtf if date else None) == edtf
