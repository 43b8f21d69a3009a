"""Leaders, coded fields and what their tables say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pyoxigraph import RdfFormat, parse

from bibliographe.export.records.edtf import Coded, as_isbd, coded
from bibliographe.export.records.losses import Losses
from bibliographe.export.records.marc.records import record_of
from bibliographe.export.records.marc.tables import FORMATS, HEAD, kinds, language_code, roles, rows
from bibliographe.export.records.marc.transforms import transforms
from bibliographe.export.records.marc.transforms.titles import nonfiling
from bibliographe.graph.document_types import entry_classes
from bibliographe.graph.terms import BIBL, ROLE, SKOS
from bibliographe.ingest.records.languages import language_code as language_read
from bibliographe.ingest.registry import load_reader
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry

from ..generated import catalogued
from ..invented import ENTRIES
from ..written import CATALOGUE, written

if TYPE_CHECKING:
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.marc.record import MarcField, MarcRecord
    from bibliographe.export.records.marc.tables import MarcFormat

TABLES = Path(__file__).parents[4] / "src/bibliographe/export/records/marc/tables"


def record(one: Catalogued, name: MarcFormat) -> MarcRecord:
    return record_of(one, name, CATALOGUE, Losses())


def fields(one: Catalogued, name: MarcFormat, *tags: str) -> list[MarcField]:
    return [field for field in record(one, name).fields if field.tag in tags]


def of_kind(kind: str) -> Catalogued:
    return next(one for one in ENTRIES if one.entry.kind == kind)


def said(one: Catalogued, name: MarcFormat, *tags: str) -> list[str]:
    """Return fields as a cataloguer writes them: `200 1# $a … $e …`."""
    return [
        f"{field.tag} {field.indicators.replace(' ', '#')} "
        + " ".join(f"${code} {text}" for code, text in field.subfields)
        for field in fields(one, name, *tags)
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_each_row_of_a_table_is_written_by_a_transform_and_none_is_left(name: MarcFormat) -> None:
    for line in (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or len(line.split("\t")) == len(HEAD)
    assert {row.transform for row in rows(name)} <= set(transforms())
    used = {row.transform for one in FORMATS for row in rows(one)}
    assert used == set(transforms())
    tags = [row.tag for row in rows(name)]
    assert tags[:6] == sorted(tags[:6])


@pytest.mark.parametrize(
    ("kind", "unimarc", "marc21"),
    [
        ("article", "aa", "ab"),
        ("chapter", "aa", "aa"),
        ("book", "am", "am"),
        ("webpage", "aa", "ab"),
        ("video", "gm", "gm"),
        ("podcast", "ia", "ib"),
        ("dataset", "lm", "mm"),
        ("thesis", "am", "am"),
    ],
)
def test_leaders(kind: str, unimarc: str, marc21: str) -> None:
    one = of_kind(kind)
    assert record(one, "unimarc").leader[6:8] == unimarc
    assert record(one, "marc21").leader[6:8] == marc21
    assert record(one, "unimarc").leader[20:] == "450 "
    assert record(one, "marc21").leader[9:12] + record(one, "marc21").leader[20:] == "a224500"


def test_a_record_is_new_until_the_register_says_that_it_changed() -> None:
    assert [record(one, "marc21").leader[5] for one in ENTRIES[:2]] == ["n", "c"]


@settings(deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(one=catalogued())
def test_coded_fields_have_their_length(one: Catalogued) -> None:
    for name in FORMATS:
        assert len(record(one, name).leader) == 24
    for tag, length in (("100", 36), ("105", 13), ("110", 11)):
        assert all(len(field.subfields[0][1]) == length for field in fields(one, "unimarc", tag))
    assert [len(field.value) for field in fields(one, "marc21", "008")] == [40]
    assert [len(field.value) for field in fields(one, "marc21", "005")] == [16]
    assert len(fields(one, "marc21", "100", "110")) <= 1
    assert len(fields(one, "unimarc", "700", "710")) <= 1


def test_coded_data_of_an_article_of_may() -> None:
    one = of_kind("press-article")
    assert said(one, "unimarc", "100") == ["100 ## $a 20240701j20240512u  u0frey50      ba"]
    assert fields(one, "marc21", "008")[0].value == "240701e20240512xx || n|||||||0   b|fre d"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        (None, Coded()),
        ("2024", Coded("single", "2024")),
        ("2024-05", Coded("detailed", "2024", "05  ")),
        ("2024-05-12", Coded("detailed", "2024", "0512")),
        ("2024-05/2024-06", Coded("single", "2024")),
        ("2020/2022", Coded("range", "2020", "2022")),
        ("2020/..", Coded("range", "2020", "9999")),
        ("2020-21", Coded("single", "2020")),
        ("1998~", Coded("uncertain", "1998", "1998")),
        ("197X", Coded("uncertain", "1970", "1979")),
        ("[1667,1668]", Coded("uncertain", "1667", "1668")),
    ],
)
def test_dates_are_coded(edtf: str | None, expected: Coded) -> None:
    assert coded(edtf) == expected


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1998~", "[ca 1998]"),
        ("1998?", "[1998?]"),
        ("2004/2008", "2004-2008"),
        ("2004/..", "2004-"),
        ("2004-05", "2004-05"),
    ],
)
def test_dates_are_written_as_isbd_has_them(edtf: str, expected: str) -> None:
    assert as_isbd(edtf) == expected


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("The long desk", "en", 4),
        ("Le bureau", "fr", 3),
        ("L'atelier", "fr", 2),
        ("L’atelier", "fr", 2),
        ("« L'atelier »", "fr", 4),
        ("Les", "fr", 0),
        ("Le", "fr", 0),
        ("Leçons", "fr", 0),
        ("A priori", "fr", 0),
        ("An essay", "en-GB", 3),
        ("Der Stuhl", "de", 4),
        ("'t Huis", "nl", 3),
        ("L'été", "it", 2),
        ("The", "en", 0),
        ("Un'ora", "it", 3),
        ("...", "fr", 0),
        ("Le temps", "zh", 0),
    ],
)
def test_articles_are_not_filed(title: str, language: str, expected: int) -> None:
    assert nonfiling(title, language) == expected


@pytest.mark.parametrize(("name", "read_as"), [("unimarc", "unimarc"), ("unimarc-xml", "unimarc")])
def test_articles_are_marked_in_unimarc_where_the_catalogue_says_so(name: str, read_as: str) -> None:
    one = next(one for one in ENTRIES if nonfiling(one.entry.title, one.entry.language))
    length = nonfiling(one.entry.title, one.entry.language)
    marked = f"\x98{one.entry.title[:length]}\x9c{one.entry.title[length:].split(' : ')[0]}".encode()
    plain, _ = written(name, [one])
    data, told = written(name, [one], replace(CATALOGUE, mark_articles=True))
    assert marked in data
    assert marked not in plain
    assert told.told == written(name, [one])[1].told
    (found,) = load_reader(read_as).read(Source.from_bytes(data, "records"))
    assert isinstance(found, Entry)
    assert found.title == one.entry.title


def test_articles_are_not_marked_in_marc21() -> None:
    data, _ = written("marc21", ENTRIES, replace(CATALOGUE, mark_articles=True))
    assert b"\xc2\x98" not in data


def test_roles_are_those_of_the_ontology(repository: Path) -> None:
    graph = list(parse(path=str(repository / "ontology/schemes/roles.ttl"), format=RdfFormat.TURTLE))
    codes: dict[str, dict[str, str]] = {}
    for quad in graph:
        if quad.predicate == SKOS.notation:
            key = {BIBL.unimarcFunction.value: "unimarc", BIBL.marcRelator.value: "marc21"}[quad.object.datatype.value]
            codes.setdefault(quad.subject.value.removeprefix(ROLE.iri), {})[key] = quad.object.value
    assert {name: {"unimarc": role.unimarc, "marc21": role.marc21} for name, role in roles().items()} == codes


def test_every_kind_has_codes() -> None:
    assert set(kinds()) == set(entry_classes())


def test_codes_of_languages_are_read_back(repository: Path) -> None:
    lines = (TABLES / "languages.tsv").read_text(encoding="utf-8").splitlines()[2:]
    assert len(lines) == 183
    known = [line.split("\t") for line in lines]
    strange = {language: code for language, code in known if language_read(code) != language_read(language)}
    assert strange == {}
    assert [language_code(one) for one in ("fr-CA", "grc", "x", "de")] == ["fre", "grc", "und", "ger"]


def test_an_article_is_linked_to_its_issue() -> None:
    one = of_kind("academic-article")
    assert said(one, "unimarc", "461", "463") == [
        "463 #0 $t Cahiers du travail $v Vol. 12, n° 3 $n Centre d'études du travail (CET) $d 2021 $x 1234-5679"
    ]
    assert said(one, "unimarc", "215") == ["215 ## $a p. 3, 7-9"]
    assert said(one, "marc21", "773") == [
        "773 0# $7 nnas $t Cahiers du travail $d Centre d'études du travail (CET) $g Vol. 12, no. 3 (2021), p. 3, 7-9 "
        "$x 1234-5679 $q 12:3"
    ]


def test_an_issue_with_a_title_is_linked_to_its_periodical() -> None:
    assert said(of_kind("dossier"), "unimarc", "461", "463") == [
        "461 #0 $t Le Mensuel des métiers",
        "463 #0 $t Numéro d'été $v n° 171 $d 2024-07",
    ]


def test_a_chapter_is_linked_to_its_book() -> None:
    one = of_kind("chapter")
    assert said(one, "unimarc", "463") == ["463 #0 $t Histoires de meubles $y 9781234567897"]
    assert said(one, "marc21", "773") == ["773 0# $7 nnam $t Histoires de meubles $g p. 45-67 $z 9781234567897"]


def test_a_book() -> None:
    one = of_kind("book")
    assert said(one, "unimarc", "010", "101", "200", "205", "210", "215", "225", "700", "702") == [
        "010 ## $a 9781234567897",
        "101 0# $a eng",
        "200 1# $a The long desk $e a history $f Zoë O'Brien "
        "$g traduit par Paul de La Tour $g préface de Anne Delcourt",
        "205 ## $a 2e édition",
        "210 ## $a Lyon $a Paris $c Centre d'études du travail (CET) $c Éditions du Marque-page $d 2019",
        "215 ## $a 240 p.",
        "225 1# $a Métiers $v 12",
        "700 #1 $a O'Brien $b Zoë $4 070",
        "702 #1 $a de La Tour $b Paul $4 730",
        "702 #1 $a Delcourt $b Anne $4 080",
    ]
    assert said(one, "marc21", "020", "100", "245", "250", "264", "300", "490", "700") == [
        "020 ## $a 9781234567897",
        "100 1# $a O'Brien, Zoë, $e author $4 aut",
        "245 14 $a The long desk : $b a history / "
        "$c Zoë O'Brien ; traduit par Paul de La Tour ; préface de Anne Delcourt",
        "250 ## $a 2e édition",
        "264 #1 $a Lyon ; $a Paris : $b Centre d'études du travail (CET) : $b Éditions du Marque-page, $c 2019",
        "300 ## $a 240 p.",
        "490 0# $a Métiers ; $v 12",
        "700 1# $a de La Tour, Paul, $e translator $4 trl",
        "700 1# $a Delcourt, Anne, $e writer of preface $4 wpr",
    ]


def test_a_thesis() -> None:
    one = of_kind("thesis")
    assert said(one, "unimarc", "328", "712") == [
        "328 #0 $b Thèse de doctorat $c droit $e Université de Lyon $d 2017",
        "712 02 $a Université de Lyon $4 295",
    ]
    assert said(one, "marc21", "502", "710") == [
        "502 ## $b Thèse de doctorat : droit $c Université de Lyon $d 2017",
        "710 2# $a Université de Lyon, $e degree granting institution $4 dgg",
    ]


def test_a_meeting() -> None:
    one = of_kind("conference")
    assert said(one, "unimarc", "711", "712") == [
        "711 12 $a Journées du meuble $d 5e édition $f 3 et 4 mai 2023 $e Nantes",
        "712 02 $a Centre d'études du travail $4 557",
    ]
    assert said(one, "marc21", "711") == ["711 2# $a Journées du meuble $n 5e édition $d 3 et 4 mai 2023 $c Nantes"]


def test_a_role_without_a_code_of_its_own_is_said_in_words_and_told() -> None:
    one = of_kind("study")
    data, told = written("unimarc", [one])
    assert "coordonné par Paul de La Tour".encode() in data
    assert ("prov:qualifiedAttribution/coordinator", "Paul de La Tour") in told.told[one.iri]
