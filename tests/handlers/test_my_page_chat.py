"""My page in the chat: made of this conversation's own words, given to it alone, and gone when they say so."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from person import Person
from sqlalchemy import Engine
from stored import rows, unsealed

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.my_page import page_of
from knowledge.flow.model import TextStep
from storage.sealing import Sealer

MARKER = "zebra polishing"
DOCX, PICTURE = "my-page:docx", "my-page:picture"


def made(assistant: Assistant, like: str = MARKER) -> Person:
    """Someone whose page is done: one part typed, one ticked, the rest left out."""
    person = Person(assistant)
    person.start("my-page")
    person.tap("Make my page")
    person.say(like)
    person.tap("Drawing")
    person.tap("Being kind")
    person.tap("Done")
    for skip in ("Skip what I need", "Skip what I want", "Skip who helps me"):
        person.tap(skip)
    return person


def held(engine: Engine, sealer: Sealer) -> str:
    return unsealed(rows(engine), sealer)


def docx_of(person: Person) -> list[list[str]]:
    """The words beside each picture of the file."""
    (table,) = Document(BytesIO(person.assistant.file(DOCX, person.key))).tables
    return [[line.text for line in row.cells[1].paragraphs] for row in table.rows]


def test_the_page_is_on_the_screen_and_in_a_file_and_in_a_picture(assistant: Assistant) -> None:
    person = made(assistant)
    assert MARKER in person.screen
    assert docx_of(person)[:2] == [["I like", MARKER], ["I am good at", "Being kind", "Drawing"]]
    assert assistant.file(PICTURE, person.key).startswith(b"\x89PNG")
    (picture,) = [message.picture for message in person.reply.messages if message.picture]
    assert "words are below it" in picture.label


def test_no_word_of_the_page_is_in_what_its_files_are_named_by(assistant: Assistant) -> None:
    person = made(assistant)
    files = [file for message in person.reply.messages for file in (*message.files, message.picture) if file]
    assert [file.make for file in files] == [PICTURE, DOCX]
    assert all(MARKER not in file.name + file.label for file in files)


def test_nobody_else_gets_the_page(assistant: Assistant) -> None:
    made(assistant)
    for key in (None, "", "another".ljust(64, "0"), Person(assistant).key):
        with pytest.raises(ValueError, match="no page"):
            assistant.file(DOCX, key)


@pytest.mark.parametrize("make", ["my-page:", "my-page:pdf", "my-page", f"{DOCX}:x", "my-page:../docx"])
def test_a_form_that_we_never_offered_is_not_made(make: str, assistant: Assistant) -> None:
    person = made(assistant)
    with pytest.raises(ValueError, match="page"):
        assistant.file(make, person.key)


def test_a_page_that_is_not_done_is_not_made(assistant: Assistant) -> None:
    person = Person(assistant)
    person.start("my-page")
    person.tap("Make my page")
    with pytest.raises(ValueError, match="not done"):
        assistant.file(DOCX, person.key)


def test_another_flow_makes_no_page_of_its_answers(assistant: Assistant) -> None:
    person = Person(assistant)
    person.start("adult-life")
    for label in ("It is for my child", "16 to 17", "Being healthy"):
        person.tap(label)
    with pytest.raises(ValueError, match="not done"):
        assistant.file(DOCX, person.key)


@pytest.mark.parametrize("leave", ["I have it, delete my words", "Stop", "/forget", "/menu", "/cancel", "/start"])
def test_the_words_are_gone_at_once(leave: str, assistant: Assistant, sqlite_engine: Engine, sealer: Sealer) -> None:
    person = made(assistant)
    assert MARKER in held(sqlite_engine, sealer)
    if leave.startswith("/"):
        person.say(leave)
    else:
        person.tap(leave)
    if leave == "/forget":
        person.tap("Yes, delete it all")
    assert MARKER not in held(sqlite_engine, sealer)
    with pytest.raises(ValueError, match="no page"):
        assistant.file(DOCX, person.key)


def test_until_then_they_are_sealed(assistant: Assistant, sqlite_engine: Engine) -> None:
    made(assistant)
    assert MARKER not in str(rows(sqlite_engine))


def test_a_name_is_a_line_to_fill_in_by_hand_and_the_person_is_told_why(assistant: Assistant) -> None:
    person = made(assistant, "the beach with Kayleigh Brackenbury")
    assert "Kayleigh" not in person.screen
    assert "the beach with ______" in person.screen
    assert person.screen.count("I took out names and numbers, to keep you safe.") == 1
    assert docx_of(person)[0] == ["I like", "the beach with ______"]


def test_where_nothing_was_taken_out_nothing_is_said_of_it(assistant: Assistant) -> None:
    assert "I took out" not in made(assistant).screen


def test_ticks_and_typed_words_stand_together(assistant: Assistant) -> None:
    person = Person(assistant)
    person.start("my-page")
    person.tap("Make my page")
    person.tap("Music")
    person.say("animals")
    assert "Picked so far: Music, Animals." in person.screen
    person.say("and the sea\nin winter")
    for skip in ("Skip what I am good at", "Skip what I need", "Skip what I want", "Skip who helps me"):
        person.tap(skip)
    assert docx_of(person)[0] == ["I like", "Music", "Animals", "and the sea", "in winter"]


def test_ticked_twice_is_not_ticked_and_a_skip_leaves_the_ticks_out(assistant: Assistant) -> None:
    person = Person(assistant)
    person.start("my-page")
    person.tap("Make my page")
    person.tap("Music")
    person.tap("Music")
    assert "Picked so far" not in person.screen
    person.tap("Games")
    person.tap("Skip what I like")
    for skip in ("Skip what I am good at", "Skip what I need", "Skip what I want", "Skip who helps me"):
        person.tap(skip)
    assert docx_of(person)[0][0] == "I like"
    assert set(docx_of(person)[0][1]) == {"_"}


def test_too_many_words_for_one_page_are_kindly_refused_and_the_ticks_stay(assistant: Assistant) -> None:
    person = Person(assistant)
    person.start("my-page")
    person.tap("Make my page")
    person.tap("Music")
    person.say("I like the sea. " * 300)
    assert "4,7" in person.screen
    person.tap("Keep the first part")
    assert "What are you good at?" in person.screen
    for skip in ("Skip what I am good at", "Skip what I need", "Skip what I want", "Skip who helps me"):
        person.tap(skip)
    music, typed = docx_of(person)[0][1:]
    assert music == "Music"
    assert typed.startswith("I like the sea.")


def test_an_answer_can_be_changed_and_its_button_is_one_line(assistant: Assistant) -> None:
    person = made(assistant)
    person.tap("Change an answer")
    assert all("\n" not in label for label in person.labels)
    person.tap("I am good at: Being kind, Drawing")
    person.say("swimming")
    assert docx_of(person)[1] == ["I am good at", "swimming"]


@pytest.mark.parametrize("value", ["t:my-page.1:like:made-up", "d:my-page.1:like:", "p:my-page.1:like:words of mine"])
def test_a_made_up_button_puts_no_words_on_the_page(value: str, assistant: Assistant) -> None:
    person = Person(assistant)
    person.start("my-page")
    person.tap("Make my page")
    person.press(value)
    assert "made-up" not in person.screen
    assert "words of mine" not in person.screen


@pytest.mark.parametrize(
    "said", ["\x00\x0b\x1f bell \x07", "\u202eright to left", "<b>&amp;</b>", "{blank} %s", "# a\n- b", "x" * 300]
)
def test_odd_letters_make_a_page_all_the_same(said: str, assistant: Assistant) -> None:
    person = made(assistant, said)
    assert docx_of(person)[0][0] == "I like"
    assert assistant.file(PICTURE, person.key)


def test_the_parts_are_the_steps_that_take_words_in_their_order(desk: Desk) -> None:
    flow = desk.knowledge.flows["my-page"]
    page = page_of(flow, {"like": "music"}, desk.knowledge.texts.youth.page)
    assert [part.heading for part in page.parts] == ["I like", "I am good at", "I need", "I want", "Who helps me"]
    assert all(isinstance(flow.steps[part.name], TextStep) for part in page.parts)
