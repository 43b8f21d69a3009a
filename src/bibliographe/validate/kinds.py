"""Literals that rdflib and the store put in the same order, among themselves, by kind."""

from __future__ import annotations

from bibliographe.validate.written import XSD

DAY = (
    "[12][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8]))"
)
CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_NUMBER = "-?[0-9]{1,15}([.][0-9]{1,15})?"
KINDS: dict[str, tuple[tuple[str | None, ...], str]] = {
    "number": ((f"{XSD}integer", f"{XSD}decimal"), _NUMBER),
    "string": ((f"{XSD}string", None), ""),
    "date": ((f"{XSD}date",), DAY),
    "instant": ((f"{XSD}dateTime",), f"{DAY}T{CLOCK}Z"),
}
"""The datatypes and the form of each kind."""


def of_kind(kind: str, value: str) -> str:
    """Return the condition under which a value is a literal of one kind: one of `KINDS`, or `truth`."""
    match kind:
        case "number":
            return f'DATATYPE({value}) IN (<{XSD}integer> , <{XSD}decimal>) && REGEX(STR({value}), "^{_NUMBER}$")'
        case "string":
            return f"DATATYPE({value}) = <{XSD}string>"
        case "date":
            return f'DATATYPE({value}) = <{XSD}date> && REGEX(STR({value}), "^{DAY}$")'
        case "truth":
            return f'DATATYPE({value}) = <{XSD}boolean> && STR({value}) IN ("true", "false")'
        case _:
            return f'DATATYPE({value}) = <{XSD}dateTime> && REGEX(STR({value}), "^{DAY}T{CLOCK}Z$")'
