from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot

from .clients import loopback_bot
from .phone import Phone
from .server import BotApiServer

CHAT = 7001


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def phone(server: BotApiServer) -> Phone:
    phone = Phone(server, CHAT)
    phone.say("hello")
    return phone


@pytest.fixture
async def bot(server: BotApiServer, phone: Phone) -> AsyncIterator[Bot]:
    async with loopback_bot(server) as bot:
        yield bot
