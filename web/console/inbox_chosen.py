"""What is done with several comments at once. Those that changed meanwhile are told, the others are done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.topics import Topics
from storage.deciding import SHOWN_ID, DecidingError, Reason
from storage.inbox import PAGE
from storage.tags import Tags
from web.console.inbox import INBOX
from web.console.shell import Console, Work
from web.console.visit import HOME, visit_of
from web.console.words import REASONS

_CHOSEN = re.compile(r"([0-9a-f]{32})\.(\d{1,9})")
_LONGEST = 4_000
Do = Callable[[Work, str, int], None]


def chosen_in(ticked: list[str]) -> dict[str, int]:
    """The versions of the comments that were ticked, by their ids."""
    found = (_CHOSEN.fullmatch(one) for one in ticked[:PAGE])
    return {one[1]: int(one[2]) for one in found if one}


class InboxChosen:
    """Does one thing with what is ticked in the inbox."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where it lives."""
        decides = Depends(self._console.door.needs("moderator"))
        router = APIRouter(include_in_schema=False, dependencies=[decides])
        router.add_api_route(f"{INBOX}/chosen", self.do, methods=["POST"])
        router.add_api_route(f"{INBOX}/chosen", self.again, methods=["GET"])
        return router

    def again(self) -> Response:
        """Back to the list, for whoever had to sign in again: what was ticked may have changed."""
        return RedirectResponse(INBOX, 303)

    def do(
        self,
        request: Request,
        chosen: Annotated[list[str] | None, Form()] = None,
        do: Annotated[str, Form()] = "",
        reason: Annotated[str, Form()] = "other",
        tag: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "",
    ) -> Response:
        """Do it with each that is as it was when it was ticked."""
        versions, query = chosen_in(chosen or []), back[:_LONGEST].lstrip("?")
        if do == "answer" and versions:
            return RedirectResponse(f"{HOME}/answer?{urlencode({'on': list(versions)}, doseq=True)}", 303)
        deed = self._deed(do, reason, tag)
        if not versions or deed is None:
            return _to(query, {"told": "nothing"})
        with self._console.work(visit_of(request)) as work:
            left = _each(work, versions, deed)
        told = {"told": do, "done": str(len(versions) - len(left))}
        names = ".".join(f"{why}-{one[:SHOWN_ID]}" for one, why in left.items())
        return _to(query, told | ({"left": names} if left else {}))

    def _deed(self, do: str, reason: str, tag: str) -> Do | None:
        why = cast(Reason, reason if reason in REASONS else "other")
        deeds: dict[str, Do] = {
            "start": lambda work, one, version: work.deciding.start(one, version),
            "held": lambda work, one, version: work.deciding.show(one, version, "held", why),
            "rejected": lambda work, one, version: work.deciding.show(one, version, "rejected", why),
        }
        if tag in Topics(self._console.desk().knowledge).of:
            deeds["tags"] = lambda work, one, _version: Tags(work.session, work.inbox).add([one], tag)
        return deeds.get(do)


def _each(work: Work, versions: Mapping[str, int], deed: Do) -> dict[str, str]:
    """Do it with each. Gives why it was not done with some."""
    same = set(work.deciding.touch(versions))
    left = {one: "c" for one in versions if one not in same}
    for one in same:
        try:
            deed(work, one, versions[one])
        except DecidingError:
            left[one] = "a"
    return left


def _to(query: str, told: Mapping[str, str]) -> RedirectResponse:
    return RedirectResponse(f"{INBOX}?{query}{'&' if query else ''}{urlencode(told)}", 303)
