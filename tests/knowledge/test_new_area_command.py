"""`signpost content new`, as somebody in another area meets it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.asking import InputError
from bot.new_area import make_area
from knowledge.loader import load

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_named_after_the_area_is_made_and_loads(tmp_path: Path) -> None:
    said = make_area("North Fenshire", None, TODAY)
    assert load(tmp_path / "north-fenshire").area.name == "North Fenshire"
    head, *steps = said.splitlines()
    assert head.startswith("North Fenshire: ")
    assert [step[:2] for step in steps] == ["1.", "2.", "3.", "4.", "5."]
    assert "SIGNPOST_CONTENT=north-fenshire signpost run" in said


def test_a_named_folder_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    make_area("Fenshire", tmp_path / "a" / "my fens", TODAY)
    assert (tmp_path / "a" / "my fens" / "area.yaml").is_file()


def test_a_folder_with_a_space_can_be_copied_from_the_screen(tmp_path: Path) -> None:
    assert "SIGNPOST_CONTENT='my fens' signpost" in make_area("Fenshire", Path("my fens"), TODAY)


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "fenshire").mkdir()
    make_area("Fenshire", None, TODAY)
    assert (tmp_path / "fenshire" / "area.yaml").is_file()


def test_everybody_in_the_team_can_read_the_folder(tmp_path: Path) -> None:
    make_area("Fenshire", None, TODAY)
    assert (tmp_path / "fenshire").stat().st_mode & 0o055 == 0o055


@pytest.mark.parametrize("kind", ["a file in it", "a file in its place"])
def test_what_is_there_already_is_never_written_over(tmp_path: Path, kind: str) -> None:
    kept = tmp_path / "fenshire" / "notes.txt" if kind == "a file in it" else tmp_path / "fenshire"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"fenshire is there already, and is not an empty folder"):
        make_area("Fenshire", None, TODAY)
    assert kept.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fenshire"]


def test_a_folder_that_cannot_be_made_is_told_in_one_line_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"The folder .*Name another one"):
        make_area("Fenshire", tmp_path / "file" / "fens", TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("typed", ["", "!!", "a" * 300])
def test_a_name_that_cannot_be_used_is_told_in_one_line(typed: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        make_area(typed, None, TODAY)
    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_climbs_stays_where_it_is(tmp_path: Path) -> None:
    make_area("../x", None, TODAY)
    assert (tmp_path / "x" / "area.yaml").is_file()
    assert not (tmp_path.parent / "x").exists()
