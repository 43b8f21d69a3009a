"""What a contender found, in one form, so that contenders can be compared: reading it costs none of them time.

Runs in the interpreter that has pyoxigraph, as a script: FILE prints one JSON line for each finding.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Found = tuple[str, str | None, str]
SHACL = "http://www.w3.org/ns/shacl#"
_SUFFIX = "ConstraintComponent"
_QUESTION = f"""
PREFIX sh: <{SHACL}>
SELECT ?result ?focus ?path ?component WHERE {{
  ?report sh:result ?result .
  ?result sh:focusNode ?focus ; sh:sourceConstraintComponent ?component .
  OPTIONAL {{ ?result sh:resultPath ?path }}
}}
"""


def read_report(path: Path) -> Iterator[Found]:
    """Yield (focus node, path, component) for each result of a W3C report or of JSON lines.

    A path that is no property is `…`: each validator writes it in a way of its own.
    """
    with path.open("rb") as stream:
        first = stream.read(1)
    if first in (b"[", b""):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                focus, where, component = json.loads(line)
                yield plain_node(focus), plain_path(where), plain_component(component)
        return
    from pyoxigraph import BlankNode, QuerySolutions, RdfFormat, Store

    store = Store()
    form = RdfFormat.TURTLE  # of which N-Triples is a part
    store.load(path=str(path), format=form)
    rows = store.query(_QUESTION)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - what SELECT returns
    for row in rows:
        where = row["path"]
        text = "…" if isinstance(where, BlankNode) else where.value if where is not None else None
        yield row["focus"].value, text, plain_component(row["component"].value)


def plain_node(text: str) -> str:
    """Return an address without brackets."""
    return text.removeprefix("<").removesuffix(">")


def plain_path(text: str | None) -> str | None:
    """Return a property's address, `…` for any other path, None for none."""
    if text is None:
        return None
    bare = plain_node(text)
    return bare if bare.startswith("http") and not any(sign in bare for sign in " ^|*") else "…"


def plain_component(text: str) -> str:
    """Return `MinCount` for `sh:MinCountConstraintComponent`."""
    return plain_node(text).removeprefix(SHACL).removesuffix(_SUFFIX)


def compare(found: set[Found], wanted: set[Found], shown: int = 5) -> dict[str, object]:
    """Return how many findings there are, whether they are those wanted, and some of those that differ."""

    def some(differing: set[Found]) -> list[list[str | None]]:
        return [list(item) for item in sorted(differing, key=str)[:shown]]

    missing, extra = wanted - found, found - wanted
    return {
        "findings": len(found),
        "agrees": not missing and not extra,
        "missing": len(missing),
        "extra": len(extra),
        **({"examples_missing": some(missing)} if missing else {}),
        **({"examples_extra": some(extra)} if extra else {}),
    }


def read_faults(path: Path) -> set[Found]:
    """Return what must be found, from the list that the generator wrote; the inverse path is not among them."""
    return {
        (line["focus"], line["path"], line["component"])
        for line in map(json.loads, path.read_text("utf-8").splitlines())
    }


if __name__ == "__main__":
    for item in read_report(Path(sys.argv[1])):
        print(json.dumps(item))
