"""Pieces of Python that stand for values, and the same value as a piece of another kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of Python: what its value is, and whether working it out may raise `Failed`.

    `kind` is `term` (see `bibliographe.validate.nodewise.terms`), `string` (the characters of a plain one), `truth`,
    `whole` (a number), `number` (or a fraction).
    """

    text: str
    kind: str = "term"
    fails: bool = False


def as_term(code: Code) -> str:
    """Return code for the value as functions of any value take it."""
    return f"literal({code.text})" if code.kind == "string" else code.text


def as_plain(code: Code) -> Code:
    """Return the characters of a plain string."""
    return code if code.kind == "string" else Code(f"plain({code.text})", "string", fails=True)


def as_tagged(code: Code) -> Code:
    """Return the characters of a string with or without a language."""
    return code if code.kind == "string" else Code(f"tagged({code.text})", "string", fails=True)


def as_whole(code: Code) -> Code:
    """Return a whole number."""
    return code if code.kind == "whole" else Code(f"whole({as_term(code)})", "whole", code.fails)
