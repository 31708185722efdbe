"""The public pages: what was heard and answered, young people's words, the privacy notice."""

from dataclasses import replace
from datetime import date

import pytest
from fake_published import RESPONSES, FakePublished
from starlette.testclient import TestClient

from handlers.desk import Desk
from storage.views import PublicRound, Results, Voice
from web.public import PER_PAGE, VERSIONS

OPENS = date(2026, 11, 1)
PATHS = ("/you-said-we-did", "/young-voices", "/privacy")


def test_what_was_said_stands_beside_what_was_answered_and_when(client: TestClient) -> None:
    page = client.get("/you-said-we-did").text
    said, answered = page.index("The page about transport"), page.index("We wrote it again")
    assert said < answered < page.index("Published on 2 November 2026")
    assert "to the nearest 5: 25" in page
    assert "What has changed since: They have started." in page


@pytest.mark.parametrize(("only", "there", "gone"), [
    ("district.breckland", "swimming club", "about transport"), ("theme.health", "Calls are not", "swimming club"),
    ("about.norfolk-sendiass", "about transport", "Calls are not"),
])  # fmt: skip
def test_a_choice_of_service_theme_or_district_leaves_out_the_rest(
    client: TestClient, only: str, there: str, gone: str
) -> None:
    page = client.get("/you-said-we-did", params={"only": only}).text
    assert there in page
    assert gone not in page


@pytest.mark.parametrize("only", ["district.nowhere", "nonsense", "id.r1", "about.", "<script>", "theme.health.x"])
def test_a_made_up_choice_is_no_error(client: TestClient, only: str) -> None:
    assert client.get("/you-said-we-did", params={"only": only}).status_code == 200
    assert client.get("/young-voices", params={"only": only}).status_code == 200


def test_words_of_people_and_officers_cannot_turn_into_markup(client: TestClient) -> None:
    assert "<script>alert(1)" not in client.get("/young-voices").text
    assert "<b>The pool" not in client.get("/you-said-we-did").text


def test_young_voices_say_that_a_person_has_read_them(client: TestClient) -> None:
    page = client.get("/young-voices").text
    assert "A person has read each of these" in page
    assert "What should change: “I would like a quiet room.” (age 11-15)" in page


def test_with_nothing_published_the_page_says_so(client: TestClient, published: FakePublished) -> None:
    published.said, published.heard = (), ()
    assert "has not published an answer here yet" in client.get("/you-said-we-did").text
    assert "nothing to read here yet" in client.get("/young-voices").text


def test_a_long_list_has_pages_and_a_page_past_the_end_is_the_last(
    client: TestClient, published: FakePublished
) -> None:
    published.heard = [Voice("school", f"Number {number}.", None) for number in range(PER_PAGE + 7)]
    first, second = (client.get("/young-voices", params={"page": page}).text for page in (1, 2))
    assert "Number 49." in first
    assert "Number 50." not in first
    assert "Number 50." in second
    assert "Number 56." in client.get("/young-voices", params={"page": 99}).text


@pytest.mark.parametrize("page", ["-1", "0", "x", "99999999999", "9" * 5000])
def test_a_page_that_cannot_be_is_the_nearest_one_that_can(client: TestClient, page: str) -> None:
    answer = client.get("/young-voices", params={"page": page})
    assert answer.status_code == 200
    assert "I would like a quiet room." in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_who_asks_for_the_head_of_a_page_alone_gets_it_without_the_page(client: TestClient, path: str) -> None:
    asked, whole = client.head(path), client.get(path)
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize("version", [*VERSIONS, "complain", "nonsense", ""])
def test_each_version_of_the_notice_says_who_runs_this_and_leaves_no_blank(
    client: TestClient, desk: Desk, version: str
) -> None:
    page = client.get("/privacy", params={"version": version}).text
    assert "{" not in page
    assert desk.knowledge.privacy.words.page.title in page
    if version != "complain":
        assert "It is not run by the council" in page


@pytest.mark.parametrize("path", PATHS)
def test_public_pages_set_no_cookie_and_may_be_kept_for_minutes(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_linked_from_the_chat_and_leads_back_to_it(client: TestClient, path: str) -> None:
    assert f'href="{path}"' in client.get("/").text
    assert 'href="/"' in client.get(path).text


def test_a_published_answer_with_no_count_gives_none(client: TestClient, published: FakePublished) -> None:
    published.said = [replace(RESPONSES[0], count=None, published_on=date(2026, 11, 3))]
    assert "nearest 5" not in client.get("/you-said-we-did").text


@pytest.mark.parametrize(("results", "says"), [
    (Results(40, {"1": 75, "2": 25}), "75"), (Results(20, {"1": 90, "2": None}), "90"), (None, "Not enough"),
])  # fmt: skip
def test_a_poll_that_is_over_shows_only_what_may_be_told(
    client: TestClient, published: FakePublished, results: Results | None, says: str
) -> None:
    asked = PublicRound("p1", "poll", "Is school fun?", {"1": "Yes", "2": "No"}, OPENS, OPENS, True, results)
    published.asked = [asked, replace(asked, id="p2", ask="Still open?", closed=False)]
    page = client.get("/young-voices").text
    assert "Is school fun?" in page
    assert says.lower() in page.lower()
    assert "Still open?" not in page
