"""The chat inside another site's page: which sites may, how it is held together with no cookie, what a browser does."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from chromium import CHROMIUM, QUIET
from embedding import PAGE, host_site
from fake_assistant import FakeAssistant
from live_site import Live, lively
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect
from starlette.testclient import TestClient

from web.app import create_app
from web.embed import COOKIE
from web.files import FilePasses
from web.site import Site

COUNCIL = "https://www.council.example"
TOKEN = re.compile(r'name="chat" value="([0-9a-f]{32})"')
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OPEN = "Ask Signpost"


@pytest.fixture
def embedded(assistant: FakeAssistant, site: Site) -> TestClient:
    """A site that one council may show in its pages."""
    return TestClient(create_app(assistant, site=replace(site, embed_on=(COUNCIL,))), follow_redirects=False)


def token_in(html: str) -> str:
    found = set(TOKEN.findall(html))
    assert len(found) == 1
    return str(found.pop())


def test_only_the_named_site_may_frame_the_embedded_chat_and_nothing_else_of_ours(embedded: TestClient) -> None:
    for path in ("/embed",):
        assert f"frame-ancestors {COUNCIL}" in embedded.get(path).headers["content-security-policy"]
    for path in ("/", "/embed.js", "/embedx", "/healthz", "/leave", "/static/embed.js", "/console"):
        assert "frame-ancestors 'none'" in embedded.get(path).headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/embed", "/embed.js", "/embed/chat"])
def test_where_no_site_is_named_there_is_no_embedded_chat(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert "frame-ancestors 'none'" in client.get(path).headers["content-security-policy"]


def test_a_chat_goes_on_by_the_token_in_its_forms_and_with_no_cookie(
    embedded: TestClient, assistant: FakeAssistant
) -> None:
    first = embedded.get("/embed")
    held = token_in(first.text)
    second = embedded.post("/embed/chat", data={"text": "Upper Thing", "chat": held})
    assert "Together Parents" in second.text
    assert token_in(second.text) == held
    assert len({one.key for one in assistant.heard}) == 1
    assert held not in {one.key for one in assistant.heard}
    assert "set-cookie" not in {*first.headers, *second.headers}


def test_the_cookie_of_the_chat_itself_has_no_part_in_it(embedded: TestClient, assistant: FakeAssistant) -> None:
    embedded.get("/")
    embedded.get("/embed")
    assert len({one.key for one in assistant.heard}) == 2


def test_every_form_of_a_reply_belongs_to_the_embedded_chat(embedded: TestClient) -> None:
    held = token_in(embedded.get("/embed").text)
    headers = {"accept": "text/vnd.signpost.fragment+html"}
    page = embedded.post("/embed/chat", data={"text": "my dates", "chat": held}, headers=headers).text
    forms = page.count("<form")
    assert forms
    assert page.count('action="/embed/chat"') == page.count(f'name="chat" value="{held}"') == forms


def test_the_same_turn_twice_is_done_once(embedded: TestClient, assistant: FakeAssistant) -> None:
    held = token_in(embedded.get("/embed").text)
    for _ in range(2):
        embedded.post("/embed/chat", data={"text": "hello", "chat": held, "turn": "a" * 32})
    assert len({one.update_id for one in assistant.heard}) == 2


@pytest.mark.parametrize("chat", ["", "x", "A" * 32, "a" * 31, "🦄", "a" * 10_000])
def test_a_token_that_we_did_not_make_begins_a_new_chat(
    embedded: TestClient, assistant: FakeAssistant, chat: str
) -> None:
    answer = embedded.post("/embed/chat", data={"text": "hello", "chat": chat})
    assert answer.status_code == 200
    assert "this is a new one" in answer.text
    assert "cookie" not in answer.text
    assert token_in(answer.text) != chat


def test_over_https_a_cookie_that_is_kept_apart_for_each_site_brings_the_chat_back(
    assistant: FakeAssistant, site: Site
) -> None:
    secure = replace(site, embed_on=(COUNCIL,), secure_cookies=True)
    client = TestClient(create_app(assistant, site=secure), base_url="https://chat.example")
    first = client.get("/embed")
    held = token_in(first.text)
    apart = "Path=/; Secure; HttpOnly; SameSite=None; Partitioned"
    assert first.headers["set-cookie"] == f"{COOKIE}={held}; {apart}"
    client.post("/embed/chat", data={"text": "Upper Thing", "chat": held})
    again = client.get("/embed").text
    assert "Together Parents" in again
    assert token_in(again) == held
    assert client.post("/embed/leave").headers["set-cookie"] == f"{COOKIE}=; Max-Age=0; {apart}"


@pytest.mark.parametrize("sent", ["x", "A" * 32, "a" * 9000, "1" * 32])
def test_a_cookie_that_is_made_up_begins_a_new_chat(embedded: TestClient, sent: str) -> None:
    answer = embedded.get("/embed", headers={"cookie": f"{COOKIE}={sent}"})
    assert answer.status_code == 200
    assert "Hello, this is Signpost" in answer.text


def test_after_forgetting_nothing_ties_the_next_chat_to_this_one(embedded: TestClient) -> None:
    held = token_in(embedded.get("/embed").text)
    headers = {"accept": "text/vnd.signpost.fragment+html"}
    page = embedded.post("/embed/chat", data={"choice": "forget:yes", "chat": held}, headers=headers).text
    assert held not in page
    assert "data-cleared" in page
    assert re.search(r'data-held="[0-9a-f]{32}"', page)


@pytest.mark.parametrize("headers", [
    {"sec-fetch-site": "cross-site"}, {"origin": COUNCIL}, {"origin": "https://evil.example"}, {"origin": "null"},
])  # fmt: skip
def test_a_post_from_another_site_is_refused_even_from_the_one_that_frames_it(
    embedded: TestClient, assistant: FakeAssistant, headers: dict[str, str]
) -> None:
    assert embedded.post("/embed/chat", data={"text": "hello"}, headers=headers).status_code == 403
    assert assistant.heard == []


def test_a_files_pass_opens_the_files_of_its_own_chat_and_cannot_be_made_up(site: Site) -> None:
    passes = FilePasses(site.secret)
    given = passes.give("some key")
    assert passes.key(given) == "some key"
    assert "some key" not in given
    assert passes.key(given[:-2]) is None
    assert passes.key("made up") is None
    assert FilePasses(b"another secret").key(given) is None


def test_files_of_the_embedded_chat_are_fetched_with_its_pass(embedded: TestClient) -> None:
    held = token_in(embedded.get("/embed").text)
    page = embedded.post("/embed/chat", data={"text": "my dates", "chat": held}).text
    address = page.split('href="/file/')[1].split('"')[0].replace("&amp;", "&")
    assert "&for=" in address
    assert embedded.get(f"/file/{address}").status_code == 200


def test_the_script_may_be_used_by_any_page_and_holds_no_secret(embedded: TestClient) -> None:
    answer = embedded.get("/embed.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert "cookie" not in answer.text.replace("sets no cookie", "")
    assert "innerHTML" not in answer.text


# In a browser, on a page of another site


@pytest.fixture(scope="module")
def no_cookies_of_others(browser: Browser) -> Iterator[Browser]:
    """A browser that blocks the cookies of others, as most do now."""
    flags = [*QUIET, "--test-third-party-cookie-phaseout"]
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    yield chromium
    chromium.close()


@pytest.fixture(params=["named", "not named"])
def named(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "named")


@pytest.fixture
def secure() -> bool:
    return False


@pytest.fixture
def council(assistant: FakeAssistant, site: Site, named: bool, secure: bool) -> Iterator[tuple[str, Live]]:
    """A council's page on another site, and the chat that it has in it."""
    with host_site() as (address, html):
        allowed = address if named else COUNCIL
        app = create_app(assistant, site=replace(site, embed_on=(allowed,), secure_cookies=secure))
        with lively(app, assistant) as live:
            html[0] = PAGE.format(title="The council", chat=live.address)
            yield address, live


@pytest.fixture
def tab(no_cookies_of_others: Browser) -> Iterator[BrowserContext]:
    context = no_cookies_of_others.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def opened(page: Page, address: str) -> FrameLocator:
    page.goto(address)
    page.get_by_role("button", name=OPEN).click()
    return page.frame_locator("#signpost-chat iframe")


def say(frame: FrameLocator, words: str) -> None:
    frame.get_by_label("Type your question or answer").fill(words)
    frame.get_by_role("button", name="Send").click()


only_named = pytest.mark.parametrize("named", [True])


@pytest.mark.browser
@only_named
def test_a_family_talks_on_the_councils_page_and_no_cookie_is_set(
    tab: BrowserContext, council: tuple[str, Live]
) -> None:
    page = tab.new_page()
    frame = opened(page, council[0])
    expect(frame.get_by_text("Hello, this is Signpost")).to_be_visible()
    say(frame, "Upper Thing")
    expect(frame.get_by_role("heading", name="Together Parents")).to_be_visible()
    frame.get_by_role("button", name="Show more places").click()
    expect(frame.get_by_text("How to ask for an assessment")).to_be_visible()
    keys = {one.key for one in council[1].assistant.heard}
    assert len(keys) == 1
    assert tab.cookies() == []


@pytest.mark.browser
@only_named
@pytest.mark.parametrize("secure", [True])
def test_the_chat_goes_on_when_the_family_goes_to_another_page(tab: BrowserContext, council: tuple[str, Live]) -> None:
    page = tab.new_page()
    frame = opened(page, council[0])
    say(frame, "Upper Thing")
    expect(frame.get_by_role("heading", name="Together Parents")).to_be_visible()
    again = opened(page, f"{council[0]}/next")
    expect(again.get_by_role("heading", name="Together Parents")).to_be_visible()
    assert {one["domain"] for one in tab.cookies()} == {"127.0.0.1"}
    say(again, "my dates")
    expect(again.get_by_label("Pick the day")).to_be_visible()
    assert len({one.key for one in council[1].assistant.heard}) == 1


@pytest.mark.browser
@pytest.mark.parametrize("named", [False])
def test_a_site_that_is_not_named_shows_no_chat_and_a_link_to_it(
    tab: BrowserContext, council: tuple[str, Live]
) -> None:
    page = tab.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    opened(page, council[0])
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in one for one in refused)
    assert page.frames[1].locator("#log").count() == 0
    assert page.get_by_role("link", name="Open in a new tab").get_attribute("href") == f"{council[1].address}/"


@pytest.mark.browser
@only_named
def test_with_the_keyboard_alone_it_opens_closes_and_gives_the_focus_back(
    tab: BrowserContext, council: tuple[str, Live]
) -> None:
    page = tab.new_page()
    page.goto(council[0])
    button = page.get_by_role("button", name=OPEN)
    for _ in range(4):
        page.keyboard.press("Tab")
        if button.evaluate("(one) => one.getRootNode().activeElement === one"):
            break
    page.keyboard.press("Enter")
    frame = page.frame_locator("#signpost-chat iframe")
    expect(frame.get_by_text("Hello, this is Signpost")).to_be_visible()
    # The words are there before the script that listens for Esc.
    page.frames[1].wait_for_load_state("load")
    box = frame.get_by_label("Type your question or answer")
    box.focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Close the chat").focus()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.browser
@only_named
@pytest.mark.parametrize("secure", [True])
def test_leaving_quickly_takes_the_whole_page_away(tab: BrowserContext, council: tuple[str, Live]) -> None:
    page = tab.new_page()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="The weather", content_type="text/plain"))
    frame = opened(page, council[0])
    expect(frame.get_by_text("Hello, this is Signpost")).to_be_visible()
    frame.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.wait_for_timeout(300)
    assert tab.cookies() == []


@pytest.mark.browser
@only_named
def test_on_a_phone_it_fills_the_screen_and_nothing_is_wider(
    no_cookies_of_others: Browser, council: tuple[str, Live]
) -> None:
    context = no_cookies_of_others.new_context(viewport={"width": 320, "height": 568}, is_mobile=True, has_touch=True)
    page = context.new_page()
    frame = opened(page, council[0])
    expect(frame.get_by_text("Hello, this is Signpost")).to_be_visible()
    box = page.get_by_role("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 320, "height": 568}
    assert frame.locator("html").evaluate("(one) => one.scrollWidth") <= 320
    for name in ("Close the chat", "Open in a new tab"):
        assert (page.get_by_text(name, exact=True).bounding_box() or {"height": 0})["height"] >= 44
    context.close()


@pytest.mark.browser
@only_named
@pytest.mark.parametrize("is_open", [False, True])
def test_axe_finds_no_fault_of_ours_on_the_councils_page(
    tab: BrowserContext, council: tuple[str, Live], is_open: bool
) -> None:
    page = tab.new_page()
    page.goto(council[0])
    if is_open:
        expect(opened(page, council[0]).get_by_text("Hello, this is Signpost")).to_be_visible()
    results = Axe().run(page, context="#signpost-chat", options=RULES)
    ours = [one for one in results.response["violations"] if one["id"] != "region"]
    assert ours == [], results.generate_report()


@pytest.mark.browser
@only_named
def test_axe_finds_no_fault_in_the_frame(page: Page, council: tuple[str, Live]) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{council[1].address}/embed")
    say_here = page.get_by_label("Type your question or answer")
    say_here.fill("Upper Thing")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.browser
@only_named
def test_in_the_frame_it_works_with_no_script(browser: Browser, council: tuple[str, Live]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{council[1].address}/embed")
    page.get_by_label("Type your question or answer").fill("Upper Thing")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    page.get_by_role("button", name="Show more places").click()
    expect(page.get_by_text("How to ask for an assessment")).to_be_visible()
    assert context.cookies() == []
    context.close()
