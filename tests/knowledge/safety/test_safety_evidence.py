import pytest

from knowledge.safety import SafetyCheck, SafetyContent
from knowledge.safety.clues import clues_in, weighed_words
from knowledge.safety.learn import learned
from knowledge.safety.learning import START, Example, learn, rarities
from knowledge.safety.lessons import Lesson, Lessons


@pytest.fixture(scope="session")
def rules_alone(content: SafetyContent) -> SafetyCheck:
    return SafetyCheck(content.model_copy(update={"weights": None}))


def test_an_area_without_weights_has_the_rules_alone(rules_alone: SafetyCheck) -> None:
    alert = rules_alone.check("i want to die")

    assert alert is not None
    assert not alert.reason.endswith("/wording")


@pytest.mark.parametrize(
    "message",
    [
        "he keeps asking me to come to his van and says its our thing",
        "my boy says the world would be happier if he was never made",
    ],
)
def test_a_wording_that_no_rule_knows_is_heard(rules_alone: SafetyCheck, safety: SafetyCheck, message: str) -> None:
    assert rules_alone.check(message) is None
    alert = safety.check(message)
    assert alert is not None
    assert alert.reason == f"{alert.signal}/wording"


def test_harmless_wording_takes_back_what_a_rule_found(rules_alone: SafetyCheck, safety: SafetyCheck) -> None:
    message = "how to write a goodbye card to a teacher"

    assert rules_alone.check(message) is not None
    assert safety.check(message) is None


def test_a_cry_is_heard_in_the_middle_of_a_long_message(safety: SafetyCheck) -> None:
    ordinary = "can you tell me how the review of the plan works and who sends the letter to school. " * 8

    assert safety.check(ordinary) is None
    assert safety.check(f"{ordinary} he gets in my bed and says its our secret game. {ordinary}") is not None


@pytest.mark.parametrize(
    "message",
    [
        "when is the annual review for my son and who do i ask about the taxi to his new school i want to die",
        "when is the annual review for my son and who do i ask about the taxi to his new school my dad hits me",
        "my dad hits me when is the annual review for my son and who do i ask about the taxi to his new school",
        "i cut myself when is the annual review for my son and who do i ask about the taxi to his new school",
    ],
)
def test_what_a_rule_finds_is_not_hidden_by_calm_words_without_a_full_stop(safety: SafetyCheck, message: str) -> None:
    assert safety.check(message) is not None


def test_a_word_that_is_said_again_counts_again_in_a_sentence_of_its_own(safety: SafetyCheck) -> None:
    assert safety.check("he used to want to dye the wool and so on. i want to die") is not None


@pytest.mark.parametrize("answer", ["i am 13", "im 15", "my son is 9", "dereham", "help please", "yes please"])
def test_a_short_answer_brings_up_no_help(safety: SafetyCheck, answer: str) -> None:
    assert safety.check(answer) is None


def test_nothing_is_learned_of_the_places_of_one_area(content: SafetyContent) -> None:
    places = frozenset({"norwich"})
    apart = {"here": ["i want to die in norwich"] * 2}, ["the bus in norwich"] * 2, [], []

    assert "norwich" not in str(learned(content, *apart, places))


def test_the_clues_of_a_message_are_its_words_and_each_two_neighbours_once() -> None:
    words = weighed_words(["hitting", "me", "hitting", "me"], lambda word: word.removesuffix("ting"))

    assert words == [".", "hit", "me", "hit", "me", "."]
    assert clues_in(words) == [".", "hit", "me", ". hit", "hit me", "me hit", "me ."]


def test_the_rarer_a_clue_is_the_more_it_counts() -> None:
    rare = rarities([["often", "once"], ["often"], ["often"]])

    assert rare["once"] > rare["often"] == 1


def test_lessons_give_the_weights_of_harm_and_of_each_signal_by_weight() -> None:
    die = Lesson((".", "want", "die", "."), "suicide", 1.0)
    hit = Lesson((".", "dad", "hit", "."), "abuse", 1.0)
    form = Lesson((".", "want", "form", "."), None, 1.0)
    lessons = Lessons([die, die, hit, hit, form, form])

    _, harm = lessons.harm(least=0.01)
    suicide = lessons.signal("suicide", least=0.01)

    assert _weight(harm, "die") > 0 > _weight(harm, "form")
    assert _weight(suicide, "die") > 0 > _weight(suicide, "hit")
    assert _weight(harm, "want die") > _weight(harm, "want")


def _weight(texts: dict[str, str], clue: str) -> float:
    return next(float(weight) for weight, clues in texts.items() if clue in clues.split(", "))


def test_what_is_learned_tells_the_examples_apart_and_leaves_out_what_only_one_has() -> None:
    examples = [Example({"die": 1, "i": 1}, wanted=True)] * 2 + [Example({"form": 1, "i": 1}, wanted=False)] * 2
    weights = learn([*examples, Example({"form": 1, "once": 1}, wanted=False)])

    assert weights[START] + weights["die"] + weights["i"] > 0 > weights[START] + weights["form"] + weights["i"]
    assert "once" not in weights


def test_the_same_examples_always_give_the_same_weights() -> None:
    examples = [Example({"die": 1, "i": 1}, wanted=True), Example({"i": 2}, wanted=False)] * 3

    assert learn(examples) == learn(examples)
