from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from content_folder import Folder
from fen_office import ANSWERS, SERVICES, FenOffice, seen_in
from httpx import Response
from office import Office

from handlers.outcomes import NEEDS
from knowledge.checks import check
from knowledge.editing import files
from knowledge.editing.entries import LONGEST_LINES
from storage.corrections import read_corrections

MOVE = "/console/content/school-move"
CLUB = "/console/content/reed-club"
TODAY = datetime.now(UTC).date()


def change_words(office: Office, page: str, **typed: str) -> Response:
    """Open the form with the words of an entry, and send it with something else in it."""
    return office.send(f"{page}/words", {"seen": seen_in(office.open(f"{page}/words").text), **typed})


def saved(sent: Response) -> str:
    """The page of the change that was saved."""
    assert sent.status_code == 303, sent.text
    return sent.headers["location"].partition("?")[0]


def test_the_first_page_says_what_is_late_and_whose_it_is(fen: FenOffice) -> None:
    page = fen.enter("viewer").open("/console/content").text
    assert "Help in school" in page
    assert "10 July 2026" in page
    assert "days late" in page
    assert "Local Offer officer" in page


@pytest.mark.parametrize("address", ["?page=-1", "?page=x&keeper=%27%22", "?find=" + "x" * 10_000, "?find=%00%ff"])
def test_anything_in_the_address_gives_a_page(fen: FenOffice, address: str) -> None:
    assert fen.enter("viewer").open(f"/console/content{address}").status_code == 200


def test_an_entry_is_found_by_a_part_of_its_name(fen: FenOffice) -> None:
    assert f'href="{CLUB}"' in fen.enter("viewer").open("/console/content?find=reed").text


@pytest.mark.parametrize(
    "page",
    [
        "no-such",
        "<script>",
        "no-such/entry/words",
        "reed-club/other/words",
        "changes/0",
        "changes/%00",
        "feeds/0",
        "plan",
        "%00",
    ],
)
def test_a_made_up_id_is_a_page_that_is_not_there(fen: FenOffice, page: str) -> None:
    assert fen.enter("editor").open(f"/console/content/{page}").status_code == 404


def test_an_entrys_page_shows_it_as_families_see_it_with_its_source_and_its_phrasings(fen: FenOffice) -> None:
    page = fen.enter("viewer").open("/console/content/school-help").text
    for said in ("Usual words", "Easier words", "For the young person", "Every school must use its best endeavours."):
        assert said in page
    assert "https://law.example/section-66" in page
    assert "extra help in class" in page
    assert '<button class="sp-link-button"' not in page


@pytest.mark.parametrize("entry", ["plan-together", "plan-waiting", "reed-club"])
def test_every_kind_of_entry_has_a_page(fen: FenOffice, entry: str) -> None:
    office = fen.enter("editor")
    assert office.open(f"/console/content/{entry}").status_code == 200
    assert office.open(f"/console/content/{entry}/entry/words").status_code == 200
    assert office.open(f"/console/content/{entry}/entry/lines").status_code == 200


def test_a_crisis_number_has_a_page_on_which_it_can_be_checked(fen: FenOffice) -> None:
    signpost = fen.live.now.knowledge.safety.signposts[0].id
    assert "Checked today" in fen.enter("editor").open(f"/console/content/{signpost}").text


def test_what_a_family_reported_cannot_act_on_the_page(fen: FenOffice) -> None:
    fen.families_say("reed-club", "wrong", "<script>alert(1)</script> it has moved")
    office = fen.enter("viewer")
    for page in ("/console/content/reports", CLUB):
        shown = office.open(page).text
        assert "&lt;script&gt;" in shown
        assert "<script>alert" not in shown
    assert [one.what for one in fen.noted("reed-club")] == ["read"]


@pytest.mark.parametrize(("outcome", "noted"), [("mended", "mended"), ("not-so", "not so")])
def test_reports_are_deleted_with_a_note_of_why(fen: FenOffice, outcome: str, noted: str) -> None:
    fen.families_say("reed-club", "closed")
    fen.families_say("school-help", "more")
    reports = {one.about: one.id for one in read_corrections(fen.console.engine, fen.console.sealer)}
    form = {"entry": "reed-club", "report": reports["reed-club"], "outcome": outcome}
    assert fen.enter("editor").send("/console/content/reports", form).status_code == 303
    left = read_corrections(fen.console.engine, fen.console.sealer)
    assert [one.about for one in left] == ["school-help"]
    assert [one.what for one in fen.noted("reed-club")] == [noted]


@pytest.mark.parametrize("form", [{}, {"outcome": "burn"}, {"outcome": "mended", "report": ["", "x" * 500]}])
def test_a_form_with_junk_deletes_no_report(fen: FenOffice, form: dict[str, Any]) -> None:
    fen.families_say("reed-club", "closed")
    assert fen.enter("editor").send("/console/content/reports", form).status_code in (303, 400)
    assert len(read_corrections(fen.console.engine, fen.console.sealer)) == 1
    assert fen.noted("reed-club") == []


def test_a_check_waits_for_a_yes_and_then_for_a_keeper_who_can_put_it_in_with_git(
    fen: FenOffice, tmp_path: Path
) -> None:
    office, before = fen.enter("editor"), fen.folder.read(SERVICES)
    review = TODAY + timedelta(days=180)
    page = saved(office.send(f"{CLUB}/checked", {"review_by": review.isoformat()}))
    assert "comes" in office.open(page).text
    assert office.open("/console/content/change-file").text == ""
    assert office.send(f"{page}/approve").headers["location"].endswith("?told=filed")
    file = tmp_path / "signpost-changes.diff"
    file.write_bytes(office.open("/console/content/change-file").content)
    assert fen.folder.read(SERVICES) == before
    subprocess.run(["git", "apply", str(file)], cwd=fen.folder.path, check=True)
    assert fen.folder.read(SERVICES) == f"{before}    checked_on: {TODAY}\n    review_by: {review}\n"
    assert "A keeper has put these in" in office.open("/console/content/changes").text
    assert office.send("/console/content/changes").status_code == 303
    assert [one.state for one in fen.changes("reed-club")] == ["live"]
    assert office.open("/console/content/change-file").text == ""


@pytest.mark.parametrize("review_by", ["", "soon", "2020-01-01", "9999-12-31", "x" * 1000])
def test_a_day_that_cannot_be_is_told_and_nothing_is_saved(fen: FenOffice, review_by: str) -> None:
    sent = fen.enter("editor").send(f"{CLUB}/checked", {"review_by": review_by})
    assert sent.status_code == 400
    assert "next check" in sent.text
    assert fen.changes("reed-club") == []


def test_several_changes_stand_in_one_file_and_build_on_each_other(fen: FenOffice) -> None:
    office = fen.enter("editor")
    first = saved(change_words(office, f"{MOVE}/entry", title="Going to another school"))
    office.send(f"{first}/approve")
    assert "Going to another school" in office.open(f"{MOVE}/entry/words").text
    second = saved(office.send(f"{MOVE}/add-phrasing", {"wording": "New school?"}))
    office.send(f"{second}/approve")
    file = office.open("/console/content/change-file").text
    assert file.count("--- a/answers/school.yaml") == 1
    assert "+    title: Going to another school" in file
    assert "+      - new school" in file


def test_words_are_changed_and_every_other_line_stays(live_fen: FenOffice) -> None:
    live_fen.folder.replace(ANSWERS, "topic: school\n", "# The first of them.\ntopic: school   # why\n")
    before, office = live_fen.folder.read(ANSWERS), live_fen.enter("editor")
    page = saved(change_words(office, f"{MOVE}/entry", **{"facts.0.text": "You may ask: is there another school?"}))
    assert live_fen.folder.read(ANSWERS) == before
    assert office.send(f"{page}/approve").headers["location"].endswith("?told=live")
    wanted = before.replace("You can ask for a different school.", "'You may ask: is there another school?'")
    assert live_fen.folder.read(ANSWERS) == wanted
    assert live_fen.live.now.knowledge.answers["school-move"].facts[0].text == "You may ask: is there another school?"


def test_one_click_goes_back_and_every_version_is_kept(live_fen: FenOffice) -> None:
    before, office = live_fen.folder.read(ANSWERS), live_fen.enter("editor")
    page = saved(change_words(office, f"{MOVE}/entry", title="Going to another school"))
    office.send(f"{page}/approve")
    assert office.send(f"{page}/back").headers["location"].endswith("?told=back")
    assert live_fen.folder.read(ANSWERS) == before
    assert live_fen.live.now.knowledge.title("school-move") == "Changing school"
    assert sorted(one.state for one in live_fen.changes("school-move")) == ["live", "undone"]


def test_easier_words_are_changed_in_their_own_file(live_fen: FenOffice) -> None:
    office = live_fen.enter("editor")
    page = saved(change_words(office, f"{CLUB}/easy", **{"0.play": "A club for play."}))
    office.send(f"{page}/approve")
    assert "    - play: A club for play.\n" in live_fen.folder.read("easy/words.yaml")


def test_lines_are_changed_in_a_box_and_a_telephone_number_comes_in(live_fen: FenOffice) -> None:
    office = live_fen.enter("editor")
    page = office.open(f"{CLUB}/entry/lines").text
    lines = live_fen.folder.read(SERVICES).partition("  - id: reed-club")
    typed = f"{lines[1]}{lines[2]}    phones:\n      - {{number: 01632 960001}}\n".replace("\n", "\r\n")
    change = saved(office.send(f"{CLUB}/entry/lines", {"seen": seen_in(page), "lines": typed}))
    office.send(f"{change}/approve")
    assert live_fen.live.now.knowledge.services["reed-club"].phones[0].number == "01632 960001"
    assert "\r" not in live_fen.folder.read(SERVICES)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("  - id: reed-club\n    name: [broken", "not valid YAML"),
        ("  - id: reed-club\n    fone: 01632 960001", "the key &#39;fone&#39; is not known here"),
        ("  - id: other-club\n    name: Reed Club", "Keep the id"),
        ("", "Keep the id"),
        ("x" * (LONGEST_LINES + 1), "Put fewer into one entry"),
    ],
)
def test_lines_with_a_fault_are_not_saved_and_stay_in_the_box(fen: FenOffice, typed: str, told: str) -> None:
    office, before = fen.enter("editor"), fen.folder.read(SERVICES)
    seen = seen_in(office.open(f"{CLUB}/entry/lines").text)
    sent = office.send(f"{CLUB}/entry/lines", {"seen": seen, "lines": typed})
    assert sent.status_code == 400
    assert told in sent.text
    assert typed[:40].strip() in sent.text
    assert fen.changes("reed-club") == []
    assert fen.folder.read(SERVICES) == before


def test_an_edit_of_a_hundred_kilobytes_is_told_to_be_too_long(fen: FenOffice) -> None:
    sent = fen.enter("editor").send(f"{CLUB}/entry/lines", {"seen": "", "lines": "x" * 100_000})
    assert sent.status_code == 413
    assert "too long" in sent.text


def test_an_empty_field_is_told_and_nothing_typed_is_lost(fen: FenOffice) -> None:
    sent = change_words(fen.enter("editor"), f"{CLUB}/entry", name="", description="A club by the river.")
    assert sent.status_code == 400
    assert "&#39;Name&#39; is empty" in sent.text
    assert "A club by the river." in sent.text


def test_a_field_that_the_form_does_not_have_changes_nothing(fen: FenOffice) -> None:
    sent = change_words(fen.enter("editor"), f"{CLUB}/entry", **{"id": "taken", "../status": "closed", "keeper": "me"})
    assert sent.status_code == 400
    assert "how it is already" in sent.text


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(live_fen: FenOffice) -> None:
    office = live_fen.enter("editor")
    seen = seen_in(office.open(f"{MOVE}/entry/words").text)
    change = saved(change_words(office, f"{MOVE}/entry", title="First"))
    office.send(f"{change}/approve")
    sent = office.send(f"{MOVE}/entry/words", {"seen": seen, "title": "Second"})
    assert sent.status_code == 409
    assert "Somebody changed this entry" in sent.text
    assert 'value="Second"' in sent.text
    assert "It says now: First" in sent.text
    again = saved(office.send(f"{MOVE}/entry/words", {"seen": seen_in(sent.text), "title": "Second"}))
    assert office.send(f"{again}/approve").headers["location"].endswith("?told=live")


def test_of_two_waiting_changes_of_the_same_lines_the_second_yes_is_told(fen: FenOffice) -> None:
    office = fen.enter("editor")
    first = saved(change_words(office, f"{MOVE}/entry", title="First"))
    second = saved(change_words(office, f"{MOVE}/entry", title="Second"))
    assert "waits for a yes" in office.open(f"{MOVE}/entry/words").text
    office.send(f"{first}/approve")
    refused = office.send(f"{second}/approve")
    assert refused.status_code == 409
    assert "changed by somebody else" in refused.text
    change = second.rpartition("/")[2]
    assert "Second" in office.open(f"{MOVE}/entry/lines?like={change}").text


def test_a_change_is_decided_once(fen: FenOffice) -> None:
    office = fen.enter("editor")
    page = saved(change_words(office, f"{MOVE}/entry", title="First"))
    assert office.send(f"{page}/refuse").status_code == 303
    for way in ("approve", "refuse"):
        assert office.send(f"{page}/{way}").status_code == 409
    assert office.open("/console/content/change-file").text == ""


def test_a_keeper_who_changed_the_same_lines_by_hand_puts_the_change_out_of_step(fen: FenOffice) -> None:
    office = fen.enter("editor")
    page = saved(change_words(office, f"{MOVE}/entry", title="First"))
    office.send(f"{page}/approve")
    fen.folder.replace(ANSWERS, "title: Changing school", "title: Another title")
    assert "These no longer fit" in office.open("/console/content/changes").text
    assert office.open("/console/content/change-file").text == ""


def test_a_folder_that_cannot_be_written_puts_the_change_into_the_change_file(
    live_fen: FenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = live_fen.enter("editor")
    page = saved(change_words(office, f"{MOVE}/entry", title="First"))

    def read_only(_number: int) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(files.os, "fsync", read_only)
    assert office.send(f"{page}/approve").headers["location"].endswith("?told=locked")
    assert "+    title: First" in office.open("/console/content/change-file").text


def test_what_does_not_go_live_is_taken_back_whole(live_fen: FenOffice) -> None:
    office = live_fen.enter("editor")
    page = saved(change_words(office, f"{MOVE}/entry", title="First"))
    live_fen.folder.replace(SERVICES, "areas: [lower-fen]", "areas: [nowhere]")
    before = live_fen.folder.read(ANSWERS)
    sent = office.send(f"{page}/approve")
    assert sent.status_code == 409
    assert "did not go live" in sent.text
    assert "advice.yaml" in sent.text
    assert live_fen.folder.read(ANSWERS) == before
    assert live_fen.live.now.knowledge.title("school-move") == "Changing school"
    assert [one.state for one in live_fen.changes("school-move")] == ["waiting"]


def test_a_phrasing_is_taken_out_and_the_last_one_stays(live_fen: FenOffice) -> None:
    office = live_fen.enter("editor")
    page = saved(office.send("/console/content/school-help/remove-phrasing", {"phrasing": "extra help in class"}))
    office.send(f"{page}/approve")
    assert "extra help in class" not in live_fen.folder.read(ANSWERS)
    for phrasing in ("how do i get help in school", "never was one"):
        sent = office.send("/console/content/school-help/remove-phrasing", {"phrasing": phrasing})
        assert sent.status_code == 400


def test_a_phrasing_that_another_entry_has_is_refused(fen: FenOffice) -> None:
    sent = fen.enter("editor").send(f"{MOVE}/add-phrasing", {"wording": "extra help in class"})
    assert sent.status_code == 400
    assert "already a wording of" in sent.text
    assert 'value="extra help in class"' in sent.text


def test_whoever_may_only_read_changes_nothing(fen: FenOffice) -> None:
    office = fen.enter("moderator")
    assert office.open(f"{MOVE}/entry/words").status_code == 403
    for page in (f"{MOVE}/checked", f"{MOVE}/add-phrasing", f"{MOVE}/entry/words", "/console/content/changes"):
        assert office.send(page, {"review_by": "2027-01-01", "wording": "new school"}).status_code == 403


def test_what_was_typed_when_a_session_ended_is_there_after_the_next_sign_in(fen: FenOffice) -> None:
    office, page = fen.enter("editor"), f"{MOVE}/entry/words"
    fen.keep_typed(office.name, page, {"title": ["Half a <thought"]})
    assert 'value="Half a &lt;thought"' in office.open(page).text


def test_the_whole_content_has_no_fault_after_changes_of_each_kind(live_fen: FenOffice) -> None:
    office = live_fen.enter("editor")
    for sent in (
        office.send(f"{CLUB}/checked", {"review_by": (TODAY + timedelta(days=100)).isoformat()}),
        office.send(f"{CLUB}/add-phrasing", {"wording": "club on a saturday"}),
        change_words(office, "/console/content/plan-together/entry", title="Working as one"),
    ):
        assert office.send(f"{saved(sent)}/approve").status_code == 303
    assert check(live_fen.folder.path, NEEDS) == []


@pytest.fixture(autouse=True)
def no_leftovers(fen_folder: Folder) -> Any:
    yield
    assert not list(fen_folder.path.rglob(".*"))
    shutil.rmtree(fen_folder.path)
