import asyncio
import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from botapi.phone import Phone
from botapi.server import BotApiServer
from starlette.applications import Starlette
from starlette.routing import Route
from telegram_fakes import WORDING, FakeAssistant
from telegram_running import Running

from bot.telegram import webhook_route
from handlers.turn import Incoming, Reply

SECRET_TOKEN = "right-secret"


class Forgetful(FakeAssistant):
    """Fails its first `faults` turns."""

    faults = 0

    def respond(self, incoming: Incoming) -> Reply:
        if self.faults:
            self.faults -= 1
            raise RuntimeError("the database is away")
        return super().respond(incoming)


@dataclass
class Hooked:
    """A running edge whose updates come by webhook."""

    server: BotApiServer
    assistant: Forgetful
    phone: Phone


@pytest.fixture
def hooked(server: BotApiServer) -> Iterator[Hooked]:
    assistant = Forgetful()
    running = Running(server, assistant)
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/telegram"
    app = Starlette(routes=[Route("/telegram", webhook_route(running.edge, SECRET_TOKEN), methods=["POST"])])
    web = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    serving = asyncio.run_coroutine_threadsafe(web.serve([listening]), running.thread.loop)
    running.start((address, SECRET_TOKEN))
    phone = Phone(server, 7)
    phone.wait_until(lambda: server.calls_of("setChatMenuButton"))
    yield Hooked(server, assistant, phone)
    web.should_exit = True
    with contextlib.suppress(TimeoutError):
        serving.result(10)
    running.stop()


def test_a_question_that_comes_by_webhook_is_answered(hooked: Hooked) -> None:
    hooked.phone.say("hello")
    assert hooked.phone.wait_for_reply().text == "You said hello"
    hooked.phone.wait_quiet()
    assert [status for _, status in hooked.server.posts] == [200]


def test_a_post_without_the_right_secret_changes_nothing(hooked: Hooked) -> None:
    update = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "let me in"},
    }
    assert hooked.server.deliver_webhook(update, "wrong") == 403
    assert hooked.server.deliver_webhook(update, None) == 403
    assert hooked.assistant.heard == []


def test_a_failed_turn_is_sent_again_until_it_is_saved_and_excused_once(hooked: Hooked) -> None:
    hooked.assistant.faults = 4
    hooked.phone.say("hello")
    hooked.phone.wait_until(lambda: hooked.assistant.sent)
    assert [status for _, status in hooked.server.posts] == [500, 500, 200]
    said = [message.text for message in hooked.phone.messages if message.by_bot]
    assert said == [WORDING.trouble, "You said hello"]


def test_polling_takes_over_from_a_webhook_that_was_left_behind(hooked: Hooked) -> None:
    other = Running(hooked.server, hooked.assistant)
    other.start()
    hooked.phone.wait_until(lambda: other.edge.last_poll_at)
    hooked.phone.say("hello")
    assert hooked.phone.wait_for_reply().text == "You said hello"
    other.stop()
