from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handlers.desk import Desk
from knowledge.base import Knowledge
from knowledge.matching import Matcher

QUESTIONS = yaml.safe_load((Path(__file__).parents[1] / "phrasings.yaml").read_text(encoding="utf-8"))
FIND: list[dict[str, Any]] = QUESTIONS["find"]
LEAVE: list[dict[str, Any]] = QUESTIONS["leave"]
CLEAN = [question for question in FIND if not question.get("noisy")]
NOISY = [question for question in FIND if question.get("noisy")]


@pytest.fixture(scope="module")
def matcher(desk: Desk) -> Matcher:
    return desk.matcher


def _missed(questions: list[dict[str, Any]], matcher: Matcher, first: int) -> list[str]:
    return [
        question["ask"]
        for question in questions
        if not {match.id for match in matcher.ask(question["ask"]).matches[:first]} & set(question["any_of"])
    ]


@pytest.mark.parametrize(
    ("questions", "first", "share"), [(CLEAN, 1, 0.85), (CLEAN, 3, 0.93), (NOISY, 1, 0.85), (NOISY, 3, 0.95)]
)
def test_enough_questions_find_what_helps(
    questions: list[dict[str, Any]], first: int, share: float, matcher: Matcher
) -> None:
    missed = _missed(questions, matcher, first)
    assert len(missed) <= (1 - share) * len(questions), missed


def test_a_sure_answer_is_hardly_ever_a_wrong_one(matcher: Matcher) -> None:
    wrong = []
    for question in FIND:
        understood = matcher.ask(question["ask"])
        if understood.kind == "answer" and understood.matches[0].id not in question["any_of"]:
            wrong.append((question["ask"], understood.matches[0].id))
    assert len(wrong) <= 0.04 * len(FIND), wrong


def test_what_we_cannot_answer_hardly_ever_gets_an_answer(matcher: Matcher) -> None:
    answered = [leave["ask"] for leave in LEAVE if matcher.ask(leave["ask"]).kind == "answer"]
    assert len(answered) <= 0.05 * len(LEAVE), answered


@pytest.mark.parametrize("leave", [leave for leave in LEAVE if "group" in leave], ids=lambda leave: leave["ask"])
def test_small_talk_gets_its_own_short_reply(leave: dict[str, Any], matcher: Matcher) -> None:
    assert matcher.ask(leave["ask"]).smalltalk == leave["group"]


def test_each_question_names_entries_that_exist(knowledge: Knowledge) -> None:
    named = {entry for question in FIND for entry in question["any_of"]}
    assert named <= {*knowledge.answers, *knowledge.services, *knowledge.strategy.items}


def test_no_question_is_a_phrasing_of_an_entry(knowledge: Knowledge) -> None:
    phrasings = {phrasing.lower() for answer in knowledge.answers.values() for phrasing in answer.phrasings}
    phrasings |= {wording.lower() for wordings in knowledge.words.wordings.values() for wording in wordings}
    assert not [question["ask"] for question in FIND if question["ask"].lower().strip("?. ") in phrasings]
