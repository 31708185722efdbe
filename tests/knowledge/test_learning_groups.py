import random
from time import process_time

import pytest

from knowledge.learning import Asked, Group, LearningError, find, group
from knowledge.learning.spellings import one_spelling

WEAK = {"child": 0.12, "not": 0.5, "help": 0.45}


def asked(number: int, text: str, terms: str | None = None) -> Asked:
    """A question whose id begins with its number, and whose terms are its words where none are given."""
    return Asked(f"{number:04x}{number:028x}", text, frozenset((terms or text).split()))


def texts(groups: list[Group]) -> list[list[str]]:
    return [[question.text for question in one.questions] for one in groups]


def test_the_same_thing_in_other_words_is_one_group_and_the_biggest_comes_first() -> None:
    questions = [
        asked(1, "guinea pig therapy"),
        asked(2, "fence for the garden", "garden fenc"),
        asked(3, "grant garden fence", "money garden fenc"),
        asked(4, "garden fence", "garden fenc"),
    ]
    assert texts(group(questions, {})) == [
        ["garden fence", "fence for the garden", "grant garden fence"],
        ["guinea pig therapy"],
    ]


def test_words_that_everyone_uses_make_no_group() -> None:
    questions = [asked(1, "child not shoe"), asked(2, "child not paper")]
    assert (len(group(questions, {})), len(group(questions, WEAK))) == (1, 2)


def test_words_that_everyone_uses_do_not_part_what_belongs_together() -> None:
    questions = [asked(1, "child help shoe"), asked(2, "shoe")]
    assert (len(group(questions, {})), len(group(questions, WEAK))) == (2, 1)


def test_likeness_does_not_run_on_from_one_to_the_next() -> None:
    chain = [asked(1, "a b"), asked(2, "b c d a"), asked(3, "c d"), asked(4, "c d e f"), asked(5, "e f")]
    for one in group(chain, {}):
        first = one.questions[0].terms
        assert all(len(first & other.terms) * 2 >= len(first | other.terms) for other in one.questions)


def test_a_word_that_the_base_does_not_know_may_be_spelled_in_two_ways() -> None:
    questions = [asked(1, "trampolin"), asked(2, "trampolen"), asked(3, "trampolin")]
    assert [len(one.questions) for one in group(questions, {})] == [3]


def test_short_words_one_letter_apart_stay_apart() -> None:
    assert one_spelling({"shoe": 2, "show": 1}) == {"shoe": "shoe", "show": "show"}


def test_the_rarer_spelling_gives_way_to_the_commoner() -> None:
    assert one_spelling({"trampolen": 1, "trampolin": 3})["trampolen"] == "trampolin"


def test_words_with_other_first_letters_are_other_words() -> None:
    assert one_spelling({"sister": 2, "mister": 1})["mister"] == "mister"


def test_the_order_in_which_questions_come_changes_nothing() -> None:
    words = ["fence", "garden", "shoe", "wear", "pool", "swim", "late", "window"]
    draw = random.Random(7)
    questions = [asked(number, " ".join(draw.choices(words, k=3))) for number in range(60)]
    before = group(questions, {})
    draw.shuffle(questions)
    assert group(questions, {}) == before
    sizes = [len(one.questions) for one in before]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == 60


def test_a_question_with_no_telling_word_is_not_lost() -> None:
    assert texts(group([Asked("0001", "?", frozenset()), asked(2, "fence")], {})) == [["?"], ["fence"]]


def test_the_wording_used_most_stands_for_the_group() -> None:
    questions = [asked(1, "fence!", "fence"), asked(2, "a fence", "fence"), asked(3, "a fence", "fence")]
    (one,) = group(questions, {})
    assert one.wordings == ("a fence", "fence!")
    assert one.key == "0002"


def test_a_wording_with_a_detail_taken_out_does_not_stand_for_the_group() -> None:
    questions = [
        asked(1, "fence for [name]", "fence"),
        asked(2, "fence for [name]", "fence"),
        asked(3, "a long fence", "fence"),
    ]
    (one,) = group(questions, {})
    assert one.wordings[0] == "a long fence"


def test_a_key_is_as_long_as_it_takes_to_tell_two_questions_apart() -> None:
    questions = [Asked("abcd1100", "fence", frozenset({"fence"})), Asked("abcd1200", "shoe", frozenset({"shoe"}))]
    assert sorted(one.key for one in group(questions, {})) == ["abcd11", "abcd12"]


def test_a_key_keeps_its_question_when_new_ones_change_the_group() -> None:
    first = asked(1, "garden fence")
    (before,) = group([first], {})
    more = [asked(number, "high garden fence") for number in range(2, 9)]
    after = group([first, *more], {})
    assert after[0].key != before.key
    found, question = find(after, before.key)
    assert (found, question) == (after[0], first)


def test_an_unknown_key_is_told_with_the_way_to_the_list() -> None:
    groups = group([asked(1, "fence")], {})
    for key in ("beef", "", " "):
        with pytest.raises(LearningError, match="signpost questions list"):
            find(groups, key)


def test_a_key_that_fits_two_groups_is_refused() -> None:
    groups = group([asked(1, "fence"), asked(2, "shoe")], {})
    with pytest.raises(LearningError, match="more than one"):
        find(groups, "000")
    assert find(groups, "0002")[1].text == "shoe"


def test_two_thousand_questions_are_grouped_in_less_than_five_seconds() -> None:
    draw = random.Random(11)
    common = ["school", "plan", "autism", "appeal", "transport", "money", "place", "wait", "refuse", "exam"]
    questions = [
        asked(number, f"question {number}", f"w{number} {' '.join(draw.sample(common, 4))}") for number in range(2000)
    ]
    begun = process_time()
    groups = group(questions, {})
    assert process_time() - begun < 5
    assert sum(len(one.questions) for one in groups) == 2000
