"""The console on a real database, and officers who are signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from office import Office
from sqlalchemy import Engine
from starlette.testclient import TestClient

from handlers.assistant import Assistant
from handlers.desk import Desk
from storage.roles import Role
from storage.sealing import Sealer
from web.app import create_app
from web.console.operator import Operator
from web.console.pages import add_console
from web.console.shell import Console
from web.site import Site


@pytest.fixture
def console(sqlite_engine: Engine, sealer: Sealer, desk: Desk, site: Site, tmp_path: Path) -> Console:
    return Console(sqlite_engine, sealer, lambda: desk, site, Operator(tmp_path))


@pytest.fixture
def app(console: Console, desk: Desk, site: Site) -> FastAPI:
    made = create_app(Assistant(console.engine, console.sealer, lambda: desk), site=site)
    add_console(made, console)
    return made


@pytest.fixture
def enter(app: FastAPI, console: Console) -> Callable[[Role], Office]:
    """Signs an officer with a role in, and gives what they look at pages with."""

    def sign_in(role: Role) -> Office:
        return Office.enter(TestClient(app, follow_redirects=False), console, role)

    return sign_in
