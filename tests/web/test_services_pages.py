"""Finding a service on a page, and the page of one service."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fake_assistant import FakeAssistant
from starlette.testclient import TestClient

from handlers.desk import Desk, open_desk
from web.app import create_app
from web.public import PublicPages
from web.services import PER_PAGE
from web.site import Site

JUNK = [
    "x" * 10_000,
    "\0",
    "\0\0autism",
    "🦄🎈",
    "<script>alert(1)</script>",
    "'; DROP TABLE services; --",
    "   ",
    "{area}",
]


def names(html: str) -> list[str]:
    """The names of the cards, in order."""
    parts = html.split('<h3><a class="govuk-link" href="/services/')[1:]
    return [part.partition(">")[2].partition("<")[0] for part in parts]


@pytest.fixture
def with_content(assistant: FakeAssistant, site: Site, published: object) -> Callable[[Desk], TestClient]:
    def client_of(desk: Desk) -> TestClient:
        def public(pages: object) -> object:
            return PublicPages(published, lambda: desk, pages).router()  # type: ignore[arg-type]

        return TestClient(create_app(assistant, site=site, public=public))  # type: ignore[arg-type]

    return client_of


def test_words_are_read_as_in_the_chat(client: TestClient, desk: Desk) -> None:
    page = client.get("/services", params={"words": "autism group near dereham for a 9 year old"}).text
    assert "You searched for: Autism, 5 to 10, East Dereham." in page
    wanted = desk.searches.read("autism group near dereham for a 9 year old", 9)
    assert wanted
    fits = desk.finder.find(wanted, without=desk.held_back(datetime.now(UTC).date()))
    assert f"{len(fits)} services fit." in page


@pytest.mark.parametrize(("words", "first"), [
    ("sendiass", "Norfolk SENDIASS"), ("bereavement", "Nelson"), ("nelsons journey", "Nelson"),
    ("is there help with wheelchairs in thetford", "heelchair"),
])  # fmt: skip
def test_a_name_or_a_word_of_a_service_finds_it(client: TestClient, words: str, first: str) -> None:
    found = names(client.get("/services", params={"words": words}).text)
    assert first in found[0]


def test_choices_narrow_the_list_and_stay_chosen(client: TestClient, desk: Desk) -> None:
    page = client.get("/services", params={"need": "autism", "age": "5-10"}).text
    assert '<option value="autism" selected>' in page
    assert '<option value="5-10" selected>' in page
    found = names(page)
    services = {service.name: service for service in desk.knowledge.services.values()}
    assert found
    assert all("autism" in services[name.replace("&#39;", "'")].categories for name in found)


def test_the_nearest_come_first_where_that_is_asked_for(client: TestClient) -> None:
    page = client.get("/services", params={"need": "autism", "place": "Norwich", "order": "nearest"}).text
    miles = [int(part.split(" miles")[0].rpartition(" ")[2]) for part in page.split("About ")[1:]]
    assert miles
    assert miles == sorted(miles)


def test_a_card_has_a_number_to_call_and_the_day_it_was_checked(client: TestClient) -> None:
    page = client.get("/services", params={"words": "sendiass"}).text
    assert 'href="tel:' in page
    assert "Checked on " in page
    assert "Open the website" in page


def test_twenty_are_shown_and_the_next_page_goes_on(client: TestClient) -> None:
    first = client.get("/services").text
    second = client.get("/services", params={"page": "2"}).text
    assert len(names(first)) == PER_PAGE
    assert not set(names(first)) & set(names(second))
    assert 'href="/services?page=2"' in first


@pytest.mark.parametrize(("page", "shown"), [("-1", 1), ("0", 1), ("x", 1), ("9" * 5000, 10), ("1e9", 1), ("٣", 3)])
def test_a_page_that_cannot_be_is_the_nearest_one(client: TestClient, page: str, shown: int) -> None:
    answer = client.get("/services", params={"page": page})
    assert answer.status_code == 200
    assert f"Page {shown} of" in answer.text


@pytest.mark.parametrize("name", ["words", "need", "place", "age", "order", "page", "easy"])
@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_in_any_part_of_the_address_is_a_page(client: TestClient, name: str, junk: str) -> None:
    answer = client.get("/services", params={name: junk})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert len(answer.text) < 100_000


def test_where_nothing_fits_it_says_so_and_names_people_to_ask(client: TestClient, desk: Desk) -> None:
    page = client.get("/services", params={"words": "zzyzx unicorns"}).text
    assert "Nothing fits that" in page
    assert desk.title(desk.knowledge.area.ask_a_person[0]) in page


@pytest.mark.parametrize(("place", "says"), [
    ("London", "We do not know that place"), ("qqqq", "We do not know that place"), ("saint", "Pick yours"),
])  # fmt: skip
def test_a_place_that_is_none_of_ours_or_several_is_told(client: TestClient, place: str, says: str) -> None:
    page = client.get("/services", params={"need": "autism", "place": place}).text
    assert says in page
    assert names(page)


def test_the_address_to_share_says_what_was_meant_and_finds_the_same(client: TestClient) -> None:
    page = client.get("/services", params={"words": "autism group near dereham for a 9 year old"}).text
    shared = page.split('sp-share__address" href="')[1].split('"')[0].replace("&amp;", "&")
    assert shared == "/services?need=autism&place=East+Dereham&age=5-10"
    assert set(names(client.get(shared).text)) == set(names(page))


def test_words_that_tell_of_harm_bring_who_to_call_before_all_else(client: TestClient) -> None:
    page = client.get("/services", params={"words": "I want to die"}).text
    assert page.index("Get help now") < page.index("<h1>")
    assert 'href="tel:' in page
    assert page.index('id="found"') < page.index("Get help now"), "the form leads down to this"
    assert page.count('id="found"') == 1


def test_what_was_typed_is_not_kept_by_browsers_nor_shown_to_search_engines(client: TestClient) -> None:
    typed = client.get("/services", params={"words": "autism"})
    assert typed.headers["cache-control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in typed.text
    assert client.get("/services", params={"place": "Norwich"}).headers["cache-control"] == "no-store"
    chosen = client.get("/services", params={"need": "autism"})
    assert chosen.headers["cache-control"] == "public, max-age=300"
    assert "set-cookie" not in {*typed.headers, *chosen.headers}


def test_easier_words_go_on_to_the_next_page_and_to_the_service(client: TestClient) -> None:
    page = client.get("/services", params={"easy": "1"}).text
    assert "These are easier words." in page
    assert 'href="/services?easy=1&amp;page=2"' in page
    assert "?easy=1" in page.split('<h3><a class="govuk-link" href="')[1].split('"')[0]


def test_a_service_has_a_page_of_its_own_with_ways_into_the_chat(client: TestClient, desk: Desk) -> None:
    service = desk.knowledge.services["norfolk-sendiass"]
    page = client.get("/services/norfolk-sendiass").text
    assert page.count("<h1") == 1
    assert f"<title>{service.name} - Signpost</title>" in page
    assert 'href="/?start=entry_norfolk-sendiass"' in page
    assert 'href="/?start=wrong_norfolk-sendiass"' in page
    assert "Checked on " in page


@pytest.mark.parametrize("entry_id", ["nothing", "x" * 3000, "%00", "..%2f..", "🦄", "ehcp-what-is-it"])
def test_a_service_that_is_not_there_is_told_kindly_with_people_to_ask(client: TestClient, entry_id: str) -> None:
    answer = client.get(f"/services/{entry_id}")
    assert answer.status_code == 404
    assert "Go back to the chat" in answer.text


def test_a_closed_service_is_shown_nowhere(with_content: Callable[[Desk], TestClient], desk: Desk) -> None:
    services = dict(desk.knowledge.services)
    services["norfolk-sendiass"] = services["norfolk-sendiass"].model_copy(update={"status": "closed"})
    client = with_content(open_desk(replace(desk.knowledge, services=services)))
    assert client.get("/services/norfolk-sendiass").status_code == 404
    assert "Norfolk SENDIASS" not in names(client.get("/services", params={"words": "sendiass"}).text)


def test_a_service_that_is_too_long_past_its_check_is_shown_nowhere(
    with_content: Callable[[Desk], TestClient], desk: Desk
) -> None:
    long_ago = datetime.now(UTC).date() - timedelta(days=400)
    services = dict(desk.knowledge.services)
    old = {"review_by": long_ago, "checked_on": date(2020, 1, 1)}
    services["norfolk-sendiass"] = services["norfolk-sendiass"].model_copy(update=old)
    client = with_content(open_desk(replace(desk.knowledge, services=services)))
    assert client.get("/services/norfolk-sendiass").status_code == 404
    assert "Norfolk SENDIASS" not in names(client.get("/services", params={"words": "sendiass"}).text)


def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/services", params={"need": "autism"})
    again = client.get("/services", params={"need": "autism"}, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["cache-control"] == "public, max-age=300"
    assert "content-security-policy" in again.headers
    other = client.get("/services", params={"need": "adhd"}, headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
    assert other.text


def test_the_chat_and_what_somebody_typed_have_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/").headers
    assert "etag" not in client.get("/services", params={"words": "autism"}).headers


@pytest.mark.parametrize(
    "path", ["/services", "/services?need=autism", "/services?easy=1", "/services/norfolk-sendiass"]
)
def test_each_page_is_small(client: TestClient, path: str) -> None:
    assert len(client.get(path).content) < 100_000
