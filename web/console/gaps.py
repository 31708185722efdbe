"""What families asked and nobody could answer: taught to an entry, kept for a new one, or deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.content_changes import ContentChanges, NotWrittenError
from handlers.entry_search import find_entries
from handlers.gap_decisions import GapDecisions
from handlers.gaps import MOST, GapBoard, Gaps
from knowledge.editing.errors import EditError
from knowledge.learning import Group, LearningError
from knowledge.learning.phrasings import LONGEST
from storage.content_changes import Change, Changes
from web.asked import line, number, text
from web.console.shell import Console
from web.console.visit import HOME, Visit, visit_of

GAPS = f"{HOME}/gaps"
PAGE = 50
"""How many groups are on a page."""
WORDINGS = 3
"""How many wordings of a group the list shows; its own page shows `MOST_WORDINGS`."""
MOST_WORDINGS = 20
NEAREST = 5
_LONGEST_NOTE = 300
_TOLD = {
    "live": "The phrasing is live. The questions of the group were deleted.",
    "filed": "The phrasing is in the change file for a keeper. The questions of the group were deleted.",
    "wanted": "The group is kept, and listed under “New entries needed”.",
    "dropped": "The questions of the group were deleted.",
    "written": "The questions were deleted. What is asked from now on finds the new entry.",
}


class GapPages:
    """The pages of the unanswered questions."""

    def __init__(self, console: Console, changes: ContentChanges) -> None:
        self._console = console
        self.board = GapBoard(console.reading, console.sealer, console.desk)
        self._decide = GapDecisions(console.engine, console.sealer, changes, console.desk)

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(prefix=GAPS, include_in_schema=False)
        read, change = [Depends(self._console.door.needs("viewer"))], [Depends(self._console.door.needs("editor"))]
        router.add_api_route("", self.show, methods=["GET"], dependencies=read)
        router.add_api_route("/{question}", self.show_one, methods=["GET"], dependencies=read)
        router.add_api_route("/{question}/teach", self.teach, methods=["POST"], dependencies=change)
        router.add_api_route("/{question}/want", self.want, methods=["POST"], dependencies=change)
        router.add_api_route("/{question}/drop", self.drop, methods=["POST"], dependencies=change)
        router.add_api_route("/{question}/written", self.written, methods=["POST"], dependencies=change)
        return router

    def show(self, request: Request, page: str = "1", told: str = "") -> Response:
        """The groups, the biggest first, and what new entries are wanted."""
        visit, gaps = visit_of(request), self.board.look()
        wanted = self._wanted()
        taken = {one.key for one in (gaps.holding(question) for question in wanted) if one}
        groups = [one for one in gaps.groups if one.key not in taken]
        pages = max(1, -(-len(groups) // PAGE))
        at = number(page, 1, pages)
        self._note_reading(visit)
        return self._console.page(
            "gaps.html",
            visit,
            here=GAPS,
            told=_TOLD.get(told, ""),
            gaps=gaps,
            wanted=[(change, gaps.holding(question)) for question, change in wanted.items()],
            groups=groups[(at - 1) * PAGE : at * PAGE],
            questions=sum(len(one.questions) for one in groups),
            number_of_groups=len(groups),
            page_at=at,
            pages=pages,
            most=MOST,
            wordings=WORDINGS,
        )

    def show_one(self, request: Request, question: str, find: str = "") -> Response:
        """One group, with what can be done with it."""
        visit = visit_of(request)
        return self._one(visit, question, {"find": line(find, 200)})

    def teach(
        self,
        request: Request,
        question: str,
        entry: Annotated[str, Form()] = "",
        wording: Annotated[str, Form()] = "",
        find: Annotated[str, Form()] = "",
    ) -> Response:
        """Add a phrasing to an entry, and delete the group."""
        visit = visit_of(request)
        typed = {"entry": line(entry, 64), "wording": line(wording, 500), "find": line(find, 200)}
        if not typed["entry"]:
            return self._one(visit, question, {**typed, "trouble": "Choose the entry that answers the question."})
        group = self._group(self.board.look(), question)
        try:
            self._decide.teach(group, question, typed["entry"], typed["wording"], visit.account.name)
        except NotWrittenError:
            return _to("filed")
        except (LearningError, EditError) as error:
            faults = error.faults if isinstance(error, EditError) else ()
            return self._one(visit, question, {**typed, "trouble": str(error), "faults": faults})
        return _to("live" if self._console.operator.live_changes else "filed")

    def want(self, request: Request, question: str, note: Annotated[str, Form()] = "") -> Response:
        """Keep the group, and note that a new entry is needed."""
        visit, said = visit_of(request), text(note, _LONGEST_NOTE)
        if not said:
            trouble = "Say in a few words what the new entry should answer."
            return self._one(visit, question, {"note": said, "trouble": trouble})
        self._decide.want(self._group(self.board.look(), question), question, said, visit.account.name)
        return _to("wanted")

    def drop(self, request: Request, question: str) -> Response:
        """Delete a group that is not ours to answer."""
        self._decide.drop(self._group(self.board.look(), question), question, visit_of(request).account.name)
        return _to("dropped")

    def written(self, request: Request, question: str) -> Response:
        """Delete a group for which a new entry has been written; `question` is the one that was noted."""
        wanted = self._wanted().get(question)
        if wanted is None:
            raise HTTPException(404)
        self._decide.written(wanted, self.board.look().holding(question), visit_of(request).account.name)
        return _to("written")

    def _one(self, visit: Visit, question: str, words: Mapping[str, Any]) -> Response:
        gaps = self.board.look()
        group, desk = self._group(gaps, question), self._console.desk()
        shown = next(one for one in group.questions if one.id == question)
        near = {match.id: match.title for match in shown.near[:NEAREST]}
        usual = {"entry": next(iter(near), ""), "wording": shown.text, "find": "", "note": "", "trouble": ""}
        words = {**usual, "faults": (), **words}
        self._note_reading(visit)
        return self._console.page(
            "gap.html",
            visit,
            400 if words["trouble"] else 200,
            here=GAPS,
            group=group,
            question=question,
            last_week=gaps.last_week(group),
            wordings=group.wordings[:MOST_WORDINGS],
            near=near,
            found={entry: title for entry, title in find_entries(words["find"], desk) if entry not in near},
            longest=LONGEST,
            longest_note=_LONGEST_NOTE,
            wanted=[change for one, change in self._wanted().items() if gaps.holding(one) is group],
            **words,
        )

    def _group(self, gaps: Gaps, question: str) -> Group:
        found = gaps.holding(question)
        if found is None:
            raise HTTPException(404)
        return found

    def _wanted(self) -> Mapping[str, Change]:
        """The new entries that are wanted, by the id of the question that was noted."""
        with self._console.reading() as session:
            return {change.entry: change for change in Changes(session).in_state("wanted")}

    def _note_reading(self, visit: Visit) -> None:
        with self._console.work(visit) as work:
            work.inbox.note("read questions", "gaps")


def _to(told: str) -> Response:
    return RedirectResponse(f"{GAPS}?told={told}", 303)
