import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.masking import mask


@pytest.mark.parametrize(
    "rude", ["shit", "SHIT", "Shiiiit", "sh1t", "$hit", "sh*t", "s.h.i.t", "s-h-i-t", "s h i t", "wanker", "retards"]
)
def test_swearing_and_words_of_hate_are_hidden_however_they_are_written(rude: str) -> None:
    assert mask(f"It was {rude}, and late.") == "It was [hidden word], and late."


@pytest.mark.parametrize(
    "kind",
    [
        "We went to Scunthorpe, and the class was a classic.",
        "It's hit and miss, has hit us hard, and as Sue said it is as safe as can be.",
        "My assessment passed in week 7, on page 455, at 5.55.",
        "A finger prick test, spastic diplegia and mental health.",
        "Cockerels, peacocks, shiitake mushrooms and Dr. Dickens.",
        "I like the button that says Assist.",
    ],
)
def test_words_that_only_look_rude_are_left(kind: str) -> None:
    assert mask(kind) == kind


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see www.example.com/a?b=1 for it", "see [web link] for it"),
        ("look at https://example.org now", "look at [web link] now"),
        ("ring 01632 960001 today", "ring [phone number] today"),
        ("write to help@example.org", "write to [email]"),
        ("I am @jo99 there", "I am [username] there"),
    ],
)
def test_ways_to_reach_someone_are_hidden(text: str, shown: str) -> None:
    assert mask(text) == shown


def test_what_the_anonymiser_put_in_stays_as_it_is() -> None:
    said = "[name] rang [phone number] about [school] and 11 to 15 year olds"
    assert mask(said) == said


@given(st.text(max_size=300))
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
