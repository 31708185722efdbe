"""The regular forms of English verbs and nouns, so that content lists each word once."""

from __future__ import annotations

_VOWELS = "aeiou"


def noun_forms(noun: str) -> tuple[str, ...]:
    """The noun and its plural, which without an apostrophe is also how people type "mum's"."""
    return noun, _with_s(noun)


def verb_forms(verb: str) -> tuple[str, ...]:
    """The verb and its -s, -ed, -ing forms, and -in as people type it."""
    stem = _stem_before_vowel(verb)
    past = verb[:-1] + "ied" if _ends_in_consonant_y(verb) else stem + "ed"
    return verb, _with_s(verb), past, stem + "ing", stem + "in"


def _with_s(word: str) -> str:
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    return word + "s"


def _stem_before_vowel(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1]
    short = len(verb) >= 3 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    one_syllable = sum(letter in _VOWELS for letter in verb) == 1
    return verb + verb[-1] if short and one_syllable else verb


def _ends_in_consonant_y(word: str) -> bool:
    return len(word) > 2 and word[-1] == "y" and word[-2] not in _VOWELS
