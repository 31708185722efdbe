"""What our own privacy notice says, and that each reader is told what they must be told in words they can read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import knowledge as package
from handlers.desk import Desk
from knowledge.base import Knowledge
from knowledge.checks.privacy import check_privacy
from knowledge.checks.reading import grade, sentences, words
from knowledge.loader import CONTENT
from knowledge.privacy import TEXTS, Privacy

CODE = Path(package.__file__).parent.parent
NOTICES = ("short", "child", "young", "full")
BEFORE_WRITING = ("before_writing", "before_writing_child", "before_writing_young")
HARDEST_FOR_A_CHILD = 3.0
LONGEST_FOR_A_CHILD = 10.0


@pytest.fixture
def privacy(knowledge: Knowledge) -> Privacy:
    return knowledge.privacy


def test_our_notice_has_no_faults(knowledge: Knowledge, privacy: Privacy) -> None:
    today = max(date(2026, 11, 22), privacy.changed_on)
    assert [str(fault) for fault in check_privacy(CONTENT, knowledge, today)] == []


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("name", BEFORE_WRITING)
def test_before_the_first_free_words_five_things_are_told_in_five_lines(name: str, easy: bool, desk: Desk) -> None:
    said = desk.notice(name, easy=easy)
    assert len(said.splitlines()) == 5
    kept, reads, long, delete, danger = said.splitlines()
    assert 'only if you tap "Yes, send this"' in kept
    assert "read" in reads
    assert re.search(r"\d+ months", long)
    assert "code" in delete
    assert "back" in delete
    assert "call 999" in danger


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("name", NOTICES)
def test_every_version_says_how_to_see_it_delete_it_and_complain(name: str, easy: bool, desk: Desk) -> None:
    said = desk.notice(name, easy=easy)
    assert [one for one in ("/mydata", "/forget", "/complain", "999", "months", "hours") if one not in said] == []


@pytest.mark.parametrize("name", ["child", "before_writing_child"])
def test_the_words_for_eleven_to_fifteen_are_simpler_still(name: str, desk: Desk) -> None:
    said = desk.notice(name, easy=False)
    found = sentences(said)
    assert grade(said) <= HARDEST_FOR_A_CHILD
    assert sum(len(words(one)) for one in found) / len(found) <= LONGEST_FOR_A_CHILD


def test_the_words_for_eleven_to_fifteen_are_simpler_than_those_for_adults(desk: Desk) -> None:
    assert grade(desk.notice("child", easy=False)) < grade(desk.notice("short", easy=False))


def test_nobody_under_sixteen_is_told_of_telegram(privacy: Privacy) -> None:
    assert "Telegram" not in str(privacy.at("child")) + str(privacy.at("before_writing_child"))


@pytest.mark.parametrize("name", ["short", "young", "full"])
def test_who_may_use_telegram_is_told_of_its_own_copy_and_how_to_clear_it(name: str, desk: Desk) -> None:
    said = desk.notice(name, easy=False)
    assert "Telegram keeps its own copy" in said
    assert "clear" in said


@pytest.mark.parametrize("name", ["child", "young"])
def test_the_young_are_told_that_nobody_at_home_or_at_school_is_told(name: str, privacy: Privacy) -> None:
    assert re.search(r"We do not tell your parents, .*school", str(privacy.at(name)))


def test_the_full_notice_names_the_basis_the_condition_and_the_regulator(desk: Desk) -> None:
    said = desk.notice("full", easy=False)
    assert "Article 6(1)(e)" in said
    assert "Article 9(2)(g)" in said
    assert "regulation 56" in said
    assert "https://ico.org.uk/make-a-complaint" in said


def test_the_one_thing_that_is_kept_without_asking_is_told_to_everybody(privacy: Privacy) -> None:
    for name in ("short", "child", "young"):
        assert re.search(r"If I cannot answer", str(privacy.at(name))), name
    assert "One thing I keep without asking" in str(privacy.at("full"))


def test_a_complaint_is_acknowledged_in_time_and_answered_by_its_code(desk: Desk) -> None:
    said = desk.notice("complain", easy=False)
    assert "within 30 days, counted from the next day" in said
    assert "You get a code at once" in said
    assert "we cannot write to you" in said


def test_while_only_names_are_removed_the_words_say_that_somebody_might_guess(privacy: Privacy) -> None:
    assert privacy.status == "names removed"
    assert "might still guess" in privacy.words.honest


def test_no_button_of_the_notice_says_the_same_as_another(knowledge: Knowledge, privacy: Privacy) -> None:
    labels = [label.lower() for _name, label in privacy.words.labels]
    ours = {label.lower() for _name, label in knowledge.texts.buttons if isinstance(label, str)}
    assert len(set(labels)) == len(labels)
    assert ours.isdisjoint(labels)
    assert max(map(len, labels)) <= 40


def test_every_text_is_said_in_easier_words(knowledge: Knowledge) -> None:
    assert [name for name in TEXTS if f"privacy.{name}" not in knowledge.easy.of] == []


def said_by_the_code() -> Iterator[tuple[Path, str]]:
    """Every text that stands in a template, a script or a handler: all but comments and what explains the code."""
    for path in (CODE / "web").rglob("*"):
        if path.suffix in {".html", ".js", ".svg"}:
            yield path, path.read_text(encoding="utf-8")
    for folder in ("bot", "handlers", "web"):
        for path in (CODE / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            explained = {
                ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, _EXPLAINED)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in explained:
                    yield path, node.value


_EXPLAINED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def test_no_page_and_no_handler_calls_anything_anonymous(privacy: Privacy) -> None:
    assert privacy.status == "names removed"
    wrong = re.compile(r"\banonym(?:ous|ised|ously|ity)\b", re.IGNORECASE)
    assert [f"{path.name}: {text[:60]}" for path, text in said_by_the_code() if wrong.search(text)] == []
