"""A letter as a Word file (.docx), in which each blank stands on yellow."""

from __future__ import annotations

import re
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

from knowledge.area import Area
from knowledge.letters.models import BLANK, Letter, LetterWords
from knowledge.letters.writing import Choices, Paragraph, WrittenLetter, write_letter

TEMPLATE = Path(__file__).parent / "template.docx"
"""The page that letters are poured into; `make_template` makes it."""
BLANK_STYLE = "Blank"
"""The template's style for what people fill in."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_AROUND_BLANKS = re.compile(f"({BLANK.pattern})")


def letter_docx(letter: Letter, choices: Choices, words: LetterWords, area: Area, *, young: bool = False) -> bytes:
    """The letter as a Word file. Raises ValueError where `choices` are not the choices of this letter."""
    # Loading it takes as long as loading all the rest, and most runs make no file.
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it has none

    written = write_letter(letter, choices, words, area, young=young)
    template = DocxTemplate(TEMPLATE)
    template.render({"letter": _runs(written)}, autoescape=True)
    template.docx.core_properties.title = written.title
    file = BytesIO()
    template.save(file)
    return file.getvalue()


def _runs(written: WrittenLetter) -> dict[str, Any]:
    return {field.name: _run(getattr(written, field.name)) for field in fields(written)}


def _run(value: str | tuple[str | Paragraph, ...] | Paragraph) -> Any:
    if isinstance(value, tuple):
        return [_run(one) for one in value]
    if isinstance(value, Paragraph):
        return {"text": _run(value.text), "points": _run(value.points)}
    from docxtpl import RichText

    rich = RichText()
    for piece in filter(None, _AROUND_BLANKS.split(value)):
        rich.add(piece, style=BLANK_STYLE if BLANK.fullmatch(piece) else None)
    return rich
