"""Formats that are known and not read are told by their names, and nothing else is."""

from __future__ import annotations

import pytest

from bibliographe.errors import SourceError
from bibliographe.ingest.registry import recognise
from bibliographe.ingest.source import Source

FORMATS = [
    ('<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2" format="Intermarc"><mxc:leader>00000c0 m2200000 45 '
     '</mxc:leader><mxc:datafield tag="245" ind1=" " ind2=" "><mxc:subfield code="a">A</mxc:subfield></mxc:datafield>'
     "</mxc:record>", "InterMarc"),
    ('<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', "TEI"),
    ("<!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "PubMed's XML"),
    ('<resource xmlns="http://datacite.org/schema/kernel-4"><titles/></resource>', "DataCite's XML"),
    ('<article article-type="research-article"><front/></article>', "JATS"),
    ('<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source/></b:Sources>',
     "Word's sources"),
    ("<ead><eadheader/></ead>", "EAD"),
    ("<fiches><fiche>A</fiche></fiches>", "XML of an unknown vocabulary"),
    ('[{"key": "A", "data": {"itemType": "book", "title": "A"}}]', "Zotero's JSON"),
    ('{"results": [{"id": "https://openalex.org/W1", "title": "A"}]}', "OpenAlex"),
    ('{"data": {"type": "dois", "attributes": {"titles": [{"title": "A"}]}}}', "DataCite's JSON"),
    ('{"response": {"docs": [{"docid": 1, "title_s": ["A"]}]}}', "HAL's JSON"),
    ('[{"leader": "00000nam", "fields": []}]', "MARC in JSON"),
    ('{"fiches": [{"titre": "A"}]}', "JSON of an unknown model"),
    ("---\nreferences:\n- id: a\n  title: A\n", "YAML"),
    ("<8>\nAuthor\n  Dumas, Anne\nTitle\n  A\nSource\n  Revue.  28(2):1-9, April 2015.\n", "Ovid"),
    ("header 20 rec MicroLIF file\nLDR00180nam  22     2  4500^\n245 0_aA.^\n`", "MicroLIF"),
    ("TI- A\nAU- Dumas, Anne\nPU- Lyon\nPY- 1992\n", "field codes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), FORMATS, ids=[name for _, name in FORMATS])
@pytest.mark.parametrize("file_name", ["export", "export.txt", "export.json"])
def test_a_format_is_told_by_its_name_with_a_remedy(text: str, name: str, file_name: str) -> None:
    with pytest.raises(SourceError) as caught:
        recognise(Source.from_bytes(text.encode(), file_name))
    assert name in caught.value.message.en
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "[Une page](https://example.org/a)\n\nDunod, 2020.",
        "<!-- une note -->\n# Choix de livres\n\nVoir http://www.crossref.org/\n",
        '<p align="center">Bibliographie</p>\n\nDunod, 2020.\n<p>Fin</p>',
        "[1] Dumas, Anne. Lire. Paris : Dunod, 2020.",
        "Thèmes :\nTI - technique\n\nDumas, Anne. Lire. Paris : Dunod, 2020.\n",
    ],
)
def test_documents_are_not_taken_for_one(text: str) -> None:
    assert recognise(Source.from_bytes(text.encode(), "choix.md"))
