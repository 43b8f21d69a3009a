"""The review page: the source on the left, what was understood of it on the right."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from bibliographe.ingest.review.labels import LABELS
from bibliographe.ingest.review.view import view_of
from bibliographe.model.roles import LINE_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibliographe.i18n import Language
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

__all__ = ["write_review"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__name__),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def write_review(
    items: Iterable[Item], source: Source, language: Language, candidates: Sequence[tuple[str, str]] = ()
) -> str:
    """Return one HTML page that needs nothing else, for a person to check what was read from `source`.

    `candidates` are pairs of names that may be one and the same, where the caller knows some.
    """
    template = _environment().get_template("review.html.j2")
    return template.render(
        view=view_of(list(items), source, language),
        candidates=candidates,
        language=language,
        label={key: text(language) for key, text in LABELS.items()},
        roles={key: text(language) for key, text in LINE_ROLES.items()},
    )
