"""The posters on pages."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from fake_assistant import FakeAssistant
from fake_published import FakePublished
from starlette.testclient import TestClient

from handlers.desk import Desk
from web.app import create_app
from web.public import PublicPages
from web.site import Site

CHAT = "https://chat.example"


@pytest.fixture
def client_at(assistant: FakeAssistant, site: Site, published: FakePublished, desk: Desk) -> Callable[..., TestClient]:
    def at(public_url: str = CHAT, telegram: str = "") -> TestClient:
        there = replace(site, public_url=public_url, telegram=telegram)
        return TestClient(
            create_app(assistant, site=there, public=lambda pages: PublicPages(published, lambda: desk, pages).router())
        )

    return at


def test_every_poster_is_there_in_words_as_a_picture_and_to_take_away(
    client_at: Callable[..., TestClient], desk: Desk
) -> None:
    client = client_at()
    page = client.get("/posters").text
    for poster in desk.knowledge.posters:
        assert f"<h2>{poster.title}</h2>" in page
        assert poster.lines[0].replace("'", "&#39;") in page
        assert f'<img src="/posters/{poster.id}.svg" alt="Poster: {poster.title}"' in page
        assert client.get(f"/posters/{poster.id}").text.count("<h1") == 1
        picture, document = (client.get(f"/posters/{poster.id}.{kind}") for kind in ("svg", "pdf"))
        assert picture.headers["content-type"] == "image/svg+xml"
        assert document.content.startswith(b"%PDF")
        assert document.headers["content-disposition"] == f'attachment; filename="poster-{poster.id}.pdf"'


def test_without_a_bot_posters_lead_to_the_web_alone(client_at: Callable[..., TestClient]) -> None:
    assert "t.me" not in client_at().get("/posters").text
    assert "t.me" not in client_at().get("/posters/chat.svg").text


def test_with_a_bot_they_lead_there_too_but_for_those_for_the_young(client_at: Callable[..., TestClient]) -> None:
    client = client_at(telegram="SomeBot")
    assert "https://t.me/SomeBot" in client.get("/posters/chat").text
    assert "t.me" not in client.get("/posters/youth").text
    assert "t.me" not in client.get("/posters/youth.svg").text


def test_with_no_address_of_its_own_the_words_are_there_and_the_codes_are_not(
    client_at: Callable[..., TestClient], desk: Desk
) -> None:
    client = client_at(public_url="")
    page = client.get("/posters").text
    assert desk.knowledge.posters[0].title in page
    assert "<img" not in page
    assert "no codes here yet" in page
    assert client.get("/posters/chat").status_code == 200
    assert client.get("/posters/chat.svg").status_code == 404
    assert client.get("/posters/chat.pdf").status_code == 404


@pytest.mark.parametrize("name", ["nothing", "nothing.svg", "nothing.pdf", "x" * 5000, "%00.svg", "..%2f..", "a.exe"])
def test_a_poster_that_is_not_there_is_a_kind_page(client_at: Callable[..., TestClient], name: str) -> None:
    answer = client_at().get(f"/posters/{name}")
    assert answer.status_code == 404
    assert "Go back to the chat" in answer.text


def test_the_addresses_are_those_of_the_settings_and_not_of_a_forged_host(
    client_at: Callable[..., TestClient],
) -> None:
    page = client_at().get("/posters", headers={"host": "evil.example"}).text
    assert "evil.example" not in page
    assert f"{CHAT}/youth" in page


def test_pages_and_pictures_may_be_kept_and_set_no_cookie(client_at: Callable[..., TestClient]) -> None:
    for path in ("/posters", "/posters/chat", "/posters/chat.svg", "/posters/chat.pdf"):
        answer = client_at().get(path)
        assert answer.headers["cache-control"] == "public, max-age=300"
        assert "set-cookie" not in answer.headers
