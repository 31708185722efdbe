from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update
from telegram_fakes import SECRET, message_update, private, tap_update

from bot.telegram.incoming import key_of, read_update, tapped_message
from handlers.turn import Incoming

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
GROUP = {"id": -100, "type": "supergroup", "title": "Marker group"}


def read(update: Update) -> Incoming | None:
    return read_update(update, SECRET, NOW)


def test_typed_words_come_with_a_keyed_hash_and_an_address_and_no_name() -> None:
    incoming = read(message_update(update_id=31, chat_id=7, text="Help with school"))
    assert incoming == Incoming("telegram", key_of(SECRET, 7), "31", NOW, text="Help with school", address="7")
    assert "arker" not in repr(incoming)


def test_the_key_depends_on_the_chat_and_on_the_secret_and_does_not_show_the_chat() -> None:
    keys = {key_of(SECRET, 123456789), key_of(SECRET, 123456780), key_of(b"another", 123456789)}
    assert len(keys) == 3
    assert all(len(key) == 64 and "123456" not in key for key in keys)


@pytest.mark.parametrize(
    ("typed", "passed"),
    [
        ("/help", "/help"),
        ("/help@signpost_bot", "/help"),
        ("/mydata@signpost_bot please", "/mydata please"),
        ("write to me@example.org", "write to me@example.org"),
        ("/starting over", "/starting over"),
    ],
)
def test_a_command_is_passed_as_text_without_the_bots_name(typed: str, passed: str) -> None:
    incoming = read(message_update(text=typed))
    assert incoming is not None
    assert incoming.text == passed


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("/start", ""),
        ("/start library-poster_2", "library-poster_2"),
        ("/start@signpost_bot poster", "poster"),
        ("/START poster", "poster"),
        ("/start ../../etc/passwd", ""),
        ("/start " + "a" * 65, ""),
    ],
)
def test_a_deep_link_payload_is_kept_only_where_telegram_could_have_made_it(typed: str, payload: str) -> None:
    incoming = read(message_update(text=typed))
    assert incoming is not None
    assert incoming.start == payload
    assert incoming.text is None


def test_a_tap_is_a_choice() -> None:
    incoming = read(tap_update("age:5", chat_id=8))
    assert incoming is not None
    assert (incoming.choice, incoming.text, incoming.address) == ("age:5", None, "8")


FILE = {"file_id": "f", "file_unique_id": "u"}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("photo", {"photo": [{**FILE, "width": 1, "height": 1}]}),
        ("voice", {"voice": {**FILE, "duration": 1}}),
        ("document", {"document": FILE}),
        ("animation", {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": FILE}),
        ("location", {"location": {"latitude": 52.6, "longitude": 1.3}}),
        ("contact", {"contact": {"phone_number": "1", "first_name": "Marker"}}),
        ("dice", {"dice": {"emoji": "🎲", "value": 3}}),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_of_it_is_kept(kind: str, content: dict[str, Any]) -> None:
    incoming = read(message_update(**content))
    assert incoming is not None
    assert incoming.unsupported == kind
    assert incoming.text is None


def test_words_under_a_picture_are_passed_on_for_the_safety_check() -> None:
    incoming = read(message_update(photo=[{**FILE, "width": 1, "height": 1}], caption="I am not safe"))
    assert incoming is not None
    assert (incoming.unsupported, incoming.text) == ("photo", "I am not safe")


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 1, "date": 0, "chat": private(7)}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {"group_chat_created": True},
        {"text": "hello all", "chat": GROUP},
    ],
)
def test_service_messages_and_groups_are_no_turns(content: dict[str, Any]) -> None:
    assert read(message_update(**content)) is None


@pytest.mark.parametrize("kind", ["edited_message", "channel_post", "edited_channel_post"])
def test_edits_and_channel_posts_are_no_turns(kind: str) -> None:
    message = {"message_id": 5, "date": 1700000000, "chat": private(7), "text": "changed my mind"}
    assert read(Update.de_json({"update_id": 1, kind: message})) is None


def test_a_tap_without_data_or_in_a_group_is_no_turn() -> None:
    assert read(tap_update(None)) is None
    assert read(tap_update("age:5", chat=GROUP)) is None


def test_a_text_message_can_be_edited_in_place() -> None:
    assert tapped_message(tap_update("a", message_id=44)) == 44


@pytest.mark.parametrize(
    "message",
    [
        {"date": 0, "text": None},
        {"text": None, "photo": [{**FILE, "width": 1, "height": 1}]},
        {"entities": [{"type": "blockquote", "offset": 0, "length": 8}]},
    ],
)
def test_an_old_message_a_picture_and_help_are_not_edited(message: dict[str, Any]) -> None:
    assert tapped_message(tap_update("a", **message)) is None
