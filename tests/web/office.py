"""An officer at a desk: signs in, opens pages, sends forms with the token that the page gave."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from httpx import Response
from starlette.testclient import TestClient

from storage.roles import Role
from web.console.shell import Console

PASSWORD = "three random words"
_TOKEN = re.compile(r'name="form_token" value="(\w+)"')


@dataclass(frozen=True)
class Office:
    """A browser in which the officer `name` is signed in."""

    client: TestClient
    name: str

    @classmethod
    def enter(cls, client: TestClient, console: Console, role: Role, name: str | None = None) -> Office:
        name = name or f"{role}@anyshire.example"
        secret = add_officer(console, name, role)
        sent = {"name": name, "password": PASSWORD, "digits": digits_now(secret), "back": "/console"}
        entered = client.post("/console/sign-in", data=sent)
        assert entered.status_code == 303, entered.text
        return cls(client, name)

    def open(self, path: str) -> Response:
        return self.client.get(path)

    def send(self, path: str, form: dict[str, Any] | None = None) -> Response:
        """Send a form as the page of the console would: with the token of this session."""
        return self.client.post(path, data={**(form or {}), "form_token": self.token()})

    def token(self) -> str:
        found = _TOKEN.search(self.client.get("/console").text)
        assert found
        return found[1]


def add_officer(console: Console, name: str, role: Role) -> str:
    """Make an account. Gives the secret of its second factor."""
    with console.officers() as officers:
        return officers.add(name, role, PASSWORD)


def digits_now(secret: str, seconds_from_now: int = 0) -> str:
    totp = TOTP(base64.b32decode(secret), 6, SHA1(), 30, enforce_key_length=False)
    return totp.generate(int(datetime.now(UTC).timestamp()) + seconds_from_now).decode()
