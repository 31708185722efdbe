from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fake_assistant import FakeAssistant
from fastapi import FastAPI


@dataclass(frozen=True)
class Live:
    """A site that answers on a port of this machine."""

    address: str
    assistant: FakeAssistant


@contextmanager
def lively(app: FastAPI, assistant: FakeAssistant) -> Iterator[Live]:
    """`app` on a port of its own, until the end of the block."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline, "the site did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Live(f"http://127.0.0.1:{port}", assistant)
    server.should_exit = True
    thread.join(timeout=10)
