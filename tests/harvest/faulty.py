"""A server on loopback that answers as it is told to: late, cut, packed, with errors, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

OAI = "http://www.openarchives.org/OAI/2.0/"
DC = 'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


@dataclass
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    said_length: int | None = None
    """What Content-Length says, when not the truth."""
    drip: float | None = None
    """Seconds between two bytes."""


Answering = Callable[[dict[str, str], int], Reply | str | bytes]
"""From what is asked, and how many requests there were before, to a reply."""


@dataclass
class Faulty:
    address: str
    requests: list[dict[str, str]] = field(default_factory=list)
    lists: int = 0
    """Requests for records so far."""


@contextmanager
def faulty(answer: Answering, identify: Callable[[], str] = lambda: who()) -> Iterator[Faulty]:
    """Serve; `answer` is asked for each list of records, all other verbs are answered rightly."""
    known = Faulty("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = dict(parse_qsl(urlsplit(self.path).query))
            known.requests.append(asked)
            verb = asked.get("verb")
            if verb == "ListRecords":
                known.lists += 1
                said = answer(asked, known.lists - 1)
            else:
                said = identify() if verb == "Identify" else formats("oai_dc", "marcxml")
            reply = said if isinstance(said, Reply) else Reply(said)
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if reply.said_length is None else reply.said_length))
            self.end_headers()
            self._send(body, reply.drip)

        def _send(self, body: bytes, drip: float | None) -> None:
            import contextlib
            import time

            with contextlib.suppress(OSError):
                if drip is None:
                    self.wfile.write(body)
                for position in range(len(body) if drip is not None else 0):
                    self.wfile.write(body[position : position + 1])
                    time.sleep(drip or 0)

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        http.block_on_close = False
        known.address = f"http://127.0.0.1:{http.server_port}/oai"
        thread = Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield known
        finally:
            http.shutdown()
            thread.join()


def envelope(content: str, date: str = "2026-03-01T10:00:00Z") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{OAI}"><responseDate>{date}</responseDate>'
        f"<request>http://127.0.0.1/oai</request>{content}</OAI-PMH>\n"
    )


def who(granularity: str = "YYYY-MM-DDThh:mm:ssZ", version: str = "2.0") -> str:
    return envelope(
        "<Identify><repositoryName>Dépôt fautif</repositoryName><baseURL>http://127.0.0.1/oai</baseURL>"
        f"<protocolVersion>{version}</protocolVersion><adminEmail>oai@example.org</adminEmail>"
        "<earliestDatestamp>2020-01-01T00:00:00Z</earliestDatestamp><deletedRecord>no</deletedRecord>"
        f"<granularity>{granularity}</granularity></Identify>"
    )


def formats(*prefixes: str) -> str:
    said = "".join(
        f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>http://example.org/s.xsd</schema>"
        f"<metadataNamespace>http://example.org/{prefix}</metadataNamespace></metadataFormat>"
        for prefix in prefixes
    )
    return envelope(f"<ListMetadataFormats>{said}</ListMetadataFormats>")


def refusal(code: str, words: str = "no") -> str:
    return envelope(f'<error code="{code}">{words}</error>')


def record(number: int, title: str | None = None, content: str | None = None) -> str:
    inner = content or f"<oai_dc:dc {DC}>\n<dc:title>{escape(title or f'Titre {number}')}</dc:title>\n</oai_dc:dc>"
    return (
        f"<record><header><identifier>oai:f:{number}</identifier><datestamp>2026-02-{number % 28 + 1:02}T00:00:00Z"
        f"</datestamp></header><metadata>{inner}</metadata></record>\n"
    )


def gone(number: int) -> str:
    return (
        f'<record><header status="deleted"><identifier>oai:f:{number}</identifier>'
        "<datestamp>2026-02-28T00:00:00Z</datestamp></header></record>\n"
    )


def page(*records: str, token: str | None = None, attributes: str = "") -> str:
    said = f"<resumptionToken{attributes}>{token}</resumptionToken>" if token is not None else ""
    return envelope(f"<ListRecords>\n{''.join(records)}{said}</ListRecords>")
