from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.editing.errors import EditError
from knowledge.editing.hunks import Hunk, applied, back, diff, hunk, line_by_line, stands

OLD = "a\nb\nc\nd\n"
LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "a\r\n", "\u2028\n"]), max_size=8).map("".join)


@pytest.mark.parametrize(
    ("new", "before", "after"),
    [
        ("a\nB\nc\nd\n", "b\n", "B\n"),
        ("a\nb\nX\nc\nd\n", "b\n", "b\nX\n"),
        ("X\na\nb\nc\nd\n", "a\n", "X\na\n"),
        ("a\nc\nd\n", "b\n", ""),
        ("a\nb\nc\nd\nX\n", "d\n", "d\nX\n"),
    ],
)
def test_a_change_is_told_in_few_lines_that_the_text_has_only_once(new: str, before: str, after: str) -> None:
    assert hunk(OLD, new) == Hunk(before, after)


def test_a_change_within_an_entry_has_all_of_its_lines() -> None:
    assert hunk(OLD, "a\nb\nC\nd\n", (2, 6)) == Hunk("b\nc\n", "b\nC\n")
    assert hunk(OLD, "a\nb\nc\nd\nX\n", (2, 6)) == Hunk("d\n", "d\nX\n")


def test_a_line_that_stands_twice_is_told_with_its_neighbours() -> None:
    assert hunk("a\nx\nb\nx\n", "a\nx\nb\ny\n") == Hunk("b\nx\n", "b\ny\n")


@given(LINES, LINES)
def test_what_was_changed_can_be_done_and_undone(old: str, new: str) -> None:
    if old == new or not old or not new:
        return
    change = hunk(old, new)
    assert applied(old, change) == new
    if stands(new, change) == "after":
        assert applied(new, back(change)) == old


def test_lines_that_somebody_else_changed_are_not_written_over() -> None:
    change = hunk(OLD, "a\nB\nc\nd\n")
    assert stands("a\nother\nc\nd\n", change) == "neither"
    with pytest.raises(EditError, match="somebody else"):
        applied("a\nother\nc\nd\n", change)


def test_a_change_fits_a_file_that_has_grown_elsewhere() -> None:
    change = hunk(OLD, "a\nB\nc\nd\n")
    assert applied("new\na\nb\nc\nd\nmore\n", change) == "new\na\nB\nc\nd\nmore\n"


def test_which_lines_stand_is_told_where_the_new_ones_hold_the_old_ones() -> None:
    change = Hunk("b\n", "b\nX\n")
    assert (stands(OLD, change), stands("a\nb\nX\nc\n", change)) == ("before", "after")
    shorter = back(change)
    assert (stands("a\nb\nX\nc\n", shorter), stands(OLD, shorter)) == ("before", "after")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, "a\nB\nc\nd\n"),
        (OLD, "a\nb\nc\nd"),
        ("a\nb", "a\nc"),
        ("a\r\nb\r\n", "a\r\nc\r\n"),
        ("", "new\nfile\n"),
        ("a\u2028b\nc\n", "a\u2028b\nd\n"),
    ],
)
def test_git_puts_the_change_file_in(tmp_path: Path, old: str, new: str) -> None:
    folder = tmp_path / "content"
    (folder / "answers").mkdir(parents=True)
    file = folder / "answers" / "school.yaml"
    if old:
        file.write_bytes(old.encode())
    (tmp_path / "change.diff").write_bytes(diff("answers/school.yaml", old, new).encode())
    subprocess.run(["git", "apply", str(tmp_path / "change.diff")], cwd=folder, check=True)
    assert file.read_bytes() == new.encode()


def test_git_puts_it_in_within_a_repository_too(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (folder / "area.yaml").write_text(OLD)
    (tmp_path / "change.diff").write_text(diff("area.yaml", OLD, "a\nB\nc\nd\n"))
    subprocess.run(["git", "apply", "../change.diff"], cwd=folder, check=True)
    assert (folder / "area.yaml").read_text() == "a\nB\nc\nd\n"


def test_each_line_is_told_with_what_becomes_of_it() -> None:
    told = list(line_by_line(Hunk("a\nb\n", "a\nB\n")))
    assert told == [("same", "a"), ("out", "b"), ("in", "B")]


def test_lines_that_stay_far_from_a_change_are_left_out() -> None:
    before = "".join(f"{number}\n" for number in range(20))
    told = list(line_by_line(Hunk(before, before.replace("10\n", "ten\n"))))
    assert told[0] == ("more", "")
    assert [kind for kind, _ in told[1:]] == ["same"] * 3 + ["out", "in"] + ["same"] * 3
