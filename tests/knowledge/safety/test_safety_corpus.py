from pathlib import Path

import pytest
import yaml
from safety_corpus import UNLEARNED, crisis, harmless

from knowledge.safety import SafetyCheck

ANSWERS = Path(__file__).parents[3] / "knowledge" / "content" / "answers"


def _false_alarms(safety: SafetyCheck, messages: list[str]) -> list[str]:
    return [message for message in messages if safety.check(message)]


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(crisis()) >= 250
    assert len({signal for signal, _ in crisis()}) == 8
    assert len(harmless("doubles")) >= 250
    assert len(harmless("ordinary")) >= 200


def test_as_good_as_every_crisis_message_brings_up_help(safety: SafetyCheck) -> None:
    missed = [message for _, message in crisis() if safety.check(message) is None]

    assert len(missed) <= 0.001 * len(crisis()), missed


def test_nearly_every_crisis_message_that_nothing_was_learned_from_brings_up_help(safety: SafetyCheck) -> None:
    messages = crisis(UNLEARNED)

    assert sum(safety.check(message) is not None for _, message in messages) / len(messages) >= 0.98


@pytest.mark.parametrize(("kind", "most"), [("doubles", 0.05), ("ordinary", 0.01)])
def test_harmless_messages_that_nothing_was_learned_from_rarely_bring_up_help(
    safety: SafetyCheck, kind: str, most: float
) -> None:
    messages = harmless(kind, UNLEARNED)

    assert len(_false_alarms(safety, messages)) / len(messages) <= most


def test_nothing_is_learned_from_the_messages_that_are_kept_apart() -> None:
    learned = {message.casefold() for _, message in crisis()}
    learned |= {message.casefold() for kind in ("doubles", "ordinary") for message in harmless(kind)}
    apart = {message.casefold() for _, message in crisis(UNLEARNED)}
    apart |= {message.casefold() for kind in ("doubles", "ordinary") for message in harmless(kind, UNLEARNED)}

    assert apart & learned == set()


def test_most_crisis_messages_bring_up_the_signal_that_fits_best(safety: SafetyCheck) -> None:
    found = [(alert.signal, signal) for signal, message in crisis() if (alert := safety.check(message))]

    assert sum(one == other for one, other in found) / len(found) > 0.83


def test_messages_that_only_sound_like_a_crisis_rarely_bring_up_help(safety: SafetyCheck) -> None:
    doubles = harmless("doubles")

    assert len(_false_alarms(safety, doubles)) / len(doubles) <= 0.03


def test_ordinary_questions_hardly_ever_bring_up_help(safety: SafetyCheck) -> None:
    assert len(_false_alarms(safety, harmless("ordinary"))) <= 0.005 * len(harmless("ordinary"))


def test_the_phrasings_of_our_own_answers_rarely_bring_up_help(safety: SafetyCheck) -> None:
    files = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(ANSWERS.glob("*.yaml")))
    answers = [answer for file in files for answer in file["answers"]]
    asked = [question for answer in answers for question in (*answer["phrasings"], answer["title"])]

    assert len(_false_alarms(safety, asked)) / len(asked) <= 0.01


@pytest.mark.parametrize(
    "message",
    [
        "my dad hits me. how do i get a taxi to school",
        "what does an ehcp do? also i want to die",
        "this paperwork is killing me and i want to kill myself",
        "he had a meltdown then he got a knife and threatened his sister",
        "where is the self harm policy, my daughter is cutting herself",
        "the school is at breaking point and my husband hits me",
    ],
)
def test_a_look_alike_or_a_question_beside_it_never_hides_a_crisis(safety: SafetyCheck, message: str) -> None:
    assert safety.check(message) is not None


@pytest.mark.parametrize(
    ("message", "signal"),
    [
        ("my son hits me", "parent-at-breaking-point"),
        ("my dad hits me", "abuse-neglect"),
        ("my husband hits me", "domestic-abuse"),
        ("my daughter is self harming who can help", "suicide-self-harm"),
        ("i have taken an overdose and i want to die", "immediate-danger"),
        ("he hit me in front of the kids", "domestic-abuse"),
    ],
)
def test_who_does_what_to_whom_decides_the_signal(safety: SafetyCheck, message: str, signal: str) -> None:
    alert = safety.check(message)

    assert alert is not None
    assert alert.signal == signal


@pytest.mark.parametrize(
    "message",
    [
        "self harm policy",
        "suicide prevention course",
        "is there a support group for self harm",
        "crisis team number",
        "the system is abusing us",
        "starved of funding",
        "he hit his sister in a meltdown",
        "what is mate crime",
    ],
)
def test_a_question_about_a_subject_is_not_a_crisis(safety: SafetyCheck, message: str) -> None:
    assert safety.check(message) is None


@pytest.mark.parametrize(
    ("message", "speaker"),
    [
        ("my mum hits me", "child"),
        ("at school i get hit by my teacher", "child"),
        ("my son says he wants to die", "adult"),
        ("my mum hits my daughter", "adult"),
        ("i want to die", "unknown"),
    ],
)
def test_the_words_for_people_tell_who_is_writing(safety: SafetyCheck, message: str, speaker: str) -> None:
    alert = safety.check(message)

    assert alert is not None
    assert alert.speaker == speaker


def test_wearing_words_are_gentle_and_danger_is_not(safety: SafetyCheck) -> None:
    wearing, danger = safety.check("i cant cope anymore"), safety.check("i cant cope anymore and i nearly hit her")

    assert wearing is not None
    assert wearing.gentle
    assert danger is not None
    assert danger.fear_of_harm
    assert not danger.gentle


def test_sexual_harm_is_marked(safety: SafetyCheck) -> None:
    alert = safety.check("my uncle touches me")

    assert alert is not None
    assert alert.sexual


def test_the_reason_is_a_rule_and_never_the_words(safety: SafetyCheck) -> None:
    alert = safety.check("zanzibar i want to die")

    assert alert is not None
    assert "zanzibar" not in alert.reason
    assert alert.reason.startswith("suicide-self-harm/")
