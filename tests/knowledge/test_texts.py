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
from knowledge.text_blanks import BLANKS

CODE = Path(package.__file__).parent.parent
NEVER_SAID = {"buttons.text"}
"""A text with a blank that no code says yet."""

FORMATTED_WITH_A_DICT = {"results", "results_none"}
"""Texts whose blanks come out of a mapping (`**asked`), so that the call does not name them."""

OF_OTHERS = {"by", "today", "when", "send_to", "line"}
"""Texts of the clock, the letters and the milestones, whose blanks are checked with them."""

MAY_BE_LEFT_OUT = {"results", "results_none", "privacy", "text_too_long"}
"""Texts that keep their point without a blank. The others do not, such as the one that gives the receipt's code."""


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
    """The last part of the name of each text that is filled in, and what it is filled in with.

    Constants of the code have names in capitals: they are no texts of the content.
    """
    for folder in ("handlers", "bot", "web"):
        for path in (CODE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(ast.Attribute(ast.Attribute(attr=text), "format"), keywords=given) if (
                        not text.isupper()
                    ):
                        yield text, frozenset(one.arg for one in given if one.arg)


def test_every_blank_is_one_that_is_filled_in(knowledge: Knowledge) -> None:
    wrong = {name: blanks(text) - BLANKS.get(name, frozenset()) for name, text in texts_in(knowledge.texts)}
    assert {name: left for name, left in wrong.items() if left} == {}


def test_what_must_be_said_is_said(knowledge: Knowledge) -> None:
    texts = dict(texts_in(knowledge.texts))
    assert [name for name in BLANKS.keys() - MAY_BE_LEFT_OUT if BLANKS[name] != blanks(texts[name])] == []


@pytest.mark.parametrize("name", sorted(BLANKS))
def test_a_text_can_be_filled_in_with_anything_at_all(name: str, knowledge: Knowledge) -> None:
    said = dict(texts_in(knowledge.texts))[name].format(**dict.fromkeys(BLANKS[name], "a {brace}"))
    assert "{brace}" in said


def test_the_code_fills_in_the_blanks_that_the_checker_allows_and_no_others() -> None:
    named = {name: name.rpartition(".")[2] for name in BLANKS.keys() - NEVER_SAID - FORMATTED_WITH_A_DICT}
    allowed = {(last, BLANKS[name]) for name, last in named.items()}
    assert {one for one in formatted_in_code() if one[0] not in FORMATTED_WITH_A_DICT | OF_OTHERS} == allowed


def test_each_way_to_pay_and_to_get_a_service_has_words(knowledge: Knowledge) -> None:
    card = knowledge.texts.card
    assert set(get_args(Service.model_fields["cost"].annotation)) == set(card.costs)
    used = {one.referral.partition(" - ")[0] for one in knowledge.services.values()}
    assert used <= set(card.referrals)


def test_each_command_is_described_and_nothing_else_is(knowledge: Knowledge) -> None:
    assert set(knowledge.texts.commands) == set(COMMANDS)


def test_there_are_words_for_a_new_receipt_and_for_whatever_cannot_be_read(knowledge: Knowledge) -> None:
    assert "received" in knowledge.texts.receipts.states
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
