import re

import pytest
from fake_assistant import GREETING, FakeAssistant
from starlette.testclient import TestClient

from web.app import create_app
from web.chat import FRAGMENT
from web.chat_id import COOKIE
from web.site import Site

SCRIPT = {"accept": FRAGMENT}


def turn_of(html: str) -> str:
    found = re.search(r'name="turn" value="([0-9a-f]{32})"', html)
    assert found is not None
    return found[1]


def test_a_first_visit_is_greeted_and_given_a_cookie(client: TestClient, assistant: FakeAssistant) -> None:
    response = client.get("/")
    assert "Hello, this is Signpost" in response.text
    assert assistant.heard[0].start == ""
    cookie = response.headers["set-cookie"]
    assert re.match(rf"{COOKIE}=[0-9a-f]{{32}};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert "Max-Age" not in cookie


def test_the_cookie_is_secure_where_the_site_is(assistant: FakeAssistant) -> None:
    site = Site(area="Anyshire", run_by="us", secret=b"x", secure_cookies=True)
    assert "Secure" in TestClient(create_app(assistant, site=site)).get("/").headers["set-cookie"]


def test_the_assistant_never_sees_the_cookie(client: TestClient, assistant: FakeAssistant) -> None:
    client.get("/")
    key = assistant.heard[0].key
    assert re.fullmatch(r"[0-9a-f]{64}", key)
    assert client.cookies[COOKIE] not in key


def test_two_sites_with_other_secrets_know_one_cookie_by_other_keys(assistant: FakeAssistant) -> None:
    for secret in (b"one", b"other"):
        site = Site(area="Anyshire", run_by="us", secret=secret)
        TestClient(create_app(assistant, site=site), cookies={COOKIE: "a" * 32}).get("/")
    assert assistant.heard[0].key != assistant.heard[1].key


def test_coming_back_shows_the_newest_reply_and_changes_nothing(client: TestClient, assistant: FakeAssistant) -> None:
    client.get("/")
    client.post("/chat", data={"choice": "flow:plan"})
    heard = len(assistant.heard)
    assert "How old is" in client.get("/").text
    assert len(assistant.heard) == heard


@pytest.mark.parametrize("value", ["", "x", "A" * 32, "a" * 33, "../../etc/passwd"])
def test_a_cookie_that_we_did_not_make_is_replaced(client: TestClient, value: str) -> None:
    client.cookies.set(COOKIE, value)
    assert COOKIE in client.get("/").headers["set-cookie"]


def test_a_deep_link_starts_its_flow_even_in_the_middle_of_another(
    client: TestClient, assistant: FakeAssistant
) -> None:
    client.get("/")
    assert "How to ask for an assessment" in client.get("/?start=ehcp").text
    assert assistant.heard[-1].start == "ehcp"


@pytest.mark.parametrize("payload", ["a" * 65, "a b", "<script>", "é", ""])
def test_a_deep_link_that_no_poster_has_is_a_plain_start(
    client: TestClient, assistant: FakeAssistant, payload: str
) -> None:
    client.get("/", params={"start": payload})
    assert assistant.heard[-1].start == ""


def test_with_no_script_a_turn_leads_back_to_the_page(client: TestClient, assistant: FakeAssistant) -> None:
    token = turn_of(client.get("/").text)
    response = client.post("/chat", data={"text": "I am in Upper Thing", "turn": token})
    assert response.status_code == 303
    assert response.headers["location"] == "/#newest"
    assert assistant.heard[-1].text == "I am in Upper Thing"
    assert "Together Parents" in client.get("/").text


def test_with_the_script_a_turn_gives_the_reply_alone(client: TestClient) -> None:
    client.get("/")
    response = client.post("/chat", data={"choice": "flow:plan"}, headers=SCRIPT)
    assert response.status_code == 200
    assert "How old is" in response.text
    assert "<html" not in response.text


def test_sending_a_page_twice_is_one_turn(client: TestClient, assistant: FakeAssistant) -> None:
    token = turn_of(client.get("/").text)
    for _ in range(2):
        client.post("/chat", data={"text": "hello", "turn": token})
    assert assistant.heard[-1].update_id == assistant.heard[-2].update_id


def test_going_back_and_picking_something_else_is_another_turn(client: TestClient, assistant: FakeAssistant) -> None:
    token = turn_of(client.get("/").text)
    client.post("/chat", data={"choice": "age:5", "turn": token})
    client.post("/chat", data={"choice": "age:11", "turn": token})
    assert assistant.heard[-1].update_id != assistant.heard[-2].update_id


def test_the_same_words_from_two_pages_are_two_turns(client: TestClient, assistant: FakeAssistant) -> None:
    for _ in range(2):
        client.post("/chat", data={"text": "yes", "turn": turn_of(client.get("/").text)})
    assert assistant.heard[-1].update_id != assistant.heard[-2].update_id


def test_a_made_up_turn_token_is_not_used(client: TestClient, assistant: FakeAssistant) -> None:
    client.get("/")
    for _ in range(2):
        client.post("/chat", data={"text": "hello", "turn": "1"})
    assert assistant.heard[-1].update_id != assistant.heard[-2].update_id


def test_a_button_wins_over_words_in_the_same_form(client: TestClient, assistant: FakeAssistant) -> None:
    client.post("/chat", data={"text": "hello", "choice": "flow:plan"})
    assert assistant.heard[-1].choice == "flow:plan"
    assert assistant.heard[-1].text is None


@pytest.mark.parametrize("data", [{}, {"text": ""}, {"text": " \r\n "}])
def test_sending_nothing_reaches_the_assistant_as_no_words(
    client: TestClient, assistant: FakeAssistant, data: dict[str, str]
) -> None:
    client.get("/")
    assert client.post("/chat", data=data).status_code == 303
    assert (assistant.heard[-1].text or "").strip() == ""
    assert assistant.heard[-1].choice is None


def test_long_words_reach_the_assistant_whole(client: TestClient, assistant: FakeAssistant) -> None:
    words = "word " * 4000
    client.post("/chat", data={"text": words})
    assert assistant.heard[-1].text == words


def test_a_browser_line_end_is_one_line_end(client: TestClient, assistant: FakeAssistant) -> None:
    client.post("/chat", data={"text": "one\r\ntwo"})
    assert assistant.heard[-1].text == "one\ntwo"


def test_a_turn_with_no_cookie_is_answered_at_once_and_says_that_the_chat_is_new(client: TestClient) -> None:
    response = client.post("/chat", data={"text": "I am in Upper Thing"})
    assert response.status_code == 200
    assert "could not find your earlier chat" in response.text
    assert "Together Parents" in response.text
    assert COOKIE in response.headers["set-cookie"]


def test_clearing_the_chat_says_so_and_starts_a_new_one(client: TestClient, assistant: FakeAssistant) -> None:
    client.get("/")
    before = client.cookies[COOKIE]
    assert client.post("/chat", data={"text": "/forget"}).status_code == 303
    assert client.cookies[COOKIE] == before
    response = client.post("/chat", data={"choice": "forget:yes"})
    assert response.status_code == 200
    assert "I have cleared this chat" in response.text
    assert client.cookies[COOKIE] != before
    assert GREETING.messages[0].text.split("\n")[0][2:] in client.get("/").text
    assert assistant.heard[-1].key != assistant.heard[0].key


def test_clearing_the_chat_tells_the_script_to_drop_what_it_shows(client: TestClient) -> None:
    client.get("/")
    assert "data-cleared" not in client.post("/chat", data={"text": "/forget"}, headers=SCRIPT).text
    assert "data-cleared" in client.post("/chat", data={"choice": "forget:yes"}, headers=SCRIPT).text


def test_leaving_quickly_forgets_the_cookie_and_goes_elsewhere(client: TestClient, site: Site) -> None:
    client.get("/")
    response = client.get("/leave")
    assert response.status_code == 303
    assert response.headers["location"] == site.exit_url
    assert COOKIE not in client.cookies


def test_the_site_says_that_it_is_up(client: TestClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok")
