"""The chat inside a page of another site, for the sites that the operator names.

Browsers block the cookies of a page inside another site's page. So the id of such a chat stands in the forms of its
page, where no other page can read it, and a turn needs no cookie. Over https a cookie besides, which is kept apart for
each site (CHIPS: `Partitioned`), brings the chat back on the next page of that site, where browsers have such cookies.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from handlers.turn import Message, Reply
from web.chat import FRAGMENT, LOST, Assistant, opening, saying
from web.chat_id import ChatId
from web.files import FilePasses
from web.kept import KEPT
from web.render import Held, Pages
from web.site import Site
from web.statics import FOLDER

PATH = "/embed"
SCRIPT = "/embed.js"
COOKIE = "__Host-signpost_embed"
_CHAT = f"{PATH}/chat"
_LEAVE = f"{PATH}/leave"
_LOST = Message(LOST, kind="notice")
_APART = "Path=/; Secure; HttpOnly; SameSite=None; Partitioned"
"""Written out, because Python's own cookies know no `Partitioned` before 3.14."""
_FOR_OTHERS = {"Cross-Origin-Resource-Policy": "cross-origin"}


class EmbeddedChat:
    """The pages of the embedded chat, and the script that puts it into another page."""

    def __init__(self, assistant: Assistant, site: Site, pages: Pages) -> None:
        self._assistant = assistant
        self._site = site
        self._pages = pages
        self._passes = FilePasses(site.secret)

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(SCRIPT, self.script, methods=["GET"])
        router.add_api_route(PATH, self.begin, methods=["GET"])
        router.add_api_route(_CHAT, self.say, methods=["POST"])
        router.add_api_route(_LEAVE, self.leave, methods=["POST"])
        return router

    def script(self) -> Response:
        """The script that a site puts into its own pages."""
        return FileResponse(FOLDER / "embed.js", media_type="text/javascript", headers={**KEPT, **_FOR_OTHERS})

    def begin(self, request: Request) -> Response:
        """The chat that was had on another page of the same site, or a new one."""
        chat = ChatId.given(request.cookies.get(COOKIE, ""))
        reply = self._assistant.latest(chat.key(self._site.secret)) if chat.known else None
        return self._page(reply or self._assistant.respond(opening(self._site, chat)), chat)

    def say(
        self,
        request: Request,
        text: Annotated[str | None, Form()] = None,
        choice: Annotated[str | None, Form()] = None,
        turn: Annotated[str | None, Form()] = None,
        chat: Annotated[str, Form()] = "",
    ) -> Response:
        """One turn, as in the chat itself."""
        of = ChatId.given(chat)
        reply = self._assistant.respond(saying(self._site, of, text, choice, turn))
        if not of.known and not reply.forgotten:
            reply = replace(reply, messages=(_LOST, *reply.messages))
        after = ChatId.new() if reply.forgotten else of
        if FRAGMENT not in request.headers.get("accept", ""):
            return self._page(reply, after)
        html = self._pages.fragment(reply, cleared=reply.forgotten, held=self._held(after))
        return self._kept(HTMLResponse(html), after)

    def leave(self) -> Response:
        """Leave nothing behind to come back to."""
        response = Response(status_code=204)
        if self._site.secure_cookies:
            response.headers.append("Set-Cookie", f"{COOKIE}=; Max-Age=0; {_APART}")
        return response

    def _page(self, reply: Reply, chat: ChatId) -> Response:
        return self._kept(HTMLResponse(self._pages.embedded(reply, self._held(chat)), headers=_FOR_OTHERS), chat)

    def _kept(self, response: Response, chat: ChatId) -> Response:
        response.headers["Vary"] = "Accept, Cookie"
        if self._site.secure_cookies:
            response.headers.append("Set-Cookie", f"{COOKIE}={chat.value}; {_APART}")
        return response

    def _held(self, chat: ChatId) -> Held:
        return Held(_CHAT, chat.value, self._passes.give(chat.key(self._site.secret)))
