"""What every page of the console stands on: the database, the content, the templates, the way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.responses import HTMLResponse

from handlers.desk import Desk
from storage.database import READING
from storage.deciding import Deciding
from storage.drafts import Drafts, Kept
from storage.examples import has_examples
from storage.inbox import Inbox
from storage.officer_sessions import Sessions
from storage.officers import Officers, account_of
from storage.roles import Role
from storage.sealing import Sealer
from storage.sign_in import SignedIn
from storage.switch import why_off
from web.console.operator import Operator
from web.console.visit import Door, Visit
from web.render import templates
from web.site import Site
from web.statics import Statics


@dataclass(frozen=True, slots=True)
class Link:
    """A page in the console's navigation, for those who may do what `role` may."""

    path: str
    label: str
    role: Role = "viewer"


NAVIGATION = (
    Link("/console", "Start"),
    Link("/console/inbox", "Inbox"),
    Link("/console/gaps", "Gaps"),
    Link("/console/content", "Content"),
    Link("/console/strategy", "Strategy"),
    Link("/console/charts", "Charts"),
    Link("/console/youth", "Youth Forum"),
    Link("/console/reports", "Reports"),
    Link("/console/people", "People", "admin"),
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
        self.door = Door(site, self)
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
    def writing(self) -> Iterator[Session]:
        """One transaction that writes."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def officers(self, visit: Visit | None = None) -> Iterator[Officers]:
        """The accounts, in one transaction; what `visit`'s officer changes of them is noted with their name."""
        with self.writing() as session:
            yield Officers(session, self.sealer, datetime.now(UTC), visit.account.name if visit else "")

    def officers_in(self, session: Session, by: str = "") -> Officers:
        """The accounts, in a transaction of the caller's."""
        return Officers(session, self.sealer, datetime.now(UTC), by)

    def page(self, template: str, visit: Visit | None, status: int = 200, **words: Any) -> HTMLResponse:
        """A page of the console. `template` is a file in templates/console; `words` are what it shows.

        Every page may show `here` (its place in the navigation), `told` (what was done) and `trouble` (what was not).
        What the layout shows besides: that there are examples, that the assistant is off, and words of the officer
        that were given back here, or wait for them.
        """
        html = self._env.get_template(f"console/{template}").render({**self._shared(visit), **words})
        return HTMLResponse(html, status)

    def draft(self, visit: Visit, page: str) -> Mapping[str, list[str]]:
        """What the officer had typed on the page `page` (its path) when an earlier session ended; else nothing.

        It is there until the form is sent again, so that to open the page twice loses nothing.
        """
        with self.reading() as session:
            kept = Drafts(session, self.sealer, visit.account.id).at(page)
        if kept:
            visit.given.append(kept.page)
        return kept.form if kept else {}

    def find(self, token: str) -> SignedIn | None:
        """The session of a token, which stays open by being used; None where it has ended."""
        at = datetime.now(UTC)
        with self.reading() as session:
            seen = Sessions(session, at).find(token)
        if seen is None:
            return None
        if seen.is_due:
            with self.writing() as session:
                Sessions(session, at).keep_open(token)
        return SignedIn(account_of(seen.officer), token)

    def keep_draft(self, token: str, kept: Kept) -> bool:
        """Keep what was typed after the session's end. Gives whether it was: not for a session that we do not know."""
        at = datetime.now(UTC)
        with self.writing() as session:
            officer = Sessions(session, at).whose_ended(token)
            if officer:
                Drafts(session, self.sealer, officer.id).keep(kept, at)
            return officer is not None

    def drop_draft(self, visit: Visit, page: str, to: str) -> None:
        """Forget the draft of a page where the form that it was typed in was sent."""
        with self.reading() as session:
            kept = Drafts(session, self.sealer, visit.account.id).at(page)
        if kept and kept.to == to:
            with self.writing() as session:
                Drafts(session, self.sealer, visit.account.id).drop(page)

    def _shared(self, visit: Visit | None) -> dict[str, Any]:
        links = [link for link in NAVIGATION if visit and visit.account.may(link.role)]
        usual = {"here": "", "told": "", "trouble": "", "visit": visit, "navigation": links, "desk": self.desk()}
        with self.reading() as session:
            waiting = set(Drafts(session, self.sealer, visit.account.id).pages()) if visit else set()
            return usual | {
                "has_examples": has_examples(session),
                "why_off": why_off(session) if visit else None,
                "given_back": bool(visit and visit.given),
                "drafts_wait": bool(visit and waiting.difference(visit.given)),
            }


def _templates(site: Site) -> Environment:
    statics = Statics()
    env = templates(statics)
    env.globals.update(site=site, static=statics.address)
    return env
