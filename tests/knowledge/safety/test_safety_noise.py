import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safety_corpus import CONTENT, crisis, harmless

from knowledge.safety import SafetyCheck, load_safety

Noise = Callable[[str, random.Random], str]
CHECK = SafetyCheck(load_safety(CONTENT))
SOME = [message for _, message in crisis()][::5]
"""Enough of them to tell, and few enough to ask again in each kind of noise."""


def _in_a_word(message: str, chance: random.Random, slip: Callable[[str, int], str]) -> str:
    words = message.split()
    long_enough = [at for at, word in enumerate(words) if len(word) >= 4]
    if not long_enough:
        return message
    at = chance.choice(long_enough)
    words[at] = slip(words[at], chance.randrange(1, len(words[at]) - 1))
    return " ".join(words)


def _dropped(message: str, chance: random.Random) -> str:
    return _in_a_word(message, chance, lambda word, at: word[:at] + word[at + 1 :])


def _swapped(message: str, chance: random.Random) -> str:
    return _in_a_word(message, chance, lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def _repeated(message: str, chance: random.Random) -> str:
    return _in_a_word(message, chance, lambda word, at: word[:at] + word[at] * 3 + word[at:])


def _capitals(message: str, chance: random.Random) -> str:
    return message.upper()


def _wide_spaces(message: str, chance: random.Random) -> str:
    return f"  {message.replace(' ', '    ')}\n"


def _trailing_dots(message: str, chance: random.Random) -> str:
    return message.replace(" ", " ... ")


@pytest.mark.parametrize(
    ("noise", "least"),
    [
        (_dropped, 0.9),
        (_swapped, 0.95),
        (_repeated, 0.98),
        (_capitals, 0.999),
        (_wide_spaces, 0.999),
        (_trailing_dots, 0.999),
    ],
)
def test_crisis_messages_are_found_through_typing_noise(safety: SafetyCheck, noise: Noise, least: float) -> None:
    chance = random.Random(20261122)
    noisy = [noise(message, chance) for message in SOME]

    assert sum(safety.check(message) is not None for message in noisy) / len(noisy) >= least


@pytest.mark.parametrize(
    "around",
    [
        "{} after my lesson",
        "{} and school dont care",
        "at school {}",
        "{} in a meltdown",
        "i have an ehcp and {}",
        "my son is autistic and {}",
        "{} the council wont help",
        "{}. where do i find the policy?",
    ],
)
def test_words_about_school_and_plans_do_not_hide_a_crisis(safety: SafetyCheck, around: str) -> None:
    wrapped = [around.format(message) for message in SOME]

    assert sum(safety.check(message) is not None for message in wrapped) / len(wrapped) >= 0.94


@pytest.mark.parametrize(
    "message",
    [
        "i want to kil myself",
        "wanna dye",
        "i feel sewicidal",
        "k i l l myself",
        "i want to k.i.l.l myself",
        "thinking about su1cide",
        "i want to d*e",
        "su*c*de",
        "killmyself",
        "iwanttodie",
        "i want to dieeeee",
        "kms",
        "i wаnt to dіe",
        "I’ve been cutting my arms",
        "my dad h1ts me",
        "i wnat to end my lfie",
        "selfharming again",
        "my hubby hits me",
        "hes gonna kil me",
        "i dnt wanna b here nemore",
        "ive been r@ped",
    ],
)
def test_words_in_disguise_are_read(safety: SafetyCheck, message: str) -> None:
    assert safety.check(message) is not None


@pytest.mark.parametrize(
    "message", ["my therapist is nice", "we went together", "the canteen", "a diet plan", "sen kit"]
)
def test_everyday_words_are_not_taken_for_slips(safety: SafetyCheck, message: str) -> None:
    assert safety.check(message) is None


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=200)
def test_no_text_at_all_makes_the_check_fail(text: str) -> None:
    CHECK.check(text)


@given(st.text(alphabet="ikl *.'@0!\n?\u200d\u0301é🙂=|{}+&", max_size=200))
@settings(deadline=None, max_examples=200)
def test_no_mix_of_marks_makes_the_check_fail(text: str) -> None:
    CHECK.check(text)


@given(
    st.sampled_from(harmless("ordinary")), st.sampled_from(["i want to die", "my dad hits me", "he has got a knife"])
)
@settings(deadline=None, max_examples=60)
def test_a_crisis_is_found_after_any_question(question: str, words: str) -> None:
    assert CHECK.check(f"{question.rstrip('.')}. {words}") is not None


def test_a_long_message_takes_little_time(safety: SafetyCheck) -> None:
    long = (" ".join(harmless("ordinary")) * 3)[:10_000]
    fastest = min(_seconds(safety, long) for _ in range(3))

    assert fastest < 0.25


def test_a_usual_message_takes_a_few_milliseconds_at_most(safety: SafetyCheck) -> None:
    times = sorted(_seconds(safety, message) for message in harmless("ordinary"))

    assert times[len(times) // 2] < 0.005


def _seconds(safety: SafetyCheck, message: str) -> float:
    before = time.perf_counter()
    safety.check(message)
    return time.perf_counter() - before
