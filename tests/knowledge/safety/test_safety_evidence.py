import pytest

from knowledge.safety import SafetyCheck, SafetyContent
from knowledge.safety.clues import counted
from knowledge.safety.learning import START, Example, learn


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


def test_the_clues_of_a_message_are_its_words_and_the_pairs_near_each_other() -> None:
    assert counted([("a",), ("b", "{kind}"), ("c",), ("d",)]) == {
        **dict.fromkeys(["a", "b", "{kind}", "c", "d"], 1),
        **dict.fromkeys(["a b", "a {kind}", "a c", "b c", "{kind} c", "b d", "{kind} d", "c d"], 1),
    }


def test_what_is_learned_tells_the_examples_apart_and_leaves_out_what_only_one_has() -> None:
    examples = [Example({"die": 1, "i": 1}, wanted=True)] * 2 + [Example({"form": 1, "i": 1}, wanted=False)] * 2
    weights = learn([*examples, Example({"form": 1, "once": 1}, wanted=False)])

    assert weights[START] + weights["die"] + weights["i"] > 0 > weights[START] + weights["form"] + weights["i"]
    assert "once" not in weights


def test_the_same_examples_always_give_the_same_weights() -> None:
    examples = [Example({"die": 1, "i": 1}, wanted=True), Example({"i": 2}, wanted=False)] * 3

    assert learn(examples) == learn(examples)
