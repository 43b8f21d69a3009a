"""A real OAI-PMH server on loopback: the package `oaipmh` behind wsgiref, with records of our own invention."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, make_server

from oaipmh import common, error, metadata, server

if TYPE_CHECKING:
    from collections.abc import Iterator

DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"


@dataclass
class Kept:
    title: str
    changed: datetime
    sets: tuple[str, ...] = ()
    deleted: bool = False
    more: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Repository:
    """What the server has; tests change it between two harvests."""

    records: dict[str, Kept] = field(default_factory=dict)
    granularity: str = "YYYY-MM-DDThh:mm:ssZ"
    sets: tuple[str, ...] = ()
    deletions: str = "persistent"
    address: str = ""
    requests: list[dict[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def put(self, number: int, title: str, day: int = 1, **facts: Any) -> str:
        identifier = f"oai:depot.example.org:{number}"
        self.records[identifier] = Kept(title, datetime(2026, 1, day, 12), **facts)
        return identifier

    def identify(self) -> common.Identify:
        return common.Identify(
            "Dépôt d'essai", self.address, "2.0", ["oai@example.org"], datetime(2020, 1, 1), self.deletions,
            self.granularity, [], toolkit_description=False,
        )  # fmt: skip

    def listMetadataFormats(self, identifier: str | None = None) -> list[tuple[str, str, str]]:  # noqa: N802
        return [("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", DC)]

    def listSets(self) -> list[tuple[str, str, str]]:  # noqa: N802
        if not self.sets:
            raise error.NoSetHierarchyError("no sets here")
        return [(name, name, "") for name in self.sets]

    def listRecords(  # noqa: N802
        self,
        metadataPrefix: str,  # noqa: N803
        set: str | None = None,  # noqa: A002
        from_: datetime | None = None,
        until: datetime | None = None,
    ) -> list[tuple[common.Header, common.Metadata | None, None]]:
        if metadataPrefix != "oai_dc":
            raise error.CannotDisseminateFormatError(f"no {metadataPrefix} here")
        if set and not self.sets:
            raise error.NoSetHierarchyError("no sets here")
        return [
            (
                common.Header(None, identifier, kept.changed, list(kept.sets), kept.deleted),
                None if kept.deleted else common.Metadata(None, {"title": [kept.title], **kept.more}),
                None,
            )
            for identifier, kept in self.records.items()
            if (not set or set in kept.sets)
            and (not from_ or kept.changed >= from_)
            and (not until or kept.changed <= until)
        ]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(repository: Repository, batch: int = 3) -> Iterator[Repository]:
    """Serve it on a free port of loopback while the context lasts."""
    registry = metadata.MetadataRegistry()
    registry.registerWriter("oai_dc", server.oai_dc_writer)
    answering = server.Server(repository, registry, resumption_batch_size=batch)

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        asked = dict(parse_qsl(environ["QUERY_STRING"], keep_blank_values=True))
        repository.requests.append(asked)
        repository.agents.add(environ.get("HTTP_USER_AGENT", ""))
        body = answering.handleRequest(dict(asked))
        start("200 OK", [("Content-Type", "text/xml; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body]

    with make_server("127.0.0.1", 0, application, handler_class=_Quiet) as http:
        repository.address = f"http://127.0.0.1:{http.server_port}/oai"
        thread = Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield repository
        finally:
            http.shutdown()
            thread.join()
