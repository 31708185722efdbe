from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.desk import Desk
from handlers.reminding import Subject
from handlers.subjects import MOST, clock_subjects, milestone_subjects, pack, subject_ids, unpack, words_of
from handlers.taps import Tap, write
from handlers.turn import CHOICE_BYTES
from knowledge.clock import Dates, work_out
from knowledge.milestones import next_three

TODAY = date(2026, 11, 22)


def all_subjects(desk: Desk, due: date = date(2027, 2, 1)) -> list[Subject]:
    found = ((name, words_of(name, desk)) for name in subject_ids(desk))
    return [Subject(name, due, words.exact) for name, words in found if words]


def test_every_date_of_the_clock_and_every_milestone_has_words(desk: Desk) -> None:
    assert desk.knowledge.clock
    subjects = all_subjects(desk)
    assert len(subjects) == len(desk.knowledge.clock.steps) + len(desk.knowledge.milestones.of)
    assert all(words_of(one.id, desk).do for one in subjects)  # type: ignore[union-attr]


def test_no_two_subjects_are_carried_alike_so_that_no_button_means_another_date(desk: Desk) -> None:
    subjects = all_subjects(desk)
    assert [unpack(pack([one]), desk) for one in subjects] == [(one,) for one in subjects]


@given(data=st.data())
def test_what_a_button_carries_is_read_back(desk: Desk, data: st.DataObject) -> None:
    days = st.dates(date(2020, 1, 1), date(2140, 1, 1))
    chosen = data.draw(st.lists(st.sampled_from(all_subjects(desk)), min_size=1, max_size=MOST))
    subjects = tuple(Subject(one.id, data.draw(days), one.exact) for one in chosen)
    assert unpack(pack(subjects), desk) == subjects


def test_a_full_button_fits_telegram_and_what_is_over_is_left_out(desk: Desk) -> None:
    subjects = all_subjects(desk)
    assert len(subjects) > MOST
    assert len(write(Tap("remind", "yes." + pack(subjects))).encode()) <= CHOICE_BYTES
    assert unpack(pack(subjects), desk) == tuple(subjects[:MOST])


@given(packed=st.text() | st.from_regex(r"[0-9a-z]{0,80}", fullmatch=True))
def test_a_made_up_button_breaks_nothing(desk: Desk, packed: str) -> None:
    known = set(subject_ids(desk))
    assert {one.id for one in unpack(packed, desk)} <= known


def test_answers_to_reminders_fit_telegram(desk: Desk) -> None:
    values = [write(Tap("happened", f"{said}.{one}")) for one in subject_ids(desk) for said in ("yes", "no")]
    assert [value for value in values if len(value.encode()) > CHOICE_BYTES] == []


def test_of_a_timeline_only_what_is_to_come_is_a_subject() -> None:
    timeline = work_out(Dates(requested=date(2026, 9, 7)), TODAY)
    assert [(one.id, one.due) for one in clock_subjects(timeline)] == [
        ("clock.advice", date(2026, 11, 30)),
        ("clock.no-plan-notice", date(2026, 12, 28)),
        ("clock.final-plan", date(2027, 1, 25)),
    ]


def test_a_milestone_with_a_day_is_a_subject_of_that_day_and_one_with_a_year_of_its_first(desk: Desk) -> None:
    for school_year in range(-1, 15):
        dues = next_three(desk.knowledge.milestones, school_year, TODAY, plan=True)
        for one in milestone_subjects(dues, TODAY):
            due = next(due for due in dues if one.id.endswith(due.milestone.id))
            assert one.due >= TODAY
            assert one.due == (due.last if one.exact else due.first)
            assert one.exact == words_of(one.id, desk).exact  # type: ignore[union-attr]
            assert one.due - TODAY < timedelta(days=15 * 366)


def test_what_the_content_does_not_know_has_no_words(desk: Desk) -> None:
    for unknown in ("clock.nothing", "milestone.nothing", "health-check", "clock.", "", "final-plan"):
        assert words_of(unknown, desk) is None
