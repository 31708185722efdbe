"""`signpost content check` and `signpost content diagram`, as somebody who writes content meets them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from content_folder import Folder

from bot.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code, and what it printed for reading and for complaint."""

    code: object
    out: str
    complaint: str


@dataclass(frozen=True)
class CommandLine:
    """The program, in a folder of its own with no settings but the content."""

    folder: Folder
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str) -> Ran:
        self.monkeypatch.setattr(sys, "argv", ["signpost", *words])
        with pytest.raises(SystemExit) as left:
            main()
        printed = self.capsys.readouterr()
        return Ran(left.value.code, printed.out, printed.err)


@pytest.fixture
def signpost(
    fenshire: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    fenshire.replace("flows/plan.yaml", "do: keep words", "do: preview\n    with: {as: correction}")
    for file in ("answers/school.yaml", "services/advice.yaml", "strategy/items/plan.yaml"):
        was = fenshire.read(file)
        fenshire.write(file, was.replace("2026-07-10", "2027-05-10").replace("2026-01-10", "2026-11-10"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIGNPOST_CONTENT", str(fenshire.path))
    return CommandLine(fenshire, monkeypatch, capsys)


def test_good_content_is_counted_and_the_exit_code_is_0(signpost: CommandLine) -> None:
    assert signpost.run("content", "check", "--on", "2026-11-23") == Ran(
        0, "No faults: 2 answers, 2 services, 2 lines of the strategy, 2 guides, 2 flows.\n", ""
    )


def test_each_fault_is_a_line_with_file_line_and_remedy_and_the_exit_code_is_1(signpost: CommandLine) -> None:
    folder = signpost.folder
    folder.replace("answers/school.yaml", "next: [school-move]", "next: [school-bus]")
    folder.replace("services/advice.yaml", "areas: [lower-fen]", "areas: [middle-fen]")
    ran = signpost.run("content", "check", "--on", "2026-11-23")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"{folder.path}/answers/school.yaml:{folder.line('answers/school.yaml', 'next: [school-bus]')}: "
        "there is no entry 'school-bus'; check its spelling, or take it out",
        f"{folder.path}/services/advice.yaml:{folder.line('services/advice.yaml', 'areas: [middle-fen]')}: "
        "the area 'middle-fen' is not known; see area.yaml",
    ]


def test_words_in_square_brackets_are_printed_as_they_stand(signpost: CommandLine) -> None:
    signpost.folder.replace("services/advice.yaml", "areas: [lower-fen]", 'areas: ["[red]fen"]')
    assert "the area '[red]fen' is not known" in signpost.run("content", "check", "--on", "2026-11-23").out


def test_a_folder_with_no_content_is_told_in_one_line(signpost: CommandLine, tmp_path: Path) -> None:
    signpost.monkeypatch.setenv("SIGNPOST_CONTENT", str(tmp_path / "nowhere"))
    ran = signpost.run("content", "check", "--on", "2026-11-23")
    told = f"{tmp_path}/nowhere:1: this is not a content folder; it needs area.yaml and its neighbours"
    assert (ran.code, ran.out) == (1, f"{told}\n")


def test_a_flow_is_drawn(signpost: CommandLine) -> None:
    ran = signpost.run("content", "diagram", "plan")
    assert (ran.code, ran.complaint) == (0, "")
    assert ran.out.startswith('flowchart TD\n    begin(["A plan for your child"]) --> at_who\n')
    assert '    at_who["Who it is for<br/>(choice)"]\n' in ran.out


def test_an_unknown_flow_gets_one_plain_line_and_the_exit_code_1(signpost: CommandLine) -> None:
    ran = signpost.run("content", "diagram", "pub")
    assert ran == Ran(1, "", "There is no flow 'pub'. Use one of: find, plan.\n")


def test_a_broken_flow_is_told_instead_of_drawn(signpost: CommandLine) -> None:
    signpost.folder.replace("flows/plan.yaml", "version: 3", "version: three")
    ran = signpost.run("content", "diagram", "plan")
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaint.startswith(f"{signpost.folder.path}/flows/plan.yaml:2: 'version': ")
    assert ran.complaint.count("\n") == 1


def test_a_fault_in_the_safety_folder_is_told_with_no_traceback(signpost: CommandLine) -> None:
    signpost.folder.write("safety/words.yaml", "means: [\n")
    ran = signpost.run("content", "check", "--on", "2026-11-23")
    assert ran.code == 1
    assert "safety/words.yaml:" in ran.out
