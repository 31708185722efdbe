"""The console over the content of a small made-up area, which officers may change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from content_folder import Folder
from fastapi import FastAPI
from office import Office
from saying import anonymiser
from sqlalchemy import select
from sqlmodel import Session, col
from starlette.testclient import TestClient

from handlers.assistant import Assistant
from handlers.desk import Desk, open_desk
from handlers.outcomes import NEEDS
from knowledge.checks import examine
from knowledge.faults import Fault
from knowledge.loader import load
from storage.content_changes import Change, Changes
from storage.drafts import Drafts, Kept
from storage.inbox import Inbox, Noted
from storage.officer_tables import Officer
from storage.roles import Role
from storage.submissions import Submissions
from web.app import create_app
from web.console.operator import Operator
from web.console.pages import add_console
from web.console.shell import Console

ANSWERS = "answers/school.yaml"
SERVICES = "services/advice.yaml"


@dataclass
class Live:
    """The content that families see: that of the folder as it was last read without a fault."""

    folder: Folder
    now: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.now = open_desk(load(self.folder.path))

    def reload(self) -> Sequence[Fault]:
        faults, knowledge = examine(self.folder.path, NEEDS)
        if knowledge is not None and not faults:
            self.now = open_desk(knowledge)
        return faults


@dataclass
class FenOffice:
    """The console of Fenshire: its content, its database, and the officers in it."""

    live: Live
    console: Console
    app: FastAPI

    @classmethod
    def over(cls, folder: Folder, console: Console, *, at_once: bool) -> FenOffice:
        live = Live(folder)
        operator = Operator(folder.path, live_changes=at_once, reload=live.reload)
        made = Console(console.engine, console.sealer, lambda: live.now, console.site, operator)
        app = create_app(Assistant(made.engine, made.sealer, lambda: live.now), site=made.site)
        add_console(app, made)
        return cls(live, made, app)

    @property
    def folder(self) -> Folder:
        return self.live.folder

    def enter(self, role: Role) -> Office:
        return Office.enter(TestClient(self.app, follow_redirects=False), self.console, role)

    def families_ask(self, *questions: str, day: date = date(2026, 11, 25)) -> None:
        with Session(self.console.engine) as session, session.begin():
            for question in questions:
                Submissions(session, self.console.sealer).add_unanswered(anonymiser().clean(question), day)

    def families_say(self, about: str, what: str, words: str | None = None) -> None:
        clean = anonymiser().clean(words) if words else None
        with Session(self.console.engine) as session, session.begin():
            Submissions(session, self.console.sealer).add_correction(about, what, clean, date(2026, 11, 25))

    def changes(self, entry: str) -> list[Change]:
        with Session(self.console.engine) as session:
            return Changes(session).of(entry)

    def keep_typed(self, name: str, page: str, form: dict[str, list[str]]) -> None:
        """What an officer had typed on a page when the session ended."""
        with Session(self.console.engine) as session, session.begin():
            officer = session.scalars(select(Officer).where(col(Officer.name) == name)).one()
            Drafts(session, self.console.sealer, officer.id).keep(Kept(page, page, form), datetime.now(UTC))

    def noted(self, on_id: str) -> Sequence[Noted]:
        with Session(self.console.engine) as session:
            return Inbox(session, self.console.sealer, "", datetime.now(UTC)).history(on_id)


def seen_in(page: str) -> str:
    """What a page of the editor says that its officer has seen."""
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]
