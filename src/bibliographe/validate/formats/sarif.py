"""The report as SARIF 2.1.0, which code hosts show beside the lines that it names.

Source: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bibliographe import __version__
from bibliographe.validate.formats import words
from bibliographe.validate.formats.rows import totals

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.validate.results import Group, Report, Result

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def write(report: Report, language: Language) -> str:
    """Return one run with a rule a constraint and a result a finding."""
    groups = report.groups()
    run = {
        "tool": {
            "driver": {
                "name": "bibliographe",
                "semanticVersion": __version__,
                "informationUri": "https://w3id.org/bibliographe/",
                "language": language,
                "rules": [_rule(group, language) for group in groups],
            }
        },
        "columnKind": "unicodeCodePoints",
        "properties": {"totals": totals(report)},
        "results": [_result(result, index, language) for index, group in enumerate(groups) for result in group.results],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(group: Group, language: Language) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": group.constraint,
        "shortDescription": {"text": group.message(language)},
        "defaultConfiguration": {"level": _LEVELS[group.severity]},
    }
    if group.advice(language):
        rule["help"] = {"text": group.advice(language)}
    return rule


def _result(result: Result, index: int, language: Language) -> dict[str, Any]:
    document: dict[str, Any] = {
        "ruleId": result.constraint,
        "ruleIndex": index,
        "level": _LEVELS[result.severity],
        "message": {"text": f"{words.heading(result, language)} : {result.message(language)}"},
        "partialFingerprints": {"result/v1": _fingerprint(result)},
    }
    if result.place:
        location: dict[str, Any] = {
            "artifactLocation": {"uri": words.relative(result.place.file).as_posix().lstrip("/")},
            "region": {"startLine": result.place.line or 1},
        }
        document["locations"] = [
            {
                "physicalLocation": location,
                "logicalLocations": [{"fullyQualifiedName": str(result.finding.focus)}],
            }
        ]
    return document


def _fingerprint(result: Result) -> str:
    finding = result.finding
    return " ".join(str(part or "-") for part in (result.named, finding.focus, finding.path, finding.value))
