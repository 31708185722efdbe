"""A letter as the bytes of a file."""

from __future__ import annotations

from datetime import date

from handlers.desk import Desk
from knowledge.letters import letter_docx, read_code


def make_letter(code: str, desk: Desk, _today: date) -> bytes:
    """The Word file of the letter that `code` stands for. Raises ValueError for a code that we never made."""
    letter, choices, young = read_code(code, desk.knowledge.letters)
    return letter_docx(letter, choices, desk.knowledge.letters.said(), desk.knowledge.area, young=young)
