"""Content that changes while the program runs."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.live_content import LiveContent, keep_fresh
from bot.settings import Settings
from knowledge.loader import CONTENT

TEXTS = "menu: What would you like to do?"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("content") / "original"))


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "content"))


@pytest.fixture
def live(folder: Path) -> LiveContent:
    return LiveContent(Settings(content=folder))


def menu(live: LiveContent) -> str:
    return live.desk().knowledge.texts.menu


def reword(folder: Path, old: str, new: str) -> None:
    path = folder / "texts.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_changed_content_without_faults_goes_live(live: LiveContent, folder: Path) -> None:
    reword(folder, TEXTS, "menu: How can I help you?")
    assert live.reload() == []
    assert menu(live).startswith("How can I help you?")


@pytest.mark.parametrize(
    "broken", ["menu: [half a", "menuu: What would you like to do?", "menu: '{nobody} fills this'"]
)
def test_content_with_a_fault_leaves_the_last_good_content(live: LiveContent, folder: Path, broken: str) -> None:
    was = live.desk()
    reword(folder, TEXTS, broken)
    faults = live.reload()
    assert faults
    assert all(fault.file.name == "texts.yaml" for fault in faults)
    assert live.desk() is was


def test_a_folder_that_has_gone_leaves_the_last_good_content(live: LiveContent, folder: Path) -> None:
    was = live.desk()
    shutil.rmtree(folder)
    assert live.reload()
    assert live.desk() is was


async def until(done: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not done():  # noqa: ASYNC110  (what is waited for happens in a thread that sets no event)
            await asyncio.sleep(0.05)


async def test_the_signal_brings_new_content_and_tells_the_operator(live: LiveContent, folder: Path) -> None:
    said, stop = StringIO(), asyncio.Event()
    task = asyncio.create_task(keep_fresh(live, Console(file=said), stop, watch=False))
    await asyncio.sleep(0)
    reword(folder, TEXTS, "menu: How can I help you?")
    os.kill(os.getpid(), signal.SIGHUP)
    await until(lambda: "is live" in said.getvalue())
    assert menu(live).startswith("How can I help you?")
    stop.set()
    await asyncio.wait_for(task, 5)


async def test_faults_are_told_by_file_and_line(
    live: LiveContent, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(keep_fresh(live, Console(file=StringIO()), stop, watch=False))
    await asyncio.sleep(0)
    reword(folder, TEXTS, "menuu: What would you like to do?")
    os.kill(os.getpid(), signal.SIGHUP)
    await until(lambda: "the key 'menuu' is not known" in caplog.text)
    assert "last good content" in caplog.text
    assert "texts.yaml:" in caplog.text
    stop.set()
    await asyncio.wait_for(task, 5)


async def test_a_watched_file_needs_no_signal(live: LiveContent, folder: Path) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(keep_fresh(live, Console(file=StringIO()), stop, watch=True))
    await asyncio.sleep(0.5)
    reword(folder, TEXTS, "menu: How can I help you?")
    await until(lambda: menu(live).startswith("How can I help you?"))
    stop.set()
    await asyncio.wait_for(task, 5)
