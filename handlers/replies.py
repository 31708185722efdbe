"""A reply as it is saved, so that a repeat of its update gets the same one."""

from __future__ import annotations

import json
from dataclasses import asdict

from handlers.turn import Choice, File, Link, Message, Reply


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
    # A reply that was saved before there were files has none.
    files = tuple(File(**one) for one in data.get("files", ()))  # type: ignore[attr-defined]
    picture = File(**data["picture"]) if data.get("picture") else None  # type: ignore[arg-type]
    return Message(str(data["text"]), choices, links, data["kind"], files, picture, bool(data.get("asks_day")))  # type: ignore[arg-type]
