"""Files that are half saved, empty, of the wrong shape or not text at all are told, and never crash anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_folder import Folder

from knowledge.faults import ContentError, Fault
from knowledge.loader import load

PLAN, ANSWERS, SERVICES, GUIDE = (
    "flows/plan.yaml",
    "answers/school.yaml",
    "services/advice.yaml",
    "guides/plan-waiting.yaml",
)
LISTS = ("categories.yaml", "places.yaml", "outcodes.yaml")
KEYS_AND_VALUES = (
    *(PLAN, ANSWERS, SERVICES, GUIDE, "texts.yaml", "area.yaml"),
    *("safety/words.yaml", "safety/signals/1-danger.yaml", "words/words.yaml"),
)
each_file = pytest.mark.parametrize("file", [*KEYS_AND_VALUES, *LISTS])


@each_file
def test_an_empty_file_is_told(file: str, fenshire: Folder) -> None:
    fenshire.write(file, "")
    assert any(fault.startswith(f"{file}:1: ") for fault in fenshire.faults())


@each_file
def test_a_file_that_is_a_list_of_words_is_told(file: str, fenshire: Folder) -> None:
    fenshire.write(file, "- one\n- two\n")
    assert any(fault.startswith(f"{file}:1: ") for fault in fenshire.faults())


@each_file
def test_a_file_that_is_not_utf_8_is_told(file: str, fenshire: Folder) -> None:
    fenshire.write(file, "title: Café\n".encode("latin-1"))
    assert fenshire.faults() == [f"{file}:1: this is not readable text; save the file as UTF-8 text"]


@pytest.mark.parametrize("file", ["texts.yaml", "categories.yaml", "places.yaml", "outcodes.yaml"])
def test_a_file_that_is_gone_is_told(file: str, fenshire: Folder) -> None:
    (fenshire.path / file).unlink()
    assert fenshire.faults() == [f"{file}:1: the file cannot be read; check it (No such file or directory)"]


@pytest.mark.parametrize("file", [PLAN, ANSWERS, SERVICES, GUIDE, "texts.yaml", "area.yaml"])
def test_a_file_that_was_cut_off_anywhere_never_crashes_the_checker(file: str, fenshire: Folder) -> None:
    whole = fenshire.read(file)
    for end in range(1, len(whole), len(whole) // 12):
        fenshire.write(file, whole[:end])
        assert all("; " in fault for fault in fenshire.faults()), "each fault has its remedy"


def test_a_flow_that_was_cut_in_the_middle_of_an_option_is_told_near_the_cut(fenshire: Folder) -> None:
    kept, cut, _ = fenshire.read(PLAN).partition("{value: waiting")
    fenshire.write(PLAN, kept + cut)
    (fault,) = fenshire.faults()
    file, line, said = fault.split(":", maxsplit=2)
    assert (file, int(line) - fenshire.line(PLAN, cut)) in {(PLAN, 0), (PLAN, 1)}
    assert said.startswith(" this is not valid YAML")
    assert said.endswith("; check the indent, quotes and colons near this line")


def test_answers_that_were_cut_between_two_lines_are_told_by_what_is_missing(fenshire: Folder) -> None:
    kept, _, _ = fenshire.read(ANSWERS).partition("        confidence: high")
    fenshire.write(ANSWERS, kept)
    line = fenshire.line(ANSWERS, "- text: Every school")
    assert fenshire.faults() == [f"{ANSWERS}:{line}: 'facts.0.confidence' is missing; add a line 'confidence: ...'"]


def test_two_faults_in_two_files_are_both_told_in_order(fenshire: Folder) -> None:
    fenshire.replace(SERVICES, "cost: paid", "cost: cheap")
    fenshire.replace(ANSWERS, "confidence: medium", "confidence: sure")
    told = [fault.partition(" ")[0] for fault in fenshire.faults()]
    assert told == [
        f"{ANSWERS}:{fenshire.line(ANSWERS, 'confidence: sure')}:",
        f"{SERVICES}:{fenshire.line(SERVICES, 'cost: cheap')}:",
    ]


def test_two_faults_in_one_answer_are_both_told(fenshire: Folder) -> None:
    fenshire.replace(ANSWERS, "confidence: medium", "confidence: sure")
    fenshire.replace(ANSWERS, "https://law.example/section-9", "the law book")
    assert len(fenshire.faults()) == 2


def test_a_fault_of_writing_is_told_beside_a_fault_of_form(fenshire: Folder) -> None:
    fenshire.replace(PLAN, "version: 3", "version: 3\nversion: 3")
    fenshire.replace(ANSWERS, "confidence: medium", "confidence: sure")
    told = fenshire.faults()
    assert [fault.partition(":")[0] for fault in told] == [ANSWERS, PLAN]


def test_faults_of_meaning_in_flows_answers_and_services_are_all_told(fenshire: Folder) -> None:
    fenshire.replace(PLAN, "do: keep words", "do: save words")
    fenshire.replace(ANSWERS, "next: [school-move]", "next: [school-bus]")
    fenshire.replace(SERVICES, "areas: [lower-fen]", "areas: [middle-fen]")
    assert [fault.partition(":")[0] for fault in fenshire.faults()] == [ANSWERS, PLAN, SERVICES]


def test_a_folder_that_holds_no_content_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    assert str(caught.value) == f"{tmp_path}:1: this is not a content folder; it needs area.yaml and its neighbours"


def test_loading_tells_every_fault_of_form_and_not_only_the_first(fenshire: Folder) -> None:
    fenshire.write("area.yaml", "name: [\n")
    fenshire.write(GUIDE, "id: 5\n")
    with pytest.raises(ContentError) as caught:
        load(fenshire.path)
    assert {fault.file.name for fault in caught.value.faults} == {"area.yaml", "plan-waiting.yaml"}


def test_the_dates_of_a_file_hold_for_each_entry_that_has_none_of_its_own(fenshire: Folder) -> None:
    fenshire.replace(
        ANSWERS, "    title: Changing school\n", "    title: Changing school\n    checked_on: 2026-03-01\n"
    )
    answers = load(fenshire.path).answers
    assert answers["school-help"].checked_on.isoformat() == "2026-01-10"
    assert answers["school-move"].checked_on.isoformat() == "2026-03-01"


def test_another_area_loads_without_a_change_to_the_code(fenshire: Folder) -> None:
    knowledge = load(fenshire.path)
    assert knowledge.area.name == "Fenshire"
    assert knowledge.title("fen-advice") == "Fen Advice"
    assert knowledge.title("school-move") == "Changing school"
    assert knowledge.title("plan-waiting") == "Waiting for a plan"
    assert knowledge.title("find") is None


def test_a_fault_reads_as_file_line_wrong_and_right() -> None:
    assert str(Fault(Path("a/b.yaml"), 7, "it is wrong", "do this")) == "a/b.yaml:7: it is wrong; do this"


def test_the_same_fault_found_twice_is_told_once_and_faults_stand_in_order() -> None:
    first, second = Fault(Path("a.yaml"), 2, "one", "do"), Fault(Path("a.yaml"), 10, "two", "do")
    assert ContentError([second, first, second]).faults == (first, second)
