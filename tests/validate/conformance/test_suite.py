"""The W3C's SHACL suite, run through the set-based engine and, beside it, through pySHACL alone."""

from __future__ import annotations

from functools import cache

import pytest

from tests.conftest import SHARED
from tests.validate.conformance.adapter import Outcome, difference, has_names_only, in_files, ours, reference
from tests.validate.conformance.known import ENGINE_FAILS, PYSHACL_FAILS
from tests.validate.conformance.suite import Case, cases

SUITE = SHARED / "conformance" / "shacl" / "data-shapes-test-suite" / "tests"
CORE, SPARQL = 98, 22
"""How many cases the suite's manifests include."""


def _cases(part: str) -> list[Case]:
    manifest = SUITE / part / "manifest.ttl"
    return list(cases(manifest)) if manifest.exists() else []


ALL = [*_cases("core"), *_cases("sparql")]


@pytest.fixture(autouse=True)
def suite() -> None:
    if not SUITE.is_dir():
        pytest.skip("needs the W3C SHACL suite of ../shared/conformance/shacl, which is not there")


def _parameters(known: dict[str, str]) -> list[object]:
    return [
        pytest.param(case, id=case.name, marks=pytest.mark.xfail(strict=True, reason=known[case.name]))
        if case.name in known
        else pytest.param(case, id=case.name)
        for case in ALL
    ]


@cache
def _expected(case: Case) -> Outcome:
    return reference(case.data, case.shapes)


@cache
def _found(case: Case) -> Outcome:
    return ours(case.data, case.shapes)


@pytest.mark.parametrize(("part", "count"), [("core", CORE), ("sparql", SPARQL)])
def test_every_case_of_the_suite_is_collected(part: str, count: int) -> None:
    assert len(_cases(part)) == count
    assert len({case.name for case in ALL}) == CORE + SPARQL


@pytest.mark.parametrize("case", _parameters(PYSHACL_FAILS | ENGINE_FAILS))
def test_the_engine_gives_the_report_that_the_suite_expects(case: Case) -> None:
    assert case.accepts(_found(case)), _found(case)


def test_every_case_that_pyshacl_passes_is_passed() -> None:
    passed = {case.name for case in ALL if case.accepts(_expected(case))}
    ours_passed = {case.name for case in ALL if case.accepts(_found(case))}
    assert passed == {case.name for case in ALL} - set(PYSHACL_FAILS)
    assert passed - ours_passed == set(ENGINE_FAILS)


@pytest.mark.parametrize("case", _parameters(ENGINE_FAILS))
def test_the_engine_says_what_pyshacl_says_right_or_wrong(case: Case) -> None:
    assert difference(_found(case), _expected(case)) == ""
    if has_names_only(case.data):
        assert difference(in_files(case.data, case.shapes), _expected(case)) == ""
