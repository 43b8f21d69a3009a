"""The terms that the editor completes: those of the profile, with what they mean in the reader's language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.prefixes import prefixes, short_name
from bibliographe.graph.terms import RDFS, SKOS
from bibliographe.store.names import ONTOLOGY, SCHEMES

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.serve.site import Snapshot

_SAID = ((RDFS.label, ONTOLOGY), *((SKOS.prefLabel, scheme) for scheme in SCHEMES.values()))
"""Where each kind of term has its names: the profile's in its graph, types and roles in those of their schemes."""


class Terms:
    """The terms of a build as JSON, by language: `snapshot.once(Terms)`."""

    def __init__(self, snapshot: Snapshot) -> None:
        store = snapshot.opened.store
        labels: dict[str, dict[str, str]] = {}
        for label, graph in _SAID:
            for quad in store.quads_for_pattern(None, label, None, graph):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    labels.setdefault(short_name(quad.subject.value), {})[quad.object.language or ""] = (
                        quad.object.value
                    )
        self._labels = {name: labels[name] for name in sorted(labels) if ":" in name and "/" not in name}

    def as_json(self, language: Language) -> bytes:
        """Return pairs of prefixed name and label, and the prefixes."""
        terms = [[name, said.get(language) or next(iter(said.values()))] for name, said in self._labels.items()]
        return json.dumps({"prefixes": list(prefixes()), "terms": terms}, ensure_ascii=False).encode()
