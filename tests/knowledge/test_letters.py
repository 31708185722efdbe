"""Letters as text: for every choice, in both voices, with blanks for all that tells who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Knowledge
from knowledge.checks.reading import LONGEST_SENTENCE, sentences, words
from knowledge.letters import Choices, Letter, asks, laws_named, letter_text, points_of, read_code, write_code
from knowledge.letters.models import BLANK

LONGEST_MESSAGE = 4096
"""Telegram's limit for a message, in characters (Bot API)."""
LETTERS = (
    "ask-assessment",
    "chase-late",
    "complaint",
    "draft-comments",
    "early-review",
    "not-delivered",
    "reasons-papers",
    "sent-home",
    "social-care",
    "transport-appeal",
)
NO_LAW = {"policy", "after-16"}
"""The choices for which no page that an answer rests on names a law."""


def every_choice(letter: Letter) -> Iterator[Choices]:
    """Each way to answer what the letter asks; where several can be chosen, none of them and all of them."""
    one = [choice.values for choice in letter.choices if not choice.many]
    many = frozenset(value for choice in letter.choices if choice.many for value in choice.values)
    for chosen in product(*one):
        yield from {frozenset(chosen), frozenset(chosen) | many}


def text(knowledge: Knowledge, letter_id: str, *choices: str, young: bool = False) -> str:
    letters = knowledge.letters
    return letter_text(letters.of[letter_id], frozenset(choices), letters.said(), knowledge.area, young=young)


def test_all_ten_letters_are_there(knowledge: Knowledge) -> None:
    assert tuple(sorted(knowledge.letters.of)) == LETTERS


@pytest.mark.parametrize("young", [False, True])
@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_letter_is_plain_whole_and_fits_a_message(letter_id: str, young: bool, knowledge: Knowledge) -> None:
    letter = knowledge.letters.of[letter_id]
    for choices in every_choice(letter):
        written = text(knowledge, letter_id, *choices, young=young)
        assert not [one for one in sentences(written) if len(words(one)) > LONGEST_SENTENCE]
        assert len(written) <= LONGEST_MESSAGE
        assert not re.search(r"[{}]|  ", written)
        assert written.count("[") == written.count("]") == len(BLANK.findall(written))


@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_letter_names_a_law_for_every_choice(letter_id: str, knowledge: Knowledge) -> None:
    letter = knowledge.letters.of[letter_id]
    for choices in every_choice(letter):
        laws = laws_named(letter, choices)
        assert laws or choices & NO_LAW
        assert all(law.name in text(knowledge, letter_id, *choices) for law in laws)


@pytest.mark.parametrize("letter_id", LETTERS)
def test_a_young_person_never_writes_of_a_child_of_theirs(letter_id: str, knowledge: Knowledge) -> None:
    for choices in every_choice(knowledge.letters.of[letter_id]):
        written = text(knowledge, letter_id, *choices, young=True)
        assert not re.search(r"\b(?:my|your|our) child", written, re.I), written


@pytest.mark.parametrize("letter_id", LETTERS)
def test_who_writes_and_about_whom_are_blanks(letter_id: str, knowledge: Knowledge) -> None:
    choices = next(every_choice(knowledge.letters.of[letter_id]))
    for blank in ("[your name]", "[your address]", "[date]", "[your child's name]", "[your child's date of birth]"):
        assert blank in text(knowledge, letter_id, *choices)
    for blank in ("[your name]", "[your date of birth]", "[your school or college]"):
        assert blank in text(knowledge, letter_id, *choices, young=True)


def test_a_letter_says_only_what_was_chosen(knowledge: Knowledge) -> None:
    decision = text(knowledge, "chase-late", "decision", "first")
    assert "within 6 weeks" in decision
    assert "20 weeks" not in decision
    assert "I have asked about this before" not in decision
    plan = text(knowledge, "chase-late", "plan", "again")
    assert "within 20 weeks" in plan
    assert "6 weeks" not in plan
    assert "I have asked about this before" in plan


def test_a_paragraph_stays_on_one_line(knowledge: Knowledge) -> None:
    lines = text(knowledge, "ask-assessment", "several", "tried").split("\n")
    assert "- Learning: [what this is like, with an example]." in lines
    assert any(line.startswith("The test is in section 36(8)") and line.endswith("both are so.") for line in lines)


def test_a_list_with_nothing_in_it_is_left_out(knowledge: Knowledge) -> None:
    assert "Please make these changes to the draft" not in text(knowledge, "draft-comments", "one", "meet")
    assert "Please make these changes to the draft" in text(knowledge, "draft-comments", "one", "meet", "staff-no")


def test_a_choice_left_open_or_made_up_is_refused(knowledge: Knowledge) -> None:
    for choices in ((), ("decision",), ("decision", "plan", "first"), ("decision", "first", "made-up")):
        with pytest.raises(ValueError, match="the letter 'chase-late'"):
            text(knowledge, "chase-late", *choices)


def test_the_check_of_a_draft_asks_for_what_is_missing_or_unsure(knowledge: Knowledge) -> None:
    letter = knowledge.letters.of["draft-comments"]
    found = asks(letter, {"who": "me", "sections": "yes", "staff": "no", "often": "unsure", "school": "one"})
    assert found == {"staff-no", "often-unsure"}
    said = points_of(letter, found, knowledge.area)
    assert said[0] == "Please say in Section F who will give each kind of help."
    assert said[1].startswith("Please show me where Section F says how often")
    assert all(f"- {point}" in text(knowledge, letter.id, "one", "meet", *found) for point in said)


def test_a_draft_with_every_answer_yes_has_nothing_to_ask_for(knowledge: Knowledge) -> None:
    letter = knowledge.letters.of["draft-comments"]
    steps = knowledge.flows["draft-check"].steps
    assert asks(letter, dict.fromkeys(steps, "yes")) == frozenset()


@given(data=st.data())
def test_a_code_leads_back_to_its_letter(data: st.DataObject, knowledge: Knowledge) -> None:
    letter = knowledge.letters.of[data.draw(st.sampled_from(LETTERS))]
    choices = frozenset(data.draw(st.sampled_from(one.values)) for one in letter.choices if not one.many)
    for choice in letter.choices:
        if choice.many:
            choices |= data.draw(st.frozensets(st.sampled_from(choice.values)))
    young = data.draw(st.booleans())
    assert read_code(write_code(letter, choices, young=young), knowledge.letters) == (letter, choices, young)


@given(code=st.text() | st.sampled_from(LETTERS).flatmap(lambda one: st.text().map(lambda rest: f"{one}:{rest}")))
def test_a_code_that_we_never_made_is_a_value_error(code: str, knowledge: Knowledge) -> None:
    with pytest.raises(ValueError, match="letter"):
        read_code(code, knowledge.letters)


def test_codes_hold_choices_alone(knowledge: Knowledge) -> None:
    letter = knowledge.letters.of["chase-late"]
    assert write_code(letter, frozenset({"again", "plan"}), young=True) == "chase-late:me.plan.again"
