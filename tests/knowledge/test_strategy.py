"""The strategy: how its files are read, what rests on what, and what its own phrasings find."""

from __future__ import annotations

import shutil

import pytest
from content_folder import Folder

from handlers.desk import Desk
from knowledge.base import Knowledge
from knowledge.faults import ContentError
from knowledge.loader import load
from knowledge.strategy import Table


def test_an_area_without_a_strategy_has_none_and_no_fault(fenshire: Folder) -> None:
    shutil.rmtree(fenshire.path / "strategy")
    (fenshire.path / "easy" / "strategy.yaml").unlink()
    assert fenshire.faults() == []
    strategy = load(fenshire.path).strategy
    assert [*strategy.documents, *strategy.items, *strategy.promises, *strategy.actions] == []


def test_a_strategy_may_have_lines_and_no_promises_yet(fenshire: Folder) -> None:
    (fenshire.path / "strategy" / "promises.yaml").unlink()
    (fenshire.path / "strategy" / "actions.yaml").unlink()
    promised = "  promise-bridges:\n    - work: The council said that it will build bridges.\n"
    fenshire.replace("easy/strategy.yaml", promised, "")
    assert fenshire.faults() == []
    assert load(fenshire.path).strategy.promises == {}


def test_a_line_takes_the_keeper_and_the_dates_of_its_file(fenshire: Folder) -> None:
    item = load(fenshire.path).strategy.items["plan-together"]
    assert (item.keeper, item.checked_on.isoformat()) == ("local-offer", "2026-01-10")


def test_a_year_that_is_written_as_a_number_is_words(fenshire: Folder) -> None:
    item = load(fenshire.path).strategy.items["plan-bridges"]
    assert item.as_of == "2021"
    assert isinstance(item.figures, Table)
    assert item.figures.columns == ("place", "2020", "2021")
    assert item.figures.rows[0] == ("Highmere", 1200, 3)


def test_a_promise_is_found_from_the_line_it_rests_on(fenshire: Folder) -> None:
    knowledge = load(fenshire.path)
    assert [promise.id for promise in knowledge.strategy.resting_on("plan-bridges")] == ["promise-bridges"]
    assert knowledge.title("promise-bridges") == "Seven bridges"
    assert knowledge.title("plan-2021") is None


def test_all_faults_of_form_are_told_at_once(fenshire: Folder) -> None:
    fenshire.replace("strategy/promises.yaml", "status: under way", "status: nearly")
    fenshire.replace("strategy/actions.yaml", "progress: amber", "progress: orange")
    with pytest.raises(ContentError) as caught:
        load(fenshire.path)
    assert {fault.file.name for fault in caught.value.faults} == {"promises.yaml", "actions.yaml"}


def test_nearly_every_phrasing_of_a_line_finds_it_among_the_first_three(desk: Desk) -> None:
    missed = [
        (item.id, phrasing)
        for item in desk.knowledge.strategy.items.values()
        for phrasing in item.phrasings
        if item.id not in [match.id for match in desk.matcher.ask(phrasing).matches[:3]]
    ]
    asked = sum(len(item.phrasings) for item in desk.knowledge.strategy.items.values())
    assert len(missed) / asked < 0.01, missed


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("which four priorities does the send strategy have", "st-four-priorities"),
        ("what share of ehcps are done in 20 weeks, figures please", "st-fig-20-weeks"),
        ("how many new special schools did the council promise", "mi-figure-120m"),
        ("how many children have an ehcp by age table 2021", "st-table-ehcp-by-age"),
    ],
)
def test_a_question_about_the_plan_finds_its_line(question: str, found: str, desk: Desk) -> None:
    assert found in [match.id for match in desk.matcher.ask(question).matches[:3]]


@pytest.mark.parametrize(
    "question",
    [
        "my son keeps getting sent home from school what can i do",
        "my daughter has been excluded from school",
        "can my 22 year old have an ehcp",
        "how do i get short breaks near where we live",
        "the ehcp is late what can we do",
    ],
)
def test_a_cry_for_help_is_not_answered_with_what_is_planned(question: str, desk: Desk) -> None:
    assert desk.matcher.ask(question).matches[0].id not in desk.knowledge.strategy.items


def test_each_line_rests_on_a_document_and_each_promise_on_lines(knowledge: Knowledge) -> None:
    strategy = knowledge.strategy
    assert {item.document for item in strategy.items.values()} == set(strategy.documents)
    assert all(set(promise.rests_on) <= set(strategy.items) for promise in strategy.promises.values())


def test_the_table_whose_ages_do_not_add_up_says_so(knowledge: Knowledge) -> None:
    item = knowledge.strategy.items["st-table-ehcp-by-age"]
    assert isinstance(item.figures, Table)
    *ages, total = [row[2] for row in item.figures.rows]
    assert (sum(map(int, ages)), total) == (7463, 7753)
    assert item.caution
    assert "7,463" in item.caution
    assert "7,753" in item.caution
