from __future__ import annotations

import pytest

from knowledge.matching.normalise import MAX_CHARACTERS, MAX_WORD, clean, sentences_in, words_in


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("My Child’s EHCP", ["my", "child", "ehcp"]),
        ("don't he'll we've", ["dont", "he", "we"]),
        ("30hrs a week", ["30", "hrs", "a", "week"]),
        ("school/college & home", ["school", "college", "home"]),
        ("ﬁnal ＰＬＡＮ", ["final", "plan"]),
        ("café", ["cafe"]),
        ("a\x00b\ud800c", ["a", "bc"]),
        ("my son [name] is at [a school]", ["my", "son", "is", "at"]),
        ("e\u200bh\u200bc\u200bp \u202eplan\u202c", ["ehcp", "plan"]),
        ("🦄🍕 ???", []),
    ],
)
def test_what_was_typed_becomes_plain_words(typed: str, words: list[str]) -> None:
    assert words_in(clean(typed)) == words


def test_a_million_letters_are_one_short_word() -> None:
    text = clean("a" * 1_000_000)
    assert len(text) == MAX_CHARACTERS
    assert words_in(text) == ["a" * MAX_WORD]


def test_letters_that_grow_when_folded_do_not_make_the_text_longer() -> None:
    assert len(clean("ﷺ" * MAX_CHARACTERS)) <= MAX_CHARACTERS


def test_sentences_keep_their_question_marks() -> None:
    assert sentences_in("we asked. now what? ok\nbye") == ["we asked.", "now what?", "ok", "bye"]
