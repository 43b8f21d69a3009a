"""Importing a file of RDF, and what that did, said to a person and to a machine."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bibliographe.cli.pools import pool
from bibliographe.cli.progress import shown
from bibliographe.graph.bulk import import_rdf
from bibliographe.graph.bulk.incoming import RdfSource
from bibliographe.graph.bulk.recognising import SUFFIXES
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import check_source_id
from bibliographe.graph.update import Outcome
from bibliographe.i18n import Language, Text
from bibliographe.ingest.source import identifier_of, not_opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.bulk import RdfReport
    from bibliographe.model.entry import Reject

MEDIA_TYPES = {
    ".nt": "application/n-triples",
    ".ttl": "text/turtle",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
}
READERS = {
    "jsonld": ".jsonld",
    "nquads": ".nq",
    "ntriples": ".nt",
    "rdfxml": ".rdf",
    "trig": ".trig",
    "turtle": ".ttl",
}
"""What `--format` calls them."""
_OUTCOMES = {
    Outcome.ADDED: Text("ajoutés", "added"),
    Outcome.UPDATED: Text("mis à jour", "updated"),
    Outcome.UNCHANGED: Text("inchangés", "unchanged"),
    Outcome.KEPT: Text("gardés tels que corrigés à la main", "kept as corrected by hand"),
    Outcome.CONTRADICTED: Text("contredits par un autre fichier", "contradicted by another file"),
    Outcome.MENDED: Text("rétablis (ils manquaient)", "restored (they were missing)"),
    Outcome.LEFT_OUT: Text("laissés de côté (retirés par vous)", "left out (removed by you)"),
}


def bring(
    catalogue: Catalogue,
    path: Path,
    source_id: str | None,
    reader: str | None,
    on_reject: Callable[[Reject], None],
    *,
    dry_run: bool,
) -> RdfReport:
    """Import one file of RDF; raises `SourceError` when it cannot be read, `GraphError` when `graph/` cannot."""
    suffix = READERS[reader] if reader else SUFFIXES[path.suffix.lower()]
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as error:
        raise not_opened(path, error) from error
    name = check_source_id(source_id or identifier_of(path.name))
    source = RdfSource(path, suffix, name, catalogue.base, SourceFacts(path.name, MEDIA_TYPES[suffix], digest))
    with shown() as progress, pool(size) as executor:
        return import_rdf(catalogue, source, dry_run=dry_run, executor=executor, progress=progress, on_reject=on_reject)


def describe(report: RdfReport, path: Path, language: Language) -> str:
    """Return the report as text for a person."""
    said = ", ".join(
        f"{count} {_OUTCOMES[outcome](language)}" for outcome in _OUTCOMES if (count := report.outcomes[outcome])
    )
    lines = [
        f"{path.name} → {report.source_id}",
        Text(f"  {report.entries} notices", f"  {report.entries} entries")(language),
        Text(
            f"  {report.read} énoncés lus = {report.kept} gardés + {report.rejected} refusés",
            f"  {report.read} statements read = {report.kept} kept + {report.rejected} rejected",
        )(language),
        Text(f"  enregistrements : {said}", f"  records: {said}")(language),
    ]
    for reject in report.rejects:
        line = reject.span.first
        lines.append(Text(f"  ligne {line} : {reject.reason.fr}", f"  line {line}: {reject.reason.en}")(language))
        lines += [f"    « {reject.text} »", f"    → {reject.remedy(language)}"]
    if report.rejected > len(report.rejects):
        lines.append(Text("  en tout :", "  in all:")(language))
        lines += [f"    {count} × {reason(language)}" for reason, count in report.reasons.most_common()]
        lines.append(Text("    --rejects FICHIER les donne tous", "    --rejects FILE gives them all")(language))
    for outcome, thing in report.told:
        lines.append(f"  {thing} : {_OUTCOMES[outcome](language)}")
    if report.vanished:
        lines.append(
            Text(
                f"  {report.vanished} notice(s) ne sont plus dans ce fichier ; bibliographe withdraw les retire",
                f"  {report.vanished} entries are no longer in this file; bibliographe withdraw takes them out",
            )(language)
        )
    return "\n".join(lines)


def as_json(report: RdfReport, path: Path) -> dict[str, object]:
    """Return the report for a machine; `read` is always `kept` + `rejected`, in statements."""
    return {
        "source": report.source_id,
        "file": path.name,
        "statements": {"read": report.read, "kept": report.kept, "rejected": report.rejected},
        "entries": report.entries,
        "reasons": [{"reason": reason._asdict(), "count": count} for reason, count in report.reasons.most_common()],
        "records": {outcome.value: report.outcomes[outcome] for outcome in _OUTCOMES},
        "vanished": report.vanished,
        "written": [path.name for path in report.written],
    }
