from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from fake_assistant import FakeAssistant
from fastapi import FastAPI
from starlette.testclient import TestClient

from handlers.desk import Desk
from knowledge.base import Knowledge
from knowledge.models import Service
from web.app import create_app
from web.open_referral import Feed, add_open_referral
from web.open_referral_asked import FARTHEST, MOST_PER_PAGE
from web.site import Site

LISTS = ["services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"]


@dataclass
class Content:
    """The content as it is now, which a test may change."""

    desk: Desk

    def keep(self, *services: Service) -> None:
        kept = {one.id: one for one in services}
        self.desk = replace(self.desk, knowledge=replace(self.desk.knowledge, services=kept))


@pytest.fixture
def content(desk: Desk) -> Content:
    return Content(desk)


@pytest.fixture
def app(assistant: FakeAssistant, site: Site, content: Content) -> FastAPI:
    made = create_app(assistant, site=site)
    add_open_referral(made, lambda: content.desk, "")
    return made


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="https://chat.example", follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def get(client: TestClient) -> Callable[..., Any]:
    """Gets a path of the feed, which must be there, as data."""

    def get_data(path: str, **query: Any) -> Any:
        answer = client.get(f"/open-referral{path}", params=query)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        return answer.json()

    return get_data


@pytest.fixture
def refused(client: TestClient) -> Callable[..., list[str]]:
    """What the feed says of values that it cannot use: for each, a sentence that names it."""

    def refuse(path: str, **query: Any) -> list[str]:
        answer = client.get(f"/open-referral{path}", params=query)
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == "application/json"
        return [one["message"] for one in answer.json()["errors"]]

    return refuse


@pytest.mark.parametrize("path", ["", "/"])
def test_the_root_tells_the_version_with_and_without_its_slash(get: Callable[..., Any], path: str) -> None:
    assert get(path) == {
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org/en/latest/",
        "openapi_url": "https://chat.example/open-referral/openapi.json",
    }


def test_behind_a_proxy_the_address_from_outside_is_told(desk: Desk) -> None:
    feed = TestClient(Feed(lambda: desk, "https://signpost.example/").app())

    assert feed.get("/").json()["openapi_url"] == "https://signpost.example/open-referral/openapi.json"


def test_a_reader_that_turns_all_pages_gets_every_service_once(get: Callable[..., Any], desk: Desk) -> None:
    def pages() -> Iterator[Any]:
        number = 1
        while True:
            data = get("/services", page=number)
            yield data
            if data["last_page"]:
                return
            number += 1

    ids = [one["id"] for data in pages() for one in data["contents"]]

    assert len(ids) == len(set(ids)) == len(desk.knowledge.services)


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_the_envelope_and_each_item_can_be_read_alone(get: Callable[..., Any], name: str) -> None:
    data = get(f"/{name}", per_page=1)

    assert data.keys() == {
        *("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents")
    }
    assert data["size"] == 1
    assert get(f"/{name}/{data['contents'][0]['id']}")["id"] == data["contents"][0]["id"]


def test_a_list_holds_services_in_short_and_whole_ones_where_asked(get: Callable[..., Any]) -> None:
    (short,) = get("/services", per_page=1)["contents"]
    (whole,) = get("/services", per_page=1, full="true")["contents"]

    assert "organization" not in short
    assert whole == get(f"/services/{short['id']}")
    assert short.items() <= whole.items()


def test_minimal_gives_every_id_and_date_on_one_page(get: Callable[..., Any], desk: Desk) -> None:
    data = get("/services", minimal="true")

    assert len(data["contents"]) == len(desk.knowledge.services)
    assert {tuple(one) for one in data["contents"]} == {("id", "last_modified")}
    assert data["last_page"]


def test_ndjson_gives_all_services_a_line_each(client: TestClient, desk: Desk) -> None:
    answer = client.get("/open-referral/services", params={"format": "ndjson", "per_page": 1})

    services = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert len(services) == len(desk.knowledge.services)


def test_filters_are_taken_from_the_address(get: Callable[..., Any], desk: Desk) -> None:
    term = next(one for one in get("/taxonomy_terms", per_page=500)["contents"] if one["code"] == "autism")
    expected = sum("autism" in one.categories for one in desk.knowledge.services.values())

    assert get("/services", taxonomy_term_id=term["id"])["total_items"] == expected
    assert get("/services", taxonomy_term_id=term["id"], maximum_age=0)["empty"]
    assert get("/services", organization_id="no-such-id")["empty"]


def test_a_moment_keeps_its_zone_though_its_plus_was_not_escaped(client: TestClient, content: Content) -> None:
    one = next(iter(content.desk.knowledge.services.values()))
    content.keep(one.model_copy(update={"checked_on": date.today(), "review_by": date.today()}))

    def count(offset: str) -> int:
        address = f"/open-referral/services?modified_after={date.today()}T00:30:00{offset}"
        total: int = client.get(address).json()["total_items"]
        return total

    assert count("+01:00") == 1
    assert count("Z") == 0


def test_terms_can_be_asked_for_by_their_taxonomy(get: Callable[..., Any]) -> None:
    taxonomy = get("/taxonomies")["contents"][1]["id"]

    terms = get("/taxonomy_terms", taxonomy_id=taxonomy)["contents"]

    assert {one["taxonomy_id"] for one in terms} == {taxonomy}


def test_places_near_a_postcode_are_fewer_the_nearer_they_must_be(
    get: Callable[..., Any], knowledge: Knowledge
) -> None:
    code = knowledge.outcodes[0].outcode

    counts = [
        get("/service_at_locations", postcode=f"{code} 1AA", proximity=metres)["total_items"]
        for metres in (1, 20_000, FARTHEST)
    ]

    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


@pytest.mark.parametrize("path", ["/services", "/organizations", "/taxonomies", "/service_at_locations"])
@pytest.mark.parametrize(
    ("query", "right"),
    [
        ({"page": "-1"}, "a whole number from 1 up"),
        ({"page": "0"}, "a whole number from 1 up"),
        ({"page": "abc"}, "a whole number from 1 up"),
        ({"page": "9" * 400}, "a whole number from 1 up"),
        ({"per_page": "100000"}, f"a whole number from 1 to {MOST_PER_PAGE}"),
        ({"per_page": "1.5"}, f"a whole number from 1 to {MOST_PER_PAGE}"),
    ],
)
def test_a_page_that_cannot_be_is_told_what_can(
    refused: Callable[..., list[str]], path: str, query: dict[str, str], right: str
) -> None:
    (name,) = query

    assert refused(path, **query) == [f"'{name}' must be {right}."]


@pytest.mark.parametrize("path", ["/services", "/service_at_locations"])
@pytest.mark.parametrize(
    ("query", "right"),
    [
        ({"modified_after": "yesterday"}, "ISO 8601"),
        ({"modified_after": "5"}, "ISO 8601"),
        ({"modified_after": "2026-13-45"}, "ISO 8601"),
        ({"search": "x" * 10_000}, "200 letters"),
        ({"minimum_age": "-1"}, "years"),
        ({"minimum_age": "nan"}, "years"),
        ({"maximum_age": "inf"}, "years"),
        ({"taxonomy_id": "x" * 101}, "/taxonomies"),
        ({"full": "perhaps"}, "true or false"),
        ({"day": "MO"}, "opening times in words"),
    ],
)
def test_a_filter_that_cannot_be_used_is_told_what_can(
    refused: Callable[..., list[str]], path: str, query: dict[str, str], right: str
) -> None:
    (told,) = refused(path, **query)

    assert right in told
    assert len(told) < 200


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ({"postcode": "ZZ99 9ZZ"}, "do not know that postcode"),
        ({"postcode": "\x00' OR 1=1"}, "do not know that postcode"),
        ({"postcode": "NR1", "proximity": "near"}, "metres"),
        ({"postcode": "NR1", "proximity": "0"}, "metres"),
        ({"proximity": "500"}, "needs a 'postcode'"),
    ],
)
def test_a_place_that_cannot_be_found_is_told_so(
    refused: Callable[..., list[str]], query: dict[str, str], right: str
) -> None:
    (told,) = refused("/service_at_locations", **query)

    assert right in told


def test_everything_that_is_wrong_is_told_at_once(refused: Callable[..., list[str]]) -> None:
    assert len(refused("/services", page="x", per_page="x", format="xml")) == 3


def test_what_was_typed_is_not_sent_back(refused: Callable[..., list[str]]) -> None:
    assert "script" not in "".join(refused("/services", page="<script>", modified_after="<script>"))


def test_empty_and_unknown_parameters_ask_for_nothing(get: Callable[..., Any], desk: Desk) -> None:
    data = get("/services", search="", page="", utm_source="mail")

    assert data["total_items"] == len(desk.knowledge.services)


def test_a_page_past_the_last_is_empty(get: Callable[..., Any]) -> None:
    data = get("/services", page=10_000)

    assert data["contents"] == []
    assert data["last_page"]


@pytest.mark.parametrize("path", [*(f"/{name}/no-such-id" for name in LISTS), "/nothing", "/services/a/b", "//"])
def test_what_is_not_there_is_told_in_json(client: TestClient, path: str) -> None:
    answer = client.get(f"/open-referral{path}")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("path", ["", "/", "/services", "/services/no-such-id"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, f"/open-referral{path}", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_tells_the_headers_alone(client: TestClient) -> None:
    answer = client.head("/open-referral/services")

    assert answer.status_code == 200
    assert answer.headers["etag"]


def test_any_site_may_read_it_and_it_sets_no_cookies(client: TestClient) -> None:
    for path in ("", "/services", "/services/no-such-id", "/services?page=x"):
        headers = client.get(f"/open-referral{path}").headers
        assert headers["access-control-allow-origin"] == "*"
        assert headers["cross-origin-resource-policy"] == "cross-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers


def test_the_pages_of_the_site_stay_closed_to_other_sites(client: TestClient) -> None:
    headers = client.get("/healthz").headers

    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_answers_keep_for_five_minutes_and_refusals_do_not(client: TestClient) -> None:
    assert client.get("/open-referral/services").headers["cache-control"] == "public, max-age=300"
    assert client.get("/open-referral/services?page=x").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_what_a_reader_has_is_not_sent_again(client: TestClient, form: str) -> None:
    tag = client.get("/open-referral/services").headers["etag"]

    answer = client.get("/open-referral/services", headers={"If-None-Match": form.format(tag=tag)})

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == tag
    assert answer.headers["access-control-allow-origin"] == "*"


def test_another_page_has_another_tag(client: TestClient) -> None:
    tag = client.get("/open-referral/services").headers["etag"]

    assert client.get("/open-referral/services?page=2", headers={"If-None-Match": tag}).status_code == 200


def test_last_modified_is_that_of_the_newest_service(client: TestClient, content: Content) -> None:
    old, new = list(content.desk.knowledge.services.values())[:2]
    later = date.today()
    content.keep(
        old.model_copy(update={"checked_on": date(2020, 1, 1), "review_by": later}),
        new.model_copy(update={"checked_on": date(2020, 2, 1), "review_by": later}),
    )

    told = client.get("/open-referral/services").headers["last-modified"]

    assert parsedate_to_datetime(told) == datetime(2020, 2, 1, tzinfo=UTC)


def test_changed_content_is_published_at_once(get: Callable[..., Any], content: Content) -> None:
    before = get("/services")["total_items"]
    first = next(iter(content.desk.knowledge.services.values()))

    content.keep(first)

    assert before > 1
    assert [one["name"] for one in get("/services")["contents"]] == [first.name]


def test_content_is_looked_at_anew_when_the_day_changes(desk: Desk) -> None:
    days = [max(one.review_by for one in desk.knowledge.services.values()), date(2100, 1, 1)]
    feed = TestClient(Feed(lambda: desk, "", lambda: days[0]).app())
    before = feed.get("/services").json()["total_items"]

    days.pop(0)
    held_back = feed.get("/services").json()["total_items"]

    closed = sum(one.status == "closed" for one in desk.knowledge.services.values())
    assert before > held_back == closed


def test_a_failure_of_ours_is_told_in_json_and_without_its_words(site: Site, assistant: FakeAssistant) -> None:
    def broken() -> Desk:
        raise RuntimeError("a secret of ours")

    app = create_app(assistant, site=site)
    add_open_referral(app, broken, "")

    answer = TestClient(app, raise_server_exceptions=False).get("/open-referral/services")

    assert answer.status_code == 500
    assert answer.json()["errors"][0]["message"].startswith("Sorry")
    assert "secret" not in answer.text


def test_the_description_tells_of_every_path_and_of_what_each_takes(get: Callable[..., Any]) -> None:
    told = get("/openapi.json")

    assert told["servers"] == [{"url": "https://chat.example/open-referral"}]
    assert told["paths"].keys() == {"/", *(f"/{name}{end}" for name in LISTS for end in ("", "/{id}"))}
    takes = {one["name"] for one in told["paths"]["/services"]["get"]["parameters"]}
    assert takes == {
        *("page", "per_page", "search", "modified_after", "taxonomy_term_id", "taxonomy_id", "organization_id"),
        *("minimum_age", "maximum_age", "minimal", "full", "format"),
    }
    near = {one["name"] for one in told["paths"]["/service_at_locations"]["get"]["parameters"]}
    assert {"postcode", "proximity"} <= near


def test_every_reference_in_the_description_leads_somewhere(get: Callable[..., Any]) -> None:
    told = get("/openapi.json")

    def references(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from [part["$ref"]] if "$ref" in part else []
        for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from references(one)

    for reference in set(references(told)):
        found = told
        for key in reference.removeprefix("#/").split("/"):
            found = found[key]
