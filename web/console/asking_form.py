"""The form in which an officer asks young people something: a poll, or the question of the month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.asking_young import (
    LASTS,
    LONGEST_OPTION,
    LONGEST_QUESTION,
    MOST,
    NewRound,
    hard_words_in,
    names_in,
    new_round,
    question_in_the_way,
)
from knowledge.dates import say_date
from storage.deciding import DecidingError
from storage.rounds import Rounds
from storage.views import RoundKind
from web.console.days import read_day
from web.console.progress_form import DoubtfulWordsError
from web.console.shell import Console
from web.console.visit import HOME, Visit, visit_of

HERE = f"{HOME}/youth"
PAGE = f"{HERE}/new"
Field = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as it was. `sure` is whether doubtful words may stay."""

    kind: str = "poll"
    ask: str = ""
    options: tuple[str, ...] = ()
    opens: str = ""
    closes: str = ""
    sure: str = ""

    @classmethod
    def of_draft(cls, draft: Mapping[str, list[str]]) -> Typed:
        """The form as it was when a session ended; an empty one where there is no draft."""
        one = {name: draft[name][0] for name in ("kind", "ask", "opens", "closes", "sure") if draft.get(name)}
        return cls(**one, options=tuple(draft.get("option", ())))


class AskingPages:
    """The page of the form."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where the page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("editor"))])
        router.add_api_route(PAGE, self.form, methods=["GET"])
        router.add_api_route(PAGE, self.open, methods=["POST"])
        return router

    def form(self, request: Request, kind: str = "") -> Response:
        """The empty form, or what was typed when a session ended."""
        visit = visit_of(request)
        draft = self._console.draft(visit, PAGE)
        return self._form(visit, Typed.of_draft(draft) if draft else Typed(kind=kind))

    def open(
        self,
        request: Request,
        kind: Field = "",
        ask: Field = "",
        option: Annotated[list[str] | None, Form()] = None,
        opens: Field = "",
        closes: Field = "",
        sure: Field = "",
    ) -> Response:
        """Put it to young people."""
        visit = visit_of(request)
        typed = Typed(kind, ask, tuple(option or ()), opens, closes, sure)
        today = datetime.now(UTC).date()
        try:
            new = self._read(typed, today)
            self._put(new, visit, today)
        except DecidingError as error:
            doubtful = isinstance(error, DoubtfulWordsError)
            return self._form(visit, typed, 400, trouble=str(error), doubtful=doubtful)
        return RedirectResponse(f"{HERE}?told={'planned' if new.opens_on > today else 'opened'}", 303)

    def _put(self, new: NewRound, visit: Visit, today: date) -> None:
        with self._console.work(visit) as work:
            rounds = Rounds(work.session, work.sealer)
            first = question_in_the_way(new, rounds.for_officers(today))
            if first:
                raise DecidingError(f"Another question is asked on these days: “{first.ask}” End it first.")
            made = rounds.open_round(new.kind, new.ask, new.opens_on, new.closes_on, new.options)
            work.inbox.note("open-round", made)

    def _read(self, typed: Typed, today: date) -> NewRound:
        if typed.kind not in {"poll", "question"}:
            raise DecidingError("Choose what you want to ask: a poll, or the question of the month.")
        opens = read_day(typed.opens, today) or today
        closes = read_day(typed.closes, today) or opens + LASTS
        labels = [label for label in typed.options if label.strip()]
        new = new_round(cast(RoundKind, typed.kind), typed.ask, labels, opens, closes, today)
        if not typed.sure:
            desk = self._console.desk()
            names = names_in(new, desk)
            doubts = [f"This may tell who somebody is: {', '.join(names)}."] if names else []
            doubts.extend(hard_words_in(new, desk))
            if doubts:
                raise DoubtfulWordsError(" ".join(doubts))
        return new

    def _form(
        self, visit: Visit, typed: Typed, status: int = 200, *, trouble: str = "", doubtful: bool = False
    ) -> Response:
        options = [*typed.options[:MOST], *[""] * (MOST - len(typed.options))]
        return self._console.page(
            "youth-new.html",
            visit,
            status,
            here=HERE,
            trouble=trouble,
            doubtful=doubtful,
            typed=typed,
            options=options,
            longest_question=LONGEST_QUESTION,
            longest_option=LONGEST_OPTION,
            say_date=say_date,
        )
