"""The assistant's own words: each blank in them is filled in by whoever says them, and what must be said is said."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import knowledge as package
from handlers.commands import COMMANDS
from knowledge.base import Knowledge
from knowledge.models import Content, Service
from knowledge.texts import Texts

CODE = Path(package.__file__).parent.parent
ASKED = {"needs", "age", "place"}

FILLED_IN = {
    "welcome": {"area", "run_by"},
    "privacy": {"run_by"},
    "mydata_flow": {"flow", "step", "answer"},
    "place_outside": {"area"},
    "text_too_long": {"length", "most"},
    "chosen_line": {"names"},
    "results": {"count", *ASKED},
    "results_last": {"first", "last", "count"},
    "results_none": ASKED,
    "change_choice": {"step", "answer"},
    "preview_rating": {"rating"},
    "preview_good": {"words"},
    "preview_better": {"words"},
    "preview_what": {"what"},
    "preview_words": {"words"},
    "sent": {"code"},
    "sent_correction": {"title"},
    "about": {"area", "run_by"},
    "about_short": {"area"},
    "buttons.call": {"number"},
    "buttons.email": {"address"},
    "buttons.source": {"site"},
    "card.who_for": {"who"},
    "card.ages": {"low", "high"},
    "card.ages_from": {"low"},
    "card.ages_to": {"high"},
    "card.cost": {"cost"},
    "card.how": {"how"},
    "card.open_times": {"times"},
    "card.where": {"address"},
    "card.distance": {"miles"},
    "card.contact": {"number", "what"},
    "card.no_contact": {"person"},
    "card.checked": {"day"},
    "answer.period": {"period", "start"},
    "answer.law": {"law"},
    "answer.start_by": {"when"},
    "answer.low": {"fact"},
    "answer.checked": {"day", "sites"},
}
"""What the code fills in, by the text's place in texts.yaml."""

NEVER_SAID = {"buttons.text": {"number"}}
"""A text that no code says yet."""

FORMATTED_WITH_A_DICT = {"results", "results_none"}
"""Texts whose blanks come out of a mapping (`**asked`), so that the call does not name them."""

MUST_BE_SAID = FILLED_IN.keys() - {"results", "results_none", "privacy", "text_too_long"}
"""Texts that lose their point where a blank is left out, such as the receipt's code."""


def texts_in(part: Content, under: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its place, such as ("card.costs.free", "free to use")."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, str):
            yield under + name, value
        elif isinstance(value, dict):
            yield from ((f"{under}{name}.{key}", words) for key, words in value.items())
        else:
            yield from texts_in(value, f"{under}{name}.")


def blanks(text: str) -> set[str]:
    return {name for _words, name, _spec, _how in Formatter().parse(text) if name is not None}


def formatted_in_code() -> Iterator[tuple[str, frozenset[str]]]:
    """The last part of the name of each text that is filled in, and what it is filled in with."""
    for folder in ("handlers", "bot", "web"):
        for path in (CODE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(ast.Attribute(ast.Attribute(attr=text), "format"), keywords=given):
                        yield text, frozenset(one.arg for one in given if one.arg)


def test_every_blank_is_one_that_is_filled_in(knowledge: Knowledge) -> None:
    allowed = FILLED_IN | NEVER_SAID
    wrong = {name: blanks(text) - allowed.get(name, set()) for name, text in texts_in(knowledge.texts)}
    assert {name: left for name, left in wrong.items() if left} == {}


def test_what_must_be_said_is_said(knowledge: Knowledge) -> None:
    texts = dict(texts_in(knowledge.texts))
    assert {
        name: FILLED_IN[name] - blanks(texts[name]) for name in MUST_BE_SAID if FILLED_IN[name] - blanks(texts[name])
    } == {}


@pytest.mark.parametrize("name", sorted(FILLED_IN))
def test_a_text_can_be_filled_in_with_anything_at_all(name: str, knowledge: Knowledge) -> None:
    said = dict(texts_in(knowledge.texts))[name].format(**dict.fromkeys(FILLED_IN[name], "a {brace}"))
    assert "{brace}" in said


def test_this_table_is_what_the_code_fills_in() -> None:
    table = {(name.rpartition(".")[2], frozenset(given)) for name, given in FILLED_IN.items()}
    code = set(formatted_in_code())
    assert {one for one in code - table if one[0] not in FORMATTED_WITH_A_DICT} == set()
    assert {one for one in table - code if one[0] not in FORMATTED_WITH_A_DICT} == set()


def test_each_way_to_pay_and_to_get_a_service_has_words(knowledge: Knowledge) -> None:
    card = knowledge.texts.card
    assert set(get_args(Service.model_fields["cost"].annotation)) == set(card.costs)
    used = {one.referral.partition(" - ")[0] for one in knowledge.services.values()}
    assert used <= set(card.referrals)


def test_each_command_is_described_and_nothing_else_is(knowledge: Knowledge) -> None:
    assert set(knowledge.texts.commands) == set(COMMANDS)


def test_there_are_words_for_a_new_receipt_and_for_whatever_cannot_be_read(knowledge: Knowledge) -> None:
    assert "received" in knowledge.texts.receipt_states
    assert "other" in knowledge.texts.unsupported


def test_no_text_is_empty_and_none_is_too_long_for_one_message(knowledge: Knowledge) -> None:
    lengths = {name: len(text.strip()) for name, text in texts_in(knowledge.texts)}
    assert [name for name, length in lengths.items() if not 0 < length <= 4096] == []


def test_the_texts_of_telegram_s_profile_fit_it(knowledge: Knowledge) -> None:
    texts, area = knowledge.texts, knowledge.area.name
    assert len(texts.about.format(area=area, run_by=texts.run_by_nobody)) <= 512
    assert len(texts.about_short.format(area=area)) <= 120
    assert all(len(words) <= 256 for words in texts.commands.values())


def test_no_two_buttons_say_the_same(knowledge: Knowledge) -> None:
    labels = [text.lower() for _name, text in texts_in(knowledge.texts.buttons)]
    assert sorted(labels) == sorted(set(labels))


def test_a_text_that_is_filled_in_is_one_that_the_model_has() -> None:
    known = set(Texts.model_fields)
    assert {name.partition(".")[0] for name in (*FILLED_IN, *NEVER_SAID)} <= known
