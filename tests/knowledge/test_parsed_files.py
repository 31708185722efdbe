"""What content files held is remembered, and never longer than it is true."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from knowledge import yaml_files
from knowledge.faults import ContentError
from knowledge.loader import load
from knowledge.parsed_files import remembering
from knowledge.yaml_files import read_yaml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "one.yaml"
    path.write_text("word: hello\nday: 2026-11-22\n")
    return path


@pytest.fixture
def kept_in(tmp_path: Path) -> Path:
    return tmp_path / "content.cache"


def read(file: Path, kept_in: Path | None) -> object:
    with remembering(kept_in):
        return read_yaml(file)


def test_a_file_that_is_remembered_is_not_parsed_again(
    file: Path, kept_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(file, kept_in)
    monkeypatch.setattr(yaml_files, "_parse", None)
    assert read(file, kept_in) == first == {"word": "hello", "day": date(2026, 11, 22)}


def test_a_changed_file_is_read_anew(file: Path, kept_in: Path) -> None:
    read(file, kept_in)
    file.write_text("word: goodbye\n")
    assert read(file, kept_in) == {"word": "goodbye"}


def test_a_file_changed_to_the_same_length_is_read_anew(file: Path, kept_in: Path) -> None:
    read(file, kept_in)
    was = file.stat()
    file.write_text(file.read_text().replace("hello", "jello"))
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns + 1))
    assert read(file, kept_in) == {"word": "jello", "day": date(2026, 11, 22)}


def test_a_file_that_has_gone_is_told_as_ever(file: Path, kept_in: Path) -> None:
    read(file, kept_in)
    file.unlink()
    with pytest.raises(ContentError, match="cannot be read"):
        read(file, kept_in)


@pytest.mark.parametrize("broken", [b"", b"\x80", b"not ours", b"\x80\x04}."])
def test_a_broken_memory_is_made_anew(file: Path, kept_in: Path, broken: bytes) -> None:
    kept_in.write_bytes(broken)
    assert read(file, kept_in) == {"word": "hello", "day": date(2026, 11, 22)}
    assert kept_in.read_bytes() != broken


def test_a_folder_that_is_not_there_keeps_nothing_and_stops_nothing(file: Path, tmp_path: Path) -> None:
    assert read(file, tmp_path / "nowhere" / "content.cache") == {"word": "hello", "day": date(2026, 11, 22)}
    assert not (tmp_path / "nowhere").exists()


def test_nothing_is_remembered_where_nobody_asks_for_it(file: Path, kept_in: Path) -> None:
    read(file, None)
    assert not kept_in.exists()


def test_the_whole_content_is_the_same_from_memory(kept_in: Path) -> None:
    with remembering(kept_in):
        first = load()
    with remembering(kept_in):
        assert load() == first
