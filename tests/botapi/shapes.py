"""The shape of what travels between the bot and Telegram."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""A JSON object: a Bot API type such as `Message` or `Update`."""
