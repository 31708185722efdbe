"""A family says something on a phone, an officer answers it at a desk, and the family reads the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from whole_site import NAME, Whole

pytestmark = pytest.mark.browser

_CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """An officer's browser with no JavaScript, as some councils have it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context
    context.close()


def tap(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).last.click()


def say(page: Page, words: str) -> None:
    page.get_by_label("Type").last.fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def send_comment(phone: Page, whole: Whole, words: str) -> str:
    """What a family taps and types on the web chat, from the first screen on. Gives the receipt code."""
    phone.goto(whole.address)
    tap(phone, "Say what you think")
    tap(phone, "Tell us about a service, the local offer or an EHC plan")
    tap(phone, "Getting an EHC plan")
    tap(phone, "Not good")
    for skip in ("Skip if you were listened to", "Skip if you were part of them", "Skip if they worked together"):
        tap(phone, skip)
    tap(phone, "Skip if it was on time")
    tap(phone, "Skip what was good")
    say(phone, words)
    tap(phone, "That is all, show me what will be sent")
    tap(phone, "Yes, send this")
    told = phone.get_by_text("Your receipt code is")
    expect(told).to_be_visible()
    code = _CODE.search(told.inner_text())
    assert code
    return code[0]


def press_until(page: Page, words: str, most: int = 200) -> None:
    """Move through the page with the Tab key until what has the focus says `words`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            """() => { const one = document.activeElement;
                       const labels = [...(one.labels || [])].map((label) => label.innerText);
                       return [one.innerText, ...labels].join(" "); }"""
        )
        if words in said:
            return
    raise AssertionError(f"The Tab key does not reach {words!r}")


def test_a_family_is_heard_and_answered_with_no_name_on_either_road(
    phone: Page, desk: BrowserContext, whole: Whole
) -> None:
    code = send_comment(phone, whole, "The draft came in the summer and Jake Marlow had no time to read it.")
    page = desk.new_page()
    whole.sign_in(page)
    page.locator("a", has_text=": New comments").click()
    page.get_by_label("Words in a comment").fill("draft summer")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_text("[name] had no time to read it")).to_be_visible()
    assert "Marlow" not in page.content()
    page.get_by_role("link", name="Getting an EHC plan").first.click()
    page.get_by_role("button", name="Answer it").click()
    page.get_by_label("What families said").fill("Drafts that come in the summer are hard to read in time.")
    page.get_by_label("We did", exact=True).check()
    page.get_by_label("In which words").fill("We now ask if a later day suits you better.")
    page.get_by_label("At once").check()
    page.get_by_role("button", name="Keep this answer").click()
    expect(page.get_by_text("Published on")).to_be_visible()

    say(phone, code)
    expect(phone.get_by_text("We now ask if a later day suits you better.").last).to_be_visible()
    public = desk.new_page()
    public.goto(f"{whole.address}/you-said-we-did")
    expect(public.get_by_text("We now ask if a later day suits you better.")).to_be_visible()
    assert "Marlow" not in public.content()
    assert NAME not in public.content()


def test_an_officer_answers_with_the_keyboard_alone(browser: Browser, signed_in: str, whole: Whole) -> None:
    context = browser.new_context(storage_state=signed_in)
    page = context.new_page()
    page.goto(f"{whole.address}/console/inbox?words=friendly")
    page.locator("body").press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/comments/*")
    press_until(page, "Answer it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/answer?**")
    press_until(page, "What families said")
    page.keyboard.type("The group is friendly.")
    press_until(page, "We did")
    page.keyboard.press("Space")
    press_until(page, "In which words")
    page.keyboard.type("We told the group. They were glad.")
    press_until(page, "Keep this answer")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Not published", exact=True)).to_be_visible()
    context.close()


def test_what_was_typed_when_a_session_ended_is_there_after_the_next_sign_in(
    desk: BrowserContext, whole: Whole
) -> None:
    page = desk.new_page()
    whole.sign_in(page)
    page.goto(f"{whole.address}/console/inbox?words=lost")
    page.locator(".sp-row__link").first.click()
    page.get_by_role("button", name="Answer it").click()
    page.get_by_label("In which words").fill("A long answer that took an hour to write.")
    whole.end_sessions()
    page.get_by_role("button", name="Keep this answer").click()
    expect(page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    whole.fill_sign_in(page)
    expect(page.get_by_label("In which words")).to_have_value("A long answer that took an hour to write.")
