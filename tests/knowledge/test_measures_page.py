"""docs/measures.md says of every line of the strategy that can be tested where it is measured, or why it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlers.desk import Desk
from knowledge.base import Knowledge
from knowledge.flow.model import Answers, ChoiceStep, TextStep

PAGE = Path(__file__).parent.parent.parent / "docs" / "measures.md"
ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (.+?) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[str, set[str], str]]:
    found = ROW.findall(PAGE.read_text(encoding="utf-8"))
    return {line: (how, set(re.findall(r"`([a-z-]+)`", measures)), where) for line, how, measures, where in found}


def test_every_line_that_can_be_tested_has_its_row(
    rows: dict[str, tuple[str, set[str], str]], knowledge: Knowledge
) -> None:
    testable = {item.id: item.testable_as for item in knowledge.strategy.items.values() if item.testable_as}
    assert {line: how for line, (how, _, _) in rows.items()} == testable


def test_the_measures_of_a_line_are_those_that_say_so(
    rows: dict[str, tuple[str, set[str], str]], knowledge: Knowledge
) -> None:
    of = knowledge.measures.of.values()
    for line, (_, named, _) in rows.items():
        assert named == {measure.id for measure in of if line in measure.strategy}, line


def test_a_line_without_a_measure_says_where_else_or_why_not(rows: dict[str, tuple[str, set[str], str]]) -> None:
    assert [line for line, (_, named, where) in rows.items() if not named and len(where.split()) < 2] == []
    assert [line for line, (_, named, where) in rows.items() if not named and where.startswith("A tap")] == []


def test_what_is_said_of_a_line_without_a_measure_is_what_officers_read_in_the_console(
    rows: dict[str, tuple[str, set[str], str]], knowledge: Knowledge
) -> None:
    said = {line: where for line, (_, named, where) in rows.items() if not named}
    assert said == knowledge.strategy.evidence.unmeasured


def test_every_measure_is_for_a_line_of_the_strategy(knowledge: Knowledge) -> None:
    assert [measure.id for measure in knowledge.measures.of.values() if not measure.strategy] == []


@pytest.mark.parametrize(
    ("flow_id", "known", "taps"),
    [
        ("feedback", {"on": "service", "about": "norfolk-sendiass"}, 5),
        ("feedback", {"on": "local-offer"}, 5),
        ("feedback", {"on": "ehc-process"}, 5),
        ("feedback", {"on": "school-help"}, 5),
        ("answer", {"about": "ehcp-timeline-20-weeks"}, 4),
    ],
)
def test_nobody_is_asked_more_than_five_taps_before_their_own_words(
    flow_id: str, known: Answers, taps: int, desk: Desk
) -> None:
    flow, answers, asked = desk.knowledge.flows[flow_id], known, 0
    while not isinstance(step := flow.steps[desk.engine.replay(flow, answers).at], TextStep):
        assert isinstance(step, ChoiceStep)
        assert step.measure
        assert step.skip
        answers = {**answers, step.measure: step.options[0].value}
        asked += 1
    assert asked == taps
