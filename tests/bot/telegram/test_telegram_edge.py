import logging
import threading
import time

import pytest
from botapi.phone import Phone
from botapi.server import BotApiServer
from telegram_fakes import SECRET, WORDING, FakeAssistant, text_reply
from telegram_running import Running

from bot.telegram import Limits
from bot.telegram.incoming import key_of
from handlers.turn import Choice, Incoming, Message, Reply

NEXT = Choice("next", "Next")


class Scripted(FakeAssistant):
    """Answers by what was said or tapped; anything else is said back."""

    def __init__(self, **replies: Reply) -> None:
        super().__init__()
        self.replies = replies

    def answer(self, incoming: Incoming) -> Reply:
        said = incoming.text or incoming.choice or ""
        return self.replies.get(said) or super().answer(incoming)


@pytest.fixture
def assistant() -> FakeAssistant:
    return Scripted(
        menu=text_reply("# Menu\nPick < one", NEXT),
        next=text_reply("The next step", Choice("again", "Again")),
        again=text_reply("The next step", Choice("again", "Again")),
        danger=Reply((Message("The menu", (NEXT,)), Message("Call 999 now.", (NEXT,), kind="help"))),
    )


@pytest.fixture
def phone(server: BotApiServer, running: Running) -> Phone:
    return Phone(server, 7)


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.by_bot]


def test_a_typed_question_is_answered_and_marked_as_sent(phone: Phone, assistant: Scripted) -> None:
    phone.say("hello")
    assert phone.wait_for_reply().text == "You said hello"
    phone.wait_quiet()
    assert assistant.sent == [(key_of(SECRET, 7), assistant.heard[0].update_id)]


def test_nothing_that_the_bot_does_is_refused_by_a_strict_server(phone: Phone, server: BotApiServer) -> None:
    for words in ("menu", "danger", "x" * 3000):
        phone.say(words)
        phone.wait_for_reply()
    phone.wait_quiet()
    server.assert_no_refusals()


def test_a_tap_is_answered_first_and_edits_the_message(phone: Phone, server: BotApiServer) -> None:
    phone.say("menu")
    menu = phone.wait_for_reply()
    phone.tap("Next")
    reply = phone.wait_for_reply()
    assert (reply.id, reply.text, reply.edited) == (menu.id, "The next step", True)
    assert not phone.spinning
    methods = [call.method for call in server.calls if call.method != "getUpdates"]
    assert methods.index("answerCallbackQuery") < methods.index("editMessageText")


def test_a_tap_that_changes_nothing_is_quietly_fine(phone: Phone, assistant: Scripted) -> None:
    phone.say("next")
    phone.wait_for_reply()
    phone.tap("Again")
    phone.wait_quiet()
    assert texts(phone) == ["The next step"]
    assert len(assistant.sent) == 2


def test_help_stands_in_a_bubble_that_a_tap_does_not_replace(phone: Phone) -> None:
    phone.say("danger")
    assert [reply.text for reply in phone.wait_quiet()] == ["Call 999 now.", "The menu"]
    help_bubble = phone.messages[1]
    phone.tap_data("next", message_id=help_bubble.id)
    phone.wait_quiet()
    assert texts(phone) == ["Call 999 now.", "The menu", "The next step"]


def test_a_made_up_button_on_a_message_that_is_gone_gets_a_new_message(phone: Phone) -> None:
    phone.tap_data("made:up", message_id=999)
    assert phone.wait_for_reply().text == "You said made:up"
    assert not phone.spinning


def test_a_tap_too_old_to_answer_still_gets_its_reply(phone: Phone, server: BotApiServer) -> None:
    phone.say("menu")
    phone.wait_for_reply()
    server.tap_lifetime = 0
    phone.tap("Next")
    assert phone.wait_for_reply().text == "The next step"


def test_a_picture_an_edit_and_a_service_message(phone: Phone, assistant: Scripted) -> None:
    phone.send_photo("I am not safe")
    phone.wait_for_reply()
    phone.edit_last("changed")
    phone.send(pinned_message={"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}})
    phone.say("after")
    phone.wait_for_reply()
    assert [(one.unsupported, one.text) for one in assistant.heard] == [("photo", "I am not safe"), (None, "after")]


def test_one_chats_messages_are_answered_in_order(phone: Phone) -> None:
    for number in range(20):
        phone.say(f"message {number}")
    phone.wait_quiet()
    assert texts(phone) == [f"You said message {number}" for number in range(20)]


def test_a_slow_turn_in_one_chat_does_not_hold_up_another(server: BotApiServer, assistant: Scripted) -> None:
    free = threading.Event()
    respond = assistant.respond

    def slow(incoming: Incoming) -> Reply:
        if incoming.text == "slow":
            free.wait(10)
        return respond(incoming)

    assistant.respond = slow  # type: ignore[method-assign]
    first, second = Phone(server, 7), Phone(server, 8)
    first.say("slow")
    second.say("quick")
    running = Running(server, assistant)
    running.start()
    assert second.wait_for_reply().text == "You said quick"
    free.set()
    assert first.wait_for_reply().text == "You said slow"
    running.stop()


def test_a_blocked_chat_is_forgotten_on_telegrams_word(phone: Phone, assistant: Scripted) -> None:
    phone.say("hello")
    phone.wait_for_reply()
    phone.block()
    phone.wait_quiet()
    assert assistant.forgotten == [key_of(SECRET, 7)]


def test_a_chat_that_blocks_before_the_reply_is_forgotten(
    phone: Phone, server: BotApiServer, assistant: Scripted
) -> None:
    server.fail_next("sendMessage", 403)
    phone.say("hello")
    phone.wait_until(lambda: assistant.forgotten)
    assert assistant.forgotten == [key_of(SECRET, 7)]
    assert assistant.sent == []


def test_our_own_pace_keeps_within_a_strict_limit(server: BotApiServer, assistant: Scripted) -> None:
    server.private_rate = 6
    running, phone = Running(server, assistant, Limits()), Phone(server, 7)
    running.start()
    for number in range(8):
        phone.say(f"message {number}")
    phone.wait_until(lambda: len(assistant.sent) == 8)
    running.stop()
    server.assert_no_refusals()
    assert texts(phone) == [f"You said message {number}" for number in range(8)]


def test_a_429_delays_its_own_chat_alone(phone: Phone, server: BotApiServer) -> None:
    other = Phone(server, 8)
    server.fail_next("sendMessage", 429, retry_after=1)
    phone.say("hello")
    phone.wait_until(lambda: server.calls_of("sendMessage"))
    began = time.monotonic()
    other.say("hello")
    assert other.wait_for_reply().text == "You said hello"
    assert time.monotonic() - began < 0.8
    assert phone.wait_for_reply().text == "You said hello"
    assert texts(phone) == ["You said hello"]


@pytest.mark.parametrize("code", [500, 502])
def test_a_server_error_is_tried_again(phone: Phone, server: BotApiServer, code: int) -> None:
    server.fail_next("sendMessage", code)
    phone.say("hello")
    assert phone.wait_for_reply().text == "You said hello"


def test_a_cut_connection_while_polling_or_sending_loses_nothing(phone: Phone, server: BotApiServer) -> None:
    server.drop_next("getUpdates")
    server.drop_next("sendMessage")
    phone.say("hello")
    assert phone.wait_for_reply().text == "You said hello"


def test_an_update_that_comes_twice_gets_the_same_reply_twice(phone: Phone) -> None:
    phone.say("hello")
    first = phone.wait_for_reply()
    phone.resend_last_update()
    again = phone.wait_for_reply()
    assert again.text == first.text == "You said hello"
    assert again.id != first.id


def test_a_turn_that_fails_once_is_tried_again_unseen(phone: Phone, assistant: Scripted) -> None:
    break_turns(assistant, "hello", times=1)
    phone.say("hello")
    assert phone.wait_for_reply().text == "You said hello"


def test_a_poison_update_gets_one_kind_line_and_does_not_stop_the_bot(
    phone: Phone, assistant: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    break_turns(assistant, "Marker words", times=99)
    phone.say("Marker words")
    assert phone.wait_for_reply().text == WORDING.trouble
    phone.say("after")
    assert phone.wait_for_reply().text == "You said after"
    assert "RuntimeError" in caplog.text
    assert "Marker" not in caplog.text


def break_turns(assistant: FakeAssistant, text: str, times: int) -> None:
    respond, left = assistant.respond, [times]

    def breaking(incoming: Incoming) -> Reply:
        if incoming.text == text and left[0]:
            left[0] -= 1
            raise RuntimeError(f"cannot answer {incoming.text}")
        return respond(incoming)

    assistant.respond = breaking  # type: ignore[method-assign]


def test_an_update_that_the_library_cannot_read_does_not_stop_the_bot(phone: Phone, server: BotApiServer) -> None:
    server.send_update("message", {"text": "no date, no chat", "from": {"id": 7}})
    phone.say("after")
    assert phone.wait_for_reply().text == "You said after"


def test_in_a_group_only_commands_are_answered_with_a_way_to_a_private_chat(
    phone: Phone, server: BotApiServer, assistant: Scripted
) -> None:
    phone.say_in_group("hello all")
    phone.say_in_group("/help")
    reply = phone.group.wait_for_reply()
    assert reply.text == WORDING.group_line
    assert reply.buttons[0].url == "https://t.me/signpost_test_bot?start=group"
    phone.wait_quiet()
    assert len([message for message in phone.group.messages if message.by_bot]) == 1
    assert assistant.heard == []


def test_commands_are_set_for_private_chats(phone: Phone) -> None:
    phone.say("hello")
    phone.wait_for_reply()
    assert phone.commands == ("start", "menu", "privacy", "help")


def test_no_log_line_holds_a_name_a_word_a_chat_or_the_token(
    server: BotApiServer, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = Phone(server, 771234567, first_name="Marker-name")
    server.fail_next("getUpdates", 502)
    server.fail_next("sendMessage", 400)
    phone.say("Marker-words")
    phone.wait_for_reply()
    running.stop()
    assert not any(marker in caplog.text for marker in ("Marker", "771234567", server.token))
