"""A letter as the bytes of a file."""

from __future__ import annotations

from handlers.making import Making
from knowledge.letters import letter_docx, read_code


def make_letter(code: str, making: Making) -> bytes:
    """The Word file of the letter that `code` stands for. Raises ValueError for a code that we never made."""
    knowledge = making.desk.knowledge
    letter, choices, young = read_code(code, knowledge.letters)
    return letter_docx(letter, choices, knowledge.letters.said(), knowledge.area, young=young)
