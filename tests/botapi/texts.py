"""What becomes of the words a bot sends: parsed, trimmed, measured, or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import ApiError, bad_request
from .html_markup import parse_html, utf16_length
from .shapes import Json

TEXT_UNITS = 4096
"""The longest text after its entities are parsed, in UTF-16 code units (Bot API `sendMessage`)."""
CAPTION_UNITS = 1024
"""The longest caption, in UTF-16 code units (Bot API `sendPhoto`)."""

_COMMAND = re.compile(r"(?<![\w/<>])/([A-Za-z0-9_]{1,64})(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text as a person reads it, with its entities (Bot API `MessageEntity` objects)."""

    plain: str
    entities: tuple[Json, ...] = ()


def message_text(raw: str, parse_mode: str, entities: list[Json] | None) -> Text:
    """Read a message's text, or raise `ApiError`."""
    if not raw:
        raise bad_request("message text is empty")
    text = _read(raw, parse_mode, entities)
    if not text.plain:
        raise bad_request("text must be non-empty")
    if utf16_length(text.plain) > TEXT_UNITS:
        raise bad_request("message is too long")
    return text


def caption(raw: str, parse_mode: str, entities: list[Json] | None) -> Text:
    """Read a caption, which may be empty, or raise `ApiError`."""
    text = _read(raw, parse_mode, entities)
    if utf16_length(text.plain) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return text


def typed(plain: str) -> Text:
    """What a person typed: no mark-up, but Telegram marks the commands in it."""
    return Text(plain, tuple(_command(plain, found) for found in _COMMAND.finditer(plain)))


def _command(plain: str, found: re.Match[str]) -> Json:
    return {"type": "bot_command", "offset": utf16_length(plain[: found.start()]), "length": utf16_length(found[0])}


def _read(raw: str, parse_mode: str, entities: list[Json] | None) -> Text:
    if parse_mode and parse_mode.lower() != "html":
        raise _unknown_mode(parse_mode)
    raw = raw.replace("\r", "")
    plain, marked = parse_html(raw) if parse_mode else (raw, entities or [])
    length = utf16_length(plain)
    for entity in marked:
        _check_place(entity, length)
    return _trimmed(plain, marked)


def _unknown_mode(parse_mode: str) -> ApiError:
    if parse_mode.lower() in {"markdown", "markdownv2"}:
        return ApiError(501, f"This test server does not read {parse_mode}")
    return bad_request("unsupported parse_mode")


def _check_place(entity: Json, length: int) -> None:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if start < 0:
        raise bad_request(f"receive an entity with incorrect offset {start}")
    if start > length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
        )


def _trimmed(plain: str, entities: list[Json]) -> Text:
    """Telegram drops spaces at both ends, and an entity that holds nothing else."""
    cut = len(plain) - len(plain.lstrip())
    kept = plain.strip()
    length = utf16_length(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, length)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return Text(kept, tuple(moved))
