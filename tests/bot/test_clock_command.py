"""`signpost clock`, as a person and as another program meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.clock_command import ClockError, clock

KEYS = ["id", "title", "by", "from", "law", "who", "note"]
app = typer.Typer(pretty_exceptions_enable=False)
app.command()(clock)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--today", "2026-11-22"])


def complaint(*words: str) -> str:
    result = run(*words)
    assert isinstance(result.exception, ClockError)
    return str(result.exception)


def test_the_json_has_these_keys_and_iso_dates() -> None:
    told = json.loads(run("--requested", "2026-09-07", "--json").stdout)
    assert list(told) == ["steps", "today"]
    assert told["today"] == "2026-11-22"
    assert [list(step) for step in told["steps"]] == [KEYS] * 4
    assert {step["id"]: step["by"] for step in told["steps"]} == {
        "decision-to-assess": "2026-10-19",
        "advice": "2026-11-30",
        "no-plan-notice": "2026-12-28",
        "final-plan": "2027-01-25",
    }
    assert told["steps"][0]["from"] == "2026-09-07"


def test_all_options_together_give_every_id() -> None:
    known = {
        "requested": "2026-01-05",
        "decided": "2026-02-10",
        "refused": "2026-03-02",
        "draft-sent": "2026-04-20",
        "final": "2026-05-25",
        "certificate": "2026-06-03",
        "review-meeting": "2026-10-14",
        "amendment-notice": "2026-10-28",
        "moved": "2026-11-02",
        "transfer": "2027",
        "phase": "other",
        "decision-kind": "send-appeal",
    }
    words = [word for name, value in known.items() for word in (f"--{name}", value)]
    assert len(json.loads(run(*words, "--json").stdout)["steps"]) == 14


def test_the_table_has_today_in_its_place() -> None:
    lines = run("--requested", "7 september").stdout.splitlines()
    at = {word: next(n for n, line in enumerate(lines) if word in line) for word in ("19 October", "Today,", "30 Nov")}
    assert at["19 October"] < at["Today,"] < at["30 Nov"]
    assert any("Late" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--requested", "soon"), "--requested: I could not read that date."),
        (("--draft-sent", "31/02"), "--draft-sent: There is no such day"),
        (("--requested", "9/7"), "9 July 2026 / 7 September 2026"),
        (("--requested", "tuesday 7 september"), "7 September 2026 is a Monday"),
        (("--requested", "2026-11-23"), "cannot be in the future"),
        (("--requested", "2016-11-22"), "ten years ago"),
        (("--requested", "2026-09-07", "--draft-sent", "2026-09-01"), "cannot come before"),
        (("--transfer", "2027"), '"post-16" or "other"'),
        (("--transfer", "soon", "--phase", "other"), "Which year"),
        (("--requested", "2026-09-07", "--exception", "bored"), "--exception: use one of"),
        ((), "at least one date"),
    ],
)
def test_a_bad_date_gets_one_kind_line(words: tuple[str, ...], says: str) -> None:
    line = complaint(*words)
    assert says in line
    assert "\n" not in line


def test_decided_stands_for_the_letter_where_a_kind_of_decision_is_named() -> None:
    for words in (("--decided", "2026-10-12", "--decision-kind", "send-appeal"), ("--refused", "2026-10-12")):
        told = json.loads(run(*words, "--json").stdout)
        assert [(step["id"], step["by"]) for step in told["steps"]] == [
            ("mediation-contact", "2026-12-12"),
            ("appeal", "2026-12-14"),
        ]


def test_decided_on_the_day_of_the_no_is_that_no() -> None:
    told = json.loads(run("--decided", "2026-10-12", "--refused", "2026-10-12", "--json").stdout)
    assert [step["id"] for step in told["steps"]] == ["mediation-contact", "appeal"]


def test_an_exception_is_told_and_moves_no_date() -> None:
    told = json.loads(run("--requested", "2026-09-07", "--exception", "school-shut", "--json").stdout)
    assert told["steps"][0]["by"] == "2026-10-19"
    assert "The council may say" in told["steps"][0]["note"]


def test_content_with_no_clock_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_CONTENT", str(tmp_path))
    assert "has no clock" in complaint("--requested", "2026-09-07")
