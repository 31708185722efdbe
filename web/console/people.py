"""The officers: who may do what, and their first sign-in."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.officers import Account, OfficerError, plain_name
from storage.passwords import app_address
from storage.roles import ROLES, Role
from web.asked import line
from web.console.second_factor import drawn, in_groups
from web.console.shell import Console
from web.console.visit import HOME, visit_of

PEOPLE = f"{HOME}/people"
_WORDS = 15
"""The bytes of a first password: as good as 20 random letters."""


class People:
    """The accounts, for admins."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("admin"))])
        router.add_api_route(PEOPLE, self.show, methods=["GET"])
        router.add_api_route(PEOPLE, self.add, methods=["POST"])
        router.add_api_route(f"{PEOPLE}/{{officer_id}}", self.show_one, methods=["GET"])
        router.add_api_route(f"{PEOPLE}/{{officer_id}}/role", self.change_role, methods=["POST"])
        router.add_api_route(f"{PEOPLE}/{{officer_id}}/off", self.switch_off, methods=["POST"])
        router.add_api_route(f"{PEOPLE}/{{officer_id}}/on", self.switch_on, methods=["POST"])
        router.add_api_route(f"{PEOPLE}/{{officer_id}}/reset", self.reset, methods=["POST"])
        return router

    def show(self, request: Request) -> Response:
        """Everyone, and a form for one more."""
        return self._list(request)

    def add(self, request: Request, name: Annotated[str, Form()] = "", role: Annotated[str, Form()] = "") -> Response:
        """Make an account, and show its first password and its second factor, once."""
        visit, plain, password = visit_of(request), plain_name(line(name, 256)), secrets.token_urlsafe(_WORDS)
        if role not in ROLES:
            return self._list(request, plain, "viewer", "Choose what this person may do.")
        try:
            with self._console.officers(visit) as officers:
                secret = officers.add(plain, role, password)
        except OfficerError as error:
            return self._list(request, plain, role, str(error))
        return self._first_sign_in(request, plain, password, secret)

    def show_one(self, request: Request, officer_id: str, told: str = "") -> Response:
        """One account."""
        return self._one(request, self._there(officer_id), told=_TOLD.get(told, ""))

    def change_role(self, request: Request, officer_id: str, role: Annotated[str, Form()] = "") -> Response:
        """Let someone do more, or less."""
        if role not in ROLES:
            return self._one(request, self._there(officer_id), "Choose what this person may do.")
        return self._changed(request, officer_id, "role", role=role)

    def switch_off(self, request: Request, officer_id: str) -> Response:
        """Let someone in no more."""
        return self._changed(request, officer_id, "off", disabled=True)

    def switch_on(self, request: Request, officer_id: str) -> Response:
        """Let someone in again."""
        return self._changed(request, officer_id, "on", disabled=False)

    def reset(self, request: Request, officer_id: str) -> Response:
        """A new password and second factor, for someone who has lost theirs."""
        account, password = self._there(officer_id), secrets.token_urlsafe(_WORDS)
        try:
            with self._console.officers(visit_of(request)) as officers:
                secret = officers.reset(account.name, password)
        except OfficerError as error:
            return self._one(request, account, str(error))
        return self._first_sign_in(request, account.name, password, secret)

    def _changed(
        self, request: Request, officer_id: str, told: str, role: Role | None = None, disabled: bool | None = None
    ) -> Response:
        account = self._there(officer_id)
        try:
            with self._console.officers(visit_of(request)) as officers:
                officers.change(account.name, role=role, disabled=disabled)
        except OfficerError as error:
            return self._one(request, account, str(error))
        return RedirectResponse(f"{PEOPLE}/{account.id}?told={told}", 303)

    def _there(self, officer_id: str) -> Account:
        with self._console.reading() as session:
            account = self._console.officers_in(session).one(line(officer_id, 32))
        if account is None:
            raise HTTPException(404)
        return account

    def _list(self, request: Request, name: str = "", role: str = "viewer", trouble: str = "") -> Response:
        with self._console.reading() as session:
            people = self._console.officers_in(session).all()
        words = {"people": people, "name": name, "role": role, "roles": WHAT_ROLES_DO, "trouble": trouble}
        return self._console.page("people.html", visit_of(request), 400 if trouble else 200, here=PEOPLE, **words)

    def _one(self, request: Request, person: Account, trouble: str = "", told: str = "") -> Response:
        words = {"person": person, "roles": WHAT_ROLES_DO, "trouble": trouble, "told": told}
        return self._console.page("person.html", visit_of(request), 400 if trouble else 200, here=PEOPLE, **words)

    def _first_sign_in(self, request: Request, name: str, password: str, secret: str) -> Response:
        service = f"{self._console.site.name} {self._console.site.area}"
        words: dict[str, Any] = {
            "name": name,
            "password": password,
            "secret": in_groups(secret),
            "address": app_address(secret, name, service),
            # Drawn by segno of our own letters alone.
            "code": Markup(drawn(secret, name, service)),  # noqa: S704
        }
        return self._console.page("first-sign-in.html", visit_of(request), here=PEOPLE, **words)


WHAT_ROLES_DO: dict[Role, str] = {
    "viewer": "reads comments and figures",
    "moderator": "also decides about comments and answers them",
    "editor": "also changes content, rounds and reports",
    "admin": "also looks after people, keys and the off switch",
}
_TOLD = {
    "role": "The role has been changed. This person signs in anew.",
    "off": "The account is switched off, and signed out everywhere.",
    "on": "The account is switched on again.",
}
