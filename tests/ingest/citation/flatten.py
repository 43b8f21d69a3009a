"""Citations and people as one line of text, so that a table of cases can be read and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.ingest.citation import ParsedCitation, ParsedPeople, ParsedReference
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Citation, Contribution


def _date(date: DateStatement | None) -> str | None:
    return None if date is None else date.edtf or f"«{date.verbatim}»"


def _agent(agent: Agent) -> str:
    return agent.name + "".join(f" [{name}]" for name in agent.alternate_names)


def _contribution(contribution: Contribution) -> str:
    agent = contribution.agent
    name = _agent(agent) if agent.kind == "organization" else f"{agent.given or ''}/{agent.family or ''}"
    return f"{name} ({contribution.role})"


def _published(citation: Citation) -> dict[str, str | None]:
    series, pages, event = citation.series, citation.pages, citation.event
    return {
        "publishers": " + ".join(map(_agent, citation.publishers)),
        "places": " + ".join(citation.places),
        "host": citation.host.title if citation.host else None,
        "series": series.title if series else None,
        "series_number": series.number if series else None,
        "issued": _date(citation.issued),
        "available": _date(citation.available),
        "accessed": _date(citation.accessed),
        "event": event.title if event else None,
        "event_date": _date(event.date) if event else None,
        "event_place": event.place if event else None,
        "organizer": _agent(event.organizer) if event and event.organizer else None,
        "pages": pages.verbatim if pages else None,
        "start": pages.start if pages else None,
        "end": pages.end if pages else None,
    }


def _appeared(citation: Citation) -> dict[str, str | None]:
    periodical, issue = citation.periodical, citation.issue
    found: dict[str, str | None] = {}
    if periodical is not None:
        found |= {
            "container": periodical.title,
            "kind": periodical.kind if periodical.kind != "periodical" else None,
            "issn": periodical.issn,
            "site_of": periodical.publisher.name if periodical.publisher else None,
        }
    if issue is not None:
        same = _date(issue.date) == _date(citation.issued)
        found |= {
            "volume": issue.volume,
            "issue": issue.number,
            "issue_title": issue.title,
            "issue_date": None if same else _date(issue.date) or "none",
        }
    return found


def flatten_citation(parsed: ParsedCitation) -> str:
    """Write every field that says something, `name=value`, parted by ` | `."""
    citation = parsed.citation
    found = {
        **_appeared(citation),
        **_published(citation),
        "extent": citation.extent,
        "edition": citation.edition,
        "identifiers": " + ".join(f"{kind}:{value}" for kind, value in citation.identifiers),
        "medium": citation.medium,
        "degree": citation.degree,
        "institution": _agent(citation.institution) if citation.institution else None,
        "people": " + ".join(map(_contribution, citation.contributions)),
        "doubts": " + ".join(doubt.field for doubt in parsed.doubts),
    }
    return " | ".join(f"{name}={value}" for name, value in found.items() if value)


def flatten_people(parsed: ParsedPeople) -> str:
    """Write the contributions, `given/family (role)`, and `et al.` when there are others."""
    return " + ".join([*map(_contribution, parsed.contributions), *(["et al."] if parsed.others else [])])


def flatten_reference(parsed: ParsedReference) -> str:
    """Write title, people and citation."""
    people = flatten_people(parsed.people) if parsed.people else ""
    return (
        f"title={parsed.title} | by={people} | form={parsed.parsed.citation.form} | {flatten_citation(parsed.parsed)}"
    )


def certainty(score: float) -> str:
    """Return how sure a score is, in words: the exact figure may move."""
    return "sure" if score >= 0.9 else "likely" if score >= 0.6 else "doubtful"
