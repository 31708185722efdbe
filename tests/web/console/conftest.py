"""The console on a real database, and officers who are signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from content_folder import Folder, cut_short, fenshire_in
from fastapi import FastAPI
from fen_office import FenOffice
from office import Office
from sqlalchemy import Engine
from starlette.testclient import TestClient

from handlers.assistant import Assistant
from handlers.desk import Desk
from knowledge.base import Knowledge
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


@pytest.fixture(scope="session")
def shared_files(knowledge: Knowledge) -> dict[str, str]:
    return cut_short(knowledge)


@pytest.fixture
def fen_folder(tmp_path: Path, shared_files: dict[str, str]) -> Folder:
    """Fenshire as content that the program itself accepts."""
    folder = fenshire_in(tmp_path / "fenshire", shared_files)
    folder.replace("flows/plan.yaml", "do: keep words", "do: preview\n    with: {as: correction}")
    return folder


@pytest.fixture
def fen(fen_folder: Folder, console: Console) -> FenOffice:
    """The console of a made-up area, where what is approved waits for a keeper."""
    return FenOffice.over(fen_folder, console, at_once=False)


@pytest.fixture
def live_fen(fen_folder: Folder, console: Console) -> FenOffice:
    """The same, where what is approved goes live at once."""
    return FenOffice.over(fen_folder, console, at_once=True)
