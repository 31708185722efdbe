"""What holds for every page of the site, public or the officers'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect
from whole_site import Whole

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PUBLIC = (
    *("/", "/youth", "/you-said-we-did", "/young-voices", "/promises", "/services", "/services?words=autism"),
    *("/privacy", "/accessibility", "/posters", "/regulation-56"),
)
CONSOLE = (
    *("/console", "/console/inbox", "/console/inbox?words=friendly", "/console/answers", "/console/gaps"),
    *("/console/content", "/console/strategy", "/console/promises", "/console/actions", "/console/charts"),
    *("/console/youth", "/console/reports", "/console/exports", "/console/people", "/console/audit"),
)
PAGES = (*PUBLIC, "/console/sign-in", *CONSOLE)
each_page = pytest.mark.parametrize("path", PAGES)


@pytest.fixture(scope="module")
def narrow(browser: Browser, signed_in: Path) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, storage_state=signed_in)
    yield context
    context.close()


@pytest.fixture(scope="module")
def plain(browser: Browser, signed_in: Path) -> Iterator[BrowserContext]:
    """A browser with no JavaScript."""
    context = browser.new_context(storage_state=signed_in, java_script_enabled=False)
    yield context
    context.close()


def open_page(context: BrowserContext, whole: Whole, path: str) -> Page:
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    answer = page.goto(f"{whole.address}{path}")
    assert answer is not None
    assert answer.status == 200
    return page


@each_page
def test_axe_finds_no_fault_and_no_page_is_wider_than_a_small_phone(
    narrow: BrowserContext, whole: Whole, path: str
) -> None:
    page = open_page(narrow, whole, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    results = Axe().run(page, options=RULES)
    page.close()
    assert results.violations_count == 0, results.generate_report()


@each_page
def test_every_page_is_whole_without_javascript(plain: BrowserContext, whole: Whole, path: str) -> None:
    page = open_page(plain, whole, path)
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("main").inner_text().strip()
    page.close()


def test_every_page_has_a_title_of_its_own(plain: BrowserContext, whole: Whole) -> None:
    titles: dict[str, str] = {}
    for path in PAGES:
        page = open_page(plain, whole, path)
        here = page.url.removeprefix(whole.address).partition("?")[0]
        assert titles.setdefault(page.title(), here) == here
        page.close()


@each_page
def test_at_four_times_zoom_a_page_scrolls_one_way_only(
    browser: Browser, signed_in: Path, whole: Whole, path: str
) -> None:
    # 1280 by 1024 at 400 %.
    context = browser.new_context(viewport={"width": 320, "height": 256}, storage_state=signed_in)
    page = open_page(context, whole, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
