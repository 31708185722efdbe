"""The HTTP requests of python-telegram-bot, made so that one odd update or answer can neither stop us nor be logged."""

from __future__ import annotations

import json
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest


class CarefulRequest(HTTPXRequest):
    """Reads answers without logging them: the library would log what it cannot parse, words and all."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer. Raises TelegramError where it is not a JSON object."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


class UpdatesRequest(CarefulRequest):
    """The request for `getUpdates`: an update that the library cannot read comes out empty, with its number."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer. Raises TelegramError where it is not a JSON object."""
        answer = CarefulRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(raw) for raw in answer["result"]]
        return answer


def _readable(raw: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(raw)
    except Exception:
        return {"update_id": raw["update_id"]}
    return raw
