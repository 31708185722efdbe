from pathlib import Path

import pytest
from content_folder import Folder

from handlers.outcomes import NEEDS
from knowledge.learning import LearningError, Lesson, count_finding, one_line, phrasing_from, teach
from knowledge.loader import load
from knowledge.open_matcher import open_matcher

ANSWERS = "answers/school.yaml"
FOUND = ("answer", "did_you_mean")


def learn(fenshire: Folder, entry_id: str, phrasing: str) -> Lesson:
    return teach(fenshire.path, load(fenshire.path), entry_id, phrasing, NEEDS)


def every_file(fenshire: Folder) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in fenshire.path.rglob("*") if path.is_file()}


def test_a_phrasing_is_one_line_in_small_letters_without_an_end_mark() -> None:
    assert phrasing_from("  Who mends\n a  Trampoline?! ") == "who mends a trampoline"


def test_characters_that_a_screen_acts_on_are_taken_out() -> None:
    assert one_line("a\x1b[31m red\u202e fence\n") == "a [31m red fence"


@pytest.mark.parametrize("words", ["a fence for [name]", "[School] fence", "?!", "", "[name]", "fence " * 30])
def test_words_that_would_make_a_bad_phrasing_are_refused_with_the_way_out(words: str) -> None:
    with pytest.raises(LearningError, match=r"Word it|short question"):
        phrasing_from(words)


def test_a_question_becomes_the_last_phrasing_of_an_answer(fenshire: Folder) -> None:
    before = fenshire.read(ANSWERS)
    lesson = learn(fenshire, "school-move", "garden fence")
    assert fenshire.read(ANSWERS) == before.replace(
        "      - can we change school\n", "      - can we change school\n      - garden fence\n"
    )
    assert lesson.file == fenshire.path / ANSWERS
    assert lesson.line == fenshire.line(ANSWERS, "garden fence")


def test_what_was_taught_is_found(fenshire: Folder) -> None:
    question = "mending garden fences"
    assert open_matcher(load(fenshire.path)).ask(question).kind not in FOUND
    learn(fenshire, "school-move", "mend garden fence")
    found = open_matcher(load(fenshire.path)).ask(question)
    assert found.kind in FOUND
    assert found.matches[0].id == "school-move"


def test_how_many_would_find_it_is_what_will_be(fenshire: Folder) -> None:
    questions = ["mending garden fences", "heated swimming pools"]
    assert count_finding("school-move", "mend garden fence", questions, load(fenshire.path)) == 1
    learn(fenshire, "school-move", "mend garden fence")
    after = open_matcher(load(fenshire.path))
    assert [after.ask(text).kind in FOUND for text in questions] == [True, False]


def test_a_service_learns_among_the_words_and_gets_no_other_name(fenshire: Folder) -> None:
    learn(fenshire, "reed-club", "garden fence")
    learn(fenshire, "reed-club", "high fence")
    after = load(fenshire.path)
    assert after.words.wordings["reed-club"] == ("garden fence", "high fence")
    assert after.services["reed-club"].also_called == ()


@pytest.mark.parametrize(
    "taken", ["how do i get help in school", "How do I get help, in school?", "changing school", "reed club"]
)
def test_what_an_entry_owns_already_is_refused(fenshire: Folder, taken: str) -> None:
    before = every_file(fenshire)
    with pytest.raises(LearningError, match="already"):
        learn(fenshire, "school-move", taken)
    assert every_file(fenshire) == before


def test_what_a_service_was_taught_belongs_to_it(fenshire: Folder) -> None:
    learn(fenshire, "reed-club", "garden fence")
    with pytest.raises(LearningError, match="'reed-club'"):
        learn(fenshire, "school-move", "garden fence")


def test_an_unknown_entry_is_told_with_the_nearest(fenshire: Folder) -> None:
    with pytest.raises(LearningError, match=r"'school-mve'.* 'school-move'"):
        learn(fenshire, "school-mve", "garden fence")


def test_a_guide_is_no_entry_that_a_question_can_find(fenshire: Folder) -> None:
    with pytest.raises(LearningError, match="no answer or service 'plan-thinking'"):
        learn(fenshire, "plan-thinking", "garden fence")


def test_a_file_that_has_a_fault_is_left_as_it_is_and_the_fault_is_told(fenshire: Folder) -> None:
    fenshire.replace(ANSWERS, "next: [school-move]", "next: [school-bus]")
    before = every_file(fenshire)
    with pytest.raises(LearningError, match="'school-bus'") as refused:
        learn(fenshire, "school-move", "garden fence")
    assert every_file(fenshire) == before
    assert str(fenshire.path / ANSWERS) in str(refused.value)


def test_a_fault_in_another_file_is_not_in_the_way(fenshire: Folder) -> None:
    fenshire.replace("services/advice.yaml", "areas: [lower-fen]", "areas: [middle-fen]")
    assert learn(fenshire, "school-move", "garden fence").phrasing == "garden fence"


def test_nothing_but_the_one_file_changes_and_it_keeps_its_rights(fenshire: Folder) -> None:
    before = every_file(fenshire)
    (fenshire.path / ANSWERS).chmod(0o640)
    learn(fenshire, "school-move", "garden fence")
    after = every_file(fenshire)
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] != after[path]] == [fenshire.path / ANSWERS]
    assert (fenshire.path / ANSWERS).stat().st_mode & 0o777 == 0o640


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left_behind(
    fenshire: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    before = every_file(fenshire)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(LearningError, match="No space left on device"):
        learn(fenshire, "school-move", "garden fence")
    assert every_file(fenshire) == before


def test_line_endings_stay_as_they_are(fenshire: Folder) -> None:
    fenshire.write(ANSWERS, fenshire.read(ANSWERS).replace("\n", "\r\n"))
    learn(fenshire, "school-move", "garden fence")
    written = (fenshire.path / ANSWERS).read_bytes()
    assert b"      - garden fence\r\n" in written
    assert written.count(b"\n") == written.count(b"\r\n")
