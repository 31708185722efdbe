from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from live_site import Live
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def say(page: Page, words: str) -> None:
    page.get_by_label("Type your question or answer").fill(words)
    page.get_by_role("button", name="Send").click()


def greeting(page: Page, live: Live) -> None:
    page.goto(live.address)


def question(page: Page, live: Live) -> None:
    page.goto(live.address)
    page.get_by_role("button", name="Get a plan for school support").click()
    expect(page.get_by_text("How old is the child")).to_be_visible()


def many(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "needs")
    page.get_by_role("button", name="Learning").click()
    expect(page.get_by_role("button", name="Learning ticked")).to_be_visible()


def cards(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "Upper Thing")
    expect(page.get_by_role("heading", name="Together Parents")).to_be_visible()


def help_now(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "somebody hurt me")
    expect(page.get_by_role("heading", name="Get help now")).to_be_visible()


def dates(page: Page, live: Live) -> None:
    """A picture, a file to take away, easier words with their pictures, and a calendar to pick a day from."""
    page.goto(live.address)
    say(page, "my dates")
    expect(page.get_by_label("Pick the day")).to_be_visible()


def trouble(page: Page, live: Live) -> None:
    page.goto(live.address)
    say(page, "boom")
    expect(page.get_by_role("alert")).to_be_visible()


def error(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/nowhere")


def answers(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/you-said-we-did")


def voices(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/young-voices")


def privacy(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/privacy?version=easy")


def services(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/services?words=autism+near+norwich")


def every_service(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/services?easy=1&page=2")


def no_service(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/services?words=zzyzx+unicorns&place=saint")


def service(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/services/norfolk-sendiass")


def service_gone(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/services/nothing")


def posters(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/posters")


def statement(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/accessibility")


CHAT = (greeting, question, many, cards, dates, help_now, trouble, error)
PUBLIC = (answers, voices, privacy, services, every_service, no_service, service, service_gone, posters, statement)
SCREENS = (*CHAT, *PUBLIC)
Screen = Callable[[Page, Live], None]
each_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: str(screen.__name__))


@each_screen
def test_axe_finds_no_fault(page: Page, live: Live, screen: Screen) -> None:
    page.emulate_media(reduced_motion="reduce")
    screen(page, live)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@each_screen
@pytest.mark.parametrize("width", [360, 320])
def test_no_page_is_wider_than_a_phone(phone: Page, live: Live, screen: Screen, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 640})
    screen(phone, live)
    assert phone.evaluate("document.documentElement.scrollWidth") <= width


@each_screen
def test_every_target_is_big_enough_to_tap(phone: Page, live: Live, screen: Screen) -> None:
    screen(phone, live)
    small = phone.evaluate(
        """() => [...document.querySelectorAll("a, button, textarea")]
            .filter((one) => !one.closest("p") && !one.matches(".govuk-skip-link"))
            .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)
            .map(([words, box]) => `${words}: ${box.width} by ${box.height}`)"""
    )
    assert small == []


def test_every_page_has_one_main_heading(page: Page, live: Live) -> None:
    for screen in (greeting, cards, error, *PUBLIC):
        screen(page, live)
        expect(page.locator("h1")).to_have_count(1)


def test_at_four_times_zoom_nothing_covers_the_words(browser: Browser, live: Live) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 200})
    page = context.new_page()
    cards(page, live)
    stuck = page.evaluate(
        """() => [".sp-header", ".sp-compose"]
            .map((one) => getComputedStyle(document.querySelector(one)).position)"""
    )
    assert stuck == ["static", "static"]
    context.close()


@pytest.mark.parametrize("screen", PUBLIC, ids=lambda screen: str(screen.__name__))
def test_at_four_times_zoom_a_public_page_has_one_column(browser: Browser, live: Live, screen: Screen) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 200})
    page = context.new_page()
    screen(page, live)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".sp-header").evaluate("(one) => getComputedStyle(one).position") == "static"
    context.close()


def test_what_has_the_focus_is_not_hidden_under_the_bars(page: Page, live: Live) -> None:
    cards(page, live)
    page.locator("body").click(position={"x": 5, "y": 5})
    for _ in range(20):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        hidden = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (!one.closest("#log") || one.id === "newest") return null;
                const box = one.getBoundingClientRect();
                const top = document.querySelector(".sp-header").getBoundingClientRect().bottom;
                const bottom = document.querySelector(".sp-compose").getBoundingClientRect().top;
                return box.top < top || box.bottom > bottom ? one.textContent.trim() : null;
            }"""
        )
        assert hidden is None


def test_the_focus_can_be_seen(page: Page, live: Live) -> None:
    greeting(page, live)
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                return [style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        assert style[0] == "solid"
        assert style[1] >= 3


def test_a_person_who_asks_for_less_motion_gets_none(page: Page, live: Live) -> None:
    page.emulate_media(reduced_motion="reduce")
    greeting(page, live)
    live.assistant.slowness = 0.5
    say(page, "Upper Thing")
    moving = page.locator(".sp-waiting__dots i").first.evaluate("(one) => getComputedStyle(one).animationName")
    assert moving == "none"


def test_with_forced_colours_a_button_still_has_an_edge(page: Page, live: Live) -> None:
    page.emulate_media(forced_colors="active")
    greeting(page, live)
    edge = page.get_by_role("button", name="Find help near me").evaluate(
        "(one) => getComputedStyle(one).borderTopStyle"
    )
    assert edge == "solid"
