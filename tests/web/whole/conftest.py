"""The whole site as `signpost run` serves it, on a port of this machine, with example data and an officer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from office import PASSWORD
from playwright.sync_api import Browser, BrowserContext
from sqlmodel import Session
from whole_site import NAME, Whole

from bot.run import web_site
from bot.settings import Settings
from bot.wiring import build
from handlers.examples import make_examples
from storage.examples import put_in
from storage.figures import update_all_figures
from storage.officers import Officers
from storage.word_search import index_all


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    folder = tmp_path_factory.mktemp("whole")
    settings = Settings(database_url=f"sqlite:///{folder}/d/signpost.db", secret_key="a secret for tests")
    parts = build(settings)
    with Session(parts.engine) as session, session.begin():
        put_in(make_examples(parts.desk, datetime.now(UTC).date()), session, parts.sealer)
        second_factor = Officers(session, parts.sealer, datetime.now(UTC)).add(NAME, "admin", PASSWORD)
    index_all(parts.engine, parts.sealer)
    update_all_figures(parts.engine)
    with _served(web_site(settings, parts)) as address:
        yield Whole(address, parts, second_factor)


@pytest.fixture(scope="module")
def signed_in(whole: Whole, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a browser holds in which the officer has signed in."""
    context = browser.new_context()
    whole.sign_in(context.new_page())
    kept = tmp_path_factory.mktemp("signed-in") / "state.json"
    context.storage_state(path=kept)
    context.close()
    return kept


@pytest.fixture
def desk_browser(browser: Browser, signed_in: Path) -> Iterator[BrowserContext]:
    """The officer's browser on a desktop."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, storage_state=signed_in)
    yield context
    context.close()


class _Server(uvicorn.Server):
    def __enter__(self) -> str:
        threading.Thread(target=self.run, daemon=True).start()
        deadline = time.monotonic() + 20
        while not self.started:
            assert time.monotonic() < deadline, "the site did not start"
            time.sleep(0.02)
        return f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self.should_exit = True


def _served(app: FastAPI) -> _Server:
    return _Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
