"""HTTP/1.1 on one connection. Our own, because a test must be able to cut the connection without any answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import h11


@dataclass(frozen=True, slots=True)
class Request:
    """What was sent: the path and query of the address, the headers (lower-case names), and the body."""

    path: str
    query: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP status and the JSON to send."""

    status: int
    body: dict[str, Any]


Answer = Callable[[Request], Awaitable[Response | None]]
"""Answers a request; None cuts the connection. It is cancelled when the other side hangs up."""


class Connection(asyncio.Protocol):
    """Reads requests one after the other and writes what `answer` says."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._http = h11.Connection(h11.SERVER)
        self._head = h11.Request(method="GET", target="/", headers=[("host", "")])
        self._body = b""
        self._task: asyncio.Task[None] | None = None
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self._task:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        self._http.receive_data(data)
        self._read()

    def _read(self) -> None:
        while True:
            event = self._http.next_event()
            if isinstance(event, h11.Request):
                self._head, self._body = event, b""
            elif isinstance(event, h11.Data):
                self._body += event.data
            elif isinstance(event, h11.EndOfMessage):
                self._task = asyncio.get_running_loop().create_task(self._reply())
            else:
                return

    async def _reply(self) -> None:
        response = await self._answer(self._request())
        if response is None:
            self._transport.abort()
            return
        body = json.dumps(response.body).encode()
        headers = [("content-type", "application/json"), ("content-length", str(len(body)))]
        parts = (
            h11.Response(status_code=response.status, reason=HTTPStatus(response.status).phrase, headers=headers),
            h11.Data(data=body),
            h11.EndOfMessage(),
        )
        self._transport.write(b"".join(self._http.send(part) or b"" for part in parts))
        if self._http.our_state is h11.MUST_CLOSE:
            self._transport.close()
        else:
            self._http.start_next_cycle()
            self._read()

    def _request(self) -> Request:
        headers = {name.decode(): value.decode() for name, value in self._head.headers}
        path, _, query = self._head.target.decode().partition("?")
        return Request(path, query, headers, self._body)
