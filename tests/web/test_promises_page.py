"""The public page of promises: what the council says, in words, and nothing that nobody said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from fake_published import FakePublished
from starlette.testclient import TestClient

from handlers.desk import Desk
from storage.progress import Note
from web.promises import COLOURS

SRB = "promise-srb-places"


def noted(state: str = "begun", words: str = "Two new bases are open.", source: str | None = None) -> Note:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    return Note("n1", SRB, state, words, source, date(2026, 9, 1), None, "ann.lee@anyshire.example", at)


def article(page: str) -> str:
    return page.partition(f'id="{SRB}"')[2].partition("</article>")[0]


def test_with_nothing_noted_the_council_has_told_nothing_of_any_promise(client: TestClient, desk: Desk) -> None:
    page = client.get("/promises").text
    assert page.count("The council has not told us yet") == len(desk.knowledge.strategy.promises) == 20
    assert "The council says that it" not in page.partition("What other pages say")[0]
    assert "Since " not in page


def test_a_promise_shows_its_own_words_its_state_the_councils_words_the_day_and_the_source(
    client: TestClient, published: FakePublished
) -> None:
    published.noted = {SRB: noted(source="https://www.example.org/bases")}
    one = article(client.get("/promises").text)
    assert "New places at specialist resource bases" in one
    assert "170 new places" in one
    assert "The council says that it has begun" in one
    assert "Two new bases are open." in one
    assert "Since 1 September 2026." in one
    assert 'href="https://www.example.org/bases"' in one
    assert "ann.lee" not in one


@pytest.mark.parametrize("state", COLOURS)
def test_each_state_is_said_in_words_and_not_only_in_colour(
    client: TestClient, published: FakePublished, desk: Desk, state: str
) -> None:
    published.noted = {SRB: noted(state)}
    one = article(client.get("/promises").text)
    assert dict(desk.knowledge.texts.promises.states)[state] in one  # type: ignore[index]
    assert ("Two new bases" in one) == (state != "not-told")


def test_what_other_pages_say_stands_apart_with_its_day_and_its_source(client: TestClient) -> None:
    one = article(client.get("/promises").text)
    apart = one.partition("What other pages say")[2]
    assert "22 November 2026: The council agreed new bases in April 2020" in apart
    assert 'href="https://norfolk.citizenspace.com/childrens-services/srbprovision/"' in apart


def test_markup_in_an_officers_words_is_only_words(client: TestClient, published: FakePublished) -> None:
    published.noted = {SRB: noted(words="<script>alert(1)</script>")}
    page = client.get("/promises").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_promises_can_be_read_in_easier_words(client: TestClient, desk: Desk) -> None:
    easy = desk.knowledge.easy.of[SRB].lines[0][1]
    plain, easier = client.get("/promises").text, client.get("/promises?words=easy").text
    assert easy not in plain
    assert easy in easier
    assert 'href="/promises?words=easy"' in plain
    assert 'href="/promises"' in easier


@pytest.mark.parametrize("words", ["", "easy", "nonsense", "<script>"])
def test_the_page_sets_no_cookie_and_may_be_kept_for_minutes(client: TestClient, words: str) -> None:
    answer = client.get("/promises", params={"words": words})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert "<img" not in answer.text.partition("<article")[2].partition("</main>")[0] or words == "easy"


def test_the_page_leads_to_the_chat_and_every_link_is_https_or_our_own(client: TestClient) -> None:
    page = client.get("/promises").text
    links = {part.partition('"')[0] for part in page.partition("<main")[2].split('href="')[1:]}
    assert "/" in links
    assert all(link.startswith(("https://", "/", "#")) for link in links)


def test_an_area_with_no_promises_has_a_page_that_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.promises.promises_now", lambda *_: [])
    assert "There is no promise to read here yet." in client.get("/promises").text
