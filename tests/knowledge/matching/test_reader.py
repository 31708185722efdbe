from __future__ import annotations

from made_matcher import made_words

from knowledge.matching.normalise import clean, words_in
from knowledge.matching.reader import Reader
from knowledge.matching.spelling import Speller

READER = Reader(made_words())


def _terms(text: str) -> tuple[str, ...]:
    return READER.read(words_in(clean(text))).terms


def test_a_phrase_is_read_as_the_term_that_it_means() -> None:
    assert _terms("an EHC plan") == _terms("an ehcp") == ("ehcp",)


def test_a_short_form_counts_as_each_word_of_its_term() -> None:
    assert _terms("salt") == _terms("speech therapy") == ("speech", "therapi")


def test_endings_do_not_matter() -> None:
    assert _terms("appealing") == _terms("appeals") == ("appeal",)


def test_text_speak_is_opened_before_phrases_are_looked_for() -> None:
    assert _terms("wots ehcp") == ("askmean", "ehcp")


def test_stop_words_are_left_out() -> None:
    assert _terms("how can i have it") == ()


def test_a_slip_inside_a_phrase_is_put_right_first() -> None:
    speller = Speller({"speech": 1}, READER.known_words, READER.stem)
    reading = READER.read_question(["speach", "therapy"], speller)
    assert reading.terms == ("speech", "therapi")
    assert reading.corrections == (("speach", "speech"),)


def test_the_words_beside_a_slip_say_what_was_meant() -> None:
    speller = Speller({"plan": 1, "plane": 9}, READER.known_words, READER.stem)
    assert READER.read_question(["ehc", "plann"], speller).corrections == (("plann", "plan"),)
    assert READER.read_question(["plann"], Speller({"plant": 9}, [], READER.stem)).corrections == (("plann", "plant"),)


def test_a_related_word_stands_for_another_in_part() -> None:
    assert READER.related(_terms("melatonin")) == {"sleep": 0.6}


def test_words_that_tell_little_make_no_pairs() -> None:
    assert READER.with_pairs(_terms("appeal my son ehcp")) == ["appeal", "child", "ehcp", "appeal ehcp"]
