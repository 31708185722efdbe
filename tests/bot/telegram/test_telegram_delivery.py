import asyncio

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError
from telegram_fakes import WORDING, FakeAssistant, eventually, text_reply

from bot.telegram import delivery
from bot.telegram.delivery import REMEMBERED, Delivery, Parcel, Recent
from handlers.assistant import Unsent
from handlers.turn import Reply


class FakeSender:
    """Notes what it sends; a chat in `slow` takes its time, and `errors` come first."""

    def __init__(self, *errors: Exception) -> None:
        self.sent: list[tuple[int, str]] = []
        self.slow: dict[int, float] = {}
        self.errors = list(errors)

    async def send(self, chat_id: int, reply: Reply, tapped: int | None = None) -> None:
        await asyncio.sleep(self.slow.get(chat_id, 0))
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append((chat_id, reply.messages[0].text))


class Post:
    def __init__(self, *errors: Exception) -> None:
        self.assistant = FakeAssistant()
        self.sender = FakeSender(*errors)
        trouble = text_reply(WORDING.trouble)
        self.delivery = Delivery(self.assistant, self.sender, self.sender, trouble)  # type: ignore[arg-type]

    def post(self, update_id: int, text: str = "hello", chat_id: int = 7) -> None:
        self.delivery.post(Parcel(f"key{chat_id}", str(update_id), chat_id, text_reply(text)))


async def test_a_reply_is_marked_only_after_it_is_sent() -> None:
    post = Post()
    post.post(1)
    assert post.assistant.sent == []
    await post.delivery.close(5)
    assert post.sender.sent == [(7, "hello")]
    assert post.assistant.sent == [("key7", "1")]


async def test_a_chats_replies_go_in_order_and_a_slow_chat_holds_up_nobody() -> None:
    post = Post()
    post.sender.slow[7] = 0.02
    post.post(1, "first")
    post.post(2, "second")
    post.post(3, "other", chat_id=8)
    await post.delivery.close(5)
    assert post.sender.sent == [(8, "other"), (7, "first"), (7, "second")]


async def test_a_reply_waits_until_the_tap_is_answered() -> None:
    post = Post()
    log: list[str] = []

    async def answer() -> None:
        await asyncio.sleep(0.02)
        log.append(f"answered before {len(post.sender.sent)} replies")

    post.delivery.post(Parcel("k", "1", 7, text_reply("hello")), after=asyncio.create_task(answer()))
    await post.delivery.close(5)
    assert log == ["answered before 0 replies"]
    assert post.sender.sent


async def test_a_repeat_while_the_reply_is_under_way_is_not_sent_twice() -> None:
    post = Post()
    post.post(1)
    post.post(1)
    await post.delivery.close(5)
    assert post.sender.sent == [(7, "hello")]


async def test_a_repeat_after_that_gets_the_saved_reply_again() -> None:
    post = Post()
    post.post(1)
    await post.delivery.close(5)
    post.post(1)
    await post.delivery.close(5)
    assert post.sender.sent == [(7, "hello"), (7, "hello")]


async def test_a_reply_that_could_not_be_sent_stays_unmarked_and_the_outbox_sends_it() -> None:
    post = Post(NetworkError("down"))
    post.post(1)
    await post.delivery.close(5)
    assert post.assistant.sent == []
    post.assistant.save("key7", "1", "7", text_reply("hello"))
    await post.delivery.resend(0)
    await post.delivery.close(5)
    assert post.sender.sent == [(7, "hello")]
    assert post.assistant.sent == [("key7", "1")]


async def test_a_reply_under_way_is_not_sent_by_the_outbox_as_well() -> None:
    post = Post()
    post.sender.slow[7] = 0.02
    post.post(1)
    post.assistant.save("key7", "1", "7", text_reply("hello"))
    await post.delivery.resend(0)
    await post.delivery.close(5)
    assert post.sender.sent == [(7, "hello")]


async def test_the_outbox_does_not_pile_up_on_a_reply_that_is_still_being_tried() -> None:
    post = Post(NetworkError("down"))
    post.sender.slow[7] = 0.02
    post.post(1)
    post.assistant.save("key7", "1", "7", text_reply("hello"))
    await post.delivery.resend(0)
    await post.delivery.close(5)
    assert post.sender.sent == []
    assert post.sender.errors == []


async def test_the_outbox_is_looked_through_at_start_and_then_each_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "OUTBOX_SECONDS", 0.01)
    post = Post()
    ages: list[float] = []

    def unsent(older_than_seconds: float) -> list[Unsent]:
        ages.append(older_than_seconds)
        if len(ages) == 2:
            raise RuntimeError("the database is away")
        return []

    monkeypatch.setattr(post.assistant, "unsent", unsent)
    looking = asyncio.create_task(post.delivery.keep_resending(0))
    await eventually(lambda: len(ages) > 2)
    looking.cancel()
    assert ages[:3] == [0, 0.01, 0.01]


async def test_a_blocked_chat_is_forgotten() -> None:
    post = Post(Forbidden("bot was blocked by the user"))
    post.post(1)
    await post.delivery.close(5)
    assert post.assistant.forgotten == ["key7"]
    assert post.assistant.sent == []


async def test_a_reply_that_telegram_takes_in_no_form_is_given_up_with_an_apology() -> None:
    post = Post(BadRequest("text is odd"))
    post.post(1)
    await asyncio.sleep(0.05)
    await post.delivery.close(5)
    assert post.sender.sent == [(7, WORDING.trouble)]
    assert post.assistant.sent == [("key7", "1")]


async def test_an_apology_for_one_update_is_said_once() -> None:
    post = Post()
    post.delivery.apologise(7, "1")
    post.delivery.apologise(7, "1")
    await post.delivery.close(5)
    assert post.sender.sent == [(7, WORDING.trouble)]


async def test_closing_does_not_wait_for_ever() -> None:
    post = Post()
    post.sender.slow[7] = 60
    post.post(1)
    await asyncio.wait_for(post.delivery.close(0.01), timeout=5)
    assert post.assistant.sent == []


def test_what_was_sent_long_ago_is_forgotten() -> None:
    recent = Recent()
    for number in range(REMEMBERED + 1):
        recent.add(("key", str(number)))
    assert ("key", "0") not in recent
    assert ("key", "1") in recent
