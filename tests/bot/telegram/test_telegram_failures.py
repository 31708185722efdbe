from datetime import timedelta

import pytest
from telegram.error import BadRequest, RetryAfter

from bot.telegram.failures import Refusal, pause_of, refusal_of


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("Bad Request: message is not modified: specified new message content", Refusal.UNCHANGED),
        ("Bad Request: query is too old and response timeout expired", Refusal.TOO_LATE),
        ("Bad Request: message to edit not found", Refusal.NOT_EDITABLE),
        ("Bad Request: chat not found", Refusal.NO_CHAT),
        ("Bad Request: can't parse entities: Unsupported start tag", Refusal.FORM),
        ("Bad Request: something Telegram thought of yesterday", Refusal.FORM),
    ],
)
def test_a_refusal_is_read_by_its_words(said: str, refusal: Refusal) -> None:
    assert refusal_of(BadRequest(said)) is refusal


@pytest.mark.parametrize("opted_in", ["true", "false"])
@pytest.mark.parametrize("wait", [3, timedelta(seconds=3)])
@pytest.mark.filterwarnings("ignore:.*retry_after")
def test_a_pause_is_read_as_a_number_or_as_a_timedelta(
    opted_in: str, wait: int | timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", opted_in)
    assert pause_of(RetryAfter(wait)) == 3.0
