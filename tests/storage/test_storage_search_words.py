"""The words of a search: the form that they are brought to, and how many of them are looked for."""

import pytest

from storage.sealing import Sealer
from storage.search_words import Hasher, cut, forms_of


@pytest.mark.parametrize(("one", "other"), [
    ("waiting", "waited"), ("waits", "wait"), ("stopped", "stopping"), ("families", "family"), ("classes", "class"),
    ("buses", "bus"), ("taking", "take"), ("called", "calls"), ("CHILD'S", "child"), ("Children’s", "children"),
    ("helped", "help"), ("ﬁnding", "find"), ("planned", "planning"), ("hopes", "hoped"),
])  # fmt: skip
def test_forms_of_one_word_are_one(one: str, other: str) -> None:
    assert forms_of(one) == forms_of(other) != []


@pytest.mark.parametrize(("one", "other"), [
    ("school", "schooner"), ("string", "strong"), ("need", "new"), ("this", "these"), ("bus", "busy"),
])  # fmt: skip
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert forms_of(one) != forms_of(other) or forms_of(one) == []


@pytest.mark.parametrize("text", ["", "the of it and", "12 34", "[name] [phone number]", "a b c", "!?.,", "\x00"])
def test_what_is_no_word_is_not_looked_for(text: str) -> None:
    assert forms_of(text) == []


def test_a_long_search_is_cut_to_its_first_words() -> None:
    words = " ".join(f"{letter}word" for letter in "abcdefghijkl")
    kept, is_cut = cut(words)
    assert is_cut
    assert kept.split() == words.split()[:8]
    assert cut("a short search") == ("a short search", False)
    assert len(cut("x" * 10_000)[0]) <= 2_000


def test_the_same_word_has_the_same_part_under_one_key_alone() -> None:
    one, same, other = (Hasher(Sealer(secret)).parts(["wait"]) for secret in (b"one", b"one", b"other"))
    assert one == same != other
    assert all(0 <= part < 2**63 for part in one + other)
