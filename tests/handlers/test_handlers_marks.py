import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.marks import Block, blocks


def test_each_mark_makes_its_own_shape() -> None:
    assert blocks("# Title\nWords\nmore words\n\n- one\n- two\n\n1. first\n2. second") == (
        Block("heading", ("Title",)),
        Block("paragraph", ("Words", "more words")),
        Block("bullets", ("one", "two")),
        Block("steps", ("first", "second")),
    )


def test_an_empty_line_ends_a_paragraph_and_a_list() -> None:
    assert [block.lines for block in blocks("one\n\ntwo")] == [("one",), ("two",)]
    assert [block.lines for block in blocks("- one\n\n- two")] == [("one",), ("two",)]


def test_two_headings_never_run_together() -> None:
    assert blocks("# One\n# Two") == (Block("heading", ("One",)), Block("heading", ("Two",)))


@pytest.mark.parametrize("words", ["#hashtag", "-5 degrees", "1.5 hours", "1988. A year", "a - b", "2 # 3"])
def test_words_that_only_look_like_a_mark_stay_words(words: str) -> None:
    assert blocks(words) == (Block("paragraph", (words,)),)


def test_the_spaces_and_empty_lines_around_words_are_dropped() -> None:
    assert blocks("\n\n  words  \n\n") == (Block("paragraph", ("words",)),)
    assert blocks(" \n ") == ()


@given(st.text())
def test_no_text_breaks_it_and_no_block_is_empty(text: str) -> None:
    assert all(block.lines for block in blocks(text))
