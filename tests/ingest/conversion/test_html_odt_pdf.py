# ruff: noqa: E501 - markup as it is written
"""Web pages, documents of OpenDocument and PDF: what each says in its own way."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from bibliographe.errors import SourceError
from bibliographe.ingest.registry import open_source
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Furniture
from tests.ingest.conversion import making_odt, making_pdf

if TYPE_CHECKING:
    from pathlib import Path


def page(body: str, head: str = "") -> list[str]:
    data = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    return [line for line in open_source(Source.from_bytes(data, "page"))[0].lines if line]


def test_navigation_scripts_and_styles_are_out() -> None:
    lines = page(
        "<nav><a href='/'>Accueil</a></nav><script>var a = 1</script><main><h1>Lire</h1><p>Un <b>titre</b></p></main>",
        "<title>Le site</title><style>p {}</style>",
    )
    assert lines == ["# Lire", "Un **titre**", "<!-- … -->", "navigation: Accueil", "title: Le site"]


def test_bold_by_a_class_and_by_a_style() -> None:
    lines = page(
        "<p class='t'>Un titre</p><p style='font-style: italic'>Anne</p>", "<style>.t{font-weight:700}</style>"
    )
    assert lines == ["**Un titre**", "*Anne*"]


@pytest.mark.parametrize(
    ("name", "codec"),
    [("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("utf-8", "utf-8"), ("iso-8859-15", "iso-8859-15")],
)
def test_the_encoding_that_a_page_declares(name: str, codec: str) -> None:
    data = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={name}"></head><p>Éducation, 3 €</p>'.encode(
        codec
    )
    assert open_source(Source.from_bytes(data, "page"))[0].text.strip() == "Éducation, 3 €"


def test_lists_count_as_browsers_do() -> None:
    assert page("<ol start=3><li>a</li><li value=7>b</li><li>c<ul><li>d</li></ul></li></ol>") == [
        "3. a",
        "7. b",
        "8. c",
        "   - d",
    ]


def test_what_looks_like_markdown_is_only_text() -> None:
    (line,) = page("<p>2 * 3 * 4, a_b_c, [x](y), &amp;eacute; &lt;b&gt; <i>fin</i></p>")
    source, _ = open_source(Source.from_bytes(f"# Titre\n\n{line}\n".encode(), "a.md"))
    from bibliographe.ingest.document.markup import read_blocks

    assert read_blocks(source.text)[-1].lines[0].text == "2 * 3 * 4, a_b_c, [x](y), &eacute; <b> fin"


@pytest.mark.parametrize("tag", ["div", "ul><li", "blockquote", "table><tr><td"])
def test_deep_pages_end(tag: str) -> None:
    opened = f"<{tag}>" * 3_000
    try:
        page(opened + "fond")
    except SourceError as error:
        assert error.remedy  # noqa: PT017


def odt(body: str, styles: str = "", members: dict[str, str] | None = None) -> list[str]:
    source, _ = open_source(Source.from_bytes(making_odt.package(body, styles, members), "a"))
    return [line for line in source.lines if line]


def test_numbers_notes_and_changes_of_opendocument() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('Le b', '')}</text:list>"
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Épuisé.</text:p></text:note-body></text:note>'
    lines = odt(
        f"<text:tracked-changes><text:changed-region><text:deletion><text:p>Ôté</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f'<text:list text:style-name="Ln">{item.format("Le a", inner)}{item.format("Le c", "")}</text:list><text:p>Un titre{note}</text:p>'
    )
    assert lines == [
        "1. Le a",
        "   1. Le b",
        "2. Le c",
        "Un titre",
        "<!-- … -->",
        "footnote: [1] (« Un titre ») Épuisé.",
    ]


def test_a_protected_document_is_refused() -> None:
    manifest = "<manifest:manifest xmlns:manifest='urn:m'><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(SourceError, match=r"password|mot de passe"):
        odt("<text:p>A</text:p>", members={"META-INF/manifest.xml": manifest})


def printed(draw: Any, **options: Any) -> Source:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return Source.from_bytes(stream.getvalue(), "a.pdf")


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"gauche {n} des mots qui vont loin" for n in range(20)]
    right = [f"droite {n} des mots qui vont loin" for n in range(20)]

    def draw(canvas: Any) -> None:
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 700 - number * 14, one)
            canvas.drawString(320, 700 - number * 14, other)

    text = " ".join(open_source(printed(draw))[0].text.split())
    assert text.index("gauche 19") < text.index("droite 0")


def test_hyphens_at_line_ends_and_running_heads() -> None:
    def draw(canvas: Any) -> None:
        for number in range(3):
            canvas.drawString(60, 800, "Lettre du centre")
            canvas.drawString(60, 700, "Le cahier des bibliothécaires parle de la documen-")
            canvas.drawString(60, 686, f"tation et d'un rendez-vous, page numéro {number} de ce texte.")
            canvas.drawString(300, 30, str(number + 1))
            canvas.showPage()

    source, items = open_source(printed(draw))
    assert "la documentation et" in source.text
    furniture = [item.reading.text for item in items if isinstance(item, Furniture)]
    assert {"Lettre du centre", "1", "2", "3"} <= set(furniture)


def test_a_link_of_pdf_keeps_its_address() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 700, "Lire l'article")
        canvas.linkURL("https://a.exemple.fr/x", (55, 695, 160, 715))

    assert open_source(printed(draw))[0].text.strip() == "[Lire l'article](https://a.exemple.fr/x)"


def test_an_address_below_a_sentence_of_pdf_is_a_line_of_its_own() -> None:
    lines = ["Cet article mesure le temps que prend chaque tâche, et conclut que rien n'est sûr.",
             "https://cahiers.exemple.org/numero-12/mesurer"]  # fmt: skip

    def draw(canvas: Any) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(60, 700 - number * 14, line)

    assert open_source(printed(draw))[0].text.split("\n")[:2] == lines


def test_pdf_of_pictures_and_protected_pdf_are_refused() -> None:
    with pytest.raises(SourceError, match="OCR"):
        open_source(printed(lambda canvas: canvas.rect(50, 50, 100, 100)))
    with pytest.raises(SourceError, match=r"password|mot de passe"):
        open_source(printed(lambda canvas: canvas.drawString(50, 50, "A"), encrypt="secret"))


def test_a_stream_that_would_be_far_too_large_is_refused() -> None:
    import zlib

    packed = zlib.compress(b" " * 80_000_000)
    data = (
        b"%%PDF-1.7\n1 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed)
        + packed
        + b"\nendstream\nendobj\n"
    )
    with pytest.raises(SourceError):
        open_source(Source.from_bytes(data, "a.pdf"))


def test_the_fonts_of_the_maker_are_there() -> None:
    assert making_pdf.made(Source.from_bytes(b"# Titre\n", "a.md")).startswith(b"%PDF-")


def test_a_flat_document_is_read_as_its_package_is() -> None:
    data = making_odt.package(
        "<text:h text:outline-level='1'>Lire</text:h><text:p><text:span text:style-name='Tb'>A</text:span> b</text:p>"
    )
    picture = (
        b"<draw:frame><draw:image><office:binary-data>" + b"QUJD" * 3_000_000 + b"</office:binary-data></draw:image>"
    )
    flat = making_odt.flat(data).replace(b"</office:text>", picture + b"</draw:frame></office:text>")
    whole, _ = open_source(Source.from_bytes(data, "a.odt"))
    source, _ = open_source(Source.from_bytes(flat, "a.fodt"))
    assert source.text == whole.text
    assert "# Lire" in source.lines
    assert "**A** b" in source.lines


def test_a_flat_spreadsheet_is_read_as_its_package_is(repository: Path) -> None:
    data = (repository / "tests/ingest/records/ods/tables.ods").read_bytes()
    source, items = open_source(Source.from_bytes(making_odt.flat(data), "a.fods"))
    assert source.text == open_source(Source.from_bytes(data, "a.ods"))[0].text
    assert any(isinstance(item, Entry) for item in items)


@pytest.mark.parametrize("said", [b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<"])
def test_a_flat_document_that_is_no_plain_xml_is_refused(said: bytes) -> None:
    flat = making_odt.flat(making_odt.package("<text:p>A</text:p>"))
    with pytest.raises(SourceError) as caught:
        open_source(Source.from_bytes(flat.replace(b"?>", b"?>" + said, 1), "a.fodt"), "odt")
    assert caught.value.remedy
