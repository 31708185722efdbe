import random
import time

import pytest
from safety_corpus import crisis, harmless

from knowledge.safety import SafetyCheck

CHANCE = random.Random(20261122)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORST = {
    "ordinary prose": (" ".join(harmless("ordinary")) * 3)[:10_000],
    "crisis messages": " ".join(message for _, message in crisis())[:10_000],
    "one crisis word again and again": "kill " * 2_000,
    "strange words": " ".join("".join(CHANCE.choices(LETTERS, k=8)) for _ in range(1_111)),
    "long strange words": " ".join("".join(CHANCE.choices("aeiklmnst", k=23)) for _ in range(416)),
    "stars": "k*ll s*lf " * 1_000,
    "emoji": "\N{GRINNING FACE}" * 10_000,
    "a word of a million letters": "a" * 1_000_000,
    "a million stars": "*" * 1_000_000,
}


@pytest.mark.parametrize("message", WORST.values(), ids=WORST.keys())
def test_the_worst_messages_take_little_time(safety: SafetyCheck, message: str) -> None:
    assert min(_seconds(safety, message) for _ in range(3)) < 0.1


def test_the_end_of_a_message_of_a_million_letters_is_read(safety: SafetyCheck) -> None:
    assert safety.check("a" * 1_000_000 + " i want to die") is not None


def test_words_that_we_know_are_read_among_any_number_of_strange_ones(safety: SafetyCheck) -> None:
    assert safety.check(WORST["strange words"] + ". my dad hits me") is not None


def _seconds(safety: SafetyCheck, message: str) -> float:
    before = time.process_time()
    safety.check(message)
    return time.process_time() - before
