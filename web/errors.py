"""What a person sees when something goes wrong, and the little that is logged about it."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.render import Pages

logger = logging.getLogger(__name__)


class KindFailure:
    """Turns an error that nobody caught into a page.

    It stops here: an error's own words can quote what a person typed (a database error quotes the values of its
    statement), so only its type and place are logged, and it is never raised on to the server's log.
    """

    def __init__(self, app: ASGIApp, pages: Pages) -> None:
        self.app = app
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        started = False

        async def send_noting_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_noting_start)
        except Exception as error:
            logger.error("a page failed: %s", _type_and_place(error))  # noqa: TRY400 - a traceback quotes its error
            if not started:
                await HTMLResponse(self.pages.error(500), 500)(scope, receive, send)


def add_error_pages(app: FastAPI, pages: Pages) -> None:
    """Answer every refusal of `app` (404, 413 ...) with a page in plain words."""

    async def refused(_request: Request, error: Exception) -> HTMLResponse:
        status = error.status_code if isinstance(error, HTTPException) else 400
        headers = error.headers if isinstance(error, HTTPException) else None
        return HTMLResponse(pages.error(status), status, headers)

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, refused)


def _type_and_place(error: Exception) -> str:
    """For example "KeyError at turns.py:42"."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
