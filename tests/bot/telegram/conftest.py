"""A strict Bot API server, an assistant, and an edge that runs between them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from botapi.server import BotApiServer
from telegram_fakes import FakeAssistant
from telegram_running import Running


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def running(server: BotApiServer, assistant: FakeAssistant) -> Iterator[Running]:
    running = Running(server, assistant)
    running.start()
    yield running
    running.stop()
