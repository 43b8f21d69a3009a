"""The pages of both reports. They name entries and say how to mend them; no value, so no abstract stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bibliographe.i18n import Text
from bibliographe.serve.beside import beside, status_of
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.reports.making import INTEGRITY, READINESS, maker

if TYPE_CHECKING:
    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.visits import Visit

_MOST_RULES = 60
"""Rules with findings that one page tells of, the gravest first."""
_SEVERITIES = {
    "violation": Text("À corriger", "To mend"),
    "warning": Text("À vérifier", "To check"),
    "info": Text("Pour information", "For information"),
}


class About(NamedTuple):
    """What a finding is about."""

    iri: str
    title: str


class Group(NamedTuple):
    """The findings of one rule; `found` counts those that are not named too."""

    severity: Text
    constraint: str
    message: Text
    advice: Text
    found: int
    about: tuple[About, ...]


class Portal(NamedTuple):
    """How ready the catalogue is for one portal."""

    title: Text
    whole: bool
    """Whether it is the dataset that is judged, and not each entry."""
    total: int
    blocked: int
    score: int
    reasons: tuple[Reason, ...]
    entries: tuple[About, ...]


class Reason(NamedTuple):
    """What stands in the way, of so many entries, of the whole catalogue when `everywhere`."""

    blocking: bool
    everywhere: bool
    held: int
    message: Text
    advice: Text


def integrity_page(site: Site, snapshot: Snapshot, visit: Visit) -> tuple[bytes, int]:
    """Return the page of what is wrong with the catalogue, and its status."""
    done = snapshot.once(beside).done(site, snapshot, INTEGRITY, maker(INTEGRITY))
    found: Any = done.made if done else None
    groups = _groups(found) if found else ()
    made = render(
        "integrity.html",
        visit,
        waiting=done is None,
        found=found,
        counts=[(label, found["counts"][name]) for name, label in _SEVERITIES.items()] if found else (),
        groups=groups[:_MOST_RULES],
        others=len(groups) - _MOST_RULES,
    )
    return made, status_of(done)


def readiness_page(site: Site, snapshot: Snapshot, visit: Visit) -> tuple[bytes, int]:
    """Return the page of how ready the catalogue is for other portals, and its status."""
    done = snapshot.once(beside).done(site, snapshot, READINESS, maker(READINESS))
    found: Any = done.made if done else None
    portals = tuple(map(_portal, found)) if found else ()
    return render("readiness.html", visit, waiting=done is None, portals=portals), status_of(done)


def _groups(found: Any) -> tuple[Group, ...]:
    counted = found["totals"]["constraints"]
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in found["results"]:
        rows.setdefault(row["constraint"], []).append(row)
    order = list(_SEVERITIES)
    made = [
        Group(
            _SEVERITIES.get(same[0]["severity"], _SEVERITIES["info"]),
            constraint,
            Text(same[0]["message_fr"], same[0]["message_en"]),
            Text(same[0]["advice_fr"], same[0]["advice_en"]),
            counted.get(constraint, {}).get("found", len(same)),
            tuple(dict.fromkeys(About(row["focus"], row["title"] or row["focus"]) for row in same)),
        )
        for constraint, same in rows.items()
    ]
    places = {text: place for place, text in enumerate(map(_SEVERITIES.__getitem__, order))}
    return tuple(sorted(made, key=lambda one: (places[one.severity], -one.found, one.constraint)))


def _portal(said: Any) -> Portal:
    return Portal(
        Text(**said["title"]),
        said["about"] == "dataset",
        said["total"],
        said["blocked"],
        said["score"],
        tuple(
            Reason(one["blocking"], one["whole_catalogue"], one["count"], Text(**one["message"]), Text(**one["advice"]))
            for one in said["reasons"]
        ),
        tuple(About(one["entry"], one["title"]) for one in said["entries"] if one["blocked"]),
    )
