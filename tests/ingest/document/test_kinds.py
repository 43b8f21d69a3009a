from __future__ import annotations

import pytest

from bibliographe.model.entry import Entry
from tests.ingest.document.documents import only, read


def kind(title: str, citation: str, rest: str = "") -> str:
    (entry,) = only(read(f"# L\n\n## 1. Thème\n\n### {title}\n\n{citation}\n\n{rest}\n"), Entry)
    return entry.kind


@pytest.mark.parametrize(
    ("expected", "title", "citation", "rest"),
    [
        ("book", "La rénovation", "Paris : Dunod, 2021, 230 p.", ""),
        ("document", "Un dépliant", "INRS, 2021, 6 p.", ""),
        ("study", "Étude des impacts", "Paris : LaborIA, 2024, 90 p.", ""),
        ("guide", "Guide du télétravail", "Paris : CNFPT, 2024, 30 p.", ""),
        ("report", "Rapport sur les aidants", "IGAS, 2022, 134 p.", ""),
        ("proceedings", "L'ancien : actes du colloque de Figeac", "Toulouse : PUM, 2020, 356 p.", ""),
        ("thesis", "Le serment", "Thèse de doctorat : droit public, Université de Rennes 1, 2019, 412 p.", ""),
        ("dissertation", "La mobilité", "Mémoire de master 2, Sciences Po Lyon, 2021, 98 p.", ""),
        ("article", "La dette", "Archimag, n° 3, mai 2020, p. 4", ""),
        ("press-article", "La dette", "Liaisons sociales quotidien, n° 136, 25 juillet 2024, p. 6", ""),
        ("web-article", "La dette", "La Gazette.fr, 6 mai 2024", ""),
        ("webpage", "La dette", "Site du CNFPT, consulté le 7 juin 2024", ""),
        ("dossier", "La dette", "Archimag, n° 3, mai 2020, pp. 4-9", "Ce dossier revient sur un sujet."),
        ("article", "La dette", "Archimag, n° 3, mai 2020, p. 4", "Le dossier du personnel est en cause."),
        ("dossier", "La dette", "La Gazette.fr, 6 mai 2024", "Au sommaire :\n\n- Un\n\n[Consulter le dossier](#)"),
        ("interview", "« Un jour »", "Archimag, n° 3, mai 2020", "Dans cet entretien, il revient sur sa vie."),
        ("interview", "« Un jour »", "Archimag, n° 3, mai 2020", "Propos recueillis par Fanny Vernet"),
        ("opinion", "Assez !", "Le Monde, 25 novembre 2020", "Dans cette tribune, un collectif s'alarme."),
        ("webinar", "Webinaire : agir", "Psycom, 14 mars 2023", ""),
        ("webinar", "Agir", "Webinaire du 12 janvier 2023", ""),
        ("conference", "Agir", "Dares, conférences du 12 septembre au 10 octobre 2023", ""),
        ("podcast", "Agir", "Arte Radio, 3 mars 2023", "[Écouter le podcast](#)"),
        ("video", "Agir", "Culture-rh, 20 mars 2023", "[Visionner le replay](#)"),
        ("legislation", "Loi n° 2019-1999 du 6 août 2019", "Journal officiel, n° 182, 7 août 2019", ""),
        ("brochure", "Agir", "Paris : DGAFP, 2020, 12 p.", "Une brochure pratique."),
    ],
)
def test_kinds(expected: str, title: str, citation: str, rest: str) -> None:
    assert kind(title, citation, rest) == expected


def test_every_rule_names_a_type_of_the_scheme(repository: object) -> None:
    from bibliographe.ingest.document.kinds import _rules
    from bibliographe.ingest.review.labels import KINDS

    scheme = (repository / "ontology" / "schemes" / "document-types.ttl").read_text(encoding="utf-8")  # type: ignore[operator]
    for rule in _rules():
        assert f"type:{rule.kind} " in scheme
        assert rule.kind in KINDS
