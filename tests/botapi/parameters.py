"""The parameters of one request, from a form, a multipart body, a JSON body or the address."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartParser

from .errors import bad_request
from .shapes import Json

_STRUCTURED = {
    "allowed_updates",
    "caption_entities",
    "commands",
    "entities",
    "link_preview_options",
    "menu_button",
    "reply_markup",
    "reply_parameters",
    "results",
    "scope",
}


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that the bot uploaded."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every value as the text that Telegram sees; an object or a list is its JSON."""

    values: dict[str, str]
    files: dict[str, SentFile] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value, or "" where it is missing."""
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number; `default` where it is missing or no number, as Telegram does."""
        try:
            return int(self.values.get(name, default))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Whether the value says yes."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> Any:
        """The value read as JSON, None where it is missing; `what` names it in the refusal."""
        if not self.text(name):
            return None
        try:
            return json.loads(self.values[name])
        except ValueError as broken:
            raise bad_request(f"can't parse {what} JSON object") from broken

    def plain(self) -> Json:
        """The values as Python objects, for a test to read: lists and objects are unpacked, files are beside them."""
        packed = {name for name in self.values if name in _STRUCTURED and self.values[name]}
        return {**self.values, **{name: json.loads(self.values[name]) for name in packed}, **self.files}


async def read_parameters(content_type: str, query: str, body: bytes) -> Parameters:
    """Read what one HTTP request carries, or raise `ApiError`."""
    values = _pairs(query.encode())
    if content_type.startswith("multipart/form-data"):
        return await _multipart(values, content_type, body)
    if content_type.startswith("application/json"):
        return Parameters(values | {name: _packed(value) for name, value in json.loads(body or b"{}").items()})
    return Parameters(values | _pairs(body))


def _pairs(encoded: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError as broken:
        raise bad_request("strings must be encoded in UTF-8") from broken


async def _multipart(values: dict[str, str], content_type: str, body: bytes) -> Parameters:
    async def chunks() -> AsyncGenerator[bytes, None]:
        yield body

    form = await MultiPartParser(Headers({"content-type": content_type}), chunks()).parse()
    files: dict[str, SentFile] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files[name] = SentFile(value.filename or "file", await value.read())
        else:
            values[name] = value
    return Parameters(values, files)


def _packed(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
