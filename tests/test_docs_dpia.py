"""The draft assessment names controls that are there, and the papers beside it claim nothing that has not happened."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer

from bot.cli import app
from knowledge.base import Knowledge
from storage.keep_times import Keep

ROOT = Path(__file__).parent.parent
DPIA = (ROOT / "docs" / "dpia.md").read_text(encoding="utf-8")
EXERCISE = (ROOT / "docs" / "intruder-exercise.md").read_text(encoding="utf-8")
CLOSING = (ROOT / "docs" / "closing-the-service.md").read_text(encoding="utf-8")

STEPS = (
    "Step 1: Identify the need for a DPIA",
    "Step 2: Describe the processing",
    "Step 3: Consider consultation",
    "Step 4: Assess necessity and proportionality",
    "Step 5: Identify and assess risks",
    "Step 6: Identify measures to reduce the risks",
    "Step 7: Sign off and record outcomes",
)
STANDARDS = 15
"""How many there are in the children's code."""
CALLS_OUT = {"aiohttp", "ftplib", "http.client", "httpx", "requests", "smtplib", "socket", "urllib.request", "urllib3"}
OFFICERS_SIGN_IN = ["web/console/open_id.py: httpx"]
"""What asks the council's own sign-on who an officer is: no words of families come near it."""
NAMED = re.compile(r"`((?:[\w-]+/)*test_\w+\.py)::(test_\w+)`")
SECTIONS = {section.split("\n", 1)[0]: section for section in DPIA.split("\n## ")[1:]}


def table(section: str) -> Iterator[list[str]]:
    """The rows of the last table of a section, each as its cells."""
    lines = [line for line in SECTIONS[section].splitlines() if line.startswith("|")]
    for line in lines[lines.index(next(line for line in reversed(lines) if set(line) <= set("|- "))) + 1 :]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


@cache
def named_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


@pytest.mark.parametrize("file", sorted({file for file, _name in NAMED.findall(DPIA)}))
def test_every_test_that_is_named_is_there(file: str) -> None:
    named = {name for at, name in NAMED.findall(DPIA) if at == file}
    assert named - named_in(file) == set()


def test_the_page_has_the_steps_that_the_regulator_asks_for() -> None:
    assert [section for section in SECTIONS if section.startswith("Step ")] == list(STEPS)


def test_every_risk_has_a_measure_a_test_and_what_is_left_over() -> None:
    risks = [row[0] for row in table(STEPS[4])]
    assert risks == [f"R{number}" for number in range(1, len(risks) + 1)]
    measures = list(table(STEPS[5]))
    assert [row[0] for row in measures] == risks
    assert [row[0] for row in measures if not row[1] or not NAMED.search(row[2]) or not row[3]] == []


def test_every_age_has_a_default_and_its_test() -> None:
    ages = list(table("Children at each age"))
    assert [row[0] for row in ages if row[0][0].isdigit()] == ["11 to 15", "16 and 17", "18 to 25"]
    assert [row[0] for row in ages if not row[2] or not NAMED.search(row[3])] == []


def test_every_standard_of_the_childrens_code_is_answered() -> None:
    standards = list(table("The children's code"))
    assert len(standards) == STANDARDS
    assert [row[0] for row in standards if not row[1]] == []


def test_every_decision_that_is_left_to_the_officer_is_on_the_page() -> None:
    first, last = re.findall(r"D(\d+) to D(\d+)", DPIA)[0]
    marked = {int(number) for number in re.findall(r"\*\*D(\d+)\*\*", DPIA)}
    assert marked == set(range(int(first), int(last) + 1))


def test_it_says_that_it_is_a_draft_until_somebody_signs_it() -> None:
    signed = any(cells[1] for cells in table(STEPS[6]) if not cells[0].startswith("Kept under review"))
    assert signed or "It is not signed off" in DPIA


def test_the_periods_on_the_page_are_those_of_the_settings() -> None:
    keep = Keep()
    nature = SECTIONS[STEPS[1]]
    for said in (
        f"| {keep.chat_hours} hours after the last message |",
        f"| `conversation` | {keep.hello_days} days |",
        f"| `turn`, locked | {keep.reply_hours} hours |",
        f"| {keep.feedback_months} months, then counts only |",
        f"| `unanswered`, cleaned and locked | {keep.unanswered_months} months |",
        f"| `correction`, cleaned and locked | {keep.correction_months} months |",
        f"| `submission`, of the kind complaint | {keep.complaint_months} months |",
        f"| until sent or stopped, {keep.reminder_days} days past its day at most |",
        f"| `decision` | {keep.decision_months} months |",
    ):
        assert said in nature


def test_nothing_is_called_anonymised_before_the_exercise_is_passed(knowledge: Knowledge) -> None:
    results = EXERCISE.partition("## Results")[2].splitlines()
    outcomes = [line.strip("|").split("|")[7].strip().lower() for line in results if line.startswith("|")]
    passed = "passed" in outcomes[2:]
    assert passed or "It has not been run yet" in EXERCISE
    assert passed or knowledge.privacy.status == "names removed"


def test_nothing_that_sees_words_can_call_out() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for folder in ("handlers", "knowledge", "storage", "web")
        for path in (ROOT / folder).rglob("*.py")
        for name in imported(path)
        if name in CALLS_OUT
    ]
    assert found == OFFICERS_SIGN_IN


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("page", [CLOSING, DPIA, EXERCISE], ids=["closing", "dpia", "exercise"])
def test_every_link_between_the_papers_leads_somewhere(page: str) -> None:
    assert [link for link in re.findall(r"\]\((\w[\w-]*\.md)\)", page) if not (ROOT / "docs" / link).is_file()] == []


def test_the_command_that_closes_the_service_exists() -> None:
    command, words = re.findall(r'^signpost (db [\w-]+) --yes "(.+)"$', CLOSING, re.MULTILINE)[0]
    group, name = command.split()
    closing = typer.main.get_command(app).commands[group].commands[name]  # type: ignore[attr-defined]
    (option,) = [parameter for parameter in closing.params if "--yes" in parameter.opts]
    assert f'"{words}"' in option.help
