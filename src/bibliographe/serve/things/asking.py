"""What a request for a thing means: which thing, and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph

from bibliographe.graph.terms import SCHEMA
from bibliographe.i18n import Text
from bibliographe.serve.errors import Refused, Suggestion
from bibliographe.serve.negotiation import preferred
from bibliographe.serve.things.addresses import standing_of
from bibliographe.serve.things.forms import HTML, forms_of
from bibliographe.serve.things.near import near

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.things.addresses import Standing
    from bibliographe.serve.things.forms import Form

PAGE = "html"


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing, and the ending of its address where it says a form."""

    standing: Standing
    local: str
    """What follows `/id/` in the thing's address."""
    entry: bool
    suffix: str = ""
    """`html`, `ttl`…; empty where the form is to be negotiated."""


def asked_for(snapshot: Snapshot, path: str) -> Asked:
    """Return what a path after `/id/` or `/doc/` asks for; raises `Refused` with 404 when there is nothing there."""
    for local, suffix in _readings(path):
        standing = standing_of(snapshot, local)
        if standing:
            return Asked(standing, local, is_entry(snapshot, standing.thing), suffix)
    raise Refused(
        404,
        Text("ce catalogue n'a rien à cette adresse", "this catalogue has nothing at this address"),
        remedy=Text("Peut-être cherchez-vous :", "You may be looking for:")
        if (found := near(snapshot, path))
        else Text("Partez de l'accueil, ou cherchez par les thèmes.", "Start from the home page or the topics."),
        suggestions=found,
    )


def chosen_form(asked: Asked, accept: str | None) -> Form | None:
    """Return the form to answer with, None for the page; raises `Refused` with the list of forms.

    The status is 406, or 410 where the thing was withdrawn: its record had forms that its tombstone does not have.
    """
    forms = forms_of(entry=asked.entry)
    if asked.suffix == PAGE:
        return None
    if asked.suffix:
        for form in forms:
            if form.suffix == asked.suffix:
                return form
        raise _none_fits(asked, forms)
    by_type: dict[str, Form] = {}
    for form in forms:
        if form.negotiable:
            by_type.setdefault(form.media_type, form)
    by_type["application/json"] = by_type["application/ld+json"]
    wanted = preferred(accept, (HTML, *by_type))
    if wanted is None:
        raise _none_fits(asked, forms)
    return by_type.get(wanted)


def _none_fits(asked: Asked, forms: tuple[Form, ...]) -> Refused:
    status, reason = 406, Text("aucune forme ne convient à votre demande", "no form meets your request")
    if asked.standing.withdrawn:
        status, reason = 410, Text("cette notice a été retirée du catalogue", "this record was withdrawn")
    return Refused(
        status,
        reason,
        remedy=Text("Choisissez parmi celles-ci :", "Choose one of these:"),
        suggestions=[
            Suggestion(f"/doc/{asked.local}.{suffix}", f"{kind} (.{suffix})")
            for suffix, kind in ((PAGE, HTML), *((form.suffix, form.media_type) for form in forms))
        ],
    )


def is_entry(snapshot: Snapshot, thing: NamedNode) -> bool:
    """Tell whether a thing is an entry: something that a source lists."""
    return next(snapshot.opened.store.quads_for_pattern(None, SCHEMA.item, thing, DefaultGraph()), None) is not None


def _readings(path: str) -> list[tuple[str, str]]:
    """Return what a path may mean, the whole path before one less its ending: an address may hold dots."""
    suffixes = [PAGE, *(form.suffix for form in forms_of(entry=True))]
    found = [(path.removesuffix(f".{suffix}"), suffix) for suffix in suffixes if path.endswith(f".{suffix}")]
    return [(path, ""), *sorted(found, key=lambda one: len(one[0]))]
