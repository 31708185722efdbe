from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from telegram import Update

from bot.telegram.webhook import LARGEST_BODY, SECRET_HEADER, webhook_route

SECRET = {SECRET_HEADER: "right"}
UPDATE = {
    "update_id": 5,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "hello"},
}


class FakeEdge:
    bot = None

    def __init__(self, saves: bool = True) -> None:
        self.saves = saves
        self.taken: list[Update] = []

    async def take(self, update: Update) -> bool:
        self.taken.append(update)
        return self.saves


async def post(edge: FakeEdge, headers: dict[str, str] = SECRET, **sent: Any) -> int:
    route = Route("/telegram", webhook_route(edge, "right"), methods=["POST"])  # type: ignore[arg-type]
    transport = httpx.ASGITransport(Starlette(routes=[route]))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return (await client.post("/telegram", headers=headers, **sent)).status_code


async def test_an_update_with_the_right_secret_is_taken() -> None:
    edge = FakeEdge()
    assert await post(edge, json=UPDATE) == 200
    assert [update.update_id for update in edge.taken] == [5]


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: ""}])
async def test_a_wrong_secret_is_turned_away_unread(headers: dict[str, str]) -> None:
    edge = FakeEdge()
    assert await post(edge, headers, json=UPDATE) == 403
    assert edge.taken == []


async def test_a_failed_turn_is_answered_so_that_telegram_sends_it_again() -> None:
    assert await post(FakeEdge(saves=False), json=UPDATE) == 500


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b"{}", b'{"update_id": "5"}', b"\xff\xfe"])
async def test_what_is_no_update_is_refused(body: bytes) -> None:
    edge = FakeEdge()
    assert await post(edge, content=body) == 400
    assert edge.taken == []


async def test_a_body_that_is_too_long_is_refused() -> None:
    assert await post(FakeEdge(), content=b" " * (LARGEST_BODY + 1)) == 413


async def test_an_update_that_can_never_be_read_is_let_go() -> None:
    edge = FakeEdge()
    assert await post(edge, json={"update_id": 5, "message": {"text": "no date, no chat"}}) == 200
    assert edge.taken == []


def test_an_empty_secret_is_refused_at_start() -> None:
    with pytest.raises(ValueError, match="needs a secret"):
        webhook_route(FakeEdge(), "")  # type: ignore[arg-type]
