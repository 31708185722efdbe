"""The privacy notice as it is read and filled in: nothing is left blank, and nobody is sent to a wrong address."""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from content_folder import Folder

from knowledge.faults import ContentError
from knowledge.privacy import BLANKS, TEXTS, Period, Privacy, load_privacy

PERIODS: dict[str, int] = {period: number for number, period in enumerate(get_args(Period), start=101)}
RUN_BY = "Fenshire Council runs this service."


@pytest.fixture
def privacy(fenshire: Folder) -> Privacy:
    return load_privacy(fenshire.path / "privacy")


def filled(privacy: Privacy, name: str, *, is_test: bool = False) -> str:
    text = privacy.at(name)
    assert text is not None
    blanks = privacy.blanks(run_by=RUN_BY, periods=PERIODS, is_test=is_test)
    return text.format(**blanks, **dict.fromkeys(BLANKS.get(name, ()), "K7QM-2XHD"))


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_is_filled_in_whole(privacy: Privacy, name: str) -> None:
    text = filled(privacy, name)
    assert text
    assert not [blank for _words, blank, _spec, _form in Formatter().parse(text) if blank]


def test_the_notice_says_who_runs_this_in_every_version(privacy: Privacy) -> None:
    assert all(RUN_BY in filled(privacy, name) for name in ("short", "child", "young", "full"))


def test_the_full_notice_tells_how_long_each_kind_of_record_is_kept(privacy: Privacy) -> None:
    text = filled(privacy, "full")
    assert [period for period, number in PERIODS.items() if str(number) not in text] == []


def test_the_full_notice_names_every_law_behind_it(privacy: Privacy) -> None:
    text, basis = filled(privacy, "full"), privacy.basis
    laws = (basis.lawful_basis, basis.condition, *basis.laws)
    assert [law.name for law in laws if law.name not in text] == []


def test_a_complaint_can_go_to_the_council_and_to_the_regulator(privacy: Privacy) -> None:
    text = filled(privacy, "complain")
    assert "Data team of Fenshire Council about it: https://fenshire.example/data" in text
    assert "Data Watch: https://watch.example/complain or call 01632 960001" in text
    assert "within 30 days" in text


def test_an_address_that_is_not_sure_enough_is_shown_to_nobody(privacy: Privacy) -> None:
    assert "data@fenshire.example" not in filled(privacy, "complain") + filled(privacy, "full")


def test_a_test_service_sends_nobody_to_the_council_s_team(privacy: Privacy) -> None:
    text = filled(privacy, "complain", is_test=True)
    assert "Fenshire Council" not in text
    assert "There is no data protection team to write to yet." in text
    assert "Data Watch" in text


def test_an_area_with_no_team_yet_says_so(fenshire: Folder) -> None:
    contacts = fenshire.read("privacy/contacts.yaml")
    before, after = contacts.split("data_protection:")[0], contacts.split("regulator:")[1]
    fenshire.write("privacy/contacts.yaml", f"{before}data_protection:\nregulator:{after}")
    assert "no data protection team" in filled(load_privacy(fenshire.path / "privacy"), "full")


def test_what_a_setting_says_is_never_read_as_a_blank(privacy: Privacy) -> None:
    blanks = privacy.blanks(run_by="We {braces} run it.", periods=PERIODS, is_test=False)
    assert "We {braces} run it." in str(privacy.at("short")).format(**blanks)


def test_there_is_no_text_of_another_name(privacy: Privacy) -> None:
    assert privacy.at("labels") is None
    assert privacy.at("no-such-text") is None
    assert privacy.at("__class__") is None


def test_a_file_that_is_missing_is_named(fenshire: Folder) -> None:
    (fenshire.path / "privacy" / "basis.yaml").unlink()
    with pytest.raises(ContentError, match=r"basis\.yaml:1: the file cannot be read"):
        load_privacy(fenshire.path / "privacy")


def test_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as told:
        load_privacy(tmp_path)
    assert [fault.file.name for fault in told.value.faults] == [
        "basis.yaml",
        "contacts.yaml",
        "notice.yaml",
        "words.yaml",
    ]


def test_a_status_that_nobody_knows_is_told(fenshire: Folder) -> None:
    fenshire.replace("privacy/notice.yaml", "status: names removed", "status: quite safe")
    with pytest.raises(ContentError, match=r"notice\.yaml:4: 'status'"):
        load_privacy(fenshire.path / "privacy")
