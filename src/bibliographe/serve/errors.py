"""What the portal refuses, as data: a status, a reason in both languages, and what to do instead.

Source: RFC 9457, Problem Details for HTTP APIs, <https://www.rfc-editor.org/rfc/rfc9457>.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.errors import BibliographeError, QueryError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bibliographe.i18n import Language
    from bibliographe.serve.preparing.makers import HowFar

PROBLEM = "application/problem+json"
TITLES = {
    400: Text("Demande mal formée", "Malformed request"),
    403: Text("Demande que ce portail ne sert pas", "A request that this portal does not serve"),
    404: Text("Rien à cette adresse", "Nothing at this address"),
    405: Text("Méthode non admise", "Method not allowed"),
    406: Text("Aucune des formes demandées n'existe", "None of the forms asked for exists"),
    410: Text("Retiré du catalogue", "Withdrawn from the catalogue"),
    413: Text("Demande trop longue", "Request too long"),
    414: Text("Adresse trop longue", "Address too long"),
    415: Text("Type de contenu inconnu ici", "Content type not known here"),
    429: Text("Trop de demandes à la fois", "Too many requests at once"),
    500: Text("Une erreur de notre côté", "An error on our side"),
    503: Text("Indisponible pour le moment", "Unavailable for the moment"),
}
_OTHER = Text("Demande refusée", "Request refused")
_UNREADY = Text(
    "Réessayez dans un moment ; si cela dure, prévenez la personne qui tient ce catalogue.",
    "Try again in a moment; if it lasts, tell whoever keeps this catalogue.",
)

_MEANWHILE = Text(
    "Les autres pages répondent déjà ; revenez à celle-ci dans un moment.",
    "The other pages answer already; come back to this one in a moment.",
)
_SOON, _LATE = 5, 60
"""Seconds after which whoever was refused may ask again: at the earliest, and at the latest."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An address that may be the one that was meant."""

    path: str
    """From the portal's top, percent-encoded."""
    label: str


class Refused(BibliographeError):  # noqa: N818 - it tells of no fault of the portal's
    """A request that gets no answer of its own form: raise it anywhere below a handler."""

    def __init__(
        self,
        status: int,
        message: Text,
        *,
        remedy: Text | None = None,
        suggestions: Sequence[Suggestion] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.status = status
        self.column: int | None = None
        self.suggestions = tuple(suggestions)
        self.headers = dict(headers or {})


class Unready(Refused):
    """What is being made for the build in service, and how far it is."""

    def __init__(self, what: Text, how_far: HowFar | None) -> None:
        share, left = (how_far.share, how_far.left()) if how_far else (None, None)
        failed = how_far is not None and how_far.failed is not None
        percent = Text(f" : {share * 100:.0f} % sont faits", f": {share * 100:.0f}% done") if share else Text("", "")
        said = Text(
            f"{what.fr} se prépare, car le catalogue est nouveau ici{percent.fr}",
            f"{what.en} is being made, as the catalogue is new here{percent.en}",
        )
        trouble = Text(f"{what.fr} n'a pas pu se faire", f"{what.en} could not be made")
        seconds = min(max(round(left or _SOON), _SOON), _LATE)
        super().__init__(
            503,
            trouble if failed else said,
            remedy=_UNREADY if failed else _MEANWHILE,
            headers={"Retry-After": str(_LATE if failed else seconds)},
        )
        self.share = None if failed else share


@dataclass(frozen=True, slots=True)
class Problem:
    """What one refusal says, for a page or as problem JSON."""

    status: int
    detail: Text
    remedy: Text | None = None
    suggestions: tuple[Suggestion, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    place: tuple[int | None, int | None] = (None, None)
    """Line and column of a text that the client wrote, where they are known."""
    share: float | None = None
    """How much of 1 is done of what is waited for, where it is known."""

    @property
    def title(self) -> Text:
        """Return the kind of refusal."""
        return TITLES.get(self.status, _OTHER)

    def as_json(self, language: Language, request: str, root: str) -> dict[str, object]:
        """Return the members of RFC 9457, section 3; `request` is the request's number, `root` the portal's top."""
        said: dict[str, object] = {
            "type": "about:blank",
            "title": self.title(language),
            "status": self.status,
            "detail": self.detail(language),
        }
        if self.remedy:
            said["remedy"] = self.remedy(language)
        said |= {name: value for name, value in zip(("line", "column"), self.place, strict=True) if value is not None}
        if self.share is not None:
            said["done"] = round(self.share, 3)
        if self.suggestions:
            said["suggestions"] = [{"href": root + one.path, "label": one.label} for one in self.suggestions]
        return said | {"request": request}


def problem_of(error: Exception) -> Problem:
    """Return what people are told of an error; nothing of how the portal is made, no path of its disk."""
    if isinstance(error, Refused):
        place, share = (error.line, error.column), error.share if isinstance(error, Unready) else None
        return Problem(error.status, error.message, error.remedy, error.suggestions, error.headers, place, share)
    if isinstance(error, QueryError):
        return Problem(400, error.message, error.remedy, place=(error.line, error.column))
    if isinstance(error, BibliographeError):
        return Problem(503, TITLES[503], _UNREADY, headers={"Retry-After": "30"})
    return Problem(
        500,
        Text(
            "La demande n'a pas pu être traitée ; l'incident est noté sous le numéro ci-dessous.",
            "The request could not be dealt with; the incident is noted under the number below.",
        ),
        _UNREADY,
    )


def headers_of(problem: Problem | None) -> dict[str, str]:
    """Return the headers of a page that tells of a refusal among other things; none where there is no refusal."""
    return {"Cache-Control": "no-store", **problem.headers} if problem else {}
