"""Each slip that a writer can make is told with its file, its line and its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from content_folder import Folder

from knowledge.yaml_files import read_yaml

SLIPS = Path(__file__).parent.parent / "content" / "slips"
PLAN, SERVICES = "flows/plan.yaml", "services/advice.yaml"
ONE_OPTION = "      - {value: child, label: For my child}\n"
ONE_LABEL = "label: For my child"

Slip = dict[str, str]
"""A change to one file of Fenshire (`in`, `change`, `to`). `at` stands on the line to tell, `told` is what to say."""


def slips(*files: str) -> list[Any]:
    return [pytest.param(one, id=one["name"]) for file in files for one in read_yaml(SLIPS / f"{file}.yaml")]


def make(slip: Slip, folder: Folder) -> str:
    """Make the slip; the start of the fault that must be told."""
    folder.replace(slip["in"], slip["change"], slip["to"])
    return f"{slip['in']}:{folder.line(slip['in'], slip['at'])}: "


def test_good_content_has_no_faults(fenshire: Folder) -> None:
    assert fenshire.faults() == []


@pytest.mark.parametrize("slip", slips("writing", "routes", "references", "sense", "wording", "dates"))
def test_the_checker_tells_file_line_and_remedy_of(slip: Slip, fenshire: Folder) -> None:
    spot = make(slip, fenshire)
    faults = fenshire.faults()
    assert spot + slip["told"] in faults
    # An entry with another id is also one that the easier words do not know.
    assert [fault for fault in faults if not fault.startswith((f"{slip['in']}:", "easy/"))] == []


def test_a_slip_that_touches_nothing_else_is_the_only_fault_told(fenshire: Folder) -> None:
    fenshire.replace(PLAN, ONE_LABEL, f"label: {'For my child ' * 5}")
    assert fenshire.faults() == [
        f"{PLAN}:{fenshire.line(PLAN, 'For my child F')}: the label is too long; use 60 letters"
    ]


def test_eight_options_fit_one_screen_and_nine_do_not(fenshire: Folder) -> None:
    seven_more = "".join(f"      - {{value: child-{number}, label: For child {number}}}\n" for number in range(7))
    fenshire.replace(PLAN, ONE_OPTION, seven_more)
    assert fenshire.faults() == []
    fenshire.replace(PLAN, seven_more, ONE_OPTION + seven_more)
    line = fenshire.line(PLAN, "    options:")
    wrong = "step 'who' has 9 options on one screen"
    assert fenshire.faults() == [f"{PLAN}:{line}: {wrong}; use 8 at most, in two steps if need be"]


def test_a_question_of_4096_letters_fits_one_message_and_4097_do_not(fenshire: Folder) -> None:
    fenshire.replace(PLAN, "ask: Where is your child now?", f"ask: {'x' * 4096}")
    assert fenshire.faults() == []
    fenshire.replace(PLAN, "x" * 4096, "x" * 4097)
    line = fenshire.line(PLAN, "xxxx")
    assert fenshire.faults() == [f"{PLAN}:{line}: the text does not fit one message; use 4096 letters"]


def test_a_button_is_measured_in_bytes_and_not_in_letters(fenshire: Folder) -> None:
    fenshire.replace(PLAN, "{value: child, label", f"{{value: {'e' * 49}, label")
    assert fenshire.faults() == []
    fenshire.replace(PLAN, "e" * 49, "é" + "e" * 48)
    wrong = f"the button for 'é{'e' * 48}' carries 65 bytes"
    line = fenshire.line(PLAN, "éeee")
    assert fenshire.faults() == [f"{PLAN}:{line}: {wrong}; shorten the names to 64 bytes together"]


def test_a_guide_is_wanted_for_an_option_whose_own_rule_leads_to_the_guide(fenshire: Folder) -> None:
    fenshire.replace(PLAN, "      - {go: guide}", "      - {if: {stage: [waiting]}, go: guide}\n      - {go: guide}")
    assert fenshire.faults() == []
    (fenshire.path / "guides" / "plan-waiting.yaml").unlink()
    line = fenshire.line(PLAN, "guide: plan-{stage}")
    wanted = f"{PLAN}:{line}: there is no guide 'plan-waiting'; write it in guides/, or change the name"
    assert wanted in fenshire.faults()


def test_a_way_to_get_a_service_that_is_not_known_is_told(fenshire: Folder) -> None:
    fenshire.replace(SERVICES, "referral: either", "referral: doctor - ask yours")
    spot = f"{SERVICES}:{fenshire.line(SERVICES, 'referral: doctor')}"
    (fault,) = fenshire.faults()
    assert fault.startswith(f"{spot}: 'doctor' is no way to get a service; start with self, ")


def test_no_fault_is_told_in_the_words_of_a_programmer(fenshire: Folder) -> None:
    fenshire.replace(PLAN, "      - {go: guide}", "      - {goes: guide}")
    assert not any("tuple[" in fault or "constrained" in fault for fault in fenshire.faults())


def test_an_id_that_is_too_long_to_be_offered_when_a_name_is_half_remembered_is_told(fenshire: Folder) -> None:
    fenshire.write(
        "flows/correction.yaml",
        "id: correction\nversion: 1\ntitle: Tell us\nstart: about\n"
        "steps:\n  about: {kind: entry, name: Service, ask: Which one?, next: kept}\n"
        "outcomes:\n  kept: {do: keep words}\n",
    )
    fenshire.replace(SERVICES, "id: reed-club", f"id: {'reed-' * 9}club")
    easier = f"correction.about:\n    - question: Which one?\n  {'reed-' * 9}club:"
    fenshire.replace("easy/words.yaml", "reed-club:", easier)
    (fault,) = fenshire.faults()
    assert "the id does not fit a button" in fault
