"""A reply as it is saved, so that a repeat of its update gets the same one."""

from __future__ import annotations

import json
from dataclasses import asdict

from handlers.turn import Choice, Link, Message, Reply


def to_json(reply: Reply) -> str:
    """The reply as one line of JSON."""
    return json.dumps(asdict(reply), separators=(",", ":"))


def from_json(saved: str) -> Reply:
    """The reply that `to_json` saved."""
    data = json.loads(saved)
    return Reply(tuple(_message(one) for one in data["messages"]), data["typing"], data["forgotten"])


def _message(data: dict[str, object]) -> Message:
    choices = tuple(Choice(**one) for one in data["choices"])  # type: ignore[attr-defined]
    links = tuple(Link(**one) for one in data["links"])  # type: ignore[attr-defined]
    return Message(str(data["text"]), choices, links, data["kind"])  # type: ignore[arg-type]
