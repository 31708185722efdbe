"""Letters as Word files, opened again as a word processor would."""

from __future__ import annotations

from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from test_letters import LETTERS

from knowledge.base import Knowledge
from knowledge.letters import LetterChoice, letter_docx, letter_text
from knowledge.letters.make_template import make
from knowledge.letters.models import BLANK
from knowledge.letters.word_file import BLANK_STYLE, TEMPLATE

PARTS = ("word/document.xml", "word/styles.xml")


def word_file(knowledge: Knowledge, letter_id: str, *choices: str, young: bool = False) -> Doc:
    letters = knowledge.letters
    letter = letters.of[letter_id]
    return Document(BytesIO(letter_docx(letter, frozenset(choices), letters.said(), knowledge.area, young=young)))


def first_choices(choices: tuple[LetterChoice, ...]) -> tuple[str, ...]:
    return tuple(choice.values[0] for choice in choices)


def lines(document: Doc) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


@pytest.mark.parametrize(("letter_id", "young"), [*product(LETTERS, (False, True))])
def test_the_file_has_the_words_of_the_text_and_then_the_notes(
    letter_id: str, young: bool, knowledge: Knowledge
) -> None:
    letter, said = knowledge.letters.of[letter_id], knowledge.letters.said()
    choices = first_choices(letter.choices)
    text = letter_text(letter, frozenset(choices), said, knowledge.area, young=young)
    found = lines(word_file(knowledge, letter_id, *choices, young=young))
    wanted = [line.removeprefix("- ") for line in text.split("\n") if line]
    assert found[: len(wanted)] == wanted
    assert found[len(wanted)] == said.notes
    assert said.foot in found[len(wanted) :]
    assert any("http" in line for line in found[len(wanted) :])


@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_blank_and_nothing_else_stands_on_yellow(letter_id: str, knowledge: Knowledge) -> None:
    document = word_file(knowledge, letter_id, *first_choices(knowledge.letters.of[letter_id].choices))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    for run in runs:
        assert bool(BLANK.fullmatch(run.text)) == (run.style.name == BLANK_STYLE), run.text
    fill = document.styles[BLANK_STYLE].element.find(f".//{qn('w:shd')}").get(qn("w:fill"))
    assert fill == "FFF200"


def test_the_page_is_a4_and_the_words_are_12_points(knowledge: Knowledge) -> None:
    document = word_file(knowledge, "early-review", "needs")
    section, normal = document.sections[0], document.styles["Normal"]
    assert abs(section.page_width - Cm(21)) < Cm(0.01)
    assert abs(section.page_height - Cm(29.7)) < Cm(0.01)
    assert (normal.font.name, normal.font.size) == ("Arial", Pt(12))


def test_points_are_bullets_and_the_notes_have_a_page_of_their_own(knowledge: Knowledge) -> None:
    document = word_file(knowledge, "not-delivered", "none", "told")
    styles = {paragraph.text: paragraph.style for paragraph in document.paragraphs}
    assert styles["who will give it, and how often"].name == "List Bullet"
    assert styles[knowledge.letters.said().notes].paragraph_format.page_break_before


def test_signs_that_xml_reads_and_controls_do_no_harm(knowledge: Knowledge) -> None:
    letter = knowledge.letters.of["early-review"]
    nasty = "<b>&amp; \"{{ letter }}\" '{%p endfor %}' \x00\x07\x1b\ud800\ufffe]]> end"
    part = letter.parts[0].model_copy(update={"text": nasty})
    changed = letter.model_copy(update={"parts": (part, *letter.parts[1:])})
    made = letter_docx(changed, frozenset({"needs"}), knowledge.letters.said(), knowledge.area)
    assert "<b>&amp; \"{{ letter }}\" '{%p endfor %}' ]]> end" in lines(Document(BytesIO(made)))


def test_the_file_tells_nobody_who_made_it_and_what_it_is_called(knowledge: Knowledge) -> None:
    properties = word_file(knowledge, "early-review", "needs").core_properties
    assert (properties.title, properties.author, properties.comments) == ("Ask for an early review", "", "")


def test_the_template_is_what_its_script_makes() -> None:
    made = BytesIO()
    make().save(made)
    with ZipFile(TEMPLATE) as kept, ZipFile(made) as new:
        for part in PARTS:
            assert kept.read(part) == new.read(part), f"{part}: run python -m knowledge.letters.make_template"
