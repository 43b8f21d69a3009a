"""The W3C validation report: exactly the results that pySHACL gives, in a stable order and with both messages.

What was found about the files themselves is no result of a shape, and not in it.
Source: SHACL, section 3.6, <https://www.w3.org/TR/shacl/#validation-report>.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rdflib

from bibliographe.graph.prefixes import prefixes, short_name

if TYPE_CHECKING:
    from rdflib.term import Node

    from bibliographe.i18n import Language
    from bibliographe.validate.results import Finding, Report, Result

_LOCAL = re.compile(r"[a-z]+:[A-Za-z_][A-Za-z0-9_-]*")
_SEVERITIES = {"violation": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}


def write(report: Report, language: Language) -> str:
    """Return the report as Turtle; both languages are there whatever `language` is."""
    blocks = sorted(_result(result) for result in report.shacl)
    body = "".join(f" ;\n    sh:result {block}" for block in blocks)
    conforms = "true" if not blocks else "false"
    text = f"[] a sh:ValidationReport ;\n    sh:conforms {conforms}{body} .\n"
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes().items()) + "\n" + text


def _result(result: Result) -> str:
    messages = [
        f"sh:resultMessage {rdflib.Literal(message, lang=tag).n3()}"
        for tag, message in (("en", result.message.en), ("fr", result.message.fr))
    ]
    return _block([*_statements(result.finding), *messages], depth=1)


def _statements(finding: Finding, depth: int = 1) -> list[str]:
    lines = [
        "a sh:ValidationResult",
        f"sh:focusNode {_term(finding.focus)}",
        *([] if finding.path is None else [f"sh:resultPath {finding.path_turtle or _term(finding.path)}"]),
        *([] if finding.value is None else [f"sh:value {_term(finding.value)}"]),
        f"sh:resultSeverity {_severity(finding)}",
        f"sh:sourceConstraintComponent {_term(rdflib.URIRef(finding.component))}",
        f"sh:sourceShape {_term(finding.shape)}",
    ]
    if finding.constraint != str(finding.shape):
        lines.append(f"sh:sourceConstraint {_term(finding.source)}")
    details = [_block(_statements(detail, depth + 1), depth + 1) for detail in finding.details]
    return [*lines, *(f"sh:detail {detail}" for detail in details)]


def _severity(finding: Finding) -> str:
    return _term(rdflib.URIRef(finding.own_severity)) if finding.own_severity else _SEVERITIES[finding.severity]


def _block(lines: list[str], depth: int) -> str:
    indent = "    " * (depth + 1)
    return f"[\n{indent}" + f" ;\n{indent}".join(lines) + f"\n{indent[4:]}]"


def _term(term: Node) -> str:
    if isinstance(term, rdflib.URIRef):
        short = short_name(term)
        return short if _LOCAL.fullmatch(short) else term.n3()
    if isinstance(term, rdflib.BNode):
        return f"_:{term}"
    assert isinstance(term, rdflib.Literal)  # noqa: S101
    # rdflib writes numbers and booleans short, and not as they were.
    quoted = rdflib.Literal(str(term)).n3()
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^{_term(rdflib.URIRef(str(term.datatype)))}" if term.datatype else quoted
