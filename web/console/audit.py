"""Who read and decided what, and who signed in."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from storage.audit import Audit, AuditFilters
from web.asked import line
from web.console.people import PEOPLE
from web.console.shell import Console
from web.console.visit import HOME, visit_of

AUDIT = f"{HOME}/audit"
_LONGEST = 100


class AuditPages:
    """The audit, for admins."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where the page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("admin"))])
        router.add_api_route(AUDIT, self.show, methods=["GET"])
        return router

    def show(
        self, request: Request, who: str = "", what: str = "", since: str = "", until: str = "", after: str = ""
    ) -> Response:
        """A page of it. `since` and `until` are days, both included; what is no day is left out, and said so."""
        asked = {"who": line(who, _LONGEST), "what": line(what, _LONGEST), "since": since, "until": until}
        days = {name: _day(asked[name]) for name in ("since", "until")}
        wrong = [asked[name] for name, day in days.items() if asked[name] and day is None]
        filters = AuditFilters(asked["who"] or None, asked["what"] or None, **days)
        with self._console.reading() as session:
            audit = Audit(session)
            found, whos, whats = audit.page(filters, line(after, _LONGEST)), audit.whos(), audit.whats()
        kept = {name: value for name, value in asked.items() if value}
        words: dict[str, Any] = {
            "page": found,
            "asked": {name: line(value, _LONGEST) for name, value in asked.items()},
            "whos": whos,
            "whats": [(one, DONE.get(one, one)) for one in whats],
            "done": DONE,
            "places": PLACES,
            "more": f"{AUDIT}?{urlencode({**kept, 'after': found.after})}" if found.after else "",
            "trouble": "Give a day as 2026-11-30, or with the calendar." if wrong else "",
        }
        return self._console.page("audit.html", visit_of(request), here=PEOPLE, **words)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        return None


PLACES = {"comment": f"{HOME}/comments/", "officer": f"{HOME}/people/"}
"""Where what was read or decided can be looked at."""
DONE = {
    "read": "read",
    "start": "began to read",
    "edit": "edited the words",
    "approved": "approved for showing",
    "held": "held back",
    "rejected": "rejected for showing",
    "answer": "linked to a response",
    "respond": "wrote a response",
    "publish": "published",
    "unpublish": "took back from the public",
    "changed": "said what changed",
    "reword": "changed a response",
    "tag": "tagged",
    "untag": "took a tag off",
    "export": "took figures out",
    "report": "published a report",
    "change": "changed content",
    "approve": "approved a change of content",
    "undo": "took a change of content back",
    "progress": "noted what became of it",
    "open-round": "asked young people",
    "end-round": "ended a round",
    "sign-in": "signed in",
    "locked-out": "had to wait after wrong sign-ins",
    "add-officer": "made an account",
    "change-role": "changed a role",
    "disable": "switched an account off",
    "enable": "switched an account on",
    "reset-sign-in": "made a new password and code",
    "password": "changed a password",
    "make-key": "made a key",
    "stop-key": "switched a key off",
    "switch-off": "switched the assistant off",
    "switch-on": "switched the assistant on",
}
"""What officers do, in words. What is not here is shown by its own name."""
