"""`signpost content preview`, on content that is whole, has faults, or cannot be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from content_folder import Folder

from bot import content_preview
from bot.content_preview import write_preview
from bot.settings import Settings, SettingsError
from knowledge.faults import ContentError

TODAY = date(2026, 2, 1)


@pytest.fixture
def settings(fenshire: Folder) -> Settings:
    fenshire.replace("flows/plan.yaml", "do: keep words", "do: preview\n    with: {as: correction}")
    return Settings(content=fenshire.path)


def made(settings: Settings, folder: Path) -> str:
    file = folder / "preview.html"
    write_preview(settings, file, TODAY, open_it=False)
    return file.read_text(encoding="utf-8")


def test_it_tells_how_much_there_is_how_big_it_is_and_what_to_open(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "preview.html"
    first, second = write_preview(settings, file, TODAY, open_it=False).splitlines()
    assert first.startswith(tuple(f"{count} screens and entries, " for count in range(70, 110)))
    assert " MB, made in " in first
    assert second == f"Open {file} in your browser."


def test_it_is_opened_only_where_that_is_asked_and_there_is_a_screen(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(content_preview.webbrowser, "open", lambda address: shown.append(address) or True)
    monkeypatch.setattr(content_preview.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    file = tmp_path / "preview.html"
    write_preview(settings, file, TODAY, open_it=True)
    monkeypatch.setenv("DISPLAY", ":0")
    write_preview(settings, file, TODAY, open_it=False)
    assert shown == []
    assert "is open in your browser" in write_preview(settings, file, TODAY, open_it=True)
    assert shown == [file.as_uri()]


@pytest.mark.parametrize(("name", "why"), [
    (".", "it is a folder"), ("nowhere/preview.html", "there is no folder"),
])  # fmt: skip
def test_a_file_that_cannot_be_written_is_told_in_one_line(
    settings: Settings, tmp_path: Path, name: str, why: str
) -> None:
    with pytest.raises(SettingsError, match=why) as caught:
        write_preview(settings, tmp_path / name, TODAY, open_it=False)
    assert "\n" not in str(caught.value)


def test_a_disk_that_is_full_is_told_in_one_line(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: Path, _html: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SettingsError, match="No space left on device"):
        write_preview(settings, tmp_path / "preview.html", TODAY, open_it=False)


def test_content_that_cannot_be_read_is_told_and_the_last_page_stays(settings: Settings, tmp_path: Path) -> None:
    before = made(settings, tmp_path)
    assert settings.content
    (settings.content / "texts.yaml").write_text("menu: [half a", encoding="utf-8")
    with pytest.raises(ContentError, match=r"texts\.yaml:2: "):
        made(settings, tmp_path)
    assert (tmp_path / "preview.html").read_text(encoding="utf-8") == before


NOT_DRAWN = "This screen cannot be drawn."
FACTS = "      facts:\n        - Your school"


@pytest.mark.parametrize(("file", "old", "new", "told"), [
    ("flows/plan.yaml", "- {go: guide}", "- {go: nowhere}", "<li>any other answer → <code>nowhere</code></li>"),
    ("flows/plan.yaml", "      - {go: guide}\n", "", "no way leads here"),
    ("flows/plan.yaml", "start: who", "start: nobody", "no way leads here"),
    ("flows/plan.yaml", "plan-{stage}", "plan-{age}", NOT_DRAWN),
    ("flows/plan.yaml", "plan-{stage}", "plan-{", NOT_DRAWN),
    ("flows/plan.yaml", "do: preview\n    with: {as: correction}", "do: dance", NOT_DRAWN),
    ("flows/find.yaml", "groups_from: service categories", "groups_from: colours", NOT_DRAWN),
    ("flows/plan.yaml", "next: thanks", "next: [{if: full moon, go: thanks}]", "full moon → <code>thanks</code>"),
    ("flows/plan.yaml", "next: stage", "next: [{if: {age: [old]}, go: stage}]", "age: old → <code>stage</code>"),
    ("answers/school.yaml", FACTS, FACTS.replace("- Your", "- One.\n        - Your"), NOT_DRAWN),
    ("answers/school.yaml", "next: [school-move]", "next: [school-bus]\n    help: [bus]", NOT_DRAWN),
    ("services/advice.yaml", "referral: either", "referral: pigeon", NOT_DRAWN),
    ("texts.yaml", "# {count} services fit", "# {number} services fit", NOT_DRAWN),
    ("strategy/promises.yaml", "rests_on: [plan-bridges]", "rests_on: [plan-tunnels]", NOT_DRAWN),
    ("area.yaml", "ask_a_person: [fen-advice]", "ask_a_person: [nobody]", "Fen Advice"),
    ("area.yaml", "centre: Highmere", "centre: Nowhere", "Fen Advice"),
])  # fmt: skip
def test_a_fault_of_meaning_stops_one_screen_and_not_the_page(
    settings: Settings, fenshire: Folder, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    whole = made(settings, tmp_path).count("<article")
    fenshire.replace(file, old, new)
    html = made(settings, tmp_path)
    assert told in html
    assert whole - html.count("<article") <= 2  # a step with no list of groups has none of their screens
