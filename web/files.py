"""The files that messages offer: made when they are fetched, and kept nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handlers.turn import File
from storage.sealing import Sealer, SealError
from web.chat_id import ChatId

LONGEST_MAKE = 512
"""The longest `make` of a file that is read, in characters."""

_NAME = re.compile(r"[a-z0-9-]{1,80}\.(?P<kind>png|docx|ics)")
_MEDIA_TYPES = {
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
}


_FILES_OF = "file "


def address(file: File) -> str:
    """Where a page fetches a file."""
    return f"/file/{quote(file.name)}?make={quote(file.make)}"


class FilePasses:
    """Passes to the files of one chat (`&for=PASS`), for pages with no cookie. Nothing else can be done with one."""

    def __init__(self, secret: bytes) -> None:
        self._sealer = Sealer(secret)

    def give(self, key: str) -> str:
        """A pass to the files of the conversation `key`."""
        return self._sealer.seal(f"{_FILES_OF}{key}").decode()

    def key(self, given: str) -> str | None:
        """The conversation that a pass is for; None for one that we did not give."""
        try:
            opened = self._sealer.open(given.encode())
        except SealError:
            return None
        return opened.removeprefix(_FILES_OF) if opened.startswith(_FILES_OF) else None


def router(make: Callable[[str, str | None], bytes], secret: bytes) -> APIRouter:
    """Serves the files that `make` makes, for the chat whose cookie or pass asks; what it cannot make is not found."""
    passes = FilePasses(secret)

    def fetch(
        request: Request,
        name: str,
        what: Annotated[str, Query(alias="make", max_length=LONGEST_MAKE)] = "",
        given: Annotated[str, Query(alias="for", max_length=LONGEST_MAKE)] = "",
    ) -> Response:
        known, chat = _NAME.fullmatch(name), ChatId.of(request)
        key = chat.key(secret) if chat.known else passes.key(given)
        if known is None:
            raise HTTPException(404)
        try:
            made = make(what, key)
        except ValueError as error:
            raise HTTPException(404) from error
        shown = "inline" if known["kind"] == "png" else "attachment"
        headers = {"Content-Disposition": f'{shown}; filename="{name}"', "Cache-Control": "no-store"}
        return Response(made, media_type=_MEDIA_TYPES[known["kind"]], headers=headers)

    found = APIRouter(include_in_schema=False)
    found.add_api_route("/file/{name}", fetch, methods=["GET"])
    return found
