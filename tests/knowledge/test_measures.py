"""Measures and subjects: what a content folder says of them, and the faults that the checker tells."""

from __future__ import annotations

import pytest
from content_folder import Folder

from knowledge.loader import load
from knowledge.measures import TICKED, UNTICKED

MEASURE = """\
- id: fun
  name: Fun
  ask: Was it fun?
  young: Did you have fun?
  options:
    - {value: "yes", label: "Yes, fun", also: [yeah], score: 1}
    - {value: "no", label: "No, no fun", score: 0}
  skip: Skip the fun
  statement: It is fun
  strategy: [plan-together]
"""
FLOW = """\
id: say
version: 1
title: Say it
start: about
steps:
  about:
    kind: choice
    name: About
    ask: What about?
    options:
      - {value: bridges, also: [bridge]}
      - {value: boats, label: The boats}
    next: fun
  fun: {kind: measure, next: where}
  where: {kind: district, name: Where, ask: Where do you live?, skip: Skip where, next: words}
outcomes:
  words: {do: keep words}
"""
EASY = """\
checked_by:
entries:
  say.about: [{question: What about?}]
  say.where: [{home: Where do you live?}]
  measures.fun: [{happy: Was it fun?}]
"""


@pytest.fixture
def saying(fenshire: Folder) -> Folder:
    """Fenshire with a measure, a subject and a flow that asks both."""
    fenshire.write("measures.yaml", MEASURE)
    fenshire.write("subjects.yaml", "subjects:\n  bridges: Bridges of the {local_offer}\nthemes:\n  boats: Boats\n")
    fenshire.write("flows/say.yaml", FLOW)
    fenshire.write("easy/say.yaml", EASY)
    return fenshire


def test_a_folder_with_measures_and_subjects_has_no_faults(saying: Folder) -> None:
    assert saying.faults() == []


def test_an_area_may_have_neither(fenshire: Folder) -> None:
    knowledge = load(fenshire.path)
    assert (dict(knowledge.measures.of), knowledge.measures.quick, dict(knowledge.subjects)) == ({}, (), {})


def test_a_step_takes_its_words_and_options_from_the_measure(saying: Folder) -> None:
    step = load(saying.path).flows["say"].steps["fun"]
    assert step.model_dump(include={"ask", "young", "skip", "measure"}) == {
        "ask": "Was it fun?",
        "young": "Did you have fun?",
        "skip": "Skip the fun",
        "measure": "fun",
    }
    assert [option["value"] for option in step.model_dump()["options"]] == [TICKED, UNTICKED]


def test_a_step_for_a_district_offers_those_of_the_area(saying: Folder) -> None:
    knowledge = load(saying.path)
    offered = [option["label"] for option in knowledge.flows["say"].steps["where"].model_dump()["options"]]
    assert offered == [district.label for district in knowledge.area.districts]


def test_an_option_with_no_label_is_called_by_the_title_of_its_subject(saying: Folder) -> None:
    knowledge = load(saying.path)
    labels = [option["label"] for option in knowledge.flows["say"].steps["about"].model_dump()["options"]]
    assert labels == [f"Bridges of the {knowledge.area.local_offer}", "The boats"]
    assert [(one.id, one.kind) for one in knowledge.subjects.values()] == [("bridges", "subject"), ("boats", "theme")]
    assert knowledge.title("boats") == "Boats"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("strategy: [plan-together]", "strategy: [plan-tomorrow]", "there is no line 'plan-tomorrow' in the strategy"),
        ('{value: "no", label', "{value: nay, label", "a quick tap counts as yes or no, and it has no such options"),
        ("score: 1}", "score: 5}", "the score is 5; use 0 for the worst to 1 for the best"),
        ("id: fun", "id: joy", "there is no measure 'fun'; use one of: joy"),
        ('label: "No, no fun"', 'label: "Yes, fun"', "two options are called 'Yes, fun'"),
        ("ask: Was it fun?", f"ask: Was it {'fun and ' * 25}fun?", "a sentence has 53 words"),
    ],
)
def test_a_slip_in_a_measure_is_told(saying: Folder, old: str, new: str, told: str) -> None:
    saying.replace("measures.yaml", old, new)
    assert any(told in fault for fault in saying.faults())


def test_a_measure_that_nobody_is_asked_is_told(saying: Folder) -> None:
    saying.write("measures.yaml", MEASURE + MEASURE.replace("id: fun", "id: joy"))
    assert saying.faults() == ["measures.yaml:11: no flow asks this; ask it, or take it out"]


def test_two_measures_of_one_id_are_told(saying: Folder) -> None:
    saying.write("measures.yaml", MEASURE + MEASURE)
    assert "measures.yaml:11: the id 'fun' is used twice; rename one" in saying.faults()


def test_a_measure_without_easier_words_is_told_of_the_flow_that_asks_it(saying: Folder) -> None:
    saying.replace("easy/say.yaml", "  measures.fun: [{happy: Was it fun?}]\n", "")
    assert any("flows/say.yaml" in fault and "step 'fun' has no easier words" in fault for fault in saying.faults())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  boats: Boats", "  plan-together: Boats", "the id 'plan-together' is used twice"),
        ("  boats: Boats", f"  boats: {'Boats ' * 11}", "the title has 65 letters"),
        ("  boats: Boats", '  boats: "{area} boats"', "nobody fills in this blank"),
    ],
)
def test_a_slip_in_a_subject_is_told(saying: Folder, old: str, new: str, told: str) -> None:
    saying.replace("subjects.yaml", old, new)
    assert any(told in fault for fault in saying.faults())
