"""The report as JUnit XML, which continuous integration shows: one test case a constraint that found something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bibliographe.validate.formats import words
from bibliographe.validate.results import SEVERITY_LABELS

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.validate.results import Group, Report

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report, language: Language) -> str:
    """Return one test suite; where nothing is wrong it has one case, which passes."""
    groups = report.groups()
    cases = "".join(_case(group, language) for group in groups)
    if not groups:
        cases = (
            f"    <testcase classname={_attribute(report.name)} name={_attribute(words.clean(report, language))}/>\n"
        )
    count = f'tests="{max(len(groups), 1)}" failures="{len(groups)}" errors="0" skipped="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites {count}>\n"
        f"  <testsuite name={_attribute('bibliographe validate ' + report.name)} {count}>\n"
        f"{_properties(report)}{cases}  </testsuite>\n</testsuites>\n"
    )


def _properties(report: Report) -> str:
    """Return how many results are shown of how many that were found."""
    values = {"results.shown": len(report.results), "results.found": report.found}
    lines = "".join(f'      <property name="{name}" value="{value}"/>\n' for name, value in values.items())
    return f"    <properties>\n{lines}    </properties>\n"


def _case(group: Group, language: Language) -> str:
    lines = [
        f"{words.where(result)} {words.heading(result, language)} : {result.message(language)}".strip()
        for result in group.results
    ]
    if group.hidden:
        lines.append(f"… {words.shown_of(group, language)}")
    if group.advice(language):
        lines.append(f"→ {group.advice(language)}")
    kind, message = SEVERITY_LABELS[group.severity](language), group.message(language)
    told = _text("\n".join(lines))
    return (
        f'    <testcase classname="{group.severity}" name={_attribute(group.constraint)}>\n'
        f"      <failure type={_attribute(kind)} message={_attribute(message)}>{told}</failure>\n"
        "    </testcase>\n"
    )


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
