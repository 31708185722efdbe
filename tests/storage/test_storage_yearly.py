"""What is read of a year for its report, and what stands in the way of it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import Engine
from year_of_comments import IN_2025, LATER, answer, comment, comments, reading, reject

from storage.frozen import freeze, frozen_body, frozen_reports
from storage.in_the_way import InTheWay, in_the_way
from storage.officer_tables import Release, Usage
from storage.sealing import Sealer
from storage.yearly import Weeks, Year

YEAR = Weeks(date(2025, 1, 1), date(2025, 12, 31))
TODAY = LATER.date()
OPEN = {"status": "received", "response_id": None, "showing": "waiting"}


def fates(engine: Engine, sealer: Sealer) -> Counter[str]:
    found: Counter[str] = Counter()
    with reading(engine) as session:
        for one in Year(session, sealer, YEAR, TODAY).counted():
            found[one.fate] += one.count
    return found


def quoted(engine: Engine, sealer: Sealer) -> list[str]:
    with reading(engine) as session:
        return [one.text for one in Year(session, sealer, YEAR, TODAY).quotes()]


def waiting(engine: Engine, most: int = 50) -> list[InTheWay]:
    with reading(engine) as session:
        return in_the_way(session, YEAR, TODAY, most)


def test_only_the_weeks_of_the_year_count(engine: Engine, sealer: Sealer) -> None:
    for week in (date(2024, 12, 30), date(2025, 1, 6), date(2025, 12, 29), date(2026, 1, 5)):
        comment(engine, sealer, f"said in {week}", week=week)
    assert fates(engine, sealer) == {"quoted": 2}
    assert quoted(engine, sealer) == ["said in 2025-01-06", "said in 2025-12-29"]


def test_complaints_about_data_are_no_comments_on_the_local_offer(engine: Engine, sealer: Sealer) -> None:
    comment(engine, sealer, "you kept my letter", kind="complaint", about="data", **OPEN)
    assert fates(engine, sealer) == {}
    assert waiting(engine) == []


def test_words_are_quoted_only_where_an_officer_and_the_writer_say_so(engine: Engine, sealer: Sealer) -> None:
    comment(engine, sealer, "shown")
    comment(engine, sealer, "not approved", showing="waiting")
    comment(engine, sealer, "held", showing="held")
    comment(engine, sealer, "not allowed", may_show=False)
    comment(engine, sealer, "a worry", worry=True)
    assert quoted(engine, sealer) == ["shown"]
    assert fates(engine, sealer) == {"quoted": 1, "counted": 4}


def test_quoted_words_are_masked_as_everywhere(engine: Engine, sealer: Sealer) -> None:
    comment(engine, sealer, "that was sh1t, see www.example.com or ring 01632 960001")
    assert quoted(engine, sealer) == ["that was [hidden word], see [web link] or ring [phone number]"]


def test_what_is_nearly_the_same_counts_once(engine: Engine, sealer: Sealer) -> None:
    for number in range(3):
        comment(engine, sealer, f"the lift is broken{'!' * number}", group_id="one", district=f"d{number}")
    assert fates(engine, sealer) == {"quoted": 1}


def test_the_lawful_reasons_leave_a_comment_out_and_others_hide_its_words_alone(engine: Engine, sealer: Sealer) -> None:
    answer(engine)
    for why in ("vexatious", "one-person", "not-about-this", "name", "legal"):
        reject(engine, comment(engine, sealer, f"left out for {why}", **OPEN), why)
    assert fates(engine, sealer) == {"vexatious": 1, "one-person": 1, "not-about-this": 1, "counted": 2}
    assert quoted(engine, sealer) == []
    assert len(waiting(engine)) == 2, "hidden words still need a response"


def test_the_last_reason_counts(engine: Engine, sealer: Sealer) -> None:
    one = comment(engine, sealer, "it is slow", **OPEN)
    reject(engine, one, "vexatious")
    assert waiting(engine) == []
    reject(engine, one, "name", LATER + timedelta(hours=1))
    assert [each.id for each in waiting(engine)] == [one]


def test_a_comment_with_no_answer_stands_in_the_way_and_taps_alone_do_not(engine: Engine, sealer: Sealer) -> None:
    answer(engine)
    open_one = comment(engine, sealer, "nobody rang", **OPEN)
    comment(engine, sealer, **OPEN)
    comment(engine, sealer, "they rang back")
    assert waiting(engine) == [InTheWay(open_one, "a-service", IN_2025, "no answer")]


def test_an_answer_that_nobody_can_read_yet_stands_in_the_way(engine: Engine, sealer: Sealer) -> None:
    answer(engine, "hidden", published_on=None)
    answer(engine, "tomorrow", published_on=TODAY + timedelta(days=1))
    ids = {comment(engine, sealer, f"about {one}", response_id=one) for one in ("hidden", "tomorrow")}
    assert {one.id for one in waiting(engine)} == ids
    assert {one.why for one in waiting(engine)} == {"answer not published"}


def test_no_more_are_listed_than_asked_for_and_worries_come_first(engine: Engine, sealer: Sealer) -> None:
    comments(engine, sealer, 4, **OPEN)
    worry = comment(engine, sealer, "he hits me", worry=True, **OPEN)
    found = waiting(engine, most=3)
    assert len(found) == 3
    assert found[0].id == worry


def test_answers_are_those_of_this_years_comments_with_what_these_are_about(engine: Engine, sealer: Sealer) -> None:
    answer(engine)
    answer(engine, "of nobody")
    answer(engine, "unpublished", published_on=None)
    comment(engine, sealer, "one", about="a-service")
    comment(engine, sealer, "two", about="b-service")
    comment(engine, sealer, "three", response_id="unpublished")
    with reading(engine) as session:
        (found,) = Year(session, sealer, YEAR, TODAY).answers()
    assert (found.said, found.about) == ("Calls are not answered.", {"a-service", "b-service"})


def test_promises_are_what_was_said_in_those_days_with_what_became_of_it(engine: Engine, sealer: Sealer) -> None:
    answer(engine, "kept", changed="They started in May.")
    answer(engine, "done", kind="did")
    answer(engine, "older", made_on=date(2024, 12, 31))
    answer(engine, "unpublished", published_on=None)
    with reading(engine) as session:
        (found,) = Year(session, sealer, YEAR, TODAY).promised()
    assert found.changed == "They started in May."


def test_questions_are_counted_by_how_they_ended(engine: Engine, sealer: Sealer) -> None:
    with reading(engine) as session:
        for hour, outcome in enumerate(("answer", "fallback", "smalltalk")):
            session.add(Usage(day=IN_2025, channel="web", hour=hour, outcome=outcome, count=7))
        session.commit()
        assert Year(session, sealer, YEAR, TODAY).asked() == {"answer": 7, "did_you_mean": 0, "fallback": 7}


def test_what_is_published_stays_until_it_is_published_again(engine: Engine) -> None:
    def release(body: str) -> Release:
        return Release(name="", through=YEAR.last, body=body, published_on=TODAY, who="ann")

    with reading(engine) as session, session.begin():
        assert freeze(session, 2025, release("first"), again=False)
        assert not freeze(session, 2025, release("second"), again=False)
        assert frozen_body(session, 2025) == "first"
        assert freeze(session, 2025, release("second"), again=True)
    with reading(engine) as session:
        assert frozen_body(session, 2025) == "second"
        assert [one.year for one in frozen_reports(session)] == [2025]
        assert frozen_body(session, 2024) is None
