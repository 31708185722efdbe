"""The accessibility statement on a page."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from handlers.desk import Desk
from handlers.turn import Link, Message
from web.kept import KEPT
from web.render import Pages

PATH = "/accessibility"


class AccessibilityPage:
    """The page over the content as it is now."""

    def __init__(self, desk: Callable[[], Desk], pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def router(self) -> APIRouter:
        """Where the page lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET"])
        return router

    def show(self) -> Response:
        """The statement; where the area has none, that there is none."""
        desk = self._desk()
        html = self._pages.page(
            "accessibility.html", PATH, messages=self._messages(desk), words=desk.knowledge.texts.pages
        )
        return HTMLResponse(html, headers=KEPT)

    def _messages(self, desk: Desk) -> list[Message]:
        knowledge = desk.knowledge
        if knowledge.accessibility is None:
            return [Message(knowledge.texts.pages.no_statement)]
        blanks = knowledge.accessibility.blanks(
            knowledge.privacy.words.ways,
            run_by=desk.run_by,
            is_test=desk.is_test,
            site=self._pages.site.name,
            area=knowledge.area.name,
        )
        return [
            Message(
                f"# {part.heading}\n{part.text.format_map(blanks).strip()}",
                links=tuple(Link(link.label, link.url) for link in part.links),
            )
            for part in knowledge.accessibility.parts
        ]
