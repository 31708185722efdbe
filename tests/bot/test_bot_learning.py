"""`signpost ask --explain`: why an answer came."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot import asking
from handlers.desk import Desk

FIXED = ["q", "kind", "matches", "safety", "ms"]


@pytest.fixture(scope="module")
def explained(desk: Desk) -> dict[str, Any]:
    return asking.ask("my 7 year old needs a blue bagde and a glockenspiel", desk, explain=True)


def test_without_explain_the_keys_are_the_fixed_ones(desk: Desk) -> None:
    assert list(asking.ask("blue badge", desk)) == FIXED


def test_explain_comes_after_the_fixed_keys_and_changes_none_of_them(desk: Desk) -> None:
    plain, explained = asking.ask("blue badge", desk), asking.ask("blue badge", desk, explain=True)
    assert list(explained) == [*FIXED, "explain"]
    assert {key: explained[key] for key in FIXED[:-1]} == {key: plain[key] for key in FIXED[:-1]}


def test_explain_tells_what_was_corrected_and_what_no_entry_holds(explained: dict[str, Any]) -> None:
    assert ("bagde", "badge") in explained["explain"]["corrections"]
    assert "glockenspiel" in explained["explain"]["unknown"]
    assert explained["explain"]["hints"]["age"] is not None


def test_each_match_has_its_reason(explained: dict[str, Any]) -> None:
    reasons = {one["id"]: one for one in explained["explain"]["reasons"]}
    assert explained["matches"]
    for match in explained["matches"]:
        reason = reasons[match["id"]]
        assert reason["shared"]
        assert 0 <= reason["wording_score"] <= 1
        assert 0 <= reason["coverage"] <= 1


def test_a_person_reads_the_correction_the_unknown_word_and_the_reasons(desk: Desk, explained: dict[str, Any]) -> None:
    words = asking.as_words(explained, desk)
    assert "Corrected: bagde to badge" in words
    assert "In no entry: glockenspiel" in words
    best = explained["explain"]["reasons"][0]
    assert f'"{best["wording"]}"' in words
    assert words.count("shares ") == len(explained["matches"])


def test_words_without_explain_give_no_reasons(desk: Desk) -> None:
    words = asking.as_words(asking.ask("blue badge", desk), desk)
    assert "shares" not in words
    assert "Read as" not in words


def test_small_talk_can_be_explained_though_there_is_nothing_to_explain(desk: Desk) -> None:
    found = asking.ask("hello", desk, explain=True)
    assert "Read as: nothing" in asking.as_words(found, desk)


def test_the_explanation_is_json(explained: dict[str, Any]) -> None:
    line = asking.as_line(explained)
    assert "\n" not in line
    assert json.loads(line)["explain"].keys() == {"terms", "corrections", "unknown", "hints", "reasons"}
