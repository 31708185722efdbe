"""The young people's door on the web, and the files that only one chat may have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from handlers.assistant import Assistant
from web.app import create_app
from web.site import Site

DOCX, PICTURE = "/file/my-page.docx?make=my-page:docx", "/file/my-page.png?make=my-page:picture"
Browsers = Callable[[], TestClient]
SKIPS = ("good-at", "need", "want", "helps")


@pytest.fixture
def browser(sqlite_engine: Engine, open_assistant: Callable[[Engine], Assistant], site: Site) -> Browsers:
    """Makes browsers, each with cookies of its own."""
    app = create_app(open_assistant(sqlite_engine), site=site)
    return lambda: TestClient(app, follow_redirects=False)


def with_a_page(client: TestClient) -> TestClient:
    """The browser of someone whose page is done."""
    client.get("/")
    client.post("/chat", data={"choice": "flow:my-page"})
    client.post("/chat", data={"choice": "p:my-page.1:begin:seen"})
    client.post("/chat", data={"text": "zebra polishing"})
    for step in SKIPS:
        client.post("/chat", data={"choice": f"p:my-page.1:{step}:"})
    return client


def test_the_address_on_the_poster_leads_to_the_young_peoples_door(browser: Browsers) -> None:
    client = browser()
    found = client.get("/youth")
    assert (found.status_code, found.headers["location"]) == (303, "/?start=youth")
    page = client.get(found.headers["location"]).text
    assert "Hi, I am Signpost" in page
    assert "How old are you?" in page


def test_someone_under_16_goes_on_here(browser: Browsers) -> None:
    client = browser()
    client.get("/", params={"start": "youth"})
    client.post("/chat", data={"text": "im 12"})
    assert "Say what I think" in client.get("/").text


def test_whoever_made_the_page_gets_its_files_and_no_cache_keeps_them(browser: Browsers) -> None:
    client = with_a_page(browser())
    shown = client.get("/").text
    assert "zebra polishing" in shown
    for address, kind in ((DOCX, "wordprocessingml"), (PICTURE, "image/png")):
        assert address.replace(":", "%3A") in shown
        got = client.get(address)
        assert got.status_code == 200
        assert kind in got.headers["content-type"]
        assert got.headers["cache-control"] == "no-store"


def test_nobody_else_does(browser: Browsers) -> None:
    with_a_page(browser())
    nobody, other, forged = browser(), browser(), browser()
    other.get("/")
    forged.cookies.set("signpost_chat", "0" * 32)
    for client in (nobody, other, forged):
        assert client.get(DOCX).status_code == 404
        assert client.get(PICTURE).status_code == 404


def test_once_the_words_are_deleted_there_is_no_file_and_no_page(browser: Browsers) -> None:
    client = with_a_page(browser())
    client.post("/chat", data={"choice": "young:delete"})
    assert client.get(DOCX).status_code == 404
    shown = client.get("/").text
    assert "Your words are gone." in shown
    assert "zebra" not in shown


def test_leaving_in_a_hurry_leaves_no_way_back_to_it(browser: Browsers) -> None:
    client = with_a_page(browser())
    client.get("/leave")
    assert client.get(DOCX).status_code == 404


def test_files_with_nobodys_words_need_no_chat(browser: Browsers) -> None:
    assert browser().get("/file/chase-late.docx?make=letter:chase-late:plan.again").status_code == 200
