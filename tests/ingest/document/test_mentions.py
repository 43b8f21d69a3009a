from __future__ import annotations

import pytest

from bibliographe.model.entry import Entry
from tests.ingest.document.documents import only, read


def mentions(annotation: str) -> tuple[list[str], bool]:
    (entry,) = only(read(f"# Lectures\n\n## Un titre\n\nArchimag, n° 3, mai 2020, p. 4\n\n{annotation}\n"), Entry)
    return [agent.name for agent in entry.mentions], any(doubt.field == "mentions" for doubt in entry.doubts)


@pytest.mark.parametrize(
    ("annotation", "names", "doubtful"),
    [
        ("*Ici **la commune de Pleaux** utilise un outil.*", ["commune de Pleaux"], False),
        ("La **mairie et à la métropole d'Orléans** ont agi.", ["mairie d'Orléans", "métropole d'Orléans"], True),
        ("C'est le cas **d'Orléans métropole et du CDG 59** cette année.", ["Orléans métropole", "CDG 59"], False),
        ("Au **centre de gestion 29**, tout change.", ["centre de gestion 29"], False),
        ("**Orléans, ville et métropole** a un outil.", ["Orléans, ville et métropole"], False),
        ("Le **ministère de l'Économie et des Finances** agit.", ["ministère de l'Économie et des Finances"], False),
        ("L'**Association Élues** et le **Centre Aubert** agissent.", ["Association Élues", "Centre Aubert"], False),
        ("La **commune de Pleaux**, puis la **commune de Pleaux** encore.", ["commune de Pleaux"], False),
        ("Les accidents de la **rue** augmentent.", [], False),
        ("**Une annotation en gras d'un bout à l'autre, sans organisme.**", [], False),
        ("**Public visé :** les agents.", [], False),
    ],
)  # fmt: skip
def test_bold_names(annotation: str, names: list[str], doubtful: bool) -> None:
    assert mentions(annotation) == (names, doubtful)


def test_an_acronym_is_another_name() -> None:
    text = "*La **Direction interministérielle du numérique (DINUM)** le dit.*"
    (entry,) = only(read(f"# L\n\n## Un titre\n\nArchimag, n° 3, mai 2020, p. 4\n\n{text}\n"), Entry)
    (agent,) = entry.mentions
    assert (agent.name, agent.alternate_names) == ("Direction interministérielle du numérique", ("DINUM",))


def test_a_person_is_a_person() -> None:
    (entry,) = only(read("# L\n\n## Un titre\n\nArchimag, n° 3, mai 2020\n\nIci **Anne Dumas** le dit.\n"), Entry)
    assert [(agent.name, agent.kind) for agent in entry.mentions] == [("Anne Dumas", "person")]
