"""The page that shows writers every screen and every entry."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from handlers.desk import Desk
from knowledge.freshness import HELD_BACK_AFTER
from knowledge.loader import CONTENT
from web.preview import Preview, preview

TODAY = date(2026, 11, 22)
MOST_BYTES = 12_000_000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def whole(desk: Desk) -> Preview:
    return preview(desk, CONTENT, TODAY)


@pytest.fixture(scope="module")
def html(whole: Preview) -> str:
    return drawn(whole)


@pytest.fixture(scope="module")
def short(whole: Preview, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page with a few screens of each kind: a browser's checks of all of them take minutes."""
    few = replace(
        whole,
        flows=tuple(flow for flow in whole.flows if flow.id in {"services", "feedback"}),
        parts=tuple(replace(part, topics=part.topics[:1]) for part in whole.parts),
        texts=whole.texts[:6],
    )
    file = tmp_path_factory.mktemp("preview") / "preview.html"
    file.write_text(drawn(few), encoding="utf-8")
    return file.as_uri()


def drawn(page: Preview) -> str:
    return "".join(page.draw(lambda: None))


def part_of(html: str, screen_id: str) -> str:
    """The part of the page about one screen or entry."""
    start = html.index(f'<article class="pv-screen" id="{screen_id}">')
    return html[start : html.index("</article>", start)]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")


def test_every_step_and_every_outcome_of_every_flow_stands_on_the_page(html: str, desk: Desk) -> None:
    ids = set(re.findall(r'<article class="pv-screen" id="([^"]+)">', html))
    for flow in desk.knowledge.flows.values():
        assert {f"{flow.id}.{step}" for step in flow.steps} <= ids
        for name in flow.outcomes:
            assert any(one == f"{flow.id}.{name}" or one.startswith(f"{flow.id}.{name}.") for one in ids), name


def test_every_guide_stands_under_the_outcome_that_shows_it(html: str, desk: Desk) -> None:
    ids = re.findall(r'<article class="pv-screen" id="([^"]+)">', html)
    shown = {one.rpartition(".")[2] for one in ids if "." in one}
    assert shown >= set(desk.knowledge.guides)


def test_every_entry_and_every_text_stands_on_the_page(html: str, desk: Desk, whole: Preview) -> None:
    ids = set(re.findall(r'<article class="pv-screen" id="([^"]+)">', html))
    knowledge = desk.knowledge
    strategy = knowledge.strategy
    assert {*knowledge.answers, *knowledge.services, *knowledge.guides, *strategy.items, *strategy.promises} <= ids
    assert {"texts.welcome", "texts.help", "texts.not_sure"} <= ids
    assert len(ids) == whole.count


def test_nothing_has_an_id_that_something_else_has(html: str) -> None:
    assert [one for one, count in Counter(re.findall(r' id="([^"]+)"', html)).items() if count > 1] == []


def test_every_screen_of_this_content_can_be_drawn(html: str) -> None:
    assert "cannot be drawn" not in html
    assert "no way leads here" not in html


def test_a_step_tells_where_it_stands_what_leads_there_and_its_ways_on(html: str) -> None:
    part = part_of(html, "adult-life.topic")
    line = 1 + (CONTENT / "flows" / "adult-life.yaml").read_text(encoding="utf-8").split("\n").index("  topic:")
    assert f"flows/adult-life.yaml:{line}<" in part
    assert "Who it is for: It is for my child; Age: Under 11<" in part
    assert "<li>I am not sure → <code>choose</code></li>" in part
    assert "<li>any other answer → <code>guide</code></li>" in part


def test_a_step_stands_in_both_versions_and_in_the_words_for_the_young_person(html: str) -> None:
    part = part_of(html, "adult-life.age")
    assert "<p>How old is your child or young person?</p>" in part
    assert "<span>What age is this for?</span>" in part
    assert "<p>How old are you?</p>" in part


def test_a_screen_that_is_the_same_in_both_versions_is_drawn_once(html: str) -> None:
    part = part_of(html, "feedback.preview")
    assert part.count("<fieldset") == 2
    assert "Usual words. Easier words: the same" in part_of(html, "strategy.actions")


def test_an_answer_tells_its_keeper_its_dates_and_who_checked_its_easier_words(html: str, desk: Desk) -> None:
    part = part_of(html, "rights-glossary-senco")
    keepers = {keeper.id: keeper.name for keeper in desk.knowledge.area.keepers}
    assert f"<dt>Keeper</dt><dd>{keepers[desk.knowledge.answers['rights-glossary-senco'].keeper]}</dd>" in part
    assert "<dt>Checked on</dt><dd>22 November 2026</dd>" in part
    assert "<dt>To be checked again by</dt>" in part
    assert "easy/answers/glossary.yaml, not checked yet by people they are for" in part


def test_a_closed_service_is_named_and_never_drawn(html: str, desk: Desk) -> None:
    closed = [one for one in desk.knowledge.services.values() if one.status == "closed"]
    assert closed
    for service in closed:
        assert "it has closed" in part_of(html, service.id)
        assert "sp-message" not in part_of(html, service.id)


def test_an_entry_that_is_held_back_is_still_there_for_its_writer(desk: Desk) -> None:
    answer = desk.knowledge.answers["rights-glossary-senco"]
    later = preview(desk, CONTENT, answer.review_by + HELD_BACK_AFTER + timedelta(days=1))
    topic = next(topic for topic in later.parts[0].topics if answer.id in topic.ids)
    part = part_of(drawn(replace(later, flows=(), parts=(replace(later.parts[0], topics=(topic,)),))), answer.id)
    assert "its review is too long past" in part
    assert answer.facts[0].text[:20] in part


def test_the_page_fetches_nothing_and_runs_nothing(html: str) -> None:
    assert "<script" not in html
    assert "<link" not in html
    fetched = re.findall(r'\bsrc="([^"]*)"|url\("?([^")]*)', html)
    assert fetched
    assert {(src or url).partition(",")[0] for src, url in fetched} <= {
        "data:image/svg+xml", "data:image/svg+xml;base64", "data:image/png;base64",
    }  # fmt: skip


def test_the_page_forbids_all_but_its_own_styles_and_pictures(html: str) -> None:
    style = html[html.index("<style>") + len("<style>") : html.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        f"\"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'\""
    ) in html
    assert " style=" not in html


def test_what_the_chat_does_on_wide_screens_and_on_paper_is_left_out(html: str) -> None:
    assert "@media (min-width:" not in html
    assert html.count("@media print") == 1
    assert "@media (forced-colors: active)" in html


def test_the_page_stays_small_enough_to_open_at_once(html: str) -> None:
    assert len(html.encode()) < MOST_BYTES


@pytest.mark.browser
def test_axe_finds_no_fault_with_all_of_it_open(page: Page, short: str) -> None:
    opened(page, short)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_no_part_of_it_scrolls_sideways(page: Page, html: str, tmp_path: Path, width: int) -> None:
    file = tmp_path / "preview.html"
    file.write_text(html, encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_it_opens_from_the_disk_and_asks_nothing_of_the_network(page: Page, short: str) -> None:
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    opened(page, short)
    page.locator(".sp-picture__image").first.scroll_into_view_if_needed()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert told == []


@pytest.mark.browser
def test_a_picture_is_seen_beside_its_line(page: Page, short: str) -> None:
    opened(page, short)
    picture = page.locator(".sp-picture__image").first
    assert "data:image/svg+xml;base64," in picture.evaluate("(one) => getComputedStyle(one).backgroundImage")
    box = picture.bounding_box()
    assert box
    assert (box["width"], box["height"]) == (48, 48)


@pytest.mark.browser
def test_on_a_wide_screen_a_frame_is_as_wide_as_a_phone_and_looks_like_one(page: Page, short: str) -> None:
    opened(page, short)
    assert page.locator(".pv-phone").first.evaluate("(one) => one.getBoundingClientRect().width") == 360
    assert page.locator(".sp-message").first.evaluate("(one) => getComputedStyle(one).paddingLeft") == "18px"


@pytest.mark.browser
def test_the_keyboard_goes_past_the_buttons_that_lead_nowhere(page: Page, short: str) -> None:
    opened(page, short)
    page.keyboard.press("Tab")
    expect(page.locator(".pv-skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") in {"A", "SUMMARY"}


@pytest.mark.browser
def test_the_buttons_of_a_screen_are_printed(page: Page, short: str) -> None:
    opened(page, short)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Under 5").first).to_be_visible()
