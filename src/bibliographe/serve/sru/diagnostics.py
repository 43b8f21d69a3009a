"""What SRU says of a request that it cannot meet, by number.

Source: SRU Diagnostics List, <https://www.loc.gov/standards/sru/diagnostics/diagnosticsList.html>.
"""

from __future__ import annotations

URI = "info:srw/diagnostic/1/"
MESSAGES = {
    1: "General system error",
    4: "Unsupported operation",
    5: "Unsupported version",
    6: "Unsupported parameter value",
    7: "Mandatory parameter not supplied",
    8: "Unsupported parameter",
    10: "Query syntax error",
    12: "Too many characters in query",
    15: "Unsupported context set",
    16: "Unsupported index",
    19: "Unsupported relation",
    20: "Unsupported relation modifier",
    22: "Unsupported combination of relation and index",
    27: "Empty term unsupported",
    29: "Masked words too short",
    31: "Anchoring character not supported",
    33: "Combination of proximity/adjacency and masking characters not supported",
    36: "Term in invalid format for index or relation",
    38: "Too many boolean operators in query",
    39: "Proximity not supported",
    46: "Unsupported boolean modifier",
    50: "Result sets not supported",
    61: "First record position out of range",
    66: "Unknown schema for retrieval",
    67: "Record not available in this schema",
    71: "Unsupported record packing",
    72: "XPath retrieval unsupported",
    80: "Sort not supported",
    81: "Unsupported sort type",
    82: "Unsupported sort sequence",
    86: "Unsupported sort index",
    110: "Stylesheets not supported",
    120: "Response position out of range",
    121: "Too many terms requested",
}


class DiagnosticError(Exception):
    """A request that cannot be met: the number of the diagnostic, and what in the request it is about."""

    def __init__(self, number: int, details: str = "") -> None:
        super().__init__(number, details)
        self.number = number
        self.details = details
