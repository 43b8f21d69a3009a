"""What a harvest did, said to a person and to a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.cli.import_changes import outcomes_said
from bibliographe.cli.import_json import records_as_json, reject_as_json
from bibliographe.cli.import_report import to_look_at, unread_said
from bibliographe.cli.import_words import MOST_TOLD, more, short
from bibliographe.i18n import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.harvest.report import HarvestReport

_KILOBYTE = 1000


def describe(report: HarvestReport, base: str, language: Language) -> str:
    """Return the report as text for a person."""
    subject = report.subject
    name = subject.repository + (f" ({subject.set})" if subject.set else "")
    lines = [
        f"{name}{f', {report.repository}' if report.repository else ''} → {report.source_id}",
        "  " + _asked(report, language),
        Text(
            "  {all} notices lues = {kept} gardées + {rejected} refusées + {deleted} supprimées",
            "  {all} records read = {kept} kept + {rejected} rejected + {deleted} deleted",
        )(language).format(all=report.read, kept=report.kept, rejected=report.rejected, deleted=report.deleted),
        "  " + _cost(report, language),
    ]
    if report.repeated:
        lines.append(
            Text(
                f"  {report.repeated} notice(s) reçues deux fois : la dernière compte",
                f"  {report.repeated} record(s) received twice: the last one counts",
            )(language)
        )
    if report.imported:
        lines.append("  " + outcomes_said(report.imported, language))
    lines += _rejects(report, language)
    lines += unread_said(report.unread, language)
    if report.imported:
        lines += to_look_at(report.imported, base, language)
    return "\n".join(lines + _following(report, language))


def _asked(report: HarvestReport, language: Language) -> str:
    prefix = report.subject.prefix
    since, until = report.since, report.until
    if since is None and until is None:
        said = Text(f"toutes les notices ({prefix})", f"all records ({prefix})")
    elif until is None:
        said = Text(f"notices changées depuis {since} ({prefix})", f"records changed since {since} ({prefix})")
    else:
        said = Text(
            f"notices changées de {since or '…'} à {until} ({prefix})",
            f"records changed from {since or '…'} to {until} ({prefix})",
        )
    if report.resumed:
        said = Text(f"{said.fr}, reprise d'une moisson arrêtée", f"{said.en}, going on with a harvest that was stopped")
    return said(language)


def _cost(report: HarvestReport, language: Language) -> str:
    counts = report.counts
    size = f"{counts.bytes / _KILOBYTE:.1f}"
    again = Text(
        f", dont {counts.retries} nouvel(s) essai(s)" if counts.retries else "",
        f", {counts.retries} of them again" if counts.retries else "",
    )
    begun = Text(
        f", liste reprise {report.restarts} fois" if report.restarts else "",
        f", list begun again {report.restarts} time(s)" if report.restarts else "",
    )
    return Text(
        f"{report.pages} page(s), {counts.requests} requête(s){again.fr}{begun.fr}, {size.replace('.', ',')} ko, "
        f"{report.seconds:.0f} s",
        f"{report.pages} page(s), {counts.requests} request(s){again.en}{begun.en}, {size} kB, {report.seconds:.0f} s",
    )(language)


def _rejects(report: HarvestReport, language: Language) -> list[str]:
    lines = [
        Text(
            "  {page}, ligne {line}{key} : {reason}\n    « {text} »\n    → {remedy}",
            "  {page}, line {line}{key}: {reason}\n    '{text}'\n    → {remedy}",
        )(language).format(
            page=one.page,
            line=one.reject.span.first,
            key=f" ({one.identifier})" if one.identifier else "",
            reason=one.reject.reason(language),
            text=short(one.reject.text),
            remedy=one.reject.remedy(language),
        )
        for one in report.rejects[:MOST_TOLD]
    ]
    how = Text("--rejects FICHIER les donne tous", "--rejects FILE gives them all")
    return lines + more(len(report.rejects), how, language)


def _following(report: HarvestReport, language: Language) -> list[str]:
    lines = []
    if report.last_datestamp:
        date = report.last_datestamp
        lines.append(Text(f"  notice la plus récente : {date}", f"  latest record: {date}")(language))
    if report.next_from:
        date = report.next_from
        lines.append(Text(f"  la prochaine moisson part de {date}", f"  the next harvest starts from {date}")(language))
    if report.deletions in ("no", "transient"):
        lines.append(
            Text(
                "  ce serveur ne dit pas, ou pas longtemps, ce qu'il supprime : --restart, parfois, le trouve",
                "  this server does not tell what it deletes, or not for long: --restart, now and then, finds it",
            )(language)
        )
    return lines


def as_json(report: HarvestReport) -> dict[str, object]:
    """Return the report for a machine; `read` is always `kept` + `rejected` + `deleted`."""
    return {
        "source": report.source_id,
        "repository": report.subject.repository,
        "name": report.repository,
        "prefix": report.subject.prefix,
        "set": report.subject.set,
        "from": report.since,
        "until": report.until,
        "resumed": report.resumed,
        "read": report.read,
        "kept": report.kept,
        "rejected": report.rejected,
        "deleted": report.deleted,
        "repeated": report.repeated,
        "pages": report.pages,
        "requests": report.counts.requests,
        "retries": report.counts.retries,
        "restarts": report.restarts,
        "bytes": report.counts.bytes,
        "seconds": round(report.seconds, 3),
        "last_datestamp": report.last_datestamp,
        "next_from": report.next_from,
        "deletions": report.deletions,
        "entries": report.imported.entries if report.imported else 0,
        "unread": dict(sorted(report.unread.items())),
        "rejects": list(rejects_as_json(report)),
        **(records_as_json(report.imported) if report.imported else {}),
    }


def rejects_as_json(report: HarvestReport) -> Iterator[dict[str, object]]:
    """Yield what was not understood: its page, its lines there, its text, why, and what to do."""
    for one in report.rejects:
        yield {**reject_as_json(one.page, one.reject), "identifier": one.identifier}
