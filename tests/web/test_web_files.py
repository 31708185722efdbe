"""Files and pictures in the chat, and the calendar to pick a day from."""

from __future__ import annotations

import re
from html import unescape

import pytest
from live_site import Live
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient


def shown(client: TestClient) -> str:
    client.get("/")
    return client.post("/chat", data={"choice": "dates"}, headers={"Accept": "text/vnd.signpost.fragment+html"}).text


def addresses(html: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'(?:href|src)="(/file/[^"]+)"', html)]


def test_a_file_and_a_picture_are_linked_and_can_be_fetched(client: TestClient) -> None:
    picture, same_picture, calendar = addresses(shown(client))
    assert picture == same_picture
    assert client.get(picture).content == b"\x89PNG"
    fetched = client.get(calendar)
    assert fetched.content == b"BEGIN:VCALENDAR"
    assert fetched.headers["content-type"] == "text/calendar; charset=utf-8"
    assert fetched.headers["content-disposition"] == 'attachment; filename="my-dates.ics"'
    assert fetched.headers["cache-control"] == "no-store"


def test_a_picture_says_in_words_where_its_words_are(client: TestClient) -> None:
    assert 'alt="Your dates as a picture. They are in words below."' in shown(client)


@pytest.mark.parametrize("address", [
    "/file/my-dates.ics", "/file/my-dates.ics?make=nothing:x", "/file/my-dates.exe?make=calendar:x;y",
    "/file/..%2fapp.py?make=calendar:x;y", "/file/My%0d%0aDates.ics?make=calendar:x;y",
])  # fmt: skip
def test_what_nobody_offered_is_not_found(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.text


def test_far_too_long_an_address_is_refused_kindly(client: TestClient) -> None:
    answer = client.get("/file/my-dates.ics", params={"make": "calendar:" + "x" * 5000})
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert "Something in that message was not right." in answer.text


def test_each_line_of_easier_words_has_its_picture_to_its_left(client: TestClient) -> None:
    html = shown(client)
    for name, words in (("1F4C4", "This is a paper."), ("2696", "The law says so.")):
        line = re.search(rf'<img[^>]*src="(/static/openmoji/{name}\.svg[^"]*)"[^>]*><span>{words}</span>', html)
        assert line
        assert client.get(line[1]).headers["content-type"] == "image/svg+xml"


@pytest.mark.browser
def test_a_day_can_be_picked_from_a_calendar(page: Page, live: Live) -> None:
    page.goto(live.address)
    page.get_by_label("Type your question or answer").fill("my dates")
    page.get_by_role("button", name="Send").click()
    page.get_by_label("Pick the day").fill("2026-09-07")
    page.get_by_role("button", name="Use this day").click()
    expect(page.locator(".sp-you__words").last).to_have_text("7 September 2026")
    expect(page.locator(".sp-waiting")).to_have_count(0)
    assert live.assistant.heard[-1].text == "2026-09-07"
