"""What docs/editing-content.md and docs/another-area.md teach is true: each example is tried."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from bot.cli import app
from bot.new_area import make_area
from handlers.outcomes import NEEDS
from knowledge.checks import check
from knowledge.loader import load
from knowledge.models import Answer, Service
from knowledge.strategy import load_strategy

ROOT = Path(__file__).parent.parent
EDITING = ROOT / "docs" / "editing-content.md"
ANOTHER = ROOT / "docs" / "another-area.md"
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# ([\w/-]+\.yaml)\n")
PART = re.compile(r"# part of ([\w-]+)\n")
SAID = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
TODAY = date(2026, 11, 22)


def blocks(path: Path, language: str) -> list[str]:
    """The examples in a language, without the indent that they have in the text."""
    found = BLOCK.findall(path.read_text(encoding="utf-8"))
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, kind, text in found if kind == language]


EXAMPLES = blocks(EDITING, "yaml")
FILES = {found[1]: text for text in EXAMPLES if (found := FILE.match(text))}
PARTS = [(found[1], text) for text in EXAMPLES if (found := PART.match(text))]
COMMANDS = [line for path in (EDITING, ANOTHER) for text in blocks(path, "sh") for line in text.splitlines()]


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice area, with all the files of the page in it, or added to those that it has, but the strategy's."""
    folder = tmp_path_factory.mktemp("docs") / "fenshire"
    make_area("Fenshire", folder, TODAY)
    for file, text in FILES.items():
        if not file.startswith("strategy/"):
            started = (folder / file).read_text(encoding="utf-8") if (folder / file).exists() else ""
            (folder / file).write_text(started + text, encoding="utf-8")
    return folder


def test_every_example_says_where_it_belongs() -> None:
    assert len(FILES) + len(PARTS) == len(EXAMPLES)
    assert len(FILES) >= 6
    assert len(PARTS) >= 3


def test_every_file_on_the_page_passes_the_checker(practice: Path) -> None:
    assert [str(fault) for fault in check(practice, NEEDS)] == []


@pytest.mark.parametrize(("entry_id", "text"), PARTS, ids=[entry_id for entry_id, _text in PARTS])
def test_every_change_on_the_page_fits_its_entry(entry_id: str, text: str) -> None:
    entry, model = _entry(entry_id)
    change: dict[str, Any] = yaml.safe_load(text)
    assert entry.keys() >= change.keys() - {"steps"}, "the page speaks of a key that the entry does not have"
    changed = model.model_validate(entry | change)
    assert changed.checked_on < changed.review_by


def test_the_strategy_on_the_page_can_be_read(tmp_path: Path) -> None:
    for file in ("strategy/promises.yaml", "strategy/actions.yaml"):
        (tmp_path / Path(file).name).write_text(FILES[file], encoding="utf-8")
    strategy = load_strategy(tmp_path)
    assert [one.updates[0].on for one in (*strategy.promises.values(), *strategy.actions.values())]


def test_the_status_words_and_colours_on_the_page_are_all_there_are(practice: Path) -> None:
    words = load(practice).texts.strategy
    text = EDITING.read_text(encoding="utf-8")
    assert [one for one in (*words.statuses, *words.colours) if f"`{one}`" not in text] == []


def test_every_fault_on_the_page_is_one_that_the_checker_tells() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "knowledge").rglob("*.py"))
    said = [one for one in SAID.findall(EDITING.read_text(encoding="utf-8")) if one not in _OF_EXPLAIN]
    assert len(said) >= 20
    unknown = [one for one in said for piece in re.split(r"'?…'?|[{}]+", one) if piece.strip(" '") not in code]
    assert unknown == []


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_on_the_pages_exists_with_its_options(line: str) -> None:
    words = [word for word in shlex.split(line) if not word.startswith("SIGNPOST_")]
    assert words[0] == "signpost"
    command: Any = typer.main.get_command(app)
    rest = words[1:]
    while hasattr(command, "commands") and rest and rest[0] in command.commands:
        command, rest = command.commands[rest[0]], rest[1:]
    options = {option for parameter in command.params for option in parameter.opts}
    assert command.callback is not None
    assert {word for word in rest if word.startswith("--")} <= options
    assert bool(rest) <= bool(command.params), f"{rest[:1]} is no command"


@pytest.mark.parametrize("path", [EDITING, ANOTHER])
def test_every_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in text.splitlines()}
    for link in re.findall(r"\]\(([^)]+)\)", text):
        file, _, part = link.partition("#")
        assert not file or file == "open-referral.md" or (path.parent / file).is_file(), link
        assert file or part in headings, link


_OF_EXPLAIN = {"Read as", "Corrected", "In no entry", "Told by the way", "shares … closest wording …"}


def _entry(entry_id: str) -> tuple[dict[str, Any], type[Answer] | type[Service]]:
    for text in FILES.values():
        data = yaml.safe_load(text)
        if not isinstance(data, Mapping):
            continue
        for part, model in (("answers", Answer), ("services", Service)):
            head = {key: value for key, value in data.items() if key != part}
            for entry in data.get(part, ()):
                if entry["id"] == entry_id:
                    return head | entry, model
    raise AssertionError(f"the page has no entry '{entry_id}'")
