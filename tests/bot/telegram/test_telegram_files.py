"""Pictures and files over a strict Bot API server."""

from __future__ import annotations

import pytest
from botapi.phone import Phone
from botapi.server import BotApiServer
from telegram_fakes import FakeAssistant
from telegram_running import Running

from handlers.turn import Choice, File, Incoming, Message, Reply

PICTURE = File("dates.png", "image/png", "picture:x", "Your dates")
LETTER = File("letter.docx", "application/msword", "letter:chase", "A letter to send")
ODD = File("odd.png", "image/png", "picture:odd", "No picture at all")
GONE = File("old.docx", "application/msword", "letter:old", "An old letter")
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


class Files(FakeAssistant):
    """Offers a picture and files, of which one cannot be made any more."""

    def answer(self, incoming: Incoming) -> Reply:
        files = (GONE,) if incoming.text == "old" else (LETTER,)
        picture = {"old": None, "odd": ODD}.get(incoming.text or "", PICTURE)
        return Reply((Message("Here it is.", (Choice("next", "Next"),), files=files, picture=picture),))

    def file(self, make: str, key: str | None = None) -> bytes:
        if make == GONE.make:
            raise ValueError(make)
        return PNG if make == PICTURE.make else b"made of " + make.encode()


@pytest.fixture
def assistant() -> FakeAssistant:
    return Files()


@pytest.fixture
def phone(server: BotApiServer, running: Running) -> Phone:
    return Phone(server, 7)


def test_the_picture_comes_first_then_the_file_then_the_words_with_the_buttons(
    phone: Phone, server: BotApiServer
) -> None:
    phone.say("hello")
    phone.wait_quiet()
    picture, letter, words = [one for one in phone.messages if one.by_bot]
    assert picture.text == "Your dates"
    assert letter.text == "A letter to send"
    assert (words.text, words.labels) == ("Here it is.", ("Next",))
    assert server.files[picture.file or ""].content == PNG
    assert server.files[letter.file or ""].content == b"made of letter:chase"
    assert server.files[letter.file or ""].name == "letter.docx"


def test_a_tapped_message_stays_as_it_is_when_files_follow(phone: Phone) -> None:
    phone.say("hello")
    phone.wait_quiet()
    phone.tap("Next")
    phone.wait_quiet()
    said = [one for one in phone.messages if one.by_bot]
    assert [one.text for one in said] == ["Your dates", "A letter to send", "Here it is."] * 2


def test_a_file_that_cannot_be_made_any_more_is_left_out_and_the_words_still_come(phone: Phone) -> None:
    phone.say("old")
    phone.wait_quiet()
    assert [one.text for one in phone.messages if one.by_bot] == ["Here it is."]


def test_a_picture_that_telegram_does_not_take_is_left_out_and_the_rest_still_comes(phone: Phone) -> None:
    phone.say("odd")
    phone.wait_quiet()
    assert [one.text for one in phone.messages if one.by_bot] == ["A letter to send", "Here it is."]
