from datetime import date

import pytest
import yaml

from knowledge.editing.errors import EditError
from knowledge.editing.yaml_text import append, put

WORDS = "garden fence"


@pytest.mark.parametrize(
    ("text", "at", "becomes", "line"),
    [
        ("a:\n  - x  # why\n  # more\nb: 1\n", ("a",), "a:\n  - x  # why\n  - garden fence\n  # more\nb: 1\n", 3),
        ("a:\n- x\nb: 1\n", ("a",), "a:\n- x\n- garden fence\nb: 1\n", 3),
        ("a:\n  - x", ("a",), "a:\n  - x\n  - garden fence", 3),
        ("a:\r\n  - x\r\nb: 1\r\n", ("a",), "a:\r\n  - x\r\n  - garden fence\r\nb: 1\r\n", 3),
        ("a:\n  - x\n    y\n\nb: 1\n", ("a",), "a:\n  - x\n    y\n  - garden fence\n\nb: 1\n", 4),
        ("a: [x, 'y']  # why\n", ("a",), "a: [x, 'y', garden fence]  # why\n", 1),
        ("a: [x,\n  y\n]\n", ("a",), "a: [x,\n  y, garden fence\n]\n", 2),
        ("a: []\n", ("a",), "a: [garden fence]\n", 1),
        ("w:\n  i: [x]\n# end\n", ("w", "j"), "w:\n  i: [x]\n  j: [garden fence]\n# end\n", 3),
        ("w:\n  i:\n    - x\n# end\n", ("w", "j"), "w:\n  i:\n    - x\n  j: [garden fence]\n# end\n", 4),
        ("w: {}\n", ("w", "j"), "w: {j: [garden fence]}\n", 1),
        ("w: {i: [x]}\n", ("w", "j"), "w: {j: [garden fence], i: [x]}\n", 1),
        ("é😀: 1\na:\n  - é😀\n", ("a",), "é😀: 1\na:\n  - é😀\n  - garden fence\n", 4),
        ("l:\n  - p: [x]\n  - p: [y]\n", ("l", 1, "p"), "l:\n  - p: [x]\n  - p: [y, garden fence]\n", 3),
    ],
)
def test_one_item_more_and_every_other_character_as_it_was(
    text: str, at: tuple[str | int, ...], becomes: str, line: int
) -> None:
    edit = append(text, at, WORDS)
    assert (edit.text, edit.line) == (becomes, line)


@pytest.mark.parametrize("words", ["is it: this", "yes", "who, me [and] you", "it's # one", "- dash", "12", "é — 😀"])
@pytest.mark.parametrize("text", ["a:\n  - x\n", "a: [x]\n"])
def test_words_that_yaml_would_take_for_something_else_come_back_as_they_were(text: str, words: str) -> None:
    assert yaml.safe_load(append(text, ("a",), words).text) == {"a": ["x", words]}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: &both\n  - x\nb: *both\n", ("a",)),
        ("a: words\n", ("a",)),
        ("a: 1\n", ("b", "c")),
        ("- 1\n", ("a",)),
    ],
)
def test_a_layout_that_a_line_more_would_spoil_is_refused(text: str, at: tuple[str, ...]) -> None:
    with pytest.raises(EditError):
        append(text, at, WORDS)


@pytest.mark.parametrize(
    ("text", "at", "value", "becomes"),
    [
        ("a: x  # why\nb: 1\n", ("a",), "new: words", "a: 'new: words'  # why\nb: 1\n"),
        ("a: x\n", ("a",), "yes", "a: 'yes'\n"),
        ("a: |\n  x\n  y\nb: 1\n", ("a",), "z", "a: z\nb: 1\n"),
        ('a: "x # y"\n', ("a",), "z", "a: z\n"),
        ("l:\n  - {n: 1 2, t: x}\n", ("l", 0, "t"), "y, [z]", "l:\n  - {n: 1 2, t: 'y, [z]'}\n"),
        ("l:\n  - x\n  - y\n", ("l", 1), "z", "l:\n  - x\n  - z\n"),
        ("l:\n  - id: x\n# end\n", ("l", 0, "on"), date(2026, 1, 2), "l:\n  - id: x\n    on: 2026-01-02\n# end\n"),
        ("a: 2020-01-01\n", ("a",), date(2026, 1, 2), "a: 2026-01-02\n"),
    ],
)
def test_a_value_is_put_in_its_place(text: str, at: tuple[str | int, ...], value: str | date, becomes: str) -> None:
    assert put(text, at, value).text == becomes


@pytest.mark.parametrize("text", ["a: &both x\nb: *both\n", "a: [x]\n", "- x\n"])
def test_a_value_that_cannot_be_put_without_harm_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        put(text, ("a",), "z")
