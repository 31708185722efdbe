"""Answers of the Open Referral feed: JSON that any site may read, and that readers need not fetch twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response

FIVE_MINUTES = "public, max-age=300"
JSON = "application/json"
LINES = "application/x-ndjson"
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def answer(asked: Headers, data: Any, *, modified: datetime | None = None) -> Response:
    """The data as JSON; an empty 304 where the reader has it already."""
    return _kept(asked, _encoded(data), JSON, modified)


def lines(asked: Headers, records: Iterable[Any], *, modified: datetime | None = None) -> Response:
    """The records as JSON, one a line; an empty 304 where the reader has them already."""
    return _kept(asked, b"".join(_encoded(record) + b"\n" for record in records), LINES, modified)


def refuse(status: int, errors: list[dict[str, str]]) -> Response:
    """What was wrong, and what would be right."""
    body = _encoded({"status": status, "errors": errors})
    return Response(body, status, {**_OPEN, "Cache-Control": "no-store"}, JSON)


def _kept(asked: Headers, body: bytes, media_type: str, modified: datetime | None) -> Response:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**_OPEN, "Cache-Control": FIVE_MINUTES, "ETag": tag}
    if modified is not None:
        headers["Last-Modified"] = format_datetime(modified, usegmt=True)
    if _has(asked.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def _has(tags: str, tag: str) -> bool:
    """Whether a reader's tags hold ours. One that a proxy has marked as weak is the same data."""
    given = {one.strip().removeprefix("W/") for one in tags.split(",")}
    return bool(given & {tag, "*"})


def _encoded(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
