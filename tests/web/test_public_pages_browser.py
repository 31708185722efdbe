"""The public pages in a browser: by keyboard, with no script, on paper, with no pictures and no styles."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from fake_assistant import FakeAssistant
from fake_published import FakePublished
from live_site import Live, lively
from playwright.sync_api import Browser, Page, expect

from handlers.desk import Desk
from web.app import create_app
from web.public import PublicPages
from web.site import Site

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LABEL = "What are you looking for?"


@pytest.fixture
def with_address(assistant: FakeAssistant, site: Site, published: FakePublished, desk: Desk) -> Iterator[Live]:
    """A site that knows its address from outside, as one that is in use."""
    there = replace(site, public_url="https://chat.example", telegram="SomeBot")
    app = create_app(assistant, site=there, public=lambda pages: PublicPages(published, lambda: desk, pages).router())
    with lively(app, assistant) as live:
        yield live


def test_a_search_needs_the_keyboard_alone(page: Page, live: Live) -> None:
    page.goto(f"{live.address}/services")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.get_by_label(LABEL).evaluate("(one) => one === document.activeElement"):
            break
    outline = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert outline >= 3
    page.keyboard.type("sendiass")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services?*")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('article a')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Norfolk SENDIASS")).to_be_visible()


def test_a_search_needs_no_script(browser: Browser, live: Live) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live.address}/services")
    page.get_by_label(LABEL).fill("autism")
    page.get_by_label("Where do you live?").fill("Norwich")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("You searched for: Autism, Norwich.")).to_be_visible()
    page.get_by_role("link", name="Go to the next page").click()
    expect(page.get_by_text("Page 2 of")).to_be_visible()
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("path", ["/services?need=autism", "/services/norfolk-sendiass"])
def test_paper_has_no_buttons_and_the_addresses_in_letters(page: Page, live: Live, path: str) -> None:
    page.goto(f"{live.address}{path}")
    page.emulate_media(media="print")
    for hidden in ("form", ".sp-links", ".sp-leave", ".sp-back"):
        assert all(not one.is_visible() for one in page.locator(hidden).all())
    shown = page.locator(".sp-reach__link[target]").first.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert "http" in shown or "attr" in shown
    expect(page.get_by_text("It was made on", exact=False)).to_be_visible()
    expect(page.get_by_text("for families in Norfolk")).to_be_visible()


def test_a_poster_alone_is_on_its_paper_and_fits_one_page(page: Page, with_address: Live) -> None:
    page.goto(f"{with_address.address}/posters/youth")
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Poster: Are you 11 to 25?")).to_be_visible()
    assert not page.get_by_role("heading", level=1).is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("path", ["/posters", "/posters/chat"])
def test_posters_with_their_pictures_have_no_fault_and_fit_a_phone(page: Page, with_address: Live, path: str) -> None:
    page.goto(f"{with_address.address}{path}")
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    page.set_viewport_size({"width": 320, "height": 568})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/services?need=autism", "/posters", "/accessibility"])
def test_with_no_pictures_and_no_styles_all_the_words_are_there(
    browser: Browser, with_address: Live, path: str
) -> None:
    context = browser.new_context()
    context.route("**/*.{css,svg,js}*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{with_address.address}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Skip to the main part")).to_be_visible()
    context.close()


def test_each_page_has_a_title_an_address_and_a_language_of_its_own(page: Page, with_address: Live) -> None:
    titles = []
    for path in ("/services", "/services/norfolk-sendiass", "/posters", "/posters/chat", "/accessibility", "/privacy"):
        page.goto(f"{with_address.address}{path}")
        titles.append(page.title())
        assert page.locator("link[rel=canonical]").get_attribute("href") == f"https://chat.example{path}"
        assert page.locator("html").get_attribute("lang") == "en-GB"
        assert page.locator("meta[name=description]").get_attribute("content")
    assert len(set(titles)) == len(titles)
