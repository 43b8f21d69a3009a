"""How grave a result is (SHACL, section 2.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib.namespace import SH

if TYPE_CHECKING:
    from rdflib.term import Node

    from bibliographe.validate.results import Severity

_SEVERITIES: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


def severity_of(node: Node | None) -> Severity:
    """Return the severity that a SHACL term means; a severity of one's own counts as a violation."""
    return _SEVERITIES.get(node, "violation") if node is not None else "violation"


def own_severity(node: Node | None) -> str:
    """Return the IRI of a severity that is none of SHACL's, else nothing."""
    return "" if node is None or node in _SEVERITIES else str(node)
