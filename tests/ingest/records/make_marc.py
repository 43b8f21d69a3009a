"""Write the files of MARC in `marc21/` and `unimarc/` from the lines of `_marc/`, in every encoding and form.

    python tests/ingest/records/make_marc.py

A record is its lines, as librarians read them; `&NSB;` and `&NSE;` are the marks of non-sorting.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from bibliographe.ingest.records.marc.marked_letters import MarkedLetters, iso5426, marc8

HERE = Path(__file__).parent
SLIM, MARCXCHANGE = "http://www.loc.gov/MARC21/slim", "info:lc/xmlns/marcxchange-v2"
Fields = list[tuple[str, str, list[tuple[str, str]]]]
Record = tuple[str, Fields]


def records_of(text: str) -> list[Record]:
    """Return the records of lines: a leader, and the tag, indicators and subfields of each field."""
    return [_record(part.split("\n")) for part in re.split(r"\n\n+", text.strip("\n"))]


def _record(lines: list[str]) -> Record:
    fields: Fields = []
    for line in lines[1:]:
        tag, rest = line[:3], line[4:]
        if tag < "010":
            fields.append((tag, "", [("", rest)]))
        else:
            found = re.findall(r"\$(\w)(?: |(?=\d))(.*?)(?= \$\w|$)", rest[3:])
            fields.append((tag, rest[:2], found))
    return lines[0][4:], fields


def encoded(text: str, letters: MarkedLetters) -> bytes:
    """Return text in an encoding whose marks stand before their letter."""
    codes = {sign: code for code, sign in {**letters.marks, **letters.others}.items()}
    found, marks, base = bytearray(), bytearray(), bytearray()
    for sign in unicodedata.normalize("NFD", text):
        code = codes[sign] if sign > "\x7f" else ord(sign)
        if unicodedata.combining(sign):
            marks.append(code)
            continue
        found += marks + base
        marks, base = bytearray(), bytearray([code])
    return bytes(found + marks + base)


def as_bytes(text: str, codec: str) -> bytes:
    text = text.replace("&NSB;", "\x88").replace("&NSE;", "\x89").replace("’", "'" if codec != "utf-8" else "’")
    if codec in ("iso5426", "marc-8"):
        return encoded(text, iso5426() if codec == "iso5426" else marc8())
    return text.encode(codec)


def iso2709(record: Record, codec: str = "utf-8") -> bytes:
    """Return a record of ISO 2709."""
    leader, fields = record
    leader = leader.ljust(24)
    if codec != "utf-8":
        leader = f"{leader[:9]} {leader[10:]}"
    directory, data = b"", b""
    for tag, indicators, subfields in fields:
        packed = as_bytes(indicators, codec)
        for code, value in subfields:
            said = value.replace("frey50  ", "frey0103") if codec != "utf-8" and tag == "100" else value
            packed += (b"\x1f" + code.encode() if code else b"") + as_bytes(said, codec)
        packed += b"\x1e"
        directory += f"{tag}{len(packed):04}{len(data):05}".encode()
        data += packed
    base = 24 + len(directory) + 1
    length = base + len(data) + 1
    return f"{length:05}{leader[5:12]}{base:05}{leader[17:]}".encode() + directory + b"\x1e" + data + b"\x1d"


def marcxml(record: Record, prefix: str = "", space: str = "") -> str:
    """Return a record of MARCXML; its leader is that of the record in ISO 2709."""
    leader = iso2709(record)[:24].decode()
    declared = f" xmlns{prefix and ':' + prefix.rstrip(':')}={quoteattr(space)}" if space else ""
    lines = [f"<{prefix}record{declared}>", f"  <{prefix}leader>{leader}</{prefix}leader>"]
    for tag, indicators, subfields in record[1]:
        if not indicators:
            lines.append(f'  <{prefix}controlfield tag="{tag}">{_said(subfields[0][1])}</{prefix}controlfield>')
            continue
        lines.append(f'  <{prefix}datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">')
        lines += [f'    <{prefix}subfield code="{code}">{_said(one)}</{prefix}subfield>' for code, one in subfields]
        lines.append(f"  </{prefix}datafield>")
    return "\n".join([*lines, f"</{prefix}record>"])


def _said(value: str) -> str:
    return escape(value.replace("&NSB;", "\x98").replace("&NSE;", "\x9c"))


def collection(records: list[Record]) -> str:
    """Return a collection without a namespace, as catalogues export it."""
    return _document("<collection>", [marcxml(one) for one in records], "</collection>")


def oai_pmh(records: list[Record]) -> str:
    """Return the answer of OAI-PMH to ListRecords, with a deleted record in it."""
    head = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\n<responseDate>2024-05-17T10:15:00Z</responseDate>\n'
        '<request verb="ListRecords" metadataPrefix="marcxml">https://example.org/oai</request>\n<ListRecords>'
    )
    gone = '<record><header status="deleted"><identifier>oai:example.org:0</identifier></header></record>'
    each = [
        f"<record><header><identifier>oai:example.org:{number}</identifier></header><metadata>\n"
        f"{marcxml(one, 'marc:', SLIM)}\n</metadata></record>"
        for number, one in enumerate(records, start=1)
    ]
    return _document(head, [gone, *each], "</ListRecords>\n</OAI-PMH>")


def sru(records: list[Record]) -> str:
    """Return the answer of SRU to searchRetrieve."""
    head = (
        '<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/" '
        'xmlns:mxc="info:lc/xmlns/marcxchange-v2">\n'
        f"<srw:version>1.2</srw:version>\n<srw:numberOfRecords>{len(records)}</srw:numberOfRecords>\n<srw:records>"
    )
    each = [
        "<srw:record><srw:recordSchema>unimarcxchange</srw:recordSchema><srw:recordPacking>xml</srw:recordPacking>"
        f"<srw:recordData>\n{marcxml(one, 'mxc:')}\n</srw:recordData>"
        f"<srw:recordIdentifier>{number}</srw:recordIdentifier></srw:record>"
        for number, one in enumerate(records, start=1)
    ]
    return _document(head, each, "</srw:records>\n</srw:searchRetrieveResponse>")


def _document(head: str, parts: list[str], foot: str) -> str:
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *parts, foot]) + "\n"


def broken(records: list[Record], codec: str = "utf-8") -> bytes:
    """Return records each broken in its way, among good ones."""
    good = iso2709(records[0], codec)
    cut = iso2709(records[1], codec)
    directory = good.replace(good[24:36], good[24:27] + b"099999999", 1)
    unreadable = bytearray(good)
    unreadable[30:33] = b"\x01??"
    other = records[2]
    wrong = (other[0][:9] + "a" + other[0][10:], other[1]) if codec == "utf-8" else other
    return b"".join(
        [
            b"00017" + good[5:],  # a wrong length
            b"\r\n",
            directory,  # a directory that lies
            bytes(unreadable),
            b"nothing of MARC here" + cut,
            cut[:120] + good,  # cut, and the next one at once
            iso2709(wrong, codec).replace(b"Simon", b"Sim\xe9n"),  # not in the encoding that it says
            good[:200],
        ]
    )


def files() -> dict[str, bytes]:
    """Return what each file holds, by its place."""
    unimarc, marc21 = (
        records_of((HERE / "_marc" / f"{name}.txt").read_text("utf-8")) for name in ("unimarc", "marc21")
    )
    return {
        "unimarc/utf-8.mrc": b"".join(iso2709(one) for one in unimarc),
        "unimarc/iso-5426.mrc": b"".join(iso2709(one, "iso5426") for one in unimarc),
        "unimarc/iso-8859-1.mrc": b"\n".join(iso2709(one, "latin-1") for one in unimarc[:3]),
        "unimarc/collection.xml": collection(unimarc).encode(),
        "unimarc/sru.xml": sru(unimarc[:3]).encode(),
        "unimarc/broken.mrc": broken(unimarc),
        "marc21/utf-8.mrc": b"".join(iso2709(one) for one in marc21),
        "marc21/marc-8.mrc": b"".join(iso2709(one, "marc-8") for one in marc21),
        "marc21/iso-8859-1.mrc": b"\n".join(iso2709(one, "latin-1") for one in marc21[:1]),
        "marc21/collection.xml": collection(marc21).encode(),
        "marc21/oai-pmh.xml": oai_pmh(marc21[:3]).encode(),
        "marc21/broken.mrc": broken(marc21),
    }


if __name__ == "__main__":
    for place, data in files().items():
        (HERE / place).parent.mkdir(exist_ok=True)
        (HERE / place).write_bytes(data)
