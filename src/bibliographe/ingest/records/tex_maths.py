r"""Formulas of TeX that are but characters: `Cu$_2$O` is `Cu₂O`, `$\alpha$` is `α`, `$4^{\textrm{ème}}$` is `4ème`.

Any other formula stays as it is written.
"""

from __future__ import annotations

import re

_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_NAMES = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi"
_GREEK = dict(zip([*_NAMES.split(), "chi", "psi", "omega"], "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_SIGNS = (
    {name: letter for name, letter in _GREEK.items() if name != "omicron"}
    | {name.capitalize(): letter.upper() for name, letter in _GREEK.items() if name not in ("alpha", "beta", "omicron")}
    | {"times": "×", "pm": "±", "circ": "°", "infty": "∞", "leq": "≤", "geq": "≥", "sim": "~", "cdot": "·", "to": "→"}
)
_UPRIGHT = r"\\(?:textrm|textit|textbf|text|mathrm|mathit|mathbf|mbox|rm)\s*"
_PART = re.compile(
    r"(?P<plain>(?:[^\W_]|[\s+=<>().,/'-])+)"
    rf"|{_UPRIGHT}\{{(?P<upright>[^{{}}\\]*)\}}"
    r"|\\(?P<sign>[A-Za-z]+)\s*"
    rf"|(?P<move>[_^])\s*(?:\{{\s*(?:{_UPRIGHT})?\{{?(?P<group>[^{{}}\\]*)\}}?\s*\}}|(?P<one>[\w+-]))"
)
_ORDINAL = re.compile(r"[^\W\d_]{1,4}")
_WORD = re.compile(r"\s[^\W\d_]{2,}")
"""A word behind a blank: a price and not a formula, as in `$5 and $6`."""


def unwritten(formula: str) -> str:
    """Return the characters that a formula between dollar signs stands for, the formula itself where it is more."""
    inside, at, found = formula.strip("$"), 0, ""
    if inside != inside.strip() or _WORD.search(inside):
        return formula
    while at < len(inside):
        part = _PART.match(inside, at)
        said = _part_said(part, found) if part else None
        if part is None or said is None:
            return formula
        found += said
        at = part.end()
    return found or formula


def _part_said(part: re.Match[str], before: str) -> str | None:
    if part["sign"]:
        return _SIGNS.get(part["sign"])
    if part["upright"]:
        inside = f"${part['upright']}$"
        return said if (said := unwritten(inside)) != inside else None
    if not part["move"]:
        return part["plain"]
    return _moved(part["move"], part["group"] or part["one"] or "", before)


def _moved(move: str, said: str, before: str) -> str | None:
    """Return a superscript or subscript in characters that are such; the end of an ordinal number as it is (`4ème`)."""
    letters = (_RAISED if move == "^" else _LOWERED).get
    moved = [letters(letter) for letter in said]
    is_ordinal = move == "^" and (before[-1:].isdigit() or not before) and _ORDINAL.fullmatch(said)
    if is_ordinal:
        return said
    return "".join(filter(None, moved)) if said and None not in moved else None
