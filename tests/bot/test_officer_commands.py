"""`signpost officer`: the first account, and what is done where nobody can sign in any more."""

from __future__ import annotations

import getpass
import io
import re
import sys
from datetime import UTC, datetime

import pytest
from authenticator import digits
from officer import Officer
from sqlalchemy import Engine

from storage.sealing import Sealer
from storage.sign_in import SignedIn, SignIn

PASSWORD = "three random words"
_KEY = re.compile(r"Key: (\w+)")


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_OFFICER_PASSWORD", PASSWORD)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed in the terminal with nothing shown, in this order."""
    lines: list[str] = []
    monkeypatch.delenv("SIGNPOST_OFFICER_PASSWORD", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda _ask: lines.pop(0))
    return lines


def enters(engine: Engine, sealer: Sealer, name: str, password: str, secret: str) -> bool:
    now = datetime.now(UTC)
    found = SignIn(engine, sealer).enter(name, password, digits(secret, now), "", now)
    return isinstance(found, SignedIn)


def test_the_first_officer_signs_in_with_the_code_that_is_shown(
    officer: Officer, password: None, sqlite_engine: Engine, sealer: Sealer
) -> None:
    assert "officer add NAME --role admin" in officer.types("officer", "list")
    told = officer.types("officer", "add", "Ann@any.example", "--role", "admin")
    assert "▀" in told or "█" in told
    assert "otpauth://totp/Signpost:ann%40any.example?secret=" in told
    assert PASSWORD not in told
    assert enters(sqlite_engine, sealer, "ann@any.example", PASSWORD, _KEY.search(told)[1])
    assert "ann@any.example  admin, password and phone" in officer.types("officer", "list")


def test_a_password_comes_by_a_pipe(
    officer: Officer, monkeypatch: pytest.MonkeyPatch, sqlite_engine: Engine, sealer: Sealer
) -> None:
    monkeypatch.delenv("SIGNPOST_OFFICER_PASSWORD", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    told = officer.types("officer", "add", "ann")
    assert enters(sqlite_engine, sealer, "ann", PASSWORD, _KEY.search(told)[1])


def test_a_password_is_asked_for_twice_and_not_shown(officer: Officer, typed: list[str]) -> None:
    typed += [PASSWORD, PASSWORD]
    assert PASSWORD not in officer.types("officer", "add", "ann")
    typed += [PASSWORD, "another password"]
    assert "not the same both times" in officer.is_refused("officer", "add", "bob")
    typed += ["short"]
    assert "12 letters or more" in officer.is_refused("officer", "add", "bob")
    assert "bob" not in officer.types("officer", "list")


def test_a_name_that_is_taken_is_told_before_a_password_is_asked_for(officer: Officer, typed: list[str]) -> None:
    typed += [PASSWORD, PASSWORD]
    officer.types("officer", "add", "ann")
    assert "already" in officer.is_refused("officer", "add", "ANN")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "ann", "--role", "king"), "There is no role 'king'. Use one of: viewer, moderator, editor, admin."),
        (("add", ""), "Give a name of 64 letters at most"),
        (("add", "x" * 65), "Give a name of 64 letters at most"),
        (("disable", "nobody"), "There is no officer called nobody."),
        (("enable", "nobody"), "There is no officer called nobody."),
        (("reset", "nobody"), "There is no officer called nobody."),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    words: tuple[str, ...], said: str, officer: Officer, password: None
) -> None:
    assert said in officer.is_refused("officer", *words)


def test_no_password_at_all_is_told_in_one_line(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIGNPOST_OFFICER_PASSWORD", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert "There is no password." in officer.is_refused("officer", "add", "ann")


def test_an_account_is_switched_off_and_on_but_not_the_last_admin(officer: Officer, password: None) -> None:
    officer.types("officer", "add", "ann", "--role", "admin")
    officer.types("officer", "add", "bob")
    officer.types("officer", "disable", "bob")
    assert "bob  viewer, password and phone, switched off" in officer.types("officer", "list")
    officer.types("officer", "enable", "bob")
    assert "switched off" not in officer.types("officer", "list")
    assert "only admin" in officer.is_refused("officer", "disable", "ann")


def test_the_only_admin_who_lost_their_phone_comes_back_in(
    officer: Officer, password: None, sqlite_engine: Engine, sealer: Sealer
) -> None:
    old = _KEY.search(officer.types("officer", "add", "ann", "--role", "admin"))[1]
    new = _KEY.search(officer.types("officer", "reset", "ann"))[1]
    assert new != old
    assert enters(sqlite_engine, sealer, "ann", PASSWORD, new)
