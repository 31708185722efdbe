"""The measure of how easy words are to read."""

from __future__ import annotations

import pytest

from knowledge.checks.reading import Exempt, easy_faults, easy_grade_faults, grade, plain_faults, sentences, words

NO_NAMES = Exempt(())
HARD = "Multidisciplinary consultations facilitate comprehensive educational psychological evaluations everywhere. "


def test_a_line_break_ends_a_sentence_as_a_full_stop_does() -> None:
    assert sentences("Ask first. Then wait\nThen ask again?") == ["Ask first.", "Then wait", "Then ask again?"]


def test_amounts_and_dates_are_words_and_dashes_are_not() -> None:
    assert words("Pay £12.50 - or 5% – by 3 May.") == ["Pay", "£12.50", "or", "5%", "by", "3", "May."]


def test_long_words_are_graded_harder_than_short_ones() -> None:
    assert grade("The cat sat on the mat. It was a big mat.") < 2
    assert grade(HARD) > 20


def test_words_of_grade_six_pass_and_harder_ones_do_not() -> None:
    assert (
        list(plain_faults("You can ask the school to help your child. The school must say yes or no.", NO_NAMES)) == []
    )
    (fault,) = plain_faults(HARD * 2, NO_NAMES)
    assert fault[0].startswith("the reading grade is")


def test_too_few_words_have_no_grade() -> None:
    assert list(plain_faults("Multidisciplinary consultation.", NO_NAMES)) == []


@pytest.mark.parametrize(("count", "told"), [(25, False), (26, True)])
def test_a_sentence_of_twenty_five_words_passes_and_one_more_does_not(count: int, told: bool) -> None:
    text = " ".join(["go"] * count) + ". Go. Go."
    assert any("a sentence has" in wrong for wrong, _right in plain_faults(text, NO_NAMES)) is told


@pytest.mark.parametrize(("count", "told"), [(15, False), (16, True)])
def test_fifteen_words_a_sentence_on_average_pass_and_sixteen_do_not(count: int, told: bool) -> None:
    text = (" ".join(["go"] * count) + ". ") * 3
    assert any("on average" in wrong for wrong, _right in plain_faults(text, NO_NAMES)) is told


def test_a_name_counts_as_one_short_word() -> None:
    name = "Norwich Educational Psychology Consultancy"
    text = f"Call {name} first. Then ask {name}, and wait for {name}."
    assert Exempt([name]).without(text) == "Call it first. Then ask it, and wait for it."


def test_a_term_with_a_comma_in_it_is_known() -> None:
    plan = "education, health and care plan"
    assert Exempt([plan]).without("An Education, Health and Care Plan is a paper.") == "An it is a paper."


def test_the_longer_of_two_names_is_taken() -> None:
    assert Exempt(["Reed", "Reed Trust"]).without("Ask the Reed Trust.") == "Ask the it."


@pytest.mark.parametrize("line", [
    "Ask the school for help.", "The plan is for you and your family.", "Your school's helper can come.",
    "It is free for children aged 5 to 10.", "Ask by 3 November 2026.",
])  # fmt: skip
def test_an_easy_line_has_no_faults(line: str) -> None:
    assert list(easy_faults(line, NO_NAMES)) == []


@pytest.mark.parametrize(("line", "told"), [
    ("You can't wait.", "a contraction"), ("It’s free.", "a contraction"), ("They’ll call you.", "a contraction"),
    ("Ask the SENCO.", "short form"), ("Ask for an EHC plan.", "short form"), ("Ask for a PfAL plan.", "short form"),
    ("Bring things, e.g. a book.", "abbreviation"), ("Call the office and ask for a form.", "two actions"),
    ("Ask. Then wait.", "more than one sentence"), (" ".join(["go"] * 16) + ".", "a line has 16 words"),
])  # fmt: skip
def test_a_line_that_is_not_easy_is_told(line: str, told: str) -> None:
    assert any(told in wrong for wrong, _right in easy_faults(line, NO_NAMES))


def test_a_service_may_be_called_by_its_name() -> None:
    names = Exempt(["Norfolk SENDIASS", "NHS"])
    assert list(easy_faults("Norfolk SENDIASS is free, like the NHS.", names)) == []
    assert list(easy_faults("SENDIASS is free.", names)) != []


def test_easy_lines_are_graded_together() -> None:
    assert list(easy_grade_faults(["You can ask the school.", "The school can help you.", "It is free for you."])) == []
    assert list(easy_grade_faults([HARD, HARD])) != []
