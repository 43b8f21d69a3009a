"""Records of about a kilobyte in MARC 21 and in RIS, the same on every machine.

Who and what recurs does so as in a library's file: some names, publishers, series and subjects again and again, most
of them seldom.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Fields = Sequence[tuple[str, str, Sequence[tuple[str, str]]]]

WORDS = """
    administration analyse archives autonomie bibliothèque budget catalogue citoyenneté collectivité commune
    culture décision démocratie département développement éducation élection emploi énergie enquête évaluation finances
    formation gouvernance histoire innovation insertion logement méthode mobilité numérique organisation patrimoine
    politique prévention projet qualité réforme région santé service société territoire transition travail université
""".split()  # noqa: SIM905 - a list to read
_STEMS = "Arn Bern Car Dum Ferr Gir Ham Jacq Lamb Mass No Perr Ren Sim Tess Vill Morv Cast Roch Blanch".split()  # noqa: SIM905
_ENDINGS = "aud ard on as and et in el ier eau ot ert oux ain euil y elle ois ac ière".split()  # noqa: SIM905
_GIVEN = "Anne Benoît Claire Denis Élise François Hélène Julien Louise Marc Nadia Paul Sophie Thomas".split()  # noqa: SIM905
_PEOPLE = len(_STEMS) * len(_ENDINGS) * len(_GIVEN)


class Person(NamedTuple):
    """Somebody who wrote or translated."""

    family: str
    given: str


class Invented(NamedTuple):
    """What one record says."""

    number: int
    title: str
    subtitle: str
    author: Person
    translator: Person
    year: str
    isbn: str
    classified: str
    publisher: str
    series: str
    volume: str
    pages: str
    summary: str
    subjects: tuple[str, str, str]


def invented(count: int) -> Iterator[Invented]:
    """Yield what records say."""
    chance = random.Random(2709)  # noqa: S311 - data, no secret
    for number in range(count):
        words = chance.choices(WORDS, k=30)
        yield Invented(
            number,
            f"La {' '.join(words[:4])}",
            " ".join(words[4:12]),
            _person(chance),
            _person(chance),
            str(chance.randrange(1970, 2025)),
            f"978{chance.randrange(10**10):010}",
            f"{chance.randrange(1000)}.{chance.randrange(100)}",
            f"Éditions de la {_of_many(chance)}",
            f"Collection {_of_many(chance)}",
            str(chance.randrange(200)),
            str(chance.randrange(80, 900)),
            " ".join(words[14:30]).capitalize(),
            (_of_many(chance).capitalize(), chance.choice(WORDS).capitalize(), _of_many(chance).capitalize()),
        )


def _person(chance: random.Random) -> Person:
    number = int(chance.paretovariate(0.3)) % _PEOPLE
    number, given = divmod(number, len(_GIVEN))
    stem, ending = divmod(number, len(_ENDINGS))
    return Person(_STEMS[stem] + _ENDINGS[ending], _GIVEN[given])


def _of_many(chance: random.Random) -> str:
    """Return two words: one of some two thousand, the first ones most often."""
    number = int(chance.paretovariate(0.5)) % (len(WORDS) ** 2)
    return " ".join(WORDS[part] for part in divmod(number, len(WORDS)))


def iso2709(fields: Fields, leader: str = "     nam a22     4i 4500", codec: str = "utf-8") -> bytes:
    """Return a record; a control field has an indicator of "" and one pair whose code is ""."""
    directory, data = b"", b""
    for tag, indicators, subfields in fields:
        part = indicators + "".join(f"\x1f{code}{value}" if code else value for code, value in subfields)
        packed = part.encode(codec) + b"\x1e"
        directory += f"{tag}{len(packed):04}{len(data):05}".encode()
        data += packed
    base = 24 + len(directory) + 1
    length = base + len(data) + 1
    return f"{length:05}{leader[5:12]}{base:05}{leader[17:]}".encode() + directory + b"\x1e" + data + b"\x1d"


def marc21(count: int) -> Iterator[bytes]:
    """Yield records of MARC 21 in ISO 2709."""
    for one in invented(count):
        author, translator = one.author, one.translator
        yield iso2709(
            [
                ("001", "", [("", f"in{one.number:08}")]),
                ("005", "", [("", "20240517101500.0")]),
                ("008", "", [("", f"240517s{one.year}    fr a   | b    001 0 fre d".ljust(40))]),
                ("020", "  ", [("a", one.isbn), ("q", "br.")]),
                ("040", "  ", [("a", "INV"), ("b", "fre"), ("c", "INV")]),
                ("082", "04", [("a", one.classified), ("2", "23")]),
                (
                    "100",
                    "1 ",
                    [("a", f"{author.family}, {author.given},"), ("d", "1970-"), ("e", "auteur."), ("4", "aut")],
                ),
                (
                    "245",
                    "13",
                    [
                        ("a", f"{one.title} :"),
                        ("b", f"{one.subtitle} /"),
                        ("c", f"{' '.join(reversed(author))} ; traduit par {' '.join(reversed(translator))}."),
                    ],
                ),
                ("250", "  ", [("a", "2e éd. revue et augmentée.")]),
                ("264", " 1", [("a", "Paris :"), ("b", f"{one.publisher},"), ("c", f"{one.year}.")]),
                ("300", "  ", [("a", f"{one.pages} p. :"), ("b", "ill. ;"), ("c", "24 cm")]),
                ("336", "  ", [("a", "texte"), ("b", "txt"), ("2", "rdacontent")]),
                ("490", "1 ", [("a", f"{one.series} ;"), ("v", one.volume)]),
                ("520", "  ", [("a", f"{one.summary}.")]),
                ("650", " 7", [("a", one.subjects[0]), ("x", one.subjects[1]), ("2", "ram")]),
                ("650", " 7", [("a", one.subjects[2]), ("z", "France"), ("2", "ram")]),
                ("700", "1 ", [("a", f"{translator.family}, {translator.given},"), ("e", "traducteur."), ("4", "trl")]),
                ("830", " 0", [("a", f"{one.series}.")]),
                ("856", "40", [("u", f"https://example.org/notice/{one.number}"), ("y", "Texte intégral")]),
            ]
        )


def ris(count: int) -> Iterator[bytes]:
    """Yield records of RIS, as a reference manager writes them; the summary fills them up to a kilobyte."""
    for one in invented(count):
        lines = [
            ("TY", "BOOK"),
            ("ID", f"in{one.number:08}"),
            ("TI", f"{one.title} : {one.subtitle}"),
            ("AU", ", ".join(one.author)),
            ("A4", ", ".join(one.translator)),
            ("T3", one.series),
            ("VL", one.volume),
            ("PY", one.year),
            ("DA", f"{one.year}/05/17/"),
            ("CY", "Paris"),
            ("PB", one.publisher),
            ("ET", "2e éd. revue et augmentée"),
            ("SP", one.pages),
            ("SN", one.isbn),
            ("UR", f"https://example.org/notice/{one.number}"),
            ("L1", f"https://example.org/notice/{one.number}.pdf"),
            *(("KW", subject) for subject in one.subjects),
            ("LA", "fr"),
            ("AB", f"{one.summary}. " * 3),
            ("N1", one.classified),
            ("DB", "INV"),
        ]
        yield "".join(f"{tag}  - {value.strip()}\r\n" for tag, value in [*lines, ("ER", "")]).encode() + b"\r\n"


FORMATS = {"mrc": marc21, "ris": ris}
