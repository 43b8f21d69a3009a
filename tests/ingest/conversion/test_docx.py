# ruff: noqa: E501 - XML as it is written
"""What Word writes besides paragraphs: numbers, changes, notes, comments, fields, heads of pages; and what is refused."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from bibliographe.errors import SourceError
from bibliographe.ingest.conversion.reading import read_document
from bibliographe.ingest.registry import open_source
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Furniture, Reject
from tests.ingest.conversion.making_docx import R, W, document, package, relationships

NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def text_of(
    body: str, members: dict[str, str] | None = None, related: str = "", links: dict[str, str] | None = None
) -> str:
    data = package(
        document(body),
        {
            "word/numbering.xml": NUMBERING,
            "word/_rels/document.xml.rels": relationships(links or {}, related),
            **(members or {}),
        },
    )
    return open_source(Source.from_bytes(data, "essai"), "docx")[0].text


def numbered(text: str, level: int, number: int = 1, style: str = "") -> str:
    return paragraph(run(text), f'{style}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_those_that_word_prints() -> None:
    body = "".join(
        [numbered("A", 0), numbered("B", 1), numbered("C", 1), numbered("D", 0), numbered("E", 1), numbered("F", 2),
         numbered("G", 0, 2), numbered("H", 0, 1)]
    )  # fmt: skip
    lines = [line for line in text_of(body).split("\n") if line]
    assert lines == ["I. A", "I.1. B", "I.2. C", "II. D", "II.1. E", "2.1.1 F", "V. G", "VI. H"]


def test_a_list_style_of_each_level_nests() -> None:
    names = {"ListBullet": "List Bullet", "ListBullet2": "List Bullet 2"}
    said = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr></w:style>'
        for number, (key, name) in enumerate(names.items(), start=1)
    )
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    lists = "".join(f'<w:abstractNum w:abstractNumId="{n}">{level}</w:abstractNum>' for n in (1, 2)) + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2)
    )
    members = {
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{said}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{lists}</w:numbering>',
    }
    body = "".join(paragraph(run(f"De {key}"), f'<w:pStyle w:val="{key}"/>') for key in names)
    assert text_of(body, members).rstrip().split("\n") == ["- De ListBullet", "  - De ListBullet2"]


def test_headings_keep_their_numbers_and_levels() -> None:
    body = numbered("Lire", 0, style='<w:pStyle w:val="Titre1"/>') + numbered(
        "Ouvrir", 1, style='<w:pStyle w:val="Titre2"/>'
    )
    assert text_of(body).split("\n")[:3] == ["# I. Lire", "", "## I.1. Ouvrir"]


def test_insertions_are_read_and_deletions_are_not() -> None:
    body = paragraph(
        run("Le ")
        + f'<w:del w:id="1"><w:r><w:delText>vieux </w:delText></w:r></w:del><w:ins w:id="2">{run("grand ")}</w:ins>'
        + f'<w:moveFrom w:id="3">{run("là")}</w:moveFrom>'
        + run("livre")
    )
    assert text_of(body).strip() == "Le grand livre"


def test_bold_comes_from_styles_and_is_taken_away_by_runs() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Notice"><w:name w:val="Notice"/><w:rPr><w:b/></w:rPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="Sous"><w:name w:val="Sous"/><w:basedOn w:val="Notice"/></w:style></w:styles>'
    )
    body = paragraph(run("Titre ") + run("sans", '<w:b w:val="0"/>'), '<w:pStyle w:val="Sous"/>')
    assert text_of(body, {"word/styles.xml": styles}).strip() == "**Titre** sans"


def test_links_by_relationship_by_field_and_inside() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.exemple.fr/x" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Voir")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph(f'<w:hyperlink r:id="a">{run("Lire")}</w:hyperlink>{run(" et ")}{field}')
    said = text_of(body, links={"https://a.exemple.fr": "a"}).strip()
    assert said == "[Lire](https://a.exemple.fr) et [Voir](https://b.exemple.fr/x)"


def test_notes_comments_heads_and_hidden_text_stand_at_the_end() -> None:
    def related(kind: str) -> str:
        return f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>'

    members = {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(run("Épuisé."))}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph(run("Paris : Dunod, 2021, 230 p."))}</w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{paragraph(run("À vérifier"))}</w:comment></w:comments>',
        "word/header.xml": f'<w:hdr xmlns:w="{W}">{paragraph(run("Centre de documentation"))}</w:hdr>',
    }
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = paragraph(
        run("Un titre")
        + reference.format(2)
        + '<w:r><w:commentReference w:id="0"/></w:r>'
        + run("caché", "<w:vanish/>")
    ) + paragraph(run("Un autre") + reference.format(3))
    data = package(
        document(body),
        {"word/_rels/document.xml.rels": relationships(
            {}, related("footnotes") + related("comments") + related("header")), **members},
    )  # fmt: skip
    source, items = open_source(Source.from_bytes(data, "essai"))
    assert source.lines[:3] == ("Un titre", "", "Un autre")
    said = [item.reading.text for item in items if isinstance(item, Furniture)]
    for one in ("[1] (« Un titre ») Épuisé.", "À vérifier", "Centre de documentation", "caché"):
        assert one in said
    rejected = [item.text for item in open_source(Source.from_bytes(data, "essai"))[1] if isinstance(item, Reject)]
    assert "[2] (« Un autre ») Paris : Dunod, 2021, 230 p." in rejected


def test_a_table_that_only_lays_out_is_read_cell_by_cell() -> None:
    cell = "<w:tc>{}</w:tc>"
    rows = f"<w:tr>{cell.format(paragraph(run('Un titre')) + paragraph(run('Paris : Dunod, 2021')))}{cell.format(paragraph(''))}</w:tr>"
    assert [line for line in text_of(f"<w:tbl>{rows}</w:tbl>").split("\n") if line] == [
        "Un titre",
        "Paris : Dunod, 2021",
    ]


def _bomb() -> bytes:
    return package("<w>" + " " * 60_000_000 + "</w>")


def _encrypted() -> bytes:
    data = bytearray(package(document(paragraph(run("A")))))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _many() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        for number in range(10_001):
            archive.writestr(f"{number}", "")
    return stream.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
REFUSED = {
    "bomb": (_bomb, "far too large"),
    "many": (_many, "far too large"),
    "encrypted": (_encrypted, "password"),
    "cut": (lambda: package(document(paragraph(run("A" * 900))))[:-40], "damaged"),
    "entities": (lambda: package(f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>{document("")[38:]}'), "damaged"),
    "entities-utf-16": (lambda: package('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16").decode("latin-1")), "damaged"),
    "deep": (lambda: package(document("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)), "damaged"),
    "empty": (lambda: package(document("")), "empty"),
    "doc": (lambda: COMPOUND + "WordDocument".encode("utf-16-le"), r"\.doc\)"),
    "xls": (lambda: COMPOUND + "Workbook".encode("utf-16-le"), r"\.xls\)"),
    "password": (lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password"),
    "rtf": (lambda: rb"{\rtf1\ansi Titre}", "RTF"),
}  # fmt: skip


@pytest.mark.parametrize("fault", REFUSED)
@pytest.mark.parametrize("name", ["a.docx", "a.md"])
def test_what_cannot_be_read_is_refused_with_a_remedy(fault: str, name: str) -> None:
    made, _reason = REFUSED[fault]
    with pytest.raises(SourceError) as caught:
        open_source(Source.from_bytes(made(), name))
    assert caught.value.remedy
    assert re.search(_reason, caught.value.describe("en"))


PAGE = "<html><head><title>Ajout</title></head><body><h2>Depuis le web</h2><p><b>Lire au lycée</b><br>Lyon : Quai, 2022, 90 p.</p></body></html>"
MAIL = f"""MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

{PAGE.replace("=", "=3D").replace("é", "=C3=A9")}
------b--
"""


def with_chunk(content: str | bytes, name: str, mode: str = "") -> str:
    related = f'<Relationship Id="c1" Type="{R}/aFChunk" Target="{name}"{mode}/>'
    body = paragraph(run("Avant")) + f'<w:altChunk xmlns:r="{R}" r:id="c1"/>' + paragraph(run("Après"))
    return text_of(body, {f"word/{name}": content} if content else {}, related)


@pytest.mark.parametrize(("content", "name"), [(PAGE, "ajout.htm"), (MAIL, "ajout.mht")])
def test_a_web_page_put_into_a_document_is_read(content: str, name: str) -> None:
    text = with_chunk(content, name)
    assert text.index("Avant") < text.index("## Depuis le web") < text.index("**Lire au lycée**") < text.index("Après")


def test_a_text_and_a_document_put_into_a_document_are_read() -> None:
    assert "Lire au lycée" in with_chunk("Lire au lycée\n\nLyon : Quai, 2022", "ajout.txt")
    inner = package(document(paragraph(run("Lire au lycée"))), {"word/_rels/document.xml.rels": relationships({}, "")})
    assert "Lire au lycée" in with_chunk(inner, "ajout.docx")


@pytest.mark.parametrize(
    ("content", "name", "mode"),
    [
        (r"{\rtf1 Lire}", "ajout.rtf", ""),
        (b"PK\x03\x04cut", "ajout.docx", ""),
        ("<div>" * 300 + "Lire", "ajout.htm", ""),
        ("", "ailleurs.htm", ' TargetMode="External"'),
        ("", "absent.htm", ""),
    ],
)
def test_what_is_put_in_and_cannot_be_read_is_a_reject(content: str | bytes, name: str, mode: str) -> None:
    source = Source.from_bytes(with_chunk(content, name, mode).encode(), "essai").as_text(
        with_chunk(content, name, mode), "DOCX"
    )
    found = [item for item in read_document(source) if isinstance(item, Reject)]
    assert [name in reject.text for reject in found if "inséré" in reject.reason.fr] == [True]


def test_documents_put_into_each_other_end() -> None:
    inner: bytes = package(document(paragraph(run("Fond"))), {"word/_rels/document.xml.rels": relationships({}, "")})
    for _ in range(5):
        related = f'<Relationship Id="c1" Type="{R}/aFChunk" Target="a.docx"/>'
        body = paragraph(run("Étage")) + f'<w:altChunk xmlns:r="{R}" r:id="c1"/>'
        inner = package(
            document(body), {"word/a.docx": inner, "word/_rels/document.xml.rels": relationships({}, related)}
        )
    text = with_chunk(inner, "ajout.docx")
    assert text.count("Étage") == 3
    assert "chunk: word/a.docx" in text
