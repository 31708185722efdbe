from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import open_referral_commands
from bot.open_referral_commands import export_open_referral
from bot.settings import SettingsError
from handlers.desk import Desk

TODAY = date(2026, 11, 22)


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_list_and_every_service_gets_a_file(tmp_path: Path, desk: Desk) -> None:
    told = export_open_referral(tmp_path / "feed", desk, TODAY)

    services = read(tmp_path / "feed" / "services.json")
    assert f"Wrote {services['total_items']} services" in told
    assert services["last_page"]
    for one in services["contents"]:
        assert read(tmp_path / "feed" / "services" / f"{one['id']}.json") == one
    for name in ("organizations", "taxonomies", "taxonomy_terms", "service_at_locations"):
        assert read(tmp_path / "feed" / f"{name}.json")["size"] > 0
    assert read(tmp_path / "feed" / "index.json")["version"] == "HSDS-UK-3.0"


def test_the_same_content_gives_the_same_files(tmp_path: Path, desk: Desk) -> None:
    export_open_referral(tmp_path / "one", desk, TODAY)
    export_open_referral(tmp_path / "two", desk, TODAY)

    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_an_earlier_export_is_replaced_with_nothing_left_of_it(tmp_path: Path, desk: Desk) -> None:
    first = next(iter(desk.knowledge.services.values()))
    few = replace(desk, knowledge=replace(desk.knowledge, services={first.id: first}))
    export_open_referral(tmp_path / "feed", desk, TODAY)

    export_open_referral(tmp_path / "feed", few, TODAY)

    assert len(list((tmp_path / "feed" / "services").iterdir())) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["feed"]


def test_an_empty_folder_is_used(tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "feed").mkdir()

    export_open_referral(tmp_path / "feed", desk, TODAY)

    assert (tmp_path / "feed" / "services.json").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter.txt", "Dear all"),
        ("index.json", '{"version": "HSDS-UK-3.0"}'),
        ("index.json", "[1]"),
        ("index.json", "half a fi"),
        ("services.json", "{}"),
    ],
)
def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, desk: Desk, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(SettingsError, match="would be lost"):
        export_open_referral(tmp_path, desk, TODAY)

    assert everything(tmp_path) == {name: text.encode()}


@pytest.mark.parametrize("name", ["README.txt", "services/README.txt"])
def test_a_file_that_was_added_to_an_export_is_not_lost(tmp_path: Path, desk: Desk, name: str) -> None:
    export_open_referral(tmp_path / "feed", desk, TODAY)
    (tmp_path / "feed" / name).write_text("ours")

    with pytest.raises(SettingsError, match="would be lost"):
        export_open_referral(tmp_path / "feed", desk, TODAY)

    assert (tmp_path / "feed" / name).read_text() == "ours"


def test_a_file_is_not_taken_for_a_folder(tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "feed").write_text("a file")

    with pytest.raises(SettingsError, match="is a file"):
        export_open_referral(tmp_path / "feed", desk, TODAY)


def test_a_disk_that_is_full_half_way_leaves_the_earlier_export(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_open_referral(tmp_path / "feed", desk, TODAY)
    before = everything(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(open_referral_commands, "_put_in_place", full)
    with pytest.raises(SettingsError, match="No space left"):
        export_open_referral(tmp_path / "feed", desk, TODAY)

    assert everything(tmp_path) == before
