"""What every page of the console stands on: the database, the content, the templates, the way in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment
from sqlalchemy import Engine, delete, select
from sqlmodel import Session, col
from starlette.responses import HTMLResponse

from handlers.desk import Desk
from storage.database import READING
from storage.deciding import Deciding
from storage.examples import has_examples
from storage.inbox import Inbox
from storage.officer_tables import Draft
from storage.officers import Officers, SignedIn
from storage.sealing import Sealer
from web.console.operator import Operator
from web.console.visit import Door, Visit
from web.render import templates
from web.site import Site
from web.statics import Statics


@dataclass(frozen=True, slots=True)
class Link:
    """A page in the console's navigation."""

    path: str
    label: str


NAVIGATION = (
    Link("/console", "Start"),
    Link("/console/inbox", "Inbox"),
    Link("/console/gaps", "Gaps"),
    Link("/console/content", "Content"),
    Link("/console/strategy", "Strategy"),
    Link("/console/charts", "Charts"),
    Link("/console/youth", "Youth Forum"),
    Link("/console/reports", "Reports"),
    Link("/console/people", "People"),
)


@dataclass(frozen=True, slots=True)
class Work:
    """What an officer works with on one page, in one transaction."""

    session: Session
    inbox: Inbox
    deciding: Deciding
    sealer: Sealer
    at: datetime


class Console:
    """Shared by the pages of the console. Safe to use from many threads."""

    def __init__(
        self, engine: Engine, sealer: Sealer, desk: Callable[[], Desk], site: Site, operator: Operator
    ) -> None:
        self.engine = engine
        self.operator = operator
        self.sealer = sealer
        self.desk = desk
        self.site = site
        self.door = Door(site, self._find, self._keep_draft)
        self._env = _templates(site)

    @contextmanager
    def work(self, visit: Visit) -> Iterator[Work]:
        """The officer's inbox and decisions, in one transaction."""
        at = datetime.now(UTC)
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            inbox = Inbox(session, self.sealer, visit.account.name, at)
            yield Work(session, inbox, Deciding(session, self.sealer, inbox), self.sealer, at)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The database, for pages and files that only read: no family waits for them, however long they take."""
        with self.engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
            yield session

    @contextmanager
    def officers(self) -> Iterator[Officers]:
        """The accounts, in one transaction."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield Officers(session, self.sealer, datetime.now(UTC))

    def page(self, template: str, visit: Visit | None, status: int = 200, **words: Any) -> HTMLResponse:
        """A page of the console. `template` is a file in templates/console; `words` are what it shows.

        Every page may show `here` (its place in the navigation), `told` (what was done) and `trouble` (what was not).
        """
        usual = {"here": "", "told": "", "trouble": "", "has_examples": self._has_examples()}
        shared = {**usual, "visit": visit, "navigation": NAVIGATION if visit else (), "desk": self.desk()}
        html = self._env.get_template(f"console/{template}").render({**shared, **words})
        return HTMLResponse(html, status)

    def draft(self, visit: Visit, page: str) -> Mapping[str, list[str]]:
        """What the officer had typed on the page `page` when an earlier session ended; nothing, once it was given."""
        mine = (col(Draft.officer_id) == visit.account.id, col(Draft.page) == page)
        with Session(self.engine) as session, session.begin():
            row = session.scalar(select(Draft).where(*mine))
            form: dict[str, list[str]] = json.loads(self.sealer.open(row.form)) if row else {}
            session.execute(delete(Draft).where(*mine))
        return form

    def _has_examples(self) -> bool:
        with self.reading() as session:
            return has_examples(session)

    def _find(self, token: str) -> SignedIn | None:
        with self.officers() as officers:
            return officers.session(token)

    def _keep_draft(self, token: str, page: str, form: dict[str, list[str]]) -> None:
        with Session(self.engine) as session, session.begin():
            at = datetime.now(UTC)
            account = Officers(session, self.sealer, at).ended(token)
            if account:
                sealed = self.sealer.seal(json.dumps(form))
                session.merge(Draft(officer_id=account.id, page=page[:200], form=sealed, at=at))


def _templates(site: Site) -> Environment:
    statics = Statics()
    env = templates(statics)
    env.globals.update(site=site, static=statics.address)
    return env
