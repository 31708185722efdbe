"""A comment's page: what was said, what was done with it, and everything that can be done with it but the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.desk import Desk
from handlers.topics import Topics
from storage.deciding import ChangedError, DecidingError, Reason
from storage.tags import Tags
from web.asked import number, text
from web.console.comment_words import Shown, shown, tags_offered, taken_out, whose_changes
from web.console.inbox import INBOX
from web.console.known import Latest
from web.console.looking import inbox_in, note_read
from web.console.shell import Console, Work
from web.console.visit import HOME, Visit, visit_of
from web.console.words import ANSWERS, REASONS, told_of

COMMENTS = f"{HOME}/comments"
PART = "part."
"""How the names of the fields begin that hold the parts of the words."""
LONGEST = 5_000
Typed = Mapping[str, list[str]]


class CommentPages:
    """One comment, by the address that has its id."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._latest = Latest()

    def router(self) -> APIRouter:
        """Where each page lives."""
        reads, decides = (Depends(self._console.door.needs(role)) for role in ("viewer", "moderator"))
        router = APIRouter(include_in_schema=False)
        router.add_api_route(f"{COMMENTS}/{{comment_id}}", self.show, methods=["GET"], dependencies=[reads])
        router.add_api_route(f"{COMMENTS}/{{comment_id}}", self.change, methods=["POST"], dependencies=[decides])
        return router

    def show(self, request: Request, comment_id: str) -> Response:
        """The comment; a short id leads to the whole one."""
        visit = visit_of(request)
        found = self._look(visit, comment_id)
        if found.item.id != comment_id:
            return RedirectResponse(f"{COMMENTS}/{found.item.id}", 303)
        return self._page(request, found, self._console.draft(visit, request.url.path))

    async def change(self, request: Request, comment_id: str) -> Response:
        """Do what the button says. What was typed stays in the form where it cannot be done."""
        return await run_in_threadpool(self._change, request, comment_id, await request.form())

    def _change(self, request: Request, comment_id: str, form: FormData) -> Response:
        visit, desk = visit_of(request), self._console.desk()
        typed = {name: [str(one) for one in form.getlist(name)] for name in form}
        deed = DEEDS.get(_one(typed, "do"))
        if deed is None:
            return RedirectResponse(f"{COMMENTS}/{comment_id}", 303)
        try:
            with self._console.work(visit) as work:
                told = deed(work, comment_id, typed, desk)
        except ChangedError:
            found = self._look(visit, comment_id)
            trouble = whose_changes(found.history, found.item.version - number(_one(typed, "version")))
            return self._page(request, found, typed, trouble)
        except DecidingError as error:
            return self._page(request, self._look(visit, comment_id), typed, str(error))
        return RedirectResponse(f"{COMMENTS}/{comment_id}?told={told}", 303)

    def _look(self, visit: Visit, comment_id: str) -> Shown:
        with self._console.reading() as session:
            inbox = inbox_in(session, self._console, visit)
            item = inbox.find(comment_id)
            if item is None:
                raise HTTPException(404)
            found = shown(session, inbox, item, self._console.desk(), self._latest.of(self._console.desk()))
        note_read(self._console, visit, [item.id, *(one.item.id for one in found.alike)])
        return found

    def _page(self, request: Request, found: Shown, typed: Typed, trouble: str = "") -> Response:
        known = self._latest.of(self._console.desk())
        tags = typed.get("tag", []) if _one(typed, "do") == "tags" else sorted(found.tags)
        return self._console.page(
            "comment.html",
            visit_of(request),
            status=400 if trouble else 200,
            here=INBOX,
            told=told_of(request.query_params),
            took=taken_out(request.query_params.get("took", ""), self._console.desk()),
            trouble=trouble,
            found=found,
            item=found.item,
            typed={name: values[0] for name, values in typed.items() if values},
            part=PART,
            reasons=REASONS,
            answers=ANSWERS,
            tags=tags_offered(known, found, tags),
            tag_names=[topic.label for topic in known.topics.of.values() if topic.tag in found.belongs | found.tags],
        )


def _one(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0]


def _start(work: Work, comment_id: str, typed: Typed, _desk: Desk) -> str:
    work.deciding.start(comment_id, _version(typed))
    return "start"


def _edit(work: Work, comment_id: str, typed: Typed, desk: Desk) -> str:
    words = {
        name.removeprefix(PART): desk.anonymiser.clean(text(_one(typed, name), LONGEST))
        for name in typed
        if name.startswith(PART)
    }
    work.deciding.edit(comment_id, _version(typed), words, _reason(typed))
    took = ".".join(sorted({span.type for one in words.values() for span in one.spans}))
    return f"edit&took={took}" if took else "edit"


def _approve(work: Work, comment_id: str, typed: Typed, _desk: Desk) -> str:
    work.deciding.show(comment_id, _version(typed), "approved")
    return "approved"


def _hold(work: Work, comment_id: str, typed: Typed, _desk: Desk) -> str:
    work.deciding.show(comment_id, _version(typed), "held", _reason(typed))
    return "held"


def _reject(work: Work, comment_id: str, typed: Typed, _desk: Desk) -> str:
    work.deciding.show(comment_id, _version(typed), "rejected", _reason(typed))
    return "rejected"


def _tag(work: Work, comment_id: str, typed: Typed, desk: Desk) -> str:
    Tags(work.session, work.inbox).put(comment_id, {*typed.get("tag", [])} & {*Topics(desk.knowledge).of})
    return "tags"


def _version(typed: Typed) -> int:
    return number(_one(typed, "version"))


def _reason(typed: Typed) -> Reason:
    said = _one(typed, "reason")
    return cast(Reason, said if said in REASONS else "other")


DEEDS: Mapping[str, Callable[[Work, str, Typed, Desk], str]] = {
    "start": _start,
    "edit": _edit,
    "approve": _approve,
    "hold": _hold,
    "reject": _reject,
    "tags": _tag,
}
