"""The check of a draft plan: from the answers to its questions to what to ask the council for."""

from __future__ import annotations

from knowledge.flow.model import Answers
from knowledge.letters.models import Letter
from knowledge.letters.writing import Choices


def asks(letter: Letter, answers: Answers) -> Choices:
    """What to ask for in the letter of comments: its values `step-answer`, such as "who-no", that were answered so.

    A question answered "yes" has no such value, so nothing is asked for.
    """
    said = {f"{step}-{answer}" for step, answer in answers.items()}
    return frozenset(value for choice in letter.choices if choice.many for value in choice.values if value in said)
