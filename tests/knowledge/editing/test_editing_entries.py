from __future__ import annotations

from datetime import date

import pytest
import yaml

from knowledge.base import Knowledge
from knowledge.editing.entries import checked, fields, with_fields, with_lines, without_phrasing
from knowledge.editing.errors import BrokenTextError, EditError
from knowledge.editing.files import read_text
from knowledge.editing.places import Part, file_of, lines_of
from knowledge.loader import CONTENT

TEXT = """\
# A note at the head.
services:
  - id: reed-club  # the club
    name: Reed Club
    description: A club on Saturdays
      for everyone.
    phones:
      - {number: 01632 960001, text: the club's own line}
    emails: [a@reed.example]
  # Before the next one.
  - id: fen-advice
    name: Fen Advice
"""
TODAY = date(2026, 11, 22)


def test_the_words_of_an_entry_are_offered_with_what_they_are() -> None:
    found = {field.name: (field.label, field.value) for field in fields(TEXT, "reed-club", "entry")}
    assert found["name"] == ("Name", "Reed Club")
    assert found["phones.0.number"] == ("Telephone number 1", "01632 960001")
    assert found["emails.0"] == ("E-mail address 1", "a@reed.example")
    assert "id" not in found


@pytest.mark.parametrize(
    ("name", "typed", "old", "new"),
    [
        ("name", "Reed: the club", "name: Reed Club", "name: 'Reed: the club'"),
        ("phones.0.number", "01632 960002", "01632 960001", "01632 960002"),
        ("emails.0", "b@reed.example", "a@reed.example", "b@reed.example"),
        (
            "description",
            " A  club\r\n by the river ",
            "A club on Saturdays\n      for everyone.",
            "A club by the river",
        ),
    ],
)
def test_other_words_change_their_own_place_alone(name: str, typed: str, old: str, new: str) -> None:
    assert with_fields(TEXT, "reed-club", "entry", {name: typed}) == TEXT.replace(old, new)


def test_the_same_words_change_nothing_and_names_that_are_not_offered_are_left_out() -> None:
    typed = {field.name: f" {field.value} " for field in fields(TEXT, "reed-club", "entry")}
    assert with_fields(TEXT, "reed-club", "entry", {**typed, "id": "x", "../../etc": "x", "": "x"}) == TEXT


def test_a_long_text_is_written_over_several_lines() -> None:
    changed = with_fields(TEXT, "reed-club", "entry", {"description": "many words " * 30})
    assert max(map(len, changed.split("\n"))) <= 120
    assert yaml.safe_load(changed)["services"][0]["description"] == ("many words " * 30).strip()


def test_an_emptied_field_is_refused() -> None:
    with pytest.raises(EditError, match="'Name' is empty"):
        with_fields(TEXT, "reed-club", "entry", {"name": " \n"})


def test_other_lines_take_the_place_of_the_entrys_and_no_others() -> None:
    lines = lines_of(TEXT, "reed-club", "entry")
    own = TEXT[lines.start : lines.end]
    assert own.startswith("  - id: reed-club  # the club\n")
    assert own.endswith("emails: [a@reed.example]\n")
    assert with_lines(TEXT, "reed-club", "entry", own.replace("\n", "\r\n")) == TEXT
    changed = with_lines(TEXT, "reed-club", "entry", own.replace("Reed Club", "Reed Group"))
    assert changed == TEXT.replace("Reed Club", "Reed Group")


def test_lines_keep_the_line_ends_of_their_file() -> None:
    text = TEXT.replace("\n", "\r\n")
    lines = lines_of(text, "fen-advice", "entry")
    assert with_lines(text, "fen-advice", "entry", text[lines.start : lines.end].replace("\r\n", "\n")) == text


@pytest.mark.parametrize("typed", ["", "  - id: other\n    name: Other"])
def test_an_entry_keeps_its_id(typed: str) -> None:
    with pytest.raises(EditError, match="Keep the id"):
        with_lines(TEXT, "reed-club", "entry", typed)


def test_a_text_that_is_no_yaml_is_told() -> None:
    with pytest.raises(BrokenTextError):
        lines_of("services: [", "reed-club", "entry")


def test_a_check_gives_an_entry_days_of_its_own() -> None:
    once = checked(TEXT, "fen-advice", TODAY, date(2027, 5, 22), crisis=False)
    assert once == f"{TEXT}    checked_on: 2026-11-22\n    review_by: 2027-05-22\n"
    again = checked(once, "fen-advice", date(2027, 1, 5), date(2027, 7, 5), crisis=False)
    assert again == f"{TEXT}    checked_on: 2027-01-05\n    review_by: 2027-07-05\n"


@pytest.mark.parametrize(
    ("review_by", "crisis"),
    [(TODAY, False), (date(2026, 1, 1), False), (date(2028, 1, 1), False), (date(2027, 5, 22), True)],
)
def test_a_next_check_that_is_past_or_too_far_away_is_refused(review_by: date, crisis: bool) -> None:
    with pytest.raises(EditError, match="next check"):
        checked(TEXT, "fen-advice", TODAY, review_by, crisis=crisis)


@pytest.mark.parametrize(
    "text", ["a: [x, y]\n", "a: [y, x]\n", "a:\n  - x\n  - y  # why\n", "a:\n  - y\n  - x\nb: 1\n"]
)
def test_a_phrasing_is_taken_out_of_either_layout(text: str) -> None:
    assert yaml.safe_load(without_phrasing(text, ("a",), "y"))["a"] == ["x"]


def test_the_last_phrasing_and_one_that_is_not_there_are_refused() -> None:
    for phrasing in ("x", "y"):
        with pytest.raises(EditError):
            without_phrasing("a: [x]\n", ("a",), phrasing)


@pytest.mark.parametrize("part", ["entry", "easy"])
def test_every_entry_of_the_content_has_lines_of_its_own(knowledge: Knowledge, part: Part) -> None:
    texts: dict[str, str] = {}
    for entry in [
        *list(knowledge.answers)[::40],
        *list(knowledge.services)[::40],
        *list(knowledge.strategy.items)[::40],
    ]:
        file = file_of(entry, part, knowledge, CONTENT)
        if file is None:
            continue
        text = texts.setdefault(str(file), read_text(file))
        lines = lines_of(text, entry, part)
        assert entry in text[lines.start : lines.end].partition("\n")[0]
        assert with_lines(text, entry, part, text[lines.start : lines.end]) == text
