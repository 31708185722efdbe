"""Each slip that an officer can make in what shows whether the strategy works is told with its line and its remedy."""

from __future__ import annotations

import pytest
from content_folder import Folder

FILE, PLAN = "strategy/evidence.yaml", "strategy/items/plan.yaml"
GOOD = """\
outcomes:
  plan-together:
    themes: []
    lines: [plan-bridges]
unmeasured:
  plan-bridges: Nobody counts bridges here.
"""


def faults(fenshire: Folder, text: str) -> list[str]:
    (fenshire.path / FILE).write_text(text, encoding="utf-8")
    return [fault for fault in fenshire.faults() if "evidence" in fault or "testable" in fault]


def test_evidence_with_no_slip_has_no_fault(fenshire: Folder) -> None:
    assert faults(fenshire, GOOD) == []


@pytest.mark.parametrize(("change", "to", "line", "told"), [
    ("plan-together:", "plan-apart:", 2, "there is no line 'plan-apart'"),
    ("themes: []", "themes: [fens]", 3, "there is no theme 'fens'"),
    ("themes: []", "themes: []\n    measures: [joy]", 4, "there is no measure 'joy'"),
    ("lines: [plan-bridges]", "lines: [plan-tunnels]", 4, "there is no line 'plan-tunnels'"),
    ("plan-bridges: Nobody", "plan-tunnels: Nobody", 6, "there is no line 'plan-tunnels'"),
])  # fmt: skip
def test_an_id_that_is_not_there_is_told(fenshire: Folder, change: str, to: str, line: int, told: str) -> None:
    assert faults(fenshire, GOOD.replace(change, to)) == [f"{FILE}:{line}: {told}; check its spelling, or take it out"]


def test_a_file_that_says_something_else_is_told(fenshire: Folder) -> None:
    assert any(FILE in fault for fault in faults(fenshire, "proofs: {}\n"))


def test_a_line_that_can_be_tested_and_has_no_measure_needs_its_words(fenshire: Folder) -> None:
    text = "    text: The plan wants people to work together.\n"
    fenshire.replace(PLAN, text, f"{text}    testable_as: Ask them.\n")
    untold = [fault for fault in fenshire.faults() if "evidence" in fault]
    assert untold == [], "an area that says nothing of evidence is asked for none"
    wrong = "nothing says where the evidence for 'plan-together' is; say it in evidence.yaml, under unmeasured"
    assert faults(fenshire, GOOD) == [f"{PLAN}:{fenshire.line(PLAN, 'testable_as')}: {wrong}"]
