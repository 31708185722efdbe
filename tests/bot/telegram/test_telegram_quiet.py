import logging
from collections.abc import Iterator

import pytest
from telegram.error import TelegramError

from bot.telegram import failures, hide_token, quiet
from bot.telegram.request import CarefulRequest, UpdatesRequest

TOKEN = "123456:not-a-real-token"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    factory = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(factory)
    quiet._tokens.clear()


def test_the_token_is_cut_from_messages_and_their_arguments(caplog: pytest.LogCaptureFixture) -> None:
    hide_token(TOKEN)
    logging.getLogger("any").warning("POST %s", f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert TOKEN not in caplog.text
    assert "https://api.telegram.org/bot<token>/getMe" in caplog.text


def test_the_token_is_cut_from_exception_texts(caplog: pytest.LogCaptureFixture) -> None:
    hide_token(TOKEN)
    try:
        int(f"bot{TOKEN}")
    except ValueError:
        logging.getLogger("any").exception("it failed")
    assert TOKEN not in caplog.text
    assert "'bot<token>'" in caplog.text


def test_httpx_no_longer_logs_each_address(caplog: pytest.LogCaptureFixture) -> None:
    hide_token(TOKEN)
    logging.getLogger("httpx").info("HTTP Request: POST %s", TOKEN)
    assert caplog.text == ""


def test_a_failure_is_noted_by_its_type_and_place_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    try:
        int("my child is called Marker")
    except ValueError as error:
        failures.note(logging.getLogger("any"), "A turn failed", error)
    assert "Marker" not in caplog.text
    assert "ValueError" in caplog.text
    assert "test_telegram_quiet.py" in caplog.text


def test_an_answer_that_is_not_json_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(TelegramError):
        CarefulRequest.parse_json_payload(b"Marker words {")
    assert caplog.text == ""


def test_an_update_that_cannot_be_read_comes_out_empty_and_the_next_one_whole() -> None:
    payload = (
        b'{"ok": true, "result": [{"update_id": 5, "message": {"text": "no date, no chat"}},'
        b' {"update_id": 6, "message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}]}'
    )
    odd, good = UpdatesRequest.parse_json_payload(payload)["result"]
    assert odd == {"update_id": 5}
    assert good["message"]["chat"]["id"] == 7
