"""Names of BibTeX and BibLaTeX: `Dumas, Anne`, `{Banque de France}`, `given=Anne, family=Dumas`.

Source: btxdoc (Patashnik, 1988), 4; biber, "Extended name format"; The biblatex Package, 3.4.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibtexparser.middlewares.names import parse_single_name_into_parts

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.names import agent_named, in_order, is_middle_initial, names_body, person_called
from bibliographe.ingest.records.tex import decoded

if TYPE_CHECKING:
    from bibliographe.model.entry import Agent

_PART = re.compile(r'\s*"?\s*(family|given|prefix|suffix|middle)\s*=', re.IGNORECASE)
"""How a name begins whose parts are called by what they are."""
_TWO = 2
_COMMA = re.compile(r"\\.|[{}\",]", re.DOTALL)
_ENDS_IN_CAPITALS = re.compile(r"\s[A-Z]{2,3}$")
"""What in braces is the form of a company (`{Nestlé SA}`), and elsewhere may be initials."""


def agent_of(name: str) -> Agent | None:
    """Return whom one name of a list names; what is in braces as a whole is a body, or a name not to be cut."""
    bare = name.strip()
    if _PART.match(bare):
        return _of_called_parts(bare)
    if bare.startswith("{") and bare.endswith("}"):
        said = decoded(bare)
        return organization(said) if _ENDS_IN_CAPITALS.search(said) and "," not in said else agent_named(said)
    parts = parse_single_name_into_parts(bare, strict=False)
    given, family, suffix = (decoded(" ".join(part)) for part in (parts.first, [*parts.von, *parts.last], parts.jr))
    if not given or not family:
        return agent_named(decoded(bare))
    if names_body(f"{given} {family}"):  # which should have been in braces
        return organization(in_order(decoded(bare)))
    if is_middle_initial(suffix, given):
        given, suffix = f"{suffix} {given}", ""
    return person_called(given, family, suffix)


def rejoined(names: list[str]) -> list[str]:
    """Return a list of names; those that were cut where their comma stood are put together again.

    HAL writes `DUMAS and Anne and NOIR and Paul` for two editors.
    """
    families, given = names[::2], names[1::2]
    is_cut = len(names) > _TWO and len(families) == len(given) and all(map(str.isupper, families))
    if not is_cut or any(map(str.isupper, given)):
        return names
    return [f"{family}, {first}" for family, first in zip(families, given, strict=True)]


def _of_called_parts(name: str) -> Agent | None:
    """Return whom `given=Anne, prefix=de, family=Ville` names; initials and options of a name say no more."""
    parts: dict[str, str] = {}
    if name.startswith('"') and name.endswith('"') and name.count('"') == len('""'):
        name = name[1:-1]
    for one in _at_commas(name):
        key, _, value = one.strip().strip('"').partition("=")
        parts.setdefault(key.strip().casefold(), decoded(value.strip().strip('"')).strip())
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    given = " ".join(filter(None, (parts.get("given"), parts.get("middle"))))
    if not (given and family):
        return agent_named(family or given)
    return person_called(given, family, parts.get("suffix", ""))


def _at_commas(text: str) -> list[str]:
    """Cut a text at the commas that stand outside of braces and quotation marks."""
    parts, level, is_quoted, begin = [], 0, False, 0
    for found in _COMMA.finditer(text):
        sign = found[0]
        level += (sign == "{") - (sign == "}")
        is_quoted ^= sign == '"' and level == 0
        if sign == "," and level <= 0 and not is_quoted:
            parts.append(text[begin : found.start()])
            begin = found.end()
    return [*parts, text[begin:]]
