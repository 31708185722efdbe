"""The accessibility statement as content: its blanks, who to write to, and what the checker says of it."""

from datetime import date

import pytest
from content_folder import Folder

from knowledge.checks import check
from knowledge.loader import load

FILE = "accessibility.yaml"


def test_it_is_filled_in_and_shows_only_ways_that_are_sure(fenshire: Folder) -> None:
    knowledge = load(fenshire.path)
    assert knowledge.accessibility
    ways = knowledge.privacy.words.ways
    blanks = knowledge.accessibility.blanks(ways, run_by="We run this.", is_test=False, site="Signpost", area="Fens")
    assert "web@fenshire.example" in blanks["contact"]
    assert "01632 960002" not in blanks["contact"]
    said = [part.text.format_map(blanks) for part in knowledge.accessibility.parts]
    assert said[0].startswith("This is Signpost for Fens. We run this.")
    assert said[1] == "Prepared on 1 October 2026, reviewed on 1 November 2026, tested on 15 October 2026."


def test_a_test_service_names_nobody(fenshire: Folder) -> None:
    knowledge = load(fenshire.path)
    assert knowledge.accessibility
    blanks = knowledge.accessibility.blanks(knowledge.privacy.words.ways, run_by="A test.", is_test=True)
    assert blanks["contact"] == "There is nobody to write to yet."


def test_an_area_may_have_none_yet(fenshire: Folder) -> None:
    (fenshire.path / FILE).unlink()
    assert fenshire.faults() == []
    assert load(fenshire.path).accessibility is None


@pytest.mark.parametrize(("old", "new", "told"), [
    ("keeper: local-offer", "keeper: nobody", "the keeper 'nobody' is not known"),
    ("review_by: 2027-05-01", "review_by: 2028-05-01", "over a year after"),
    ("tested_on: 2026-10-15", "tested_on: 2026-11-15", "tested_on is after checked_on"),
    ("{contact}", "{contacts}", "nobody fills in '{contacts}' here"),
    ("You can use a keyboard.", "You are {not closed.", "a brace is not closed"),
    ("to {name}, {ways}", "to {name}", "'{ways}' is lost"),
    ("You can use a keyboard.", "Functionality necessitates comprehensive keyboard operability considerations "
     "throughout interactive componentry implementations.", "the reading grade is"),
    ("confidence: high}\n  phone", "confidence: low}\n  phone", "no way to reach them"),
])  # fmt: skip
def test_the_checker_names_each_fault_with_its_line(fenshire: Folder, old: str, new: str, told: str) -> None:
    fenshire.replace(FILE, old, new)
    faults = fenshire.faults()
    assert len(faults) == 1
    assert faults[0].startswith(f"{FILE}:")
    assert told in faults[0]


def test_a_review_that_is_overdue_is_a_fault_on_that_day(fenshire: Folder) -> None:
    faults = [str(one) for one in check(fenshire.path, {}, date(2027, 5, 2))]
    assert any(FILE in one and "the review was due by 1 May 2027" in one for one in faults)
