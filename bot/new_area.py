"""`signpost content new`: a folder with a small working start for another area."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from datetime import date
from pathlib import Path

from bot.asking import InputError
from knowledge.loader import load
from knowledge.starter import AreaNameError, new_area, slug, tidy_name


def make_area(typed: str, folder: Path | None, today: date) -> str:
    """Write a start for the area called `typed` into `folder`, by default one beside us that is named after the area.

    Gives what to do next, in five lines. All of the folder is written or nothing. Raises InputError for a name or a
    folder that cannot be used, and ContentError where the content that comes with the program is broken.
    """
    try:
        name = tidy_name(typed)
    except AreaNameError as error:
        raise InputError(str(error)) from error
    target = folder or Path(slug(name))
    _must_be_free(target)
    files = new_area(name, today, load())
    try:
        _write(target, files)
    except OSError as error:
        raise InputError(f"The folder {target} cannot be written ({error.strerror}). Name another one.") from error
    return _what_next(name, target, len(files))


def _must_be_free(target: Path) -> None:
    try:
        taken = target.exists() and (not target.is_dir() or any(target.iterdir()))
    except OSError as error:
        raise InputError(f"The folder {target} cannot be read ({error.strerror}). Name another one.") from error
    if taken:
        raise InputError(f"{target} is there already, and is not an empty folder. Name another one, behind the area.")


def _write(target: Path, files: dict[str, str]) -> None:
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".new-area-", dir=target.parent))
    try:
        # A folder for one person's eyes alone is what mkdtemp makes; content is for all who work on it.
        made.chmod(0o755)
        for file, text in files.items():
            path = made / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        made.replace(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _what_next(name: str, target: Path, count: int) -> str:
    where = shlex.quote(str(target))
    return (
        f"{name}: {count} files in {target}. Every line that says Example, or example.org, is for you to replace.\n"
        f"1. See it:       SIGNPOST_CONTENT={where} signpost run\n"
        f"2. Crisis help:  call every number in {target / 'safety' / 'signposts.yaml'}, and add your own council's.\n"
        f"3. Your area:    area.yaml, places.yaml and outcodes.yaml; then services/ and answers/.\n"
        f"4. Check it:     SIGNPOST_CONTENT={where} signpost content check\n"
        "5. Learn how:    docs/another-area.md and docs/editing-content.md"
    )
