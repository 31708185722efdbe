"""The off switch: while it is off, families are told so, with the reason. Help with danger still comes first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.switch import LONGEST_REASON, SwitchError, switch_off, switch_on, why_off
from web.asked import line
from web.console.people import PEOPLE
from web.console.shell import Console
from web.console.visit import HOME, visit_of

OFF_SWITCH = f"{HOME}/off-switch"
_ON_ID = "assistant"


class OffSwitch:
    """The switch, for admins."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("admin"))])
        router.add_api_route(OFF_SWITCH, self.show, methods=["GET"])
        router.add_api_route(f"{OFF_SWITCH}/off", self.off, methods=["POST"])
        router.add_api_route(f"{OFF_SWITCH}/on", self.on, methods=["POST"])
        return router

    def show(self, request: Request, told: str = "") -> Response:
        """Whether it is on, and how to change that."""
        visit = visit_of(request)
        kept = self._console.draft(visit, OFF_SWITCH).get("reason", [""])[0]
        return self._page(request, reason=line(kept, LONGEST_REASON), told=_TOLD.get(told, ""))

    def off(self, request: Request, reason: Annotated[str, Form()] = "") -> Response:
        """Switch it off, and say why."""
        plain = line(reason, 2 * LONGEST_REASON)
        try:
            with self._console.work(visit_of(request)) as work:
                switch_off(work.session, plain)
                work.inbox.note("switch-off", _ON_ID)
        except SwitchError as error:
            return self._page(request, reason=plain, trouble=str(error))
        return RedirectResponse(f"{OFF_SWITCH}?told=off", 303)

    def on(self, request: Request) -> Response:
        """Switch it on again."""
        with self._console.work(visit_of(request)) as work:
            switch_on(work.session)
            work.inbox.note("switch-on", _ON_ID)
        return RedirectResponse(f"{OFF_SWITCH}?told=on", 303)

    def _page(self, request: Request, reason: str = "", trouble: str = "", told: str = "") -> Response:
        with self._console.reading() as session:
            is_off = why_off(session) is not None
        words = {"is_off": is_off, "reason": reason, "most": LONGEST_REASON, "trouble": trouble, "told": told}
        return self._console.page("off-switch.html", visit_of(request), 400 if trouble else 200, here=PEOPLE, **words)


_TOLD = {
    "off": "It is switched off. Families are told so from now on.",
    "on": "It is switched on. It answers families again.",
}
