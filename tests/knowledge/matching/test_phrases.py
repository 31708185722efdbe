from __future__ import annotations

import pytest

from knowledge.matching.phrases import Phrases

PHRASES = Phrases(["draft plan", "draft", "co-produced", "can't go"])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("we got the draft plan", "draft plan"),
        ("a draft came", "draft"),
        ("it was co produced", "co produced"),
        ("she cant go", "cant go"),
        ("drafty planes", None),
        ("", None),
    ],
)
def test_the_longest_phrase_of_whole_words_is_found(words: str, found: str | None) -> None:
    assert PHRASES.first_in(words.split()) == found
