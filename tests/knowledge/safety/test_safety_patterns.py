import pytest

from knowledge.safety.characters import tokens
from knowledge.safety.forms import noun_forms, verb_forms
from knowledge.safety.patterns import Compiler, Stream, orders
from knowledge.safety.spelling import Spelling

COMPILER = Compiler(str.split, {"adult": ("mum", "foster carer"), "anyone": ("{adult}", "he")})


def _found(pattern: str, message: str) -> bool:
    words = tokens(message)
    stream = Stream([".", *words, "."], [".", *words, "."])
    return any(True for text in orders(pattern) for _ in COMPILER.pattern(text).spans(stream))


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("want die", "i want die"),
        ("want die", "i want really die"),
        ("{adult} hit", "my mum hit me"),
        ("{anyone} hit", "the foster carer hit me"),
        ("=hit me", "he hit me"),
        ("sent .. more", "sent it and he wants more"),
        ("sent ... more", "i sent it. now he wants lots more"),
        ("| help |", "help"),
        ("knife & scared", "i am scared he has a knife"),
        ("knife & scared", "he has a knife i am scared"),
    ],
)
def test_a_pattern_finds(pattern: str, message: str) -> None:
    assert _found(pattern, message)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("want die", "i die and want"),
        ("want die", "i want this to really die"),
        ("want die", "i want. die"),
        ("want + die", "i want really die"),
        ("sent .. more", "i sent it. he wants more"),
        ("| help |", "help me"),
        ("{adult} hit", "the foster hit the carer"),
    ],
)
def test_a_pattern_does_not_find(pattern: str, message: str) -> None:
    assert not _found(pattern, message)


def test_a_pattern_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no words"):
        COMPILER.pattern("...")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I’m SCARED!", ["im", "scared", "."]),
        ("k i l l", ["kill"]),
        ("k.i.l.l. me", ["kill", "me"]),
        ("café\u200b", ["cafe"]),
        ("i cant... go", ["i", "cant", "go"]),
        ("su*cide k!ll", ["su*cide", "k!ll"]),
        ("🙂", []),
        ("", []),
    ],
)
def test_characters_become_plain_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_regular_forms_are_made() -> None:
    assert set(verb_forms("slap")) >= {"slaps", "slapped", "slapping"}
    assert set(verb_forms("carry")) >= {"carries", "carried", "carrying"}
    assert set(verb_forms("choke")) >= {"chokes", "choked", "choking"}
    assert noun_forms("baby") == ("baby", "babies")
    assert noun_forms("video") == ("video", "videos")


def test_a_slip_is_mended_to_the_word_that_rules_use_most() -> None:
    spelling = Spelling({"scared": 9, "scarce": 1, "overdose": 2})

    assert spelling.nearest("scarde") == "scared"
    assert spelling.nearest("ovredsoe") == "overdose"
    assert spelling.nearest("table") is None
    assert spelling.nearest("x" * 500) is None
