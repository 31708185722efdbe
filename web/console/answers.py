"""The answers of the council: all of them, and one with what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.answering import hard_to_read, telling
from handlers.comments import district_name
from storage.all_responses import one_written, search_written
from storage.deciding import ChangedError, DecidingError
from storage.finding import MOST_COUNTED
from storage.inbox import Count
from web.asked import line, text
from web.console.answering import ALL_ANSWERS, LONGEST, AnswerNeededError
from web.console.comment_words import deeds_in
from web.console.inbox import INBOX
from web.console.looking import inbox_in
from web.console.shell import Console, Work
from web.console.visit import visit_of
from web.console.words import ANSWERS, left_undone, told_of

Typed = Mapping[str, str]
_REWORDED = ("was_said", "was_text", "said", "text")


class AnswerPages:
    """The list, and a page for each."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where each page lives."""
        reads, decides = (Depends(self._console.door.needs(role)) for role in ("viewer", "moderator"))
        router = APIRouter(include_in_schema=False)
        router.add_api_route(ALL_ANSWERS, self.all, methods=["GET"], dependencies=[reads])
        router.add_api_route(f"{ALL_ANSWERS}/{{answer_id}}", self.show, methods=["GET"], dependencies=[reads])
        router.add_api_route(f"{ALL_ANSWERS}/{{answer_id}}", self.change, methods=["POST"], dependencies=[decides])
        return router

    def all(self, request: Request, find: str = "") -> Response:
        """All of them: those that are not published first."""
        desk, asked = self._console.desk(), line(find, 200)
        with self._console.reading() as session:
            found, more = search_written(session, asked)
        return self._console.page(
            "answers.html",
            visit_of(request),
            here=INBOX,
            find=asked,
            found=[(one, desk.title(one.about) if one.about else "", _count(one.answers)) for one in found],
            more=more,
            kinds=ANSWERS,
        )

    def show(self, request: Request, answer_id: str) -> Response:
        """One of them."""
        draft = self._console.draft(visit_of(request), request.url.path)
        return self._page(request, answer_id, {name: values[0] for name, values in draft.items() if values})

    async def change(self, request: Request, answer_id: str) -> Response:
        """Do what the button says. What was typed stays in the form where it cannot be done."""
        form = await request.form()
        return await run_in_threadpool(self._change, request, answer_id, {name: str(form[name]) for name in form})

    def _change(self, request: Request, answer_id: str, typed: Typed) -> Response:
        deed = DEEDS.get(typed.get("do", ""))
        if deed is None:
            return RedirectResponse(f"{ALL_ANSWERS}/{answer_id}", 303)
        try:
            self._refuse_telling(typed)
            with self._console.work(visit_of(request)) as work:
                told = deed(work, answer_id, typed)
        except ChangedError:
            trouble = "This changed while you were at it. What you typed is still here."
            return self._page(request, answer_id, typed, trouble)
        except AnswerNeededError as error:
            return self._page(request, answer_id, typed, str(error), error.names)
        except DecidingError as error:
            return self._page(request, answer_id, typed, str(error))
        return RedirectResponse(f"{ALL_ANSWERS}/{answer_id}?told={told}", 303)

    def _refuse_telling(self, typed: Typed) -> None:
        words = [text(typed.get(name, ""), LONGEST) for name in ("said", "text", "changed")]
        names = [] if typed.get("keep") else telling(words, self._console.desk())
        if names:
            raise AnswerNeededError("Your words may tell who somebody is. Say it without, or tick to keep it.", names)

    def _page(
        self, request: Request, answer_id: str, typed: Typed, trouble: str = "", names: Sequence[str] = ()
    ) -> Response:
        visit, desk = visit_of(request), self._console.desk()
        with self._console.reading() as session:
            found = one_written(session, answer_id)
            history = inbox_in(session, self._console, visit).history(answer_id) if found else []
        if found is None:
            raise HTTPException(404)
        return self._console.page(
            "answer-one.html",
            visit,
            status=400 if trouble else 200,
            here=INBOX,
            told=told_of(request.query_params),
            left=left_undone(request.query_params),
            trouble=trouble,
            names=names,
            answer=found,
            about=desk.title(found.about) if found.about else "",
            district=district_name(found.district, desk),
            count=_count(found.answers),
            hints=list(hard_to_read((found.said, found.text), desk)),
            kinds=ANSWERS,
            typed=typed,
            deeds=deeds_in(history),
        )


def _count(answers: int) -> Count:
    return Count(min(answers, MOST_COUNTED), is_all=answers <= MOST_COUNTED)


def _publish(work: Work, answer_id: str, _typed: Typed) -> str:
    work.deciding.publish(answer_id, work.at.date())
    return "published"


def _unpublish(work: Work, answer_id: str, _typed: Typed) -> str:
    work.deciding.publish(answer_id, None)
    return "unpublished"


def _reword(work: Work, answer_id: str, typed: Typed) -> str:
    was_said, was_text, said, words = (text(typed.get(name, ""), LONGEST) for name in _REWORDED)
    work.deciding.reword(answer_id, (was_said, was_text), said, words)
    return "reworded"


def _say_what_changed(work: Work, answer_id: str, typed: Typed) -> str:
    work.deciding.say_what_changed(answer_id, text(typed.get("changed", ""), LONGEST))
    return "changed"


DEEDS: Mapping[str, Callable[[Work, str, Typed], str]] = {
    "publish": _publish,
    "unpublish": _unpublish,
    "reword": _reword,
    "changed": _say_what_changed,
}
