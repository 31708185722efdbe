from __future__ import annotations

import re
from datetime import date

import pytest
from fen_office import ANSWERS, FenOffice

from handlers import gaps
from storage.content_changes import Changes
from storage.unanswered import newest_unanswered

FENCES = ("mend garden fence", "mending a garden fence", "mend garden fence")
POOL = "heated swimming pool"


def asked(fen: FenOffice) -> int:
    with fen.console.reading() as session:
        return len(newest_unanswered(session, 100))


def group_of(fen: FenOffice, wording: str) -> str:
    page = fen.enter("viewer").open("/console/gaps").text
    return re.findall(rf'href="(/console/gaps/\w+)">{wording}<', page)[0]


def test_like_questions_stand_together_the_most_asked_first(fen: FenOffice) -> None:
    fen.families_ask(POOL, *FENCES)
    page = fen.enter("viewer").open("/console/gaps").text
    assert page.index("mend garden fence") < page.index(POOL)
    assert "4 questions in 2 groups" in page
    assert "Asked 3 times, last in the week of 23 November 2026" in page
    assert "25 November" not in page


def test_with_nothing_unanswered_the_page_says_so(fen: FenOffice) -> None:
    assert "There are no unanswered questions." in fen.enter("viewer").open("/console/gaps").text


def test_that_questions_were_read_is_noted_once_a_page_and_without_words(fen: FenOffice) -> None:
    fen.families_ask(POOL, *FENCES)
    office = fen.enter("viewer")
    office.open("/console/gaps")
    noted = fen.noted("gaps")
    assert [(one.who, one.what, one.why) for one in noted] == [("viewer@anyshire.example", "read questions", None)]


def test_a_question_becomes_a_phrasing_in_the_change_file_and_its_group_is_gone(fen: FenOffice) -> None:
    fen.families_ask(POOL, *FENCES)
    before = fen.folder.read(ANSWERS)
    page = group_of(fen, FENCES[0])
    office = fen.enter("editor")
    sent = office.send(f"{page}/teach", {"entry": "school-move", "wording": "Mend garden fence?"})
    assert sent.headers["location"] == "/console/gaps?told=filed"
    assert "    - mend garden fence\n" in office.open("/console/content/change-file").text
    assert fen.folder.read(ANSWERS) == before
    assert asked(fen) == 1
    assert FENCES[0] not in office.open("/console/gaps").text


def test_where_changes_go_live_at_once_families_find_the_entry_by_the_new_phrasing(live_fen: FenOffice) -> None:
    live_fen.families_ask(*FENCES)
    page = group_of(live_fen, FENCES[0])
    assert live_fen.live.now.matcher.ask("mending fences in the garden").kind == "fallback"
    sent = live_fen.enter("editor").send(f"{page}/teach", {"entry": "school-move", "wording": FENCES[0]})
    assert sent.headers["location"] == "/console/gaps?told=live"
    assert "      - mend garden fence\n" in live_fen.folder.read(ANSWERS)
    assert live_fen.live.now.matcher.ask("mending fences in the garden").matches[0].id == "school-move"


@pytest.mark.parametrize(
    ("entry", "wording", "told"),
    [
        ("school-mvoe", "mend garden fence", "There is no answer or service"),
        ("../../etc/passwd", "mend garden fence", "There is no answer or service"),
        ("school-move", "extra help in class", "is already a wording of"),
        ("school-move", "fence for [name]", "Details were taken out of this question"),
        ("school-move", " ?!", "There are no words in this"),
        ("school-move", "fence " * 60, "This is longer than 120 letters"),
        ("", "mend garden fence", "Choose the entry"),
    ],
)
def test_what_cannot_be_taught_is_told_and_nothing_is_deleted(
    fen: FenOffice, entry: str, wording: str, told: str
) -> None:
    fen.families_ask(*FENCES)
    page = group_of(fen, FENCES[0])
    sent = fen.enter("editor").send(f"{page}/teach", {"entry": entry, "wording": wording})
    assert sent.status_code == 400
    assert told in sent.text
    assert "--as" not in sent.text
    assert asked(fen) == 3


def test_another_entry_is_found_by_its_name(fen: FenOffice) -> None:
    fen.families_ask(POOL)
    page = group_of(fen, POOL)
    office = fen.enter("editor")
    assert 'value="reed-club"' not in office.open(page).text
    assert 'value="reed-club"' in office.open(f"{page}?find=reed").text


def test_a_group_that_needs_a_new_entry_is_kept_under_its_own_heading(fen: FenOffice) -> None:
    fen.families_ask(POOL, *FENCES)
    page = group_of(fen, POOL)
    office = fen.enter("editor")
    sent = office.send(f"{page}/want", {"note": "Where to swim. <script>Ann</script>"})
    assert sent.headers["location"] == "/console/gaps?told=wanted"
    shown = office.open("/console/gaps").text
    assert shown.index("New entries needed") < shown.index("Where to swim. &lt;script&gt;") < shown.index(FENCES[0])
    assert shown.count(POOL) == 1
    assert asked(fen) == 4


def test_once_the_entry_is_written_its_questions_are_deleted(fen: FenOffice) -> None:
    fen.families_ask(POOL, POOL, *FENCES)
    page = group_of(fen, POOL)
    office = fen.enter("editor")
    office.send(f"{page}/want", {"note": "Where to swim"})
    assert office.send(f"{page}/written").headers["location"] == "/console/gaps?told=written"
    assert asked(fen) == 3
    assert "Where to swim" not in office.open("/console/gaps").text
    with fen.console.reading() as session:
        assert [one.after for one in Changes(session).in_state("written")] == ["Where to swim"]


def test_a_wish_for_a_new_entry_says_what_for(fen: FenOffice) -> None:
    fen.families_ask(POOL)
    assert fen.enter("editor").send(f"{group_of(fen, POOL)}/want", {"note": " \n"}).status_code == 400


def test_what_is_not_for_us_is_deleted_and_nothing_else(fen: FenOffice) -> None:
    fen.families_ask(POOL, *FENCES)
    page = group_of(fen, FENCES[0])
    office = fen.enter("editor")
    assert office.send(f"{page}/drop").headers["location"] == "/console/gaps?told=dropped"
    assert asked(fen) == 1
    assert [one.what for one in fen.noted(page.rpartition("/")[2])] == ["drop"]


def test_a_group_that_somebody_else_dealt_with_is_a_page_that_is_not_there(fen: FenOffice) -> None:
    fen.families_ask(POOL)
    page = group_of(fen, POOL)
    office = fen.enter("editor")
    office.send(f"{page}/drop")
    for way in ("teach", "want", "drop", "written"):
        assert office.send(f"{page}/{way}", {"entry": "school-move", "wording": "x y", "note": "n"}).status_code == 404
    assert office.open(page).status_code == 404


def test_whoever_may_only_read_cannot_decide(fen: FenOffice) -> None:
    fen.families_ask(POOL)
    page = group_of(fen, POOL)
    office = fen.enter("moderator")
    assert '<button class="govuk-button govuk-button--warning"' not in office.open(page).text
    assert office.send(f"{page}/drop").status_code == 403
    assert asked(fen) == 1


@pytest.mark.parametrize("page", ["-1", "0", "9999999999999999999999", "x", "1e9", "%00"])
def test_any_number_of_a_page_gives_a_page(fen: FenOffice, page: str) -> None:
    fen.families_ask(POOL)
    shown = fen.enter("viewer").open(f"/console/gaps?page={page}")
    assert shown.status_code == 200
    assert POOL in shown.text


def test_there_are_fifty_groups_on_a_page(fen: FenOffice) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    fen.families_ask(*(f"z{a}{b}q" for a in letters[:6] for b in letters[:10]))
    office = fen.enter("viewer")
    first, second = (office.open(f"/console/gaps?page={number}").text.count('class="sp-gap"') for number in (1, 2))
    assert (first, second) == (50, 10)


def test_only_the_newest_questions_are_read_and_the_page_says_so(
    fen: FenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "MOST", 3)
    fen.families_ask(POOL, day=date(2026, 9, 1))
    fen.families_ask(*FENCES)
    page = fen.enter("viewer").open("/console/gaps").text
    assert POOL not in page
    assert "these are the newest" in page


def test_many_new_questions_are_read_beside_the_page_and_then_shown(
    fen: FenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "AT_ONCE", 1)
    fen.families_ask(POOL, *FENCES)
    board = gaps.GapBoard(fen.console.reading, fen.console.sealer, fen.console.desk)
    board.look()
    board.wait()
    found = board.look()
    assert not found.working
    assert [len(one.questions) for one in found.groups] == [3, 1]


def test_a_deleted_question_is_gone_at_the_next_look(fen: FenOffice) -> None:
    fen.families_ask(POOL, *FENCES)
    board = gaps.GapBoard(fen.console.reading, fen.console.sealer, fen.console.desk)
    first = board.look()
    office = fen.enter("editor")
    office.send(f"{group_of(fen, POOL)}/drop")
    assert len(first.groups) == 2
    assert [len(one.questions) for one in board.look().groups] == [3]
