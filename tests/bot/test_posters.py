"""`signpost posters`, as the person who prints them meets it."""

from pathlib import Path
from typing import Any

import pytest
import segno

from bot.posters import write_posters
from bot.settings import Settings, SettingsError
from handlers.commands import LINKED_FLOWS
from handlers.desk import Desk
from knowledge.poster_drawing import code

SITE = "https://chat.example.org"


def settings(**more: Any) -> Settings:
    return Settings(_env_file=None, **({"public_url": SITE} | more))  # type: ignore[call-arg]


def test_each_poster_is_a_page_to_print_and_a_drawing(tmp_path: Path, desk: Desk) -> None:
    files = list(write_posters(tmp_path / "new" / "folder", desk, settings(), None))
    assert len(files) == len(desk.knowledge.posters)
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)


def test_a_poster_says_in_letters_where_its_code_leads(tmp_path: Path, desk: Desk) -> None:
    list(write_posters(tmp_path, desk, settings(), "@SomeBot"))
    drawn = (tmp_path / "poster-ehcp.svg").read_text()
    assert "chat.example.org/?start=ehcp" in drawn.replace("</text>\n", "")
    assert "t.me/SomeBot?start=ehcp" in drawn.replace("</text>\n", "")
    assert desk.run_by in drawn


def test_the_poster_for_young_people_never_leads_to_telegram(tmp_path: Path, desk: Desk) -> None:
    list(write_posters(tmp_path, desk, settings(), "SomeBot"))
    drawn = (tmp_path / "poster-youth.svg").read_text()
    assert "chat.example.org/youth" in drawn
    assert "t.me" not in drawn


def test_every_poster_opens_a_topic_that_there_is(desk: Desk) -> None:
    assert {poster.start for poster in desk.knowledge.posters} - {""} <= LINKED_FLOWS


def test_no_poster_runs_over_its_foot(tmp_path: Path, desk: Desk) -> None:
    long = "https://a-very-long-name-of-a-council-and-its-service.example.org"
    for file in write_posters(tmp_path, desk, settings(public_url=long), "AVeryLongNameOfSomeCouncilsBot"):
        drawn = file.with_suffix(".svg").read_text()
        tops = [int(part.split(")")[0].split()[1]) for part in drawn.split('<g transform="translate(')[1:]]
        foot = int(drawn.split('y="')[-1].split('"')[0])
        assert max(tops) < foot - 150


def test_a_code_holds_the_address_it_was_made_for() -> None:
    drawn = code("https://chat.example.org/youth", 300)
    dark = sum(map(sum, segno.make("https://chat.example.org/youth", error="m", micro=False).matrix))
    assert drawn.count("h1v1h-1z") == dark


def test_with_no_address_it_says_which_setting_to_set(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(SettingsError, match="SIGNPOST_PUBLIC_URL"):
        list(write_posters(tmp_path, desk, settings(public_url=None), None))


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match="Name another folder"):
        list(write_posters(tmp_path / "file", desk, settings(), None))
