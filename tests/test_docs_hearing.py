"""What docs/hearing.md and docs/running.md tell people to type and to set is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli import app
from bot.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"
PAGES = [DOCS / "hearing.md", DOCS / "running.md"]
TYPED = re.compile(r"(?:\.venv/bin/)?signpost ([^`\n|]+)")
SETTING = re.compile(r"^\| `SIGNPOST_(\w+)` \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def typed() -> list[str]:
    """Each line that a page tells people to type, without the program's name."""
    found = [TYPED.findall(page.read_text(encoding="utf-8")) for page in PAGES]
    return sorted({line.strip() for lines in found for line in lines})


@pytest.mark.parametrize("line", typed())
def test_each_line_to_type_is_a_command_with_those_options(line: str) -> None:
    command: Any = typer.main.get_command(app)
    words = re.sub(r'"[^"]*"', "WORDS", line).split()
    while hasattr(command, "commands") and words:
        assert words[0] in command.commands
        command = command.commands[words.pop(0)]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


def test_every_setting_is_in_the_table_and_nothing_else() -> None:
    told = {name.lower() for name, _ in SETTING.findall((DOCS / "running.md").read_text(encoding="utf-8"))}
    assert told == set(Settings.model_fields)


def test_the_periods_in_the_table_are_those_that_hold_where_nothing_is_set() -> None:
    told = dict(SETTING.findall((DOCS / "running.md").read_text(encoding="utf-8")))
    periods = {name: field.default for name, field in Settings.model_fields.items() if name.startswith("keep_")}
    assert {name: int(told[name.upper()]) for name in periods} == periods


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_that_is_linked_to_is_there(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (DOCS / link).exists()]
    assert missing == []
