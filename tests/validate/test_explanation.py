"""`--explain` says how each constraint is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from bibliographe.cli import cli, validate_command
from bibliographe.i18n import Text
from bibliographe.validate.explanation import explanation
from bibliographe.validate.shapes import read_shapes
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from bibliographe.i18n import Language


class Explaining:
    """Shapes that ask one constraint of the whole graph."""

    def explain(self, language: Language) -> Iterator[tuple[str, str, Text]]:
        assert language == "fr"
        whole = Text("posée à tout le graphe", "asked of the whole graph")
        yield "Entry", "entry-title", whole
        yield "Entry", "entry-parts", Text("laissée à pySHACL : UNION", "left to pySHACL: UNION")
        yield "Agent", "agent-name", whole


def test_shapes_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate_command, "load_shapes", lambda *_asked, **_more: Explaining())
    result = CliRunner().invoke(cli, ["validate", str(SMALL), "--explain", "--lang", "fr"])
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Entry",
        "  entry-title  posée à tout le graphe",
        "  entry-parts  laissée à pySHACL : UNION",
        "Agent",
        "  agent-name  posée à tout le graphe",
    ]


def test_blank_nodes_are_called_by_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    said = "a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] ; sh:js []"
    path.write_text(f"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <urn:e#> . e:s {said} .", "utf-8")
    assert list(explanation(read_shapes([path]), "en")) == [
        "s",
        "  s  left to pySHACL, node by node: the constraint js",
        "  s/urn:e#p  asked of the whole graph at once",
    ]
