"""Each slip that an officer can make in the strategy is told with its file, its line and its remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from content_folder import Folder

from handlers.outcomes import NEEDS
from knowledge.checks import check
from knowledge.yaml_files import read_yaml

SLIPS = Path(__file__).parent.parent / "content" / "slips" / "strategy.yaml"
PROMISES = "strategy/promises.yaml"

NUMBERS = """\
id: numbers
version: 1
title: Numbers
start: what
steps:
  what:
    kind: choice
    name: About
    ask: What about?
    options:
      - {value: bridges, label: Bridges}
    next: bridges
outcomes:
  bridges: {do: show numbers, with: {title: Bridges, lines: plan-bridges}}
"""
EASY = "checked_by:\nentries:\n  numbers.what:\n    - ask: What do you want to see?\n"


@pytest.mark.parametrize("slip", [pytest.param(one, id=one["name"]) for one in read_yaml(SLIPS)])
def test_the_checker_tells_file_line_and_remedy_of(slip: dict[str, Any], fenshire: Folder) -> None:
    fenshire.replace(slip["in"], slip["change"], slip["to"])
    line = fenshire.line(slip["in"], slip["at"])
    assert f"{slip['in']}:{line}: {slip['told']}" in fenshire.faults()


def test_an_update_from_tomorrow_is_told_where_the_day_is_known(fenshire: Folder) -> None:
    known = [fault for fault in check(fenshire.path, NEEDS, date(2024, 2, 29)) if fault.file.name == "promises.yaml"]
    assert [fault.wrong for fault in known] == ["the update is in the future (1 March 2024)"]
    assert known[0].line == fenshire.line(PROMISES, "on: 2024-03-01")
    assert not [fault for fault in check(fenshire.path, NEEDS, date(2024, 3, 1)) if fault.file.name == "promises.yaml"]


def test_an_update_of_the_year_of_the_promise_is_none_too_early(fenshire: Folder) -> None:
    fenshire.replace(PROMISES, "on: 2024-03-01", "on: 2021-01-01")
    assert fenshire.faults() == []


def test_numbers_that_are_not_in_the_strategy_are_told(fenshire: Folder) -> None:
    fenshire.write("flows/numbers.yaml", NUMBERS)
    fenshire.write("easy/numbers.yaml", EASY)
    assert [fault for fault in check(fenshire.path, NEEDS) if fault.file.name == "numbers.yaml"] == []
    fenshire.replace("flows/numbers.yaml", "lines: plan-bridges", "lines: plan-bridges plan-tunnels")
    (fault,) = [fault for fault in check(fenshire.path, NEEDS) if fault.file.name == "numbers.yaml"]
    assert fault.wrong == "there is no line 'plan-tunnels' in the strategy"
    assert fault.line == fenshire.line("flows/numbers.yaml", "plan-tunnels")


def test_a_status_that_the_texts_have_no_words_for_is_told(fenshire: Folder) -> None:
    fenshire.replace("texts.yaml", "    under way: under way\n", "")
    line = fenshire.line(PROMISES, "status:")
    assert fenshire.faults() == [
        f"{PROMISES}:{line}: texts.yaml has no words for the status 'under way'; add them under strategy, statuses"
    ]


def test_a_guide_may_rest_on_a_line_of_the_strategy(fenshire: Folder) -> None:
    fenshire.replace("guides/plan-waiting.yaml", "from: fen-advice", "from: plan-together")
    assert fenshire.faults() == []
