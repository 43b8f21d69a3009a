"""Whether a statement is of this catalogue and in the profile's vocabulary."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bibliographe.graph.bulk.refusals import MEANT, OUTSIDE, UNKNOWN
from bibliographe.graph.terms import TYPED
from bibliographe.graph.vocabulary import unknown_terms, vocabularies

if TYPE_CHECKING:
    from bibliographe.graph.bulk.refusals import Refusal

_TYPED = str(TYPED)


class Judge:
    """Remembers its judgement of each property and class: a large file has few."""

    def __init__(self, base: str) -> None:
        """Judge for the catalogue whose addresses begin with `base`."""
        self._base = base
        self._own = (f"<{base}id/", f"<{base}doc/")

    def refusal(self, line: str) -> Refusal | None:
        """Return why a canonical line is not taken, None when it is."""
        subject, predicate, value = line.split(" ", 2)
        if not subject.startswith(self._own):
            message, remedy = OUTSIDE
            return message.format(base=self._base), remedy
        return _term(predicate) or (_term(value[:-3]) if predicate == _TYPED and value[0] == "<" else None)


@cache
def _term(token: str) -> Refusal | None:
    iri = token[1:-1]
    unknown = unknown_terms({iri}, strict=True)
    known = any(iri.startswith(namespace) and iri != namespace for namespace in vocabularies())
    if known and not unknown:
        return None
    meant = unknown.get(iri)
    if meant:
        return UNKNOWN[0].format(term=token), MEANT[1].format(meant=f"<{meant}>")
    return UNKNOWN[0].format(term=token), UNKNOWN[1]
