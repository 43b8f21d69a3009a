"""How ready a catalogue is, as one page in French and English that needs nothing else."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import LANGUAGES, Text
from bibliographe.validate.formats import words
from bibliographe.validate.formats.pages import environment
from bibliographe.validate.readiness import title_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bibliographe.i18n import Language
    from bibliographe.validate.readiness import Readiness, Reason
    from bibliographe.validate.reading import Data

_NAMES = {"fr": "Français", "en": "English"}
_WORDS = {
    "title": Text("Prêt pour les portails", "Ready for the portals"),
    "language": Text("Langue", "Language"),
    "contents": Text("Les portails", "The portals"),
    "mend": words.MEND,
    "blocks": Text("bloque", "blocks"),
    "weakens": Text("affaiblit", "weakens"),
    "ready": Text("prêt", "ready"),
    "not_ready": Text("pas encore prêt", "not ready yet"),
    "empty": Text("aucune notice", "no entry"),
    "nothing": Text("Rien à redire.", "Nothing to say."),
    "all": Text("tout le catalogue", "the whole catalogue"),
    "entries": Text("Notices à corriger", "Entries to mend"),
    "address": Text("adresse", "address"),
}
_SHARE = Text(
    "{blocked} notices bloquées sur {total} ; {flawless} % sans aucune remarque",
    "{blocked} entries blocked of {total}; {flawless} % without any remark",
)
_CLASSES = {True: "violation", False: "warning"}


class _Row(NamedTuple):
    """An entry that a portal refuses or would rather have better."""

    iri: str
    title: str
    reasons: Sequence[Reason]


class _Portal(NamedTuple):
    """What the page says of one portal."""

    readiness: Readiness
    share: Text
    rows: Sequence[_Row]
    more: Text | None

    @property
    def is_ready(self) -> bool:
        """Tell whether the portal takes all that there is."""
        return bool(self.readiness.total) and not self.readiness.blocked


def write(found: Sequence[Readiness], data: Data, title: Mapping[str, str], language: Language, most: int) -> str:
    """Return the page of HTML 5, its style inside it, with both languages of which `language` is shown first.

    `title` is the catalogue's by languages; `most` entries are named of each portal.
    """
    first = next(iter(title.values()), data.name)
    name = Text(title.get("fr", first), title.get("en", first))
    page = environment().get_template("readiness.html.j2")
    return (
        page.render(
            portals=[_portal(one, data, most) for one in found],
            name=name,
            said=_WORDS,
            language=language,
            languages={one: _NAMES[one] for one in LANGUAGES},
            classes=_CLASSES,
            count=_count,
        )
        + "\n"
    )


def _portal(one: Readiness, data: Data, most: int) -> _Portal:
    counts = {
        language: {"blocked": words.number(one.blocked, language), "total": words.number(one.total, language)}
        for language in LANGUAGES
    }
    share = Text(*(_SHARE(language).format(flawless=one.flawless, **counts[language]) for language in LANGUAGES))
    nodes = one.nodes()
    rows = [_Row(iri, title_of(data, iri), reasons) for iri, reasons in islice(nodes, most)]
    left = sum(1 for _ in nodes)
    more = Text(*(words.MORE_ENTRIES(language).format(count=words.number(left, language)) for language in LANGUAGES))
    return _Portal(one, share, rows, more if left else None)


def _count(one: Readiness, reason: Reason) -> Text:
    """Return how many entries a reason is about, in words where it is all of them."""
    if reason.everywhere or one.about == "dataset":
        return _WORDS["all"]
    return Text(*(words.number(one.count(reason), language) for language in LANGUAGES))
