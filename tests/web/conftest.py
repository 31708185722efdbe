"""A site on a fake assistant, the same site live on a port, and a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from chromium import CHROMIUM, QUIET
from fake_assistant import FakeAssistant
from fake_published import FakePublished
from fastapi import FastAPI
from live_site import Live, lively
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient

from handlers.desk import Desk
from web.app import create_app
from web.public import PublicPages
from web.site import Site


@pytest.fixture
def site() -> Site:
    return Site(
        area="Anyshire", run_by="This is run by Anyshire Council.", secret=b"a secret for tests", secure_cookies=False
    )


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def published() -> FakePublished:
    return FakePublished()


@pytest.fixture
def app(assistant: FakeAssistant, site: Site, published: FakePublished, desk: Desk) -> FastAPI:
    return create_app(assistant, site=site, public=lambda pages: PublicPages(published, lambda: desk, pages).router())


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def live(app: FastAPI, assistant: FakeAssistant) -> Iterator[Live]:
    with lively(app, assistant) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        message = f"no browser at {CHROMIUM}: the web chat is NOT tested in a browser"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desktop."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a small phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    yield context.new_page()
    context.close()
