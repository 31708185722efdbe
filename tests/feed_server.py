"""A real web server on this machine that serves a made-up feed, with every fault that a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Answer:
    """What the server says: JSON where `body` is no bytes."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Respond = Callable[[str, dict[str, str]], Answer]
"""Gives the answer to a path and its query."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    respond: ClassVar[Respond]
    asked: ClassVar[list[str]]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.asked.append(self.path)
        answer = type(self).respond(parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()})
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.raw)), **answer.headers}.items():
            self.send_header(name, value)
        try:
            self.end_headers()
            self.wfile.write(answer.raw)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Served:
    """A server that runs. `asked` are the paths that were asked for, in order."""

    address: str
    asked: list[str]


@contextmanager
def serve(respond: Respond) -> Iterator[Served]:
    """Run a server on a free port of 127.0.0.1 until the block ends."""
    asked: list[str] = []
    handler = type("Handler", (_Handler,), {"respond": staticmethod(respond), "asked": asked})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{server.server_port}", asked)
        finally:
            server.shutdown()
            thread.join()


def feed_of(pages: list[Any], details: dict[str, Any] | None = None, version: str = "HSDS-UK-3.0") -> Respond:
    """A feed with these pages (the last one again for any page behind it) and these single services, by id."""

    def respond(path: str, query: dict[str, str]) -> Answer:
        if path == "/":
            return Answer({"version": version}) if version else Answer(b"not here", 404)
        if path == "/services":
            found = pages[min(int(query.get("page", "1")), len(pages)) - 1]
            return found if isinstance(found, Answer) else Answer(found)
        found = (details or {}).get(path.removeprefix("/services/"), Answer(b"not here", 404))
        return found if isinstance(found, Answer) else Answer(found)

    return respond
