"""`signpost content preview`: one page of everything, for the people who write the content."""

from __future__ import annotations

import os
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console

from bot.settings import Settings, SettingsError
from handlers.desk import open_desk
from knowledge.loader import CONTENT, load
from web.preview import preview


def write_preview(settings: Settings, file: Path, today: date, *, open_it: bool) -> str:
    """Make the page of the content that the settings name, and write it to `file`. Gives what was done, in words.

    Content with faults of meaning is drawn as far as it can be. With `open_it`, a browser shows it where there is a
    screen. Raises ContentError where the content cannot be read, SettingsError where the file cannot be written.
    """
    begun = time.perf_counter()
    _check_writable(file)
    folder = settings.content or CONTENT
    desk = open_desk(load(folder), settings.run_by, settings.public_url)
    page = preview(desk, folder, today)
    with _progress(page.count) as advance:
        html = "".join(page.draw(advance))
    try:
        size = file.write_bytes(html.encode())
    except OSError as error:
        raise _cannot_write(file, error.strerror) from error
    opened = open_it and _has_a_screen() and webbrowser.open(file.resolve().as_uri())
    spent = time.perf_counter() - begun
    told = f"{page.count} screens and entries, {size / 1e6:.1f} MB, made in {spent:.0f} seconds."
    return f"{told}\n{file} is open in your browser." if opened else f"{told}\nOpen {file} in your browser."


def _check_writable(file: Path) -> None:
    """Making the page takes seconds, so what can be told before is told before."""
    if file.is_dir():
        raise _cannot_write(file, "it is a folder")
    if not file.parent.is_dir():
        raise _cannot_write(file, f"there is no folder {file.parent}")
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise _cannot_write(file, "it is locked")


def _cannot_write(file: Path, why: str | None) -> SettingsError:
    return SettingsError(f"{file} cannot be written: {why}. Name another file: signpost content preview FILE")


def _has_a_screen() -> bool:
    # Without one, Python would start a browser for terminals, in the middle of ours.
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on the standard error, so that what is printed can still be piped on."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Drawing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("screens", total=total)
        yield lambda: bar.advance(task)
