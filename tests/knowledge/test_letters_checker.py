"""Each slip that an officer can make in a letter is told with its file, its line and its remedy."""

from __future__ import annotations

import pytest
from content_folder import Folder

from handlers.outcomes import NEEDS
from knowledge.checks import check

LETTER = """\
id: ask-move
title: Ask for another school
when: You want another school.
send_to: The council.
to: ["{council}"]
subject: Another school
laws:
  move:
    name: section 9(1) of the Schools Act 2001
    from: school-move
    source: https://law.example/section-9
    page: Schools Act 2001, section 9(1)
rests_on: [school-move, school-help]
choices:
  - {name: stage, values: [thinking, waiting, other]}
parts:
  - text: I ask {council} for another school for [your child's name] under {move}.
  - {if: [waiting], text: "I have waited."}
"""
WORDS = """\
sender: ["[your name]"]
date: "[date]"
greeting: Dear [name],
about: "About: [your child's name]"
young_about: "About: [your name]"
closing: Yours,
signature: "[your name]"
notes: For you
fill_in: Fill it in.
foot: Check each fact.
source: "{law}: {source}"
when: "When: {when}"
send_to: "To: {to}"
to_copy: Copy it.
no_names: No names.
file: The file
held_back: Not now.
draft_list: Ask for
draft_list_empty: Nothing.
draft_letter: Here it is.
"""
FILE = "letters/ask-move.yaml"

SLIPS = [
    ("rests_on: [school-move", "rests_on: [school-mov, school-move", "rests_on", "there is no answer 'school-mov'"),
    ("from: school-move", "from: school-gone", "move:", "the letter does not rest on 'school-gone'"),
    ("law.example/section-9", "law.example/section-66", "move:", "the source is not one of those of 'school-move'"),
    ("    page: Schools Act 2001, section 9(1)\n", "", "move:", "nothing bears the law out"),
    ("page: Schools Act 2001, section 9(1)", "written: Act 2001 s.9(1)", "move:", "no answer that the letter rests on"),
    ("name: section 9(1)", "name: section 9(2)", "move:", "the number 9(2) is not borne out"),
    ("I have waited.", "I have waited since [date.", "I have waited", "a square bracket stands alone"),
    ("I have waited.", "I have waited since ____.", "I have waited", "'____' is no blank"),
    ("I have waited.", "See section 12.", "See section", "a law is named in the text ('section 1')"),
    ("I have waited.", "See the Schools Act 2001.", "See the", "a law is named in the text ('Act 2001')"),
    ("I have waited.", "I wait, {councl}.", "I wait", "there is nothing to put in for '{councl}'"),
    (" under {move}", "", "move:", "the letter never names 'move'"),
    ("if: [waiting]", "if: [wating]", "wating", "the letter has no choice 'wating'"),
    (
        "[thinking, waiting, other]",
        "[thinking, waiting, other, other]",
        "{name: stage",
        "the value 'other' stands twice",
    ),
]


@pytest.fixture
def folder(fenshire: Folder) -> Folder:
    fenshire.write(FILE, LETTER)
    fenshire.write("letters/words.yaml", WORDS)
    fenshire.replace("flows/plan.yaml", "do: keep words", "do: show letter\n    with: {letter: ask-move}")
    return fenshire


def faults(folder: Folder) -> list[str]:
    found = [str(fault).removeprefix(f"{folder.path}/") for fault in check(folder.path, NEEDS)]
    return [fault for fault in found if "letter" in fault]


def test_a_letter_with_no_slip_has_no_fault(folder: Folder) -> None:
    assert faults(folder) == []


@pytest.mark.parametrize(("old", "new", "at", "told"), SLIPS, ids=[slip[3] for slip in SLIPS])
def test_the_checker_tells_where_a_letter_is_wrong(old: str, new: str, at: str, told: str, folder: Folder) -> None:
    folder.replace(FILE, old, new)
    assert any(one.startswith(f"{FILE}:{folder.line(FILE, at)}: {told}") for one in faults(folder)), faults(folder)


def test_a_letter_to_which_no_flow_leads_is_told(folder: Folder) -> None:
    folder.replace("flows/plan.yaml", "{letter: ask-move}", "{letter: ask-mov}")
    found = faults(folder)
    line = folder.line("flows/plan.yaml", "{letter: ask-mov}")
    assert f"flows/plan.yaml:{line}: there is no letter 'ask-mov'; use one of: ask-move" in found
    assert f"{FILE}:1: no flow leads to the letter; name it in an outcome of a flow" in found


def test_a_choice_that_no_step_offers_is_told(folder: Folder) -> None:
    folder.replace(FILE, "waiting, other]", "waiting]")
    assert any("no step offers 'other' for the letter 'ask-move'" in one for one in faults(folder))


def test_letters_without_the_words_around_them_are_told(folder: Folder) -> None:
    (folder.path / "letters" / "words.yaml").unlink()
    assert any(one.startswith("letters/words.yaml:1: the words that all letters share") for one in faults(folder))


def test_a_letter_that_is_there_twice_is_told(folder: Folder) -> None:
    folder.write("letters/two.yaml", LETTER)
    assert "letters/two.yaml:1: the letter 'ask-move' is there twice (also in ask-move.yaml); rename one" in faults(
        folder
    )


def test_an_area_may_have_no_letters(fenshire: Folder) -> None:
    assert not [fault for fault in fenshire.faults() if "letter" in fault]
