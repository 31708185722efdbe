"""A flow as a drawing that its writers can look at."""

from __future__ import annotations

import re

import pytest
from content_folder import Folder

from knowledge.base import Knowledge
from knowledge.flow.diagram import diagram
from knowledge.flow.model import ways_on
from knowledge.loader import load


def test_a_flow_is_drawn_with_its_steps_its_outcomes_and_its_rules(fenshire: Folder) -> None:
    assert diagram(load(fenshire.path).flows["plan"]).splitlines() == [
        "flowchart TD",
        '    begin(["A plan for your child"]) --> at_who',
        '    at_who["Who it is for<br/>(choice)"]',
        "    at_who --> at_stage",
        '    at_stage["Step<br/>(choice)"]',
        '    at_stage -->|"Step: other"| at_words',
        "    at_stage --> at_guide",
        '    at_words["Your words<br/>(text)"]',
        "    at_words --> at_thanks",
        '    at_guide(["show guide"])',
        '    at_thanks(["keep words"])',
    ]


def test_a_rule_with_several_parts_stands_on_its_arrow(fenshire: Folder) -> None:
    fenshire.replace("flows/plan.yaml", "{if: {stage: [other]}", "{if: {stage: [other, waiting], who: [me]}")
    assert '-->|"Step: other, waiting; Who it is for: me"| at_words' in diagram(load(fenshire.path).flows["plan"])


def test_a_rule_that_a_function_decides_is_drawn_by_its_name(fenshire: Folder) -> None:
    fenshire.replace("flows/plan.yaml", "{if: {stage: [other]}", "{if: lives nearby")
    assert '    at_stage -->|"lives nearby"| at_words' in diagram(load(fenshire.path).flows["plan"])


def test_quotes_in_a_title_do_not_end_the_box(fenshire: Folder) -> None:
    fenshire.replace("flows/plan.yaml", "title: A plan for your child", """title: 'The "plan"'""")
    assert '    begin(["The #quot;plan#quot;"]) --> at_who' in diagram(load(fenshire.path).flows["plan"])


@pytest.mark.parametrize("flow_id", ["services", "ehcp", "adult-life", "feedback", "correction"])
def test_every_way_in_a_real_flow_is_an_arrow_between_boxes_that_are_drawn(flow_id: str, knowledge: Knowledge) -> None:
    flow = knowledge.flows[flow_id]
    drawn = diagram(flow)
    boxes = set(re.findall(r"^    (at_\w+)[\[(]", drawn, re.MULTILINE))
    arrows = re.findall(r"^    (at_\w+) --> ?(?:\|.*\| )?(at_\w+)$", drawn.replace("-->|", "--> |"), re.MULTILINE)
    assert len(boxes) == len(flow.steps) + len(flow.outcomes)
    assert len(arrows) == len(list(ways_on(flow)))
    assert {name for arrow in arrows for name in arrow} <= boxes
