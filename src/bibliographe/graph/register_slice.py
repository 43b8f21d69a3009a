"""The registrations that an import touches; the rest of the register is read past."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.drafts import Draft
from bibliographe.graph.files import existing_file
from bibliographe.graph.lines import canonical_lines
from bibliographe.graph.records import REGISTER
from bibliographe.graph.register import Register
from bibliographe.graph.register_lines import Registered, by_thing, lines_of, registered
from bibliographe.graph.side_by_side import side_by_side
from bibliographe.graph.terms import DCTERMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.journal import Content

_REPLACED = f" {DCTERMS.isReplacedBy} <"


class RegisterSlice(Register):
    """Some registrations of one catalogue, as a `Register` of them alone; all replacements are known."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read which things others replace; raises `GraphError` when the register is not RDF."""
        self._start(catalogue)
        path = existing_file(catalogue.graph, REGISTER)
        for line in canonical_lines(path, catalogue.base) if path.exists() else ():
            if _REPLACED in line:
                record, _predicate, replacement = line[:-3].split(" ", 2)
                thing = record.replace(f"<{catalogue.base}doc/", f"<{catalogue.base}id/", 1)
                self._aliases[NamedNode(thing[1:-1])] = NamedNode(replacement[1:-1])

    def load(self, things: set[str]) -> None:
        """Load the registrations of these things, whose addresses have their angle brackets.

        Raises `MisnamedError` as `bibliographe.graph.register_lines.registered` does.
        """
        with registered(self.catalogue) as known:
            for one in known:
                if one.thing in things:
                    self._registrations[NamedNode(one.thing[1:-1])] = one.registration

    def contents(self) -> dict[Path, Content]:
        """Return what the register's file must hold now."""
        draft = Draft(self.catalogue)
        with registered(self.catalogue) as known:
            for one in self._merged(known):
                draft.extend(one.lines or lines_of(one.thing, one.registration, self.catalogue.base))
        return draft.contents(self.catalogue.graph, REGISTER, self.catalogue.base)

    def _merged(self, known: Iterator[Registered]) -> Iterator[Registered]:
        """Yield every registration in the order of the things, those held here in place of those of the file."""
        own = sorted((Registered(str(thing), one, []) for thing, one in self._registrations.items()), key=itemgetter(0))
        for _thing, what in side_by_side(by_thing(own), by_thing(known)):
            mine, before = what.get(0), what.get(1)
            unchanged = before is not None and (mine is None or mine.registration == before.registration)
            yield what[1] if unchanged else what[0]
