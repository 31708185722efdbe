"""The chat: the page, a turn, and the way out. No words are kept here, and none are logged."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Protocol

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from handlers.turn import CHOICE_BYTES, Incoming, Message, Reply
from web.chat_id import COOKIE, ChatId, is_token, new_token, update_id
from web.render import Pages
from web.site import Site

FRAGMENT = "text/vnd.signpost.fragment+html"
"""What the page's script asks for: the reply alone, with no page around it."""

LOST = "We could not find your earlier chat, so this is a new one."
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NEWEST = "/#newest"
_LOST = Message(
    f"{LOST}\n\nIf you see this each time, your browser may be blocking cookies.",
    kind="notice",
)


class Assistant(Protocol):
    """What the chat asks of `handlers.assistant.Assistant`, which is safe to call from many threads."""

    def respond(self, incoming: Incoming) -> Reply:
        """Answer one turn; the same update again gets the same reply."""

    def latest(self, key: str) -> Reply | None:
        """The newest reply that a conversation got, None for a new one."""

    def file(self, make: str, key: str | None = None) -> bytes:
        """The file that a message offers to the conversation `key`. Raises ValueError for an unknown one."""


class Chat:
    """The chat's pages: plain functions, which FastAPI runs in its thread pool, since a turn waits for a database."""

    def __init__(self, assistant: Assistant, site: Site, pages: Pages) -> None:
        self._assistant = assistant
        self._site = site
        self._pages = pages

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/", self.show, methods=["GET"])
        router.add_api_route("/chat", self.say, methods=["POST"])
        router.add_api_route("/leave", self.leave, methods=["GET"])
        return router

    def show(self, request: Request, start: str | None = None) -> Response:
        """The page with the newest reply, or a greeting. `start` is a deep link's payload, and anyone can write one."""
        chat = ChatId.of(request)
        reply = self._assistant.latest(self._key(chat)) if chat.known and start is None else None
        if reply is None:
            reply = self._assistant.respond(opening(self._site, chat, start))
        return self._page(reply, chat)

    def say(
        self,
        request: Request,
        text: Annotated[str | None, Form()] = None,
        choice: Annotated[str | None, Form()] = None,
        turn: Annotated[str | None, Form()] = None,
    ) -> Response:
        """One turn. `turn` is the token of the page it was sent from, so that sending it twice does it once."""
        chat = ChatId.of(request)
        reply = self._assistant.respond(saying(self._site, chat, text, choice, turn))
        return self._answer(request, reply, chat, cleared=reply.forgotten)

    def leave(self) -> Response:
        """Go to a page that says nothing about this one, and leave nothing behind to come back to."""
        response = RedirectResponse(self._site.exit_url, 303)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=self._site.secure_cookies)
        return response

    def _answer(self, request: Request, reply: Reply, chat: ChatId, *, cleared: bool) -> Response:
        """The reply to a turn: for the script, as a page of its own, or as a way back to the page."""
        if not chat.known and not cleared:
            reply = replace(reply, messages=(_LOST, *reply.messages))
        # A chat that was forgotten leaves its id too, so that nothing ties the next one to it.
        after = ChatId.new() if cleared else chat
        if FRAGMENT in request.headers.get("accept", ""):
            return self._with_cookie(HTMLResponse(self._pages.fragment(reply, cleared=cleared)), after)
        if not after.known:
            return self._page(reply, after)
        return RedirectResponse(_NEWEST, 303)

    def _page(self, reply: Reply, chat: ChatId) -> Response:
        return self._with_cookie(HTMLResponse(self._pages.chat(reply)), chat)

    def _with_cookie(self, response: Response, chat: ChatId) -> Response:
        response.headers["Vary"] = "Accept, Cookie"
        if not chat.known:
            chat.save(response, secure=self._site.secure_cookies)
        return response

    def _key(self, chat: ChatId) -> str:
        return chat.key(self._site.secret)


def opening(site: Site, chat: ChatId, start: str | None = None) -> Incoming:
    """The first turn of a chat. `start` is a deep link's payload, and anyone can write one."""
    payload = start if start and _START.fullmatch(start) else ""
    return Incoming("web", chat.key(site.secret), new_token(), datetime.now(UTC), start=payload)


def saying(site: Site, chat: ChatId, text: str | None, choice: str | None, turn: str | None) -> Incoming:
    """One turn as a form sends it, a `choice` or else a `text`. `turn` is the token of the page that it was sent from.

    Raises HTTPException (400) for a choice that we never made.
    """
    if choice is not None and len(choice.encode()) > CHOICE_BYTES:
        raise HTTPException(400)
    words = (text or "").replace("\r\n", "\n") if choice is None else None
    token = turn if turn is not None and is_token(turn) else new_token()
    said_once = update_id(site.secret, token, choice or words or "")
    return Incoming("web", chat.key(site.secret), said_once, datetime.now(UTC), text=words, choice=choice)
