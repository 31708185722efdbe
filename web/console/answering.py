"""Answering: one answer of the council to one comment, or to several at once; a new one, or one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.answering import known_district, subject_of, telling
from handlers.comments import Titles
from handlers.desk import Desk
from storage.all_responses import Written, search_written
from storage.deciding import SHOWN_ID, DecidingError, NewResponse
from storage.inbox import PAGE, Item
from storage.views import ResponseKind
from web.asked import line, number, text
from web.console.comment_words import whose_changes
from web.console.inbox import INBOX
from web.console.inbox_rows import Row, rows_of
from web.console.known import Latest
from web.console.looking import inbox_in, note_read
from web.console.shell import Console, Work
from web.console.visit import HOME, Visit, visit_of
from web.console.words import ANSWERS

ANSWER, ALL_ANSWERS = f"{HOME}/answer", f"{HOME}/answers"
LONGEST = 5_000
MOST_OFFERED = 20
_ID = re.compile("[0-9a-f]{32}")


class AnswerNeededError(Exception):
    """The form cannot be sent as it is. The message says what to do; `names` may tell who somebody is."""

    def __init__(self, message: str, names: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.names = names


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed. `on` are the ids of the comments, `versions` what they were when the page was drawn."""

    on: Sequence[str]
    versions: Mapping[str, int]
    do: str = ""
    kind: str = ""
    said: str = ""
    text: str = ""
    about: str = ""
    district: str = ""
    publish: bool = False
    again: bool = False
    keep: bool = False
    answer: str = ""
    find: str = ""


def form_of(typed: Mapping[str, Sequence[str]]) -> Form:
    """The form that was sent, or kept as a draft."""

    def one(name: str) -> str:
        return (typed.get(name) or [""])[0]

    on = list(dict.fromkeys(found for found in typed.get("on", ()) if _ID.fullmatch(found)))[:PAGE]
    return Form(
        on=on,
        versions={name: number(one(f"version.{name}"), least=0) for name in on if one(f"version.{name}")},
        do=line(one("do"), 20),
        kind=line(one("kind"), 10),
        said=text(one("said"), LONGEST),
        text=text(one("text"), LONGEST),
        about=line(one("about"), 200),
        district=line(one("district"), 64),
        publish=one("publish") == "now",
        again=bool(one("again")),
        keep=bool(one("keep")),
        answer=line(one("answer"), 32),
        find=line(one("find"), 200),
    )


class AnswerForm:
    """The form, and what is done with it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._latest = Latest()

    def router(self) -> APIRouter:
        """Where it lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("moderator"))])
        router.add_api_route(ANSWER, self.show, methods=["GET"])
        router.add_api_route(ANSWER, self.send, methods=["POST"])
        return router

    def show(self, request: Request) -> Response:
        """An empty form for the comments that the address names, or what was typed when a session ended."""
        visit, asked = visit_of(request), form_of({"on": request.query_params.getlist("on")})
        kept = form_of(self._console.draft(visit, ANSWER))
        if asked.on and set(asked.on) != set(kept.on):
            # An answer to other comments, which waits for when they are opened again.
            visit.given.clear()
            return self._page(request, asked)
        return self._page(request, kept)

    async def send(self, request: Request) -> Response:
        """Keep the answer; where that cannot be, the form comes back as it was."""
        form = await request.form()
        typed = {name: [str(one) for one in form.getlist(name)] for name in form}
        return await run_in_threadpool(self._send, request, form_of(typed))

    def _send(self, request: Request, form: Form) -> Response:
        if form.do not in {"answer", "link"}:
            return self._page(request, form)
        try:
            with self._console.work(visit_of(request)) as work:
                response, left = self._answer(work, form)
        except AnswerNeededError as error:
            return self._page(request, form, str(error), error.names)
        except DecidingError as error:
            return self._page(request, form, str(error))
        told = "linked" if form.do == "link" else "published" if form.publish else "answered"
        names = ".".join(f"c-{one[:SHOWN_ID]}" for one in left)
        more = f"&left={names}" if left else ""
        return RedirectResponse(f"{ALL_ANSWERS}/{response}?told={told}&done={len(form.on) - len(left)}{more}", 303)

    def _answer(self, work: Work, form: Form) -> tuple[str, Sequence[str]]:
        """Answer those that are as they were. Gives the answer's id, and those that changed. Raises DecidingError."""
        same = work.deciding.touch({one: form.versions.get(one, 0) for one in form.on})
        left = [one for one in form.on if one not in same]
        if not same:
            raise AnswerNeededError(_nothing_left(work, form))
        if form.do == "link":
            if not form.answer:
                raise AnswerNeededError("Choose an answer first.")
            work.deciding.link(same, form.answer, again=form.again)
            return form.answer, left
        new = self._new(form, work.inbox.these(same))
        response = work.deciding.respond(same, new, work.at.date(), again=form.again)
        if form.publish:
            work.deciding.publish(response, work.at.date())
        return response, left

    def _new(self, form: Form, items: Sequence[Item]) -> NewResponse:
        desk = self._console.desk()
        if form.kind not in get_args(ResponseKind):
            raise AnswerNeededError("Say whether you did it, will do it or cannot do it.")
        names = [] if form.keep else telling((form.said, form.text), desk)
        if names:
            raise AnswerNeededError("Your words may tell who somebody is. Say it without, or tick to keep it.", names)
        about = self._latest.of(desk).id_of(form.about) if form.about else None
        if form.about and about is None:
            raise AnswerNeededError(f"There is no service or subject called “{form.about}”.")
        subject = subject_of((item.about for item in items), about, desk)
        district = known_district(form.district, desk)
        return NewResponse(cast(ResponseKind, form.kind), form.said, form.text, **subject, district=district)

    def _page(self, request: Request, form: Form, trouble: str = "", names: Sequence[str] = ()) -> Response:
        visit, desk = visit_of(request), self._console.desk()
        items, rows, offered = self._look(visit, form, desk)
        return self._console.page(
            "answer.html",
            visit,
            status=400 if trouble else 200,
            here=INBOX,
            trouble=trouble,
            names=names,
            form=form,
            rows=rows,
            answered=any(item.response_id for item in items),
            complaints=any(item.kind == "complaint" for item in items),
            about=form.about or _agreed(items, desk),
            kinds=ANSWERS,
            offered=offered,
            known=self._latest.of(desk),
        )

    def _look(self, visit: Visit, form: Form, desk: Desk) -> tuple[Sequence[Item], list[Row], Sequence[Written]]:
        with self._console.reading() as session:
            items = inbox_in(session, self._console, visit).these(form.on)
            rows = rows_of(items, desk, Titles(desk, session), LONGEST)
            offered, _ = search_written(session, form.find, MOST_OFFERED)
        note_read(self._console, visit, [item.id for item in items])
        return items, rows, offered


def _agreed(items: Iterable[Item], desk: Desk) -> str:
    """The name of what all the comments are about."""
    abouts = {item.about for item in items}
    return (desk.knowledge.title(abouts.pop()) or "") if len(abouts) == 1 else ""


def _nothing_left(work: Work, form: Form) -> str:
    there = work.inbox.these(form.on)
    if not there:
        return (
            "Choose comments in the inbox first." if not form.on else "It is gone: its writer may have taken it back."
        )
    first = there[0]
    return whose_changes(work.inbox.history(first.id), first.version - form.versions.get(first.id, 0))
