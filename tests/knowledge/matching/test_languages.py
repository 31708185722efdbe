from __future__ import annotations

import pytest

from knowledge.base import Knowledge
from knowledge.matching.languages import LanguageTeller
from knowledge.matching.normalise import clean, words_in


@pytest.fixture(scope="module")
def teller(knowledge: Knowledge) -> LanguageTeller:
    return LanguageTeller(knowledge.words)


def _language(message: str, teller: LanguageTeller) -> str | None:
    return teller.tell(clean(message), words_in(clean(message)))


@pytest.mark.parametrize(
    ("message", "group"),
    [
        ("Cześć", "language_pl"),
        ("dzien dobry", "language_pl"),
        ("moja corka nie chodzi do szkoly", "language_pl"),
        ("ile kosztuje transport do szkoły", "language_pl"),
        ("Labas", "language_lt"),
        ("aciu", "language_lt"),
        ("kur gauti pagalba sunui", "language_lt"),
        ("olá", "language_pt"),
        ("obrigda", "language_pt"),
        ("preciso de ajuda para a minha filha", "language_pt"),
        ("buna ziua", "language_ro"),
        ("Mulțumesc", "language_ro"),
        ("copilul meu nu vorbeste", "language_ro"),
        ("добрый день", "language_ru"),
        ("مرحبا", "language_other"),
    ],
)
def test_a_message_in_another_language_is_answered_in_it(message: str, group: str, teller: LanguageTeller) -> None:
    assert _language(message, teller) == group


@pytest.mark.parametrize(
    "message",
    [
        "autism",
        "la said no",
        "my mum is polish",
        "an interpreter for a meeting",
        "com",
        "no",
        "mam needs a break",
        "pip",
    ],
)
def test_english_is_not_taken_for_another_language(message: str, teller: LanguageTeller) -> None:
    assert _language(message, teller) is None


def test_one_foreign_word_in_an_english_question_does_not_matter(teller: LanguageTeller) -> None:
    assert _language("labas can you tell me what an ehcp is", teller) is None
