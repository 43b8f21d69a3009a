"""What is known not to be as it should, each with its reason: strictly, so that whoever mends it takes it out here."""

from __future__ import annotations

PYSHACL_FAILS = {
    "property/uniqueLang-002": 'pySHACL takes "1"^^xsd:boolean for true, but where it parses the shapes file itself',
    "node/prefixes-001": "pySHACL does not follow owl:imports from sh:prefixes; a prefix of the data file may fill in",
    "pre-binding/shapesGraph-001": "pySHACL has no $shapesGraph",
}
"""Cases of the W3C's suite that pySHACL does not pass when it is given graphs, and so neither do we."""

ENGINE_FAILS: dict[str, str] = {}
"""Cases of the W3C's suite that pySHACL passes and the engine does not."""

ENGINE_DIFFERS: dict[str, str] = {}
"""Regressions that are still open."""

GENERATED_DIFFER: dict[str, str] = {}
"""Generated cases that still differ, of `core` or `sparql`."""
