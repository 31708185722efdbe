"""`signpost officer ...`: who may sign in to the console. The first account is made here."""

from __future__ import annotations

import getpass
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from sqlmodel import Session

from bot.settings import read_settings
from storage.database import open_database
from storage.officers import OfficerError, Officers, check_password, plain_name
from storage.passwords import app_address
from storage.roles import ROLES, Role
from storage.sealing import Sealer

officer = typer.Typer(no_args_is_help=True, help="Look after who may sign in to the console.")
say = Console(highlight=False, markup=False, soft_wrap=True)

PASSWORD_VARIABLE = "SIGNPOST_OFFICER_PASSWORD"  # noqa: S105  (the name of a setting)
SERVICE = "Signpost"
Name = Annotated[str, typer.Argument(metavar="NAME", help="Their e-mail address, or another name.")]


@officer.command("add")
def add(
    name: Name,
    role: Annotated[str, typer.Option(help=f"What they may do: {', '.join(ROLES)}.")] = "viewer",
) -> None:
    """Make an account. Asks for its password, and shows the code for its authenticator app, once."""
    checked = _role(role)
    with _officers() as officers:
        officers.check_new(name)
    password = _password()
    with _officers() as officers:
        secret = officers.add(name, checked, password)
    say.print(f"{plain_name(name)} may sign in now, as {checked}.")
    _show_code(secret, plain_name(name))


@officer.command("reset")
def reset(name: Name) -> None:
    """Make a new password and a new code, for someone who has lost theirs. The old ones stop working."""
    password = _password()
    with _officers() as officers:
        secret = officers.reset(name, password)
    say.print(f"{plain_name(name)} signs in with the new password and the new code from now on.")
    _show_code(secret, plain_name(name))


@officer.command("list")
def list_officers() -> None:
    """Show every account."""
    with _officers() as officers:
        every = officers.all()
    for one in every:
        way = "password and phone" if one.has_password else "council account"
        say.print(f"{one.name}  {one.role}, {way}{', switched off' if one.disabled else ''}")
    if not every:
        say.print("Nobody can sign in yet. The first one: signpost officer add NAME --role admin")


@officer.command("disable")
def disable(name: Name) -> None:
    """Switch an account off. It is signed out everywhere."""
    with _officers() as officers:
        account = officers.change(name, disabled=True)
    say.print(f"{account.name} can no longer sign in.")


@officer.command("enable")
def enable(name: Name) -> None:
    """Switch an account on again."""
    with _officers() as officers:
        account = officers.change(name, disabled=False)
    say.print(f"{account.name} can sign in again.")


def _role(said: str) -> Role:
    found = next((role for role in ROLES if role == said.strip().lower()), None)
    if found is None:
        raise OfficerError(f"There is no role '{said}'. Use one of: {', '.join(ROLES)}.")
    return found


def _password() -> str:
    """A password from the setting, from a pipe, or typed twice with nothing shown. Raises OfficerError."""
    given = os.environ.get(PASSWORD_VARIABLE, "")
    if not given and not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\r\n")
        if not given:
            raise OfficerError(
                f"There is no password. Type it in a terminal, send it by a pipe, or set {PASSWORD_VARIABLE}."
            )
    if not given:
        given = getpass.getpass("A password for them: ")
        check_password(given)
        if getpass.getpass("Once more: ") != given:
            raise OfficerError("The password was not the same both times. Nothing was changed; try again.")
    check_password(given)
    return given


def _show_code(secret: str, name: str) -> None:
    # Imported here because no other command of these draws anything.
    import segno

    address, drawn = app_address(secret, name, SERVICE), io.StringIO()
    segno.make(address, micro=False).terminal(drawn, compact=True)
    say.print("Scan this with an authenticator app, or type the key into it. It is shown once.\n")
    say.print(drawn.getvalue())
    say.print(f"Key: {secret}\nAddress: {address}")


@contextmanager
def _officers() -> Iterator[Officers]:
    settings = read_settings()
    engine = open_database(settings.database_url)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield Officers(session, Sealer(settings.secret()), datetime.now(UTC))
