"""What stands around easier words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from operator import attrgetter

from handlers.desk import Desk
from handlers.easy_messages import easy_step, short_forms_message
from handlers.entry_messages import entry_message
from handlers.reader import Reader
from knowledge.easy import Easy, EasyWords

EASY = Reader(date(2026, 11, 23), easy=True)


def shown(entry_id: str, desk: Desk, reader: Reader = EASY) -> str:
    message = entry_message(entry_id, desk, reader)
    assert message
    return message.text


def with_easy(desk: Desk, entry_id: str, easy: Easy) -> Desk:
    words = desk.knowledge.easy
    changed = EasyWords(words.symbols, {**words.of, entry_id: easy}, words.files, words.known)
    return replace(desk, knowledge=replace(desk.knowledge, easy=changed))


def test_words_that_nobody_checked_are_called_easier_words_and_not_easy_read(desk: Desk) -> None:
    assert "These are easier words." in shown("rights-dla", desk)
    assert "Easy Read" not in shown("rights-dla", desk)


def test_words_that_were_checked_say_by_whom(desk: Desk) -> None:
    checked = with_easy(desk, "rights-dla", Easy(None, (("money", "It is money."),), "Fen Self Advocates"))
    assert "This is Easy Read. Fen Self Advocates checked it." in shown("rights-dla", checked)


def test_each_line_stands_behind_its_sign(desk: Desk) -> None:
    easy = desk.knowledge.easy
    lines = shown("rights-dla", desk).split("\n")
    for symbol, words in easy.of["rights-dla"].lines:
        assert f"{easy.symbols[symbol].sign} {words}" in lines


def test_an_answer_with_an_unsure_fact_says_to_check_it_first(desk: Desk) -> None:
    unsure = [
        answer.id
        for answer in desk.knowledge.answers.values()
        if any(fact.confidence == "low" for fact in answer.facts)
    ]
    assert unsure
    assert [one for one in unsure if desk.knowledge.texts.card.unsure not in shown(one, desk)] == []


def test_easier_words_for_the_young_say_so_to_a_parent_and_not_to_them(desk: Desk) -> None:
    note = desk.knowledge.texts.easy.for_young
    assert note in shown("pfal-bus-pass", desk)
    assert note not in shown("pfal-bus-pass", desk, replace(EASY, young=True))


def test_the_law_that_is_changing_says_as_of_when_in_both_versions(desk: Desk) -> None:
    changing = [answer for answer in desk.knowledge.answers.values() if answer.as_of]
    assert changing
    for answer in changing:
        for reader in (EASY, replace(EASY, easy=False)):
            assert "The law here is changing." in shown(answer.id, desk, reader), answer.id


def test_what_the_short_words_mean_leads_to_the_glossary(desk: Desk) -> None:
    message = short_forms_message("Ask the SENCO about an EHC plan.", desk)
    assert [choice.label for choice in message.choices] == ["What does SENCO mean?", "What does EHCP mean?"]
    assert "- SENCO: special educational needs co-ordinator" in message.text


def test_every_text_with_easier_words_uses_them(desk: Desk) -> None:
    named = [name.removeprefix("texts.") for name in desk.knowledge.easy.of if name.startswith("texts.")]
    assert len(named) > 20
    plain, easy = (desk.texts(easy=easy) for easy in (False, True))
    assert [name for name in named if attrgetter(name)(plain) == attrgetter(name)(easy)] == []


def test_a_measure_has_the_same_easier_words_in_every_flow_that_asks_it(desk: Desk) -> None:
    for flow in ("feedback", "answer"):
        assert easy_step(desk.knowledge.flows[flow], "helpful", desk) == "🤝 Does it help you?"
    own = easy_step(desk.knowledge.flows["answer"], "good", desk)
    assert own != easy_step(desk.knowledge.flows["feedback"], "good", desk)
