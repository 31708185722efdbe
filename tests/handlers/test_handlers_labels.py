import pytest

from handlers.labels import option_named, options_within, plain, same_label
from knowledge.flow.model import Option

LABELS = [("back", "Go back"), ("menu", "Main menu"), ("draft", "The draft plan has come"), ("no", "No")]
OPTIONS = [
    Option(value="autism", label="Autism", also=("asd", "aspergers")),
    Option(value="adhd", label="ADHD"),
    Option(value="5-10", label="5 to 10"),
]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Go back", "back"),
        ("  go   BACK!! ", "back"),
        ("the draft plan has come.", "draft"),
        ("the draft plan as come", "draft"),
        ("mian menu", "menu"),
        ("no", "no"),
    ],
)
def test_a_label_is_known_in_any_case_with_marks_and_small_slips(typed: str, value: str) -> None:
    assert same_label(typed, LABELS) == value


@pytest.mark.parametrize("typed", ["", "?", "🎈", "on", "nope", "go", "when does the draft plan come", "x" * 5000])
def test_words_that_are_near_no_label_are_not_taken_for_one(typed: str) -> None:
    assert same_label(typed, LABELS) is None


def test_of_two_equal_labels_the_first_is_meant() -> None:
    assert same_label("same", [("near", "Same"), ("far", "Same")]) == "near"


@pytest.mark.parametrize(("typed", "value"), [("autism", "autism"), ("ASD", "autism"), ("5 to 10", "5-10")])
def test_an_option_is_known_by_its_label_and_by_its_other_words(typed: str, value: str) -> None:
    assert option_named(typed, OPTIONS) == value


def test_all_options_in_a_sentence_are_found() -> None:
    assert options_within("it is autism and ADHD, please", OPTIONS) == ("autism", "adhd")
    assert options_within("asd", OPTIONS) == ("autism",)


def test_a_part_of_a_word_is_no_option() -> None:
    assert options_within("autismal", OPTIONS) == ()


def test_an_apostrophe_of_either_kind_makes_no_difference() -> None:
    assert plain("King’s Lynn") == plain("King's Lynn") == "kings lynn"
