"""Reading a feed over the network: pages, nests, limits, and every way in which a feed can break."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from typing import Any

import httpx
import pytest
from feed_server import Answer, Respond, Served, feed_of, serve
from made_feed import direct_fields, page_v1, page_v3, record_id, service_v1, service_v3

from bot.feeds import FeedError, addresses, fetch, web_feed
from bot.feeds.addresses import is_refused
from bot.feeds.fetch import Getter
from bot.feeds.web_feed import WebFeed
from knowledge.open_referral.intake import Item


class Read:
    """What reading a feed gave."""

    def __init__(self, items: list[Item], feed: WebFeed, version: str) -> None:
        self.ids = [item.data["id"] for item in items]
        self.items = items
        self.wrong = feed.told.all_wrong()
        self.complete = feed.told.complete
        self.version = version
        self.source = feed.source


def read(address: str, *, allow_loopback: bool = True) -> Read:
    async def reading() -> Read:
        async with Getter(allow_loopback=allow_loopback) as getter:
            feed = WebFeed(address, getter)
            version = await feed.version()
            return Read([item async for item in feed.items()], feed, version)

    return asyncio.run(reading())


def ids(*numbers: int) -> list[str]:
    return [record_id(number) for number in numbers]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "PAUSES", (0.0, 0.0, 0.0))


@pytest.fixture
def served() -> Iterator[Callable[[Respond], Served]]:
    running = []

    def start(respond: Respond) -> Served:
        running.append(serve(respond))
        return running[-1].__enter__()

    yield start
    for one in running:
        one.__exit__(None, None, None)


Start = Callable[[Respond], Served]


@pytest.mark.parametrize("page", [page_v1, page_v3])
def test_all_pages_of_either_version_are_read(served: Start, page: Callable[..., Any]) -> None:
    pages = [page([service_v3(2 * n), service_v3(2 * n + 1)], n + 1, 3, 6) for n in range(3)]
    found = read(served(feed_of(pages)).address)
    assert found.ids == ids(*range(6))
    assert (found.wrong, found.complete) == ([], True)


def test_the_address_may_be_the_feeds_or_that_of_its_services(served: Start) -> None:
    server = served(feed_of([page_v3([service_v3(1)])]))
    for address in (server.address, f"{server.address}/", f"{server.address}/services", f"{server.address}/services/"):
        found = read(address)
        assert (found.ids, found.source) == (ids(1), server.address)


def test_filters_in_the_address_are_asked_for_on_every_page(served: Start) -> None:
    server = served(feed_of([page_v3([service_v3(1)], 1, 2, 2), page_v3([service_v3(2)], 2, 2, 2)]))
    read(f"{server.address}/services?taxonomy_term_id=7")
    assert sum("taxonomy_term_id=7" in path for path in server.asked) == 2


def test_the_version_is_told_and_a_feed_that_tells_none_is_of_version_1(served: Start) -> None:
    pages = [page_v3([service_v3(1)])]
    assert read(served(feed_of(pages)).address).version == "HSDS-UK-3.0"
    assert read(served(feed_of(pages, version="")).address).version == "1"


def test_the_nest_of_a_record_with_direct_fields_only_is_fetched(served: Start) -> None:
    numbers = range(30)
    server = served(
        feed_of([page_v3([direct_fields(n) for n in numbers])], {record_id(n): service_v3(n) for n in numbers})
    )
    found = read(server.address)
    assert found.ids == ids(*numbers)
    assert all(item.data["phones"] for item in found.items)


def test_a_nest_that_is_empty_in_the_list_is_fetched_too(served: Start) -> None:
    listed = direct_fields(1) | {"phones": [], "contacts": None, "service_at_locations": []}
    found = read(served(feed_of([page_v3([listed])], {record_id(1): service_v3(1)})).address)
    assert found.items[0].data["phones"]


def test_a_record_with_its_nest_is_not_asked_for_again(served: Start) -> None:
    server = served(feed_of([page_v3([service_v3(1), service_v1(2)])]))
    read(server.address)
    assert not any(path.startswith("/services/") for path in server.asked)


def test_a_record_without_a_page_of_its_own_is_taken_as_it_is_listed(served: Start) -> None:
    found = read(served(feed_of([page_v3([direct_fields(1)])])).address)
    assert [item.trouble for item in found.items] == [None]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(b"sorry", 500), "it answered 500"),
        (Answer(b"<html>sorry"), "a web page"),
        (Answer(b'{"id": "1'), "breaks off"),
        (Answer(service_v3(2)), "another record"),
    ],
)
def test_a_record_whose_own_page_fails_is_told_and_the_others_are_read(served: Start, answer: Answer, why: str) -> None:
    details = {record_id(1): answer, record_id(2): service_v3(2)}
    found = read(served(feed_of([page_v3([direct_fields(1), direct_fields(2)])], details)).address)
    assert found.items[0].trouble is not None
    assert why in found.items[0].trouble
    assert found.items[1].trouble is None


def test_a_feed_in_which_every_record_fails_is_broken(served: Start) -> None:
    numbers = range(100)
    broken = {record_id(n): Answer(b"sorry", 500) for n in numbers}
    with pytest.raises(FeedError, match=r"broke off at page 1, item \d+: it answered 500"):
        read(served(feed_of([page_v3([direct_fields(n) for n in numbers])], broken)).address)


def test_reading_ends_at_an_empty_page(served: Start) -> None:
    first = page_v3([service_v3(1)]) | {"last_page": False, "total_pages": None, "total_items": None}
    assert read(served(feed_of([first, page_v3([]) | {"last_page": False}])).address).ids == ids(1)


def test_a_feed_that_gives_the_same_page_for_ever_is_read_once_and_told(served: Start) -> None:
    page = page_v3([service_v3(1), service_v3(2)], 1, 99, 500)
    server = served(feed_of([page]))
    found = read(server.address)
    assert found.ids == ids(1, 2)
    assert "page 2 repeats what stood on earlier pages" in found.wrong
    assert "it says that it has 500 services, and gave 2" in found.wrong
    assert not found.complete
    assert sum(path.startswith("/services?") for path in server.asked) == 2


def test_a_bare_list_is_one_page_whatever_page_is_asked_for(served: Start) -> None:
    found = read(served(feed_of([[service_v3(1), service_v3(2)]])).address)
    assert (found.ids, found.wrong, found.complete) == (ids(1, 2), [], True)


def test_a_bare_list_whose_next_page_is_not_there_is_read_whole(served: Start) -> None:
    assert read(served(feed_of([[service_v3(1)], Answer(b"no", 404)])).address).ids == ids(1)


def test_a_feed_without_end_stops_at_the_most_pages(served: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_feed, "MAX_PAGES", 5)

    def respond(path: str, query: dict[str, str]) -> Answer:
        number = int(query.get("page", "0"))
        return Answer(page_v3([service_v3(number)], number, 10**6, 10**6))

    found = read(served(respond).address)
    assert len(found.ids) == 5
    assert not found.complete
    assert any("over 5 pages" in one for one in found.wrong)


def test_a_feed_that_counts_its_pages_from_0_loses_no_page(served: Start) -> None:
    pages = [page_v1([service_v1(n)], n, 3, 3) | {"first": n == 0, "last": n == 2} for n in range(3)]

    def respond(path: str, query: dict[str, str]) -> Answer:
        return Answer(pages[int(query["page"])] if query else {})

    assert sorted(read(served(respond).address).ids) == sorted(ids(0, 1, 2))


def test_wrong_totals_are_told_and_not_believed(served: Start) -> None:
    page = page_v3([service_v3(n) for n in range(8)], 1, 1, 3)
    found = read(served(feed_of([page])).address)
    assert len(found.ids) == 8
    assert found.wrong == ["it says that it has 3 services, and gave 8"]
    assert found.complete


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (Answer(b"sorry", 500), "Page 2 of .*: it answered 500"),
        (Answer(b"sorry", 404), "Page 2 of .*: it answered 404"),
        (Answer(b"<html><p>We are moving"), "Page 2 of .* is a web page, not JSON"),
        (Answer(b'{"contents": [{"id": "'), "Page 2 of .* is JSON that breaks off or is spoiled"),
        (Answer(b'{"error": true}'), "Page 2 of .* is JSON, but no list of services"),
        (Answer(b"[1]", headers={"Content-Length": "999"}), "Page 2 of .*: (the connection failed|no answer)"),
    ],
)
def test_a_feed_that_breaks_half_way_is_told_with_its_page(
    served: Start, monkeypatch: pytest.MonkeyPatch, broken: Answer, told: str
) -> None:
    monkeypatch.setattr(fetch, "REQUEST_SECONDS", 1.0)
    with pytest.raises(FeedError, match=f"{told}.*Nothing was saved"):
        read(served(feed_of([page_v3([service_v3(1)], 1, 2, 2), broken])).address)


def test_a_fault_of_the_feeds_own_is_tried_four_times_in_all(served: Start) -> None:
    answers = iter([Answer(b"", 503), Answer(b"", 500), Answer(b"", 429), Answer(page_v3([service_v3(1)]))])
    server = served(lambda path, _: next(answers) if path == "/services" else Answer({}))
    assert read(server.address).ids == ids(1)
    assert sum(path.startswith("/services") for path in server.asked) == 4


def test_a_page_that_is_too_big_is_refused(served: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_feed, "MAX_PAGE_BYTES", fetch.MB)
    with pytest.raises(FeedError, match=r"Page 1 of .*: it is over 1 MB"):
        read(served(feed_of([Answer(b" " * (fetch.MB + 1))])).address)


def test_a_feed_that_is_too_big_in_all_is_refused(served: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_IMPORT_BYTES", 200_000)
    monkeypatch.setattr(fetch, "MB", 200_000)
    pages = [page_v3([service_v3(n, description="reed " * 10_000)], n + 1, 9, 9) for n in range(9)]
    with pytest.raises(FeedError, match=r"The feed is over 1 MB"):
        read(served(feed_of(pages)).address)


def test_a_feed_that_never_answers_is_given_up(served: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "REQUEST_SECONDS", 0.05)
    release = threading.Event()

    def respond(path: str, _query: dict[str, str]) -> Answer:
        release.wait(5)
        return Answer({})

    server = served(respond)
    try:
        with pytest.raises(FeedError, match=r"no answer within 0\.05 seconds"):
            read(server.address)
    finally:
        release.set()


def test_requests_under_way_are_bounded(served: Start) -> None:
    numbers, lock, state = range(60), threading.Lock(), {"now": 0, "most": 0}

    def respond(path: str, query: dict[str, str]) -> Answer:
        with lock:
            state["now"] += 1
            state["most"] = max(state["most"], state["now"])
        threading.Event().wait(0.01)
        with lock:
            state["now"] -= 1
        return feed(path, query)

    feed = feed_of([page_v3([direct_fields(n) for n in numbers])], {record_id(n): service_v3(n) for n in numbers})
    assert len(read(served(respond).address).ids) == 60
    assert 1 < state["most"] <= fetch.AT_ONCE


def test_a_redirect_is_followed_three_times_and_no_more(served: Start) -> None:
    def respond(path: str, _query: dict[str, str]) -> Answer:
        left = int(path.removeprefix("/hop/")) if path.startswith("/hop/") else hops
        if path == "/":
            return Answer({})
        return Answer(b"", 302, {"Location": f"/hop/{left - 1}"}) if left else Answer(page_v3([service_v3(1)]))

    server = served(respond)
    hops = 3
    assert read(server.address).ids == ids(1)
    hops = 4
    with pytest.raises(FeedError, match="redirects more than 3 times"):
        read(server.address)


@pytest.mark.parametrize(
    "to",
    ["http://10.0.0.1/services", "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest", "file:///etc/passwd"],
)
def test_a_redirect_to_a_private_address_is_refused(served: Start, to: str) -> None:
    server = served(lambda path, _: Answer({}) if path == "/" else Answer(b"", 302, {"Location": to}))
    with pytest.raises(FeedError, match=r"refused|https"):
        read(server.address)


def test_this_machine_is_refused_unless_it_is_allowed(served: Start) -> None:
    server = served(feed_of([page_v3([service_v3(1)])]))
    with pytest.raises(FeedError, match="https only"):
        read(server.address, allow_loopback=False)
    with pytest.raises(FeedError, match="not a public address"):
        read(server.address.replace("http:", "https:"), allow_loopback=False)
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["http://feed.example/", "ftp://feed.example/", "https://user:word@feed.example/", "https://", "https://a b/"],
)
def test_an_address_that_is_not_open_https_is_refused(address: str) -> None:
    with pytest.raises(FeedError):
        read(address, allow_loopback=False)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "127.0.0.1",
            "127.9.9.9",
        ),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fc00::1", "fe80::1"),
        *("::ffff:8.8.8.8", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "ff02::1"),
    ],
)
def test_every_address_that_is_not_public_is_refused(address: str) -> None:
    assert is_refused(ip_address(address), allow_loopback=False)


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.1", "2606:4700::1111"])
def test_public_addresses_are_not(address: str) -> None:
    assert not is_refused(ip_address(address), allow_loopback=False)


def test_loopback_alone_is_allowed_by_the_option() -> None:
    assert not is_refused(ip_address("127.0.0.1"), allow_loopback=True)
    assert not is_refused(ip_address("::1"), allow_loopback=True)
    assert is_refused(ip_address("10.0.0.1"), allow_loopback=True)


def test_a_name_that_stands_for_a_public_and_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def both(_host: str, _port: int) -> list[addresses.Address]:
        return [ip_address("8.8.8.8"), ip_address("10.0.0.1")]

    monkeypatch.setattr(addresses, "_look_up", both)
    with pytest.raises(FeedError, match=r"not a public address \(10\.0\.0\.1\)"):
        read("https://feed.example", allow_loopback=False)


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(
    served: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = served(feed_of([page_v3([service_v3(1)], 1, 2, 2), page_v3([service_v3(2)], 2, 2, 2)]))
    answers = iter([[ip_address("127.0.0.1")], [ip_address("10.0.0.1")]])

    async def rebinding(_host: str, _port: int) -> list[addresses.Address]:
        return next(answers)

    monkeypatch.setattr(addresses, "_look_up", rebinding)
    assert read(server.address.replace("127.0.0.1", "feed.example")).ids == ids(1, 2)


def test_a_secure_connection_asks_for_the_name_and_not_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[httpx.Request] = []

    async def keep(_self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json=page_v3([service_v3(1)]))

    async def public(_host: str, _port: int) -> list[addresses.Address]:
        return [ip_address("2606:4700::1111"), ip_address("8.8.8.8")]

    monkeypatch.setattr(addresses, "_look_up", public)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", keep)
    assert read("https://feed.example", allow_loopback=False).ids == ids(1)
    assert {request.url.host for request in sent} == {"8.8.8.8"}
    assert {request.headers["host"] for request in sent} == {"feed.example"}
    assert {request.extensions["sni_hostname"] for request in sent} == {"feed.example"}


def test_certificates_are_checked() -> None:
    transport = httpx.AsyncHTTPTransport(trust_env=False)
    context = transport._pool._ssl_context
    assert context is not None
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_name_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FeedError, match=r"There is no 'feed\.invalid' to be found"):
        read("https://feed.invalid")
