"""`--explain` says how each constraint is run."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from click.testing import CliRunner

from bibliographe.cli import cli, validate_command
from bibliographe.i18n import Text
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from bibliographe.i18n import Language


class Plan:
    """A plan that asks one constraint of the whole graph."""

    def explain(self, language: Language) -> Iterator[tuple[str, str, Text]]:
        assert language == "fr"
        whole = Text("posée à tout le graphe", "asked of the whole graph")
        yield "Entry", "entry-title", whole
        yield "Entry", "entry-parts", Text("laissée à pySHACL : UNION", "left to pySHACL: UNION")
        yield "Agent", "agent-name", whole


def test_shapes_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate_command, "load_shapes", lambda *_asked, **_more: SimpleNamespace(plan=Plan()))
    result = CliRunner().invoke(cli, ["validate", str(SMALL), "--explain", "--lang", "fr"])
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Entry",
        "  entry-title  posée à tout le graphe",
        "  entry-parts  laissée à pySHACL : UNION",
        "Agent",
        "  agent-name  posée à tout le graphe",
    ]
