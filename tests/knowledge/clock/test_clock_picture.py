"""The picture: well-formed, and it says in words all that it shows."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from clock_given import TODAY, given_dates
from hypothesis import given, settings

from knowledge.base import Knowledge
from knowledge.clock import ClockWords, Dates, work_out
from knowledge.clock.picture import picture
from knowledge.dates import say_date
from knowledge.drawing import WIDTH, png

SVG = "{http://www.w3.org/2000/svg}"
LATE = Dates(requested=date(2027, 12, 20), decided=date(2028, 1, 20), transfer=2029, phase="other")


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> ClockWords:
    assert knowledge.clock
    return knowledge.clock


def said(svg: str) -> str:
    """All words of the picture, in the order in which they are read."""
    return " ".join(text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))


@settings(max_examples=40)
@given(known=given_dates())
def test_a_picture_of_any_dates_says_each_with_its_state_and_today(known: Dates, words: ClockWords) -> None:
    timeline = work_out(known, TODAY)
    text = said(picture(timeline, words))
    assert words.today.format(day=say_date(TODAY)) in text
    at = 0
    for step in timeline.steps:
        told = f"{words.state(step, timeline)} {words.by.format(day=say_date(step.by))} {words.of(step).title}"
        assert told in text[at:], "a step is missing, or not in its place"
        at = text.index(told, at)


def test_today_stands_between_what_is_past_and_what_is_to_come(words: ClockWords) -> None:
    text = said(picture(work_out(LATE, TODAY), words))
    assert text.index("By 8 May 2028") < text.index("Today, 1 June 2028") < text.index("By 14 February 2029")


def test_today_comes_last_where_all_is_past(words: ClockWords) -> None:
    text = said(picture(work_out(Dates(moved=date(2027, 1, 5)), TODAY), words))
    assert text.index("Today") > text.rindex("By ")


def test_each_state_has_a_shape_of_its_own(words: ClockWords) -> None:
    known = Dates(requested=date(2028, 1, 20), decided=date(2028, 2, 20), transfer=2029, phase="other")
    timeline = work_out(known, TODAY)
    assert {timeline.state(step) for step in timeline.steps} == {"done", "late", "now", "next"}
    groups = list(ElementTree.fromstring(picture(timeline, words)).iter(f"{SVG}g"))
    shapes = {
        timeline.state(step): tuple(f"{part.tag}{part.get('d')}{part.get('r')}" for part in group)
        for step, group in zip(timeline.steps, groups, strict=True)
    }
    assert len(set(shapes.values())) == 4


def test_no_line_runs_over_the_edge_and_a_long_word_is_broken(words: ClockWords) -> None:
    long = words.model_copy(update={"title": f"{'W' * 300} & <b>", "guide_only": "short"})
    root = ElementTree.fromstring(picture(work_out(LATE, TODAY), long))
    lines = [text for text in root.iter(f"{SVG}text") if "W" in (text.text or "")]
    assert len(lines) > 3
    assert max(len(line.text or "") * int(line.get("font-size", 0)) * 0.94 for line in lines) < WIDTH
    assert root.find(f"{SVG}title").text == long.title  # type: ignore[union-attr]


def test_what_is_late_for_the_family_is_said_more_kindly(words: ClockWords) -> None:
    timeline = work_out(Dates(draft_sent=date(2028, 1, 10)), TODAY)
    assert words.state(timeline.steps[0], timeline) == words.states.passed


def test_the_picture_becomes_a_png_that_is_sharp_on_a_phone(words: ClockWords) -> None:
    data = png(picture(work_out(LATE, TODAY), words))
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(data[16:20], "big") == 1.5 * WIDTH
