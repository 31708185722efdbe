"""The Youth Forum's page: the question of the month, polls with their results, and the wall of young voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast, get_args

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.evidence import asked_by
from knowledge.dates import say_date
from storage.deciding import DecidingError, Reason
from storage.round_ends import end_round
from storage.rounds import Rounds
from storage.views import OfficersRound
from storage.wall import wall
from web.console.asking_form import Field
from web.console.shell import Console
from web.console.visit import HOME, Visit, visit_of

HERE = f"{HOME}/youth"
MOST_WAITING = 1000
"""Up to how many answers that wait are counted."""
REASONS: dict[Reason, str] = {
    "could-be-known": "Somebody could be known by it",
    "name": "There is a name in it",
    "swearing": "Swearing",
    "not-about-this": "It is about something else",
    "legal": "A legal reason",
    "other": "Another reason",
}
_TOLD = {
    "opened": "It is open. Young people can answer it now.",
    "planned": "It is planned. It opens by itself on its first day.",
    "ended": "It has ended. Nobody can answer it any more. What was said counts.",
    "gone": "Nobody had answered it yet, so it is gone.",
    "held": "It is taken down, and held. Pages that were kept may show it for five more minutes.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A round, and for a question how many of its answers nobody has read yet."""

    round: OfficersRound
    waiting: int


class YouthPages:
    """What is asked of young people, and what they say that everybody may read."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where the page lives, and its buttons."""
        router = APIRouter(include_in_schema=False)
        decides, edits = ([Depends(self._console.door.needs(role))] for role in ("moderator", "editor"))
        router.add_api_route(HERE, self.show, methods=["GET"], dependencies=decides)
        router.add_api_route(f"{HERE}/end", self.end, methods=["POST"], dependencies=edits)
        router.add_api_route(f"{HERE}/take-down", self.take_down, methods=["POST"], dependencies=decides)
        return router

    def show(self, request: Request, after: str = "", told: str = "") -> Response:
        """What is planned, open and over, and the wall."""
        return self._show(visit_of(request), after, told=_TOLD.get(told, ""))

    def end(self, request: Request, round_id: Field = "") -> Response:
        """End a poll or a question now."""
        visit = visit_of(request)
        try:
            with self._console.work(visit) as work:
                ended = end_round(work.session, round_id, work.at.date())
                work.inbox.note("end-round", ended.id)
        except DecidingError:
            return self._show(visit, status=400, trouble="That one is not open any more.")
        return RedirectResponse(f"{HERE}?told={'gone' if ended.is_gone else 'ended'}", 303)

    def take_down(self, request: Request, voice: Field = "", version: Field = "", why: Field = "") -> Response:
        """Hold words that are on the wall, for a reason."""
        visit = visit_of(request)
        if why not in get_args(Reason):
            return self._show(visit, status=400, trouble="Choose why it is taken down.")
        try:
            with self._console.work(visit) as work:
                work.deciding.show(voice, _version(version), "held", cast(Reason, why))
        except DecidingError as error:
            return self._show(visit, status=400, trouble=str(error))
        return RedirectResponse(f"{HERE}?told=held#wall", 303)

    def _show(self, visit: Visit, after: str = "", *, status: int = 200, told: str = "", trouble: str = "") -> Response:
        desk, today = self._console.desk(), _today()
        with self._console.reading() as session:
            rounds = Rounds(session, self._console.sealer)
            asked = [
                Asked(one, rounds.waiting(one.public.id, MOST_WAITING) if one.public.kind == "question" else 0)
                for one in rounds.for_officers(today)
            ]
            page = wall(session, self._console.sealer, after)
        return self._console.page(
            "youth.html",
            visit,
            status,
            here=HERE,
            told=told,
            trouble=trouble,
            sections=_sections(asked),
            most_waiting=MOST_WAITING,
            wall=page,
            title=desk.title,
            asked_by=lambda step: asked_by(step, desk),
            reasons=REASONS,
            say_date=say_date,
        )


def _sections(asked: Sequence[Asked]) -> list[tuple[str, str, list[Asked]]]:
    headings = (
        ("open", "Open now", "Nothing is open."),
        ("planned", "Planned", "Nothing is planned."),
        ("over", "Over", "Nothing has ended yet."),
    )
    return [(title, none, [one for one in asked if one.round.state == state]) for state, title, none in headings]


def _version(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _today() -> date:
    return datetime.now(UTC).date()
