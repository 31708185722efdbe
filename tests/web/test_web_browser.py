import re
import time

import pytest
from live_site import Live
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser


def say(page: Page, words: str) -> None:
    page.get_by_label("Type your question or answer").fill(words)
    page.get_by_role("button", name="Send").click()


def test_the_talk_stays_on_the_page_with_the_newest_words_in_view(page: Page, live: Live) -> None:
    page.goto(live.address)
    page.get_by_role("button", name="Get a plan for school support").click()
    expect(page.get_by_text("How old is the child")).to_be_visible()
    page.get_by_role("button", name="5 to 10").click()
    say(page, "We live in Upper Thing")
    expect(page.get_by_role("heading", name="Together Parents")).to_be_in_viewport()
    expect(page.locator(".sp-you__words")).to_have_text(
        ["Get a plan for school support", "5 to 10", "We live in Upper Thing"]
    )
    expect(page.get_by_text("Hello, this is Signpost")).to_be_attached()
    assert [turn.choice or turn.text or turn.start for turn in live.assistant.heard] == [
        "",
        "flow:plan",
        "age:5",
        "We live in Upper Thing",
    ]


def test_an_answered_question_loses_its_buttons_and_a_card_keeps_them(page: Page, live: Live) -> None:
    page.goto(live.address)
    page.get_by_role("button", name="Get a plan for school support").click()
    expect(page.get_by_role("button", name="5 to 10")).to_be_visible()
    expect(page.get_by_role("button", name="Find help near me")).to_have_count(0)
    say(page, "Upper Thing")
    expect(page.get_by_role("button", name="Tell us this is wrong")).to_have_count(2)
    say(page, "an assessment")
    expect(page.get_by_role("button", name="Work out my dates")).to_be_visible()
    expect(page.get_by_role("button", name="Tell us this is wrong")).to_have_count(2)


def test_what_a_person_types_is_never_markup(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "<img src=x onerror=alert(1)>")
    expect(page.locator(".sp-you__words")).to_have_text("<img src=x onerror=alert(1)>")
    expect(page.get_by_text("You said: <img")).to_be_visible()
    assert page.locator("#log img").count() == 0


def test_ticking_changes_the_question_in_place_and_keeps_the_focus(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "needs")
    page.get_by_role("button", name="Learning").click()
    ticked = page.get_by_role("button", name="Learning ticked", pressed=True)
    expect(ticked).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Learning", pressed=False)).to_be_focused()
    expect(page.get_by_text("What is hard right now?")).to_have_count(1)
    expect(page.locator(".sp-you__words")).to_have_text(["needs"])


def test_the_hint_by_the_box_follows_the_question(page: Page, live: Live) -> None:
    page.goto(live.address)
    hint = page.locator("#typing-hint")
    expect(hint).to_be_hidden()
    page.get_by_role("button", name="Get a plan for school support").click()
    page.get_by_role("button", name="5 to 10").click()
    expect(hint).to_have_text(re.compile("^For example: Upper Thing"))


def test_a_slow_answer_shows_that_it_is_coming(page: Page, live: Live) -> None:
    page.goto(live.address)
    live.assistant.slowness = 1.0
    say(page, "Upper Thing")
    expect(page.get_by_text("Finding your answer")).to_be_visible()
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    expect(page.get_by_text("Finding your answer")).to_have_count(0)


def test_pressing_twice_while_it_is_slow_is_one_turn(page: Page, live: Live) -> None:
    page.goto(live.address)
    live.assistant.slowness = 0.5
    page.get_by_role("button", name="Get a plan for school support").dblclick()
    expect(page.get_by_text("How old is the child")).to_have_count(1)
    assert [turn.choice for turn in live.assistant.heard] == [None, "flow:plan"]


def test_a_lost_signal_keeps_the_words_and_trying_again_is_one_turn(page: Page, live: Live) -> None:
    page.goto(live.address)

    def answer_is_lost(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/chat", answer_is_lost, times=1)
    say(page, "I am in Upper Thing")
    expect(page.get_by_role("alert")).to_contain_text("Your words are still here")
    expect(page.get_by_label("Type your question or answer")).to_have_value("I am in Upper Thing")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_label("Type your question or answer")).to_have_value("")
    expect(page.locator(".sp-you__words")).to_have_text(["I am in Upper Thing"])
    assert len({turn.update_id for turn in live.assistant.heard[1:]}) == 1


def test_a_fault_of_ours_keeps_the_words_too(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "boom")
    expect(page.get_by_role("alert")).to_contain_text("Wait a moment, then try again")
    expect(page.get_by_label("Type your question or answer")).to_have_value("boom")


def test_words_that_are_far_too_long_get_their_own_line(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "a" * 70_000)
    expect(page.get_by_role("alert")).to_contain_text("too long to send")


def test_clearing_the_chat_clears_the_page(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "my private words")
    page.get_by_role("button", name="Clear this chat").click()
    page.get_by_role("button", name="Yes, delete it all").click()
    expect(page.get_by_text("I have cleared this chat")).to_be_visible()
    expect(page.get_by_text("my private words")).to_have_count(0)
    expect(page.get_by_text("Hello, this is Signpost")).to_have_count(0)


def test_leaving_quickly_leaves_no_way_back_to_the_words(page: Page, live: Live) -> None:
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.goto("about:blank")
    page.goto(live.address)
    say(page, "my private words")
    expect(page.get_by_text("You said: my private words")).to_be_visible()
    page.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.go_back()
    assert page.url == "about:blank"
    page.goto(live.address)
    expect(page.get_by_text("Hello, this is Signpost")).to_be_visible()
    expect(page.get_by_text("my private words")).to_have_count(0)


def test_a_deep_link_is_not_followed_again_on_a_reload(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/?start=ehcp")
    say(page, "Upper Thing")
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()


def test_the_chat_can_be_held_with_the_keyboard_alone(page: Page, live: Live) -> None:
    page.goto(live.address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the newest message")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Get a plan for school support")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("How old is the child")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Under 5")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_text("Which town or village")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    box = page.get_by_label("Type your question or answer")
    expect(box).to_be_focused()
    page.keyboard.type("One line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("in Upper Thing")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    expect(box).to_be_focused()
    assert live.assistant.heard[-1].text == "One line\nin Upper Thing"


def test_on_a_phone_enter_is_a_new_line_and_the_reply_takes_the_focus(phone: Page, live: Live) -> None:
    phone.goto(live.address)
    box = phone.get_by_label("Type your question or answer")
    box.fill("one")
    box.press("Enter")
    box.press_sequentially("two")
    assert len(live.assistant.heard) == 1
    phone.get_by_role("button", name="Send").tap()
    expect(phone.get_by_text("You said: one")).to_be_visible()
    expect(phone.locator("#newest")).to_be_focused()


def test_with_no_script_three_turns_work_and_so_do_clearing_and_leaving(browser: Browser, live: Live) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live.address)
    page.get_by_role("button", name="Get a plan for school support").click()
    expect(page.get_by_text("How old is the child")).to_be_visible()
    assert page.url == f"{live.address}/#newest"
    page.get_by_role("button", name="5 to 10").click()
    say(page, "We live in Upper Thing")
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    say(page, "needs")
    page.get_by_role("button", name="Learning").click()
    expect(page.get_by_role("button", name="Learning ticked", pressed=True)).to_be_visible()
    page.get_by_role("button", name="Clear this chat").click()
    page.get_by_role("button", name="Yes, delete it all").click()
    expect(page.get_by_text("I have cleared this chat")).to_be_visible()
    expect(page.get_by_role("link", name="Leave this page quickly")).to_have_attribute("href", "/leave")
    context.close()


def test_nothing_is_loaded_from_elsewhere_and_the_browser_has_no_complaint(page: Page, live: Live) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(live.address)
    say(page, "Upper Thing")
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    time.sleep(0.2)
    assert all(url.startswith(live.address) for url in asked), asked
    assert said == []


def test_the_browser_keeps_nothing_but_the_chat_cookie(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "Upper Thing")
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert [cookie["name"] for cookie in page.context.cookies()] == ["signpost_chat"]
