"""What a user installs: the wheel carries the profile and works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

DATA = ("ontology", "shapes", "queries")


@pytest.fixture(scope="session")
def distributions(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and an sdist of the checkout, built without isolation: hatchling is pinned in this environment."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(repository)],
        check=True,
        capture_output=True,
    )
    return folder


def shipped(repository: Path) -> set[str]:
    """The data files that git knows of, or would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *DATA],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return {name for name in listed if (repository / name).is_file()}


def test_the_wheel_carries_the_profile(distributions: Path, repository: Path) -> None:
    with zipfile.ZipFile(next(distributions.glob("*.whl"))) as wheel:
        names = {name.removeprefix("bibliographe/_data/") for name in wheel.namelist() if "/_data/" in name}
        code = {name for name in wheel.namelist() if name.startswith("bibliographe/") and "/_data/" not in name}
        others = {name for name in wheel.namelist() if not name.startswith("bibliographe/")}
    assert names == shipped(repository)
    modules = {
        str(path.relative_to(repository / "src"))
        for path in (repository / "src").rglob("*.*")
        if "__pycache__" not in path.parts
    }
    assert code == modules
    assert {name.partition("/")[0].partition("-")[0] for name in others} == {"bibliographe"}


def test_the_sdist_carries_the_profile(distributions: Path, repository: Path) -> None:
    with tarfile.open(next(distributions.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert shipped(repository) <= names
    assert {"README.md", "LICENSE", "LICENSE-DATA.md", "constraints.txt", "pyproject.toml"} <= names


@pytest.fixture
def installed(distributions: Path, repository: Path, tmp_path: Path) -> Path:
    """The Python of a new environment, outside the checkout, that has the wheel and what it depends on."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    wheel = next(distributions.glob("*.whl"))
    constraints = repository / "constraints.txt"
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--no-compile", "--constraint", str(constraints), str(wheel)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "No matching distribution found for click" in done.stderr:
        pytest.skip("needs a package index to install the wheel's dependencies from, and reached none")
    assert done.returncode == 0, done.stderr
    return python


MODULE = """
from bibliographe.export.formats import ExportFormat
from bibliographe.i18n import Text
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Agent, Citation, Contribution, Entry, Span


class ListReader:
    extensions = (".lst",)

    def recognises(self, source):
        return float(source.extension == ".lst")

    def read(self, source):
        for number, line in enumerate(filter(None, source.lines), start=1):
            name, title, year = line.split("|")
            given, family = name.split()
            authors = (Contribution(Agent(name, "person", given, family)),)
            citation = Citation(issued=DateStatement(year, year))
            yield Entry(title, "book", number, Span(number, number), line, contributions=authors, citation=citation)


def write(opened, stream):
    path = "<https://schema.org/item>/<http://purl.org/dc/terms/title>"
    for row in opened.store.query("SELECT ?title { ?list " + path + " ?title }"):
        stream.write(row["title"].value + "\\n")


titles = ExportFormat("titles", Text("Titres", "Titles"), "text/plain", "txt", "lists_of_books:write")
"""
METADATA = "Metadata-Version: 2.1\nName: lists-of-books\nVersion: 1.0\n"
ENTRY_POINTS = (
    "[bibliographe.readers]\nlist = lists_of_books:ListReader\n[bibliographe.writers]\ntitles = lists_of_books:titles\n"
)


def _add_a_format(python: Path, folder: Path) -> None:
    """Install a package of somebody else that reads a format and writes another."""
    path = folder / "lists_of_books-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("lists_of_books.py", MODULE)
        wheel.writestr("lists_of_books-1.0.dist-info/METADATA", METADATA)
        wheel.writestr(
            "lists_of_books-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr("lists_of_books-1.0.dist-info/entry_points.txt", ENTRY_POINTS)
        wheel.writestr("lists_of_books-1.0.dist-info/RECORD", "")
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(path)], check=True)


def test_the_installed_command_does_the_main_job_anywhere(installed: Path, repository: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    source = elsewhere / "lecture-publique.md"
    source.write_bytes((repository / "docs" / "examples" / "lecture-publique.md").read_bytes())

    def bibliographe(*arguments: str) -> str:
        done = subprocess.run(
            [str(installed), "-m", "bibliographe", *arguments],
            cwd=elsewhere,
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"},
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = subprocess.run(
        [str(installed), "-c", "import bibliographe; print(bibliographe.__file__)"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert Path(where.strip()).is_relative_to(tmp_path)
    bibliographe("init", "catalogue")
    bibliographe("init", "another")
    _add_a_format(installed, tmp_path)
    (elsewhere / "books.lst").write_text("Anne Dumas|Lire au village|2024\n", encoding="utf-8")
    assert "1 entries" in bibliographe("import", "books.lst", "--catalogue", "another")
    assert bibliographe("export", "titles", "--catalogue", "another") == "Lire au village\n"
    bibliographe("import", source.name, "--catalogue", "catalogue")
    bibliographe("build", "--catalogue", "catalogue")
    bibliographe("validate", "--catalogue", "catalogue")
    assert "Cahiers de l'aménagement" in bibliographe("query", "periodicals-by-entries", "--catalogue", "catalogue")
    assert "@prefix bibo:" in bibliographe("export", "turtle", "--catalogue", "catalogue")
