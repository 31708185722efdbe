"""The one-page profile: as text, as a Word file opened again, and as a picture that can be read out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import Knowledge
from knowledge.drawing import WIDTH, png
from knowledge.flow.model import TextStep
from knowledge.heard_words import PageWords
from knowledge.my_page import Page, Part, page_text
from knowledge.my_page.page import PICTURES
from knowledge.my_page.picture import page_picture
from knowledge.my_page.word_file import FITS, page_docx

SVG = "{http://www.w3.org/2000/svg}"
OPENMOJI = Path(__file__).parents[2] / "web" / "static" / "openmoji"
PARTS = (("like", "I like"), ("good-at", "I am good at"), ("need", "I need"), ("want", "I want"), ("helps", "My help"))


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> PageWords:
    return knowledge.texts.youth.page


def page(words: PageWords, *said: tuple[str, ...]) -> Page:
    lines = [*said, *[()] * (len(PARTS) - len(said))]
    return Page(tuple(Part(name, heading, one) for (name, heading), one in zip(PARTS, lines, strict=True)), words)


def opened(made: Page) -> Doc:
    return Document(BytesIO(page_docx(made)))


def cells(document: Doc) -> list[list[str]]:
    """The words beside each picture, line by line."""
    (table,) = document.tables
    return [[paragraph.text for paragraph in row.cells[1].paragraphs] for row in table.rows]


def size(document: Doc) -> int:
    return int(Pt(document.styles["Normal"].font.size.pt).pt)


def test_the_text_has_each_part_with_its_words_and_lines_to_fill_in(words: PageWords) -> None:
    text = page_text(page(words, ("Music", "my dog"), ("Drawing",)))
    assert text.startswith("# My page\nMy name: ______")
    assert "# I like\n- Music\n- my dog\n" in text
    assert "# I need\n- ______" in text


def test_the_word_file_has_a_row_for_each_part_in_its_order(words: PageWords) -> None:
    document = opened(page(words, ("Music", "my dog"), ("Drawing",)))
    assert [row[0] for row in cells(document)] == [heading for _, heading in PARTS]
    assert cells(document)[0][1:] == ["Music", "my dog"]
    assert all(set(line) == {"_"} for line in cells(document)[2][1:])
    assert document.paragraphs[1].text.startswith("My name: ______")


def test_each_part_has_a_picture_that_has_words_too(words: PageWords) -> None:
    document = opened(page(words))
    described = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert described == [heading for _, heading in PARTS]
    with ZipFile(BytesIO(page_docx(page(words)))) as file:
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]
    assert len(pictures) == len(PARTS)


def test_what_its_headings_are_is_said_to_those_who_cannot_see_it(words: PageWords) -> None:
    document = opened(page(words))
    (table,) = document.tables
    assert document.paragraphs[0].style.name == "Heading 1"
    assert {row.cells[1].paragraphs[0].style.name for row in table.rows} == {"Heading 2"}


def test_the_word_file_names_nobody(words: PageWords) -> None:
    properties = opened(page(words)).core_properties
    assert (properties.author, properties.comments, properties.title) == ("", "", "My page")


def test_few_words_are_large_and_many_still_fit_one_sheet(words: PageWords) -> None:
    few, many = page(words, ("Music",)), page(words, *[("a kind word " * 25, "one more thing")] * len(PARTS))
    assert size(opened(few)) == FITS[0].size
    assert FITS[-1].size <= size(opened(many)) < FITS[0].size


def test_the_things_of_a_part_share_a_line_before_they_get_too_small(words: PageWords) -> None:
    full = page(words, *[(*["Knowing lots of facts"] * 6, "a kind word " * 10)] * len(PARTS))
    assert cells(opened(full))[0][1].startswith("Knowing lots of facts, Knowing")


def test_the_picture_says_all_that_stands_on_the_page(words: PageWords) -> None:
    tree = ElementTree.fromstring(page_picture(page(words, ("Music", "my dog"))))
    said = " ".join(one.text or "" for one in tree.iter(f"{SVG}text"))
    for heading in ("My page", "My name:", *(heading for _, heading in PARTS), "• Music", "• my dog", words.credit):
        assert heading in said
    assert tree.findtext(f"{SVG}desc") == words.shows
    assert len(list(tree.iter(f"{SVG}image"))) == len(PARTS)


def test_the_picture_is_a_png_as_wide_as_a_phone(words: PageWords) -> None:
    made = png(page_picture(page(words, ("Music",))))
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20]) == WIDTH * 1.5


def test_a_part_of_another_name_has_no_picture_and_all_else(words: PageWords) -> None:
    other = Page((Part("../like", "What I dream of", ("the sea",)),), words)
    assert "image" not in page_picture(other).replace('role="img"', "")
    assert cells(opened(other)) == [["What I dream of", "the sea"]]


@settings(max_examples=25)
@given(said=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=400))
def test_whatever_was_said_makes_a_page_that_opens(said: str, words: PageWords) -> None:
    made = page(words, (said,))
    assert opened(made)
    assert ElementTree.fromstring(page_picture(made)) is not None


def test_every_part_of_the_flow_has_a_picture_and_no_picture_is_left_over(knowledge: Knowledge) -> None:
    steps = knowledge.flows["my-page"].steps
    parts = {name for name, step in steps.items() if isinstance(step, TextStep)}
    assert {path.stem for path in PICTURES.glob("*.svg")} == parts


def test_the_pictures_are_openmoji_ones_as_they_came() -> None:
    theirs = {path.read_bytes() for path in OPENMOJI.glob("*.svg")}
    assert [path.name for path in PICTURES.glob("*.svg") if path.read_bytes() not in theirs] == []


def test_signs_that_no_font_has_are_left_out_of_the_picture_and_stay_in_the_file(words: PageWords) -> None:
    made = page(words, ("dogs 🐶 and ❤️", "🎸"), ("🎨",))
    said = " ".join(one.text or "" for one in ElementTree.fromstring(page_picture(made)).iter(f"{SVG}text"))
    assert "• dogs and" in said
    assert not set("🐶❤🎸🎨\ufe0f") & set(said)
    assert cells(opened(made))[0][1:] == ["dogs 🐶 and ❤️", "🎸"]
