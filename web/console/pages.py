"""The officers' console at /console. Nothing of it is reachable without signing in."""

from __future__ import annotations

from typing import Protocol

from fastapi import APIRouter, FastAPI

from web.console.account import OwnAccount
from web.console.actions import ActionPages
from web.console.answering import AnswerForm
from web.console.answers import AnswerPages
from web.console.asking_form import AskingPages
from web.console.audit import AuditPages
from web.console.charts import Charts
from web.console.comment import CommentPages
from web.console.content_parts import ContentParts
from web.console.exports import Exports
from web.console.inbox import InboxPages
from web.console.inbox_chosen import InboxChosen
from web.console.keys import Keys
from web.console.off_switch import OffSwitch
from web.console.people import People
from web.console.promises import PromisePages
from web.console.refusals import Refusals
from web.console.reports import ReportsPages
from web.console.shell import Console
from web.console.sign_on import SigningOn
from web.console.signing import Signing
from web.console.start import Start
from web.console.strategy import StrategyPages
from web.console.youth import YouthPages


class Part(Protocol):
    """A part of the console: some pages that belong together."""

    def __init__(self, console: Console) -> None: ...

    def router(self) -> APIRouter:
        """Where each page lives."""


PARTS: tuple[type[Part], ...] = (
    Signing,
    SigningOn,
    OwnAccount,
    People,
    Keys,
    AuditPages,
    OffSwitch,
    Start,
    InboxPages,
    InboxChosen,
    CommentPages,
    AnswerForm,
    AnswerPages,
    Charts,
    Exports,
    ContentParts,
    ReportsPages,
    StrategyPages,
    PromisePages,
    ActionPages,
    YouthPages,
    AskingPages,
)


def add_console(app: FastAPI, console: Console) -> None:
    """Add the console to the site."""
    for part in PARTS:
        app.include_router(part(console).router())
    Refusals(console).add_to(app)
