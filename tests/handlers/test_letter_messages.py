"""A letter in the chat: its words to copy and its file, for the answers that led to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from handlers.desk import Desk
from handlers.files import make_file
from handlers.making import Making
from handlers.outcomes import Reached, show
from handlers.reader import Reader
from handlers.state import FlowState
from handlers.turn import Message
from knowledge.flow.model import Answers
from knowledge.letters import letter_text

TODAY = date(2026, 12, 1)
LATE: Answers = {"who": "my-child", "kind": "getting", "getting": "late", "late": "plan", "asked": "again"}
ALL_YES = ("sections", "needs", "clear", "staff", "much", "often", "start", "measured", "health", "care", "left-blank")
DRAFT: Answers = {"who": "my-child", **dict.fromkeys(ALL_YES, "yes"), "school": "one", "meeting": "meet"}


def reached(flow: str, outcome: str, desk: Desk, answers: Answers, reader: Reader | None = None) -> list[Message]:
    state = FlowState(flow, dict(answers))
    return list(show(Reached(desk.knowledge.flows[flow], outcome, state, reader or Reader(TODAY)), desk))


def labels(message: Message) -> list[str]:
    return [choice.label for choice in message.choices]


def test_a_letter_is_words_to_copy_and_a_file_with_the_same_words(desk: Desk) -> None:
    about, words, end = reached("letters", "chase-late", desk, LATE)
    assert about.text.startswith("# Chase a late decision or plan\n")
    letters = desk.knowledge.letters
    letter = letters.of["chase-late"]
    assert words.text == letter_text(letter, frozenset({"plan", "again"}), letters.said(), desk.knowledge.area)
    (file,) = end.files
    assert (file.name, file.make) == ("chase-late.docx", "letter:chase-late:plan.again")
    made = Document(BytesIO(make_file(file.make, Making(desk, TODAY))))
    assert "The 20 weeks ended on [date]. I have not had the final plan." in [one.text for one in made.paragraphs]


def test_the_last_message_says_where_to_send_it_and_where_to_go_on(desk: Desk) -> None:
    end = reached("letters", "chase-late", desk, LATE)[-1]
    assert "Check each fact before you send it. This is not legal advice." in end.text
    assert "I never ask for names" in end.text
    assert "Checked on" in end.text
    assert {"Who can I talk to?", "Change an answer", "Main menu", "The 20-week timeline"} <= set(labels(end))
    assert all(link.url.startswith("http") for link in end.links)


def test_a_young_person_gets_their_own_letter(desk: Desk) -> None:
    answers = {"who": "me", "kind": "school", "days": "travel", "travel": "unsuitable", "schooling": "after-16"}
    about, words, end = reached("letters", "transport-appeal", desk, answers)
    assert end.files[0].make == "letter:transport-appeal:me.unsuitable.after-16"
    assert "It does not suit me." in words.text
    assert "your child" not in about.text + words.text


def test_a_check_of_a_draft_lists_what_to_ask_for_and_puts_it_in_the_letter(desk: Desk) -> None:
    listing, _about, words, end = reached(
        "draft-check", "draft-list", desk, {**DRAFT, "staff": "no", "often": "unsure"}
    )
    points = [line.partition(". ")[2] for line in listing.text.split("\n") if line[:1].isdigit()]
    assert len(points) == 2
    assert all(f"- {point}" in words.text for point in points)
    assert end.files[0].make == "letter:draft-comments:one.meet.staff-no.often-unsure"


def test_a_draft_with_no_fault_found_says_so_and_still_has_its_letter(desk: Desk) -> None:
    listing, _about, words, end = reached("draft-check", "draft-list", desk, DRAFT)
    assert "You said yes to each question" in listing.text
    assert "Please make these changes" not in words.text
    assert end.files


def test_a_letter_whose_facts_are_held_back_is_not_offered(desk: Desk) -> None:
    stale = desk.knowledge.answers["ehcp-exceptions"].review_by + timedelta(days=3660)
    (message,) = reached("letters", "chase-late", desk, LATE, Reader(stale))
    assert not message.files
    assert "Who can I talk to?" in labels(message)


@pytest.mark.parametrize(
    "make",
    [
        "letter:",
        "letter:chase-late",
        "letter:chase-late:",
        "letter:chase-late:plan",
        "letter:chase-late:plan.again.more",
        "letter:chase-late:plan.decision.again",
        "letter:chase-late:again.me.plan",
        "letter:../words:plan.again",
        "letter:words:",
        "letter:chase-late:{plan}.again",
    ],
)
def test_a_file_that_we_never_offered_is_not_made(make: str, desk: Desk) -> None:
    with pytest.raises(ValueError, match="letter"):
        make_file(make, Making(desk, TODAY))


def test_the_next_three_things_say_when_and_lead_to_their_answers(desk: Desk) -> None:
    answers: Answers = {"stage": "secondary", "secondary": "11", "plan": "yes"}
    (message,) = reached("next-three", "three", desk, answers)
    assert "# Before 31 March 2027: The plan must name the post-16 place\n" in message.text
    assert "Moving to college or sixth form (31 March)" in labels(message)
    assert "Checked on" in message.text


def test_the_next_three_things_in_easier_words(desk: Desk) -> None:
    answers: Answers = {"stage": "early", "early": "-1", "plan": "yes"}
    (message,) = reached("next-three", "three", desk, answers, replace(Reader(TODAY), easy=True))
    assert "# The plan gets ready for school\n" in message.text
    assert "📅 Before 15 February 2027." in message.text
