"""What is past its time goes, and only that (T-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from saying import anonymiser, said, send, submissions
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts, rows, unsealed

from storage.keep_times import Keep
from storage.retention import count_due, past_its_time, prune
from storage.sealing import Sealer
from storage.tables import Conversation, Decision, Reminder, Round, Turn, WrongCodes

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
KEEP = Keep()
LONG_AGO = date(2024, 11, 11)
"""More than 24 months before NOW, weeks and all."""
JUST_WITHIN = date(2024, 12, 2)


def run(engine: Engine, keep: Keep = KEEP, now: datetime = NOW) -> dict[str, int]:
    with Session(engine) as session, session.begin():
        return {name: count for name, count in prune(session, keep, now).items() if count}


def due(engine: Engine, keep: Keep = KEEP, now: datetime = NOW) -> dict[str, int]:
    with Session(engine) as session, session.begin():
        return {name: count for name, count in count_due(session, keep, now).items() if count}


def keep_rows(engine: Engine, *made: object) -> None:
    with Session(engine) as session, session.begin():
        session.add_all(made)


def test_old_words_go_and_leave_their_counts(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("the hall was far too loud for us", marks={"overall": "2"}), day=LONG_AGO)
    send(engine, sealer, said("the garden was a joy to see", marks={"overall": "5"}), day=JUST_WITHIN)
    assert due(engine) == run(engine)
    found = rows(engine)
    assert sorted(bool(row["words"]) for row in found["submission"]) == [False, True]
    assert len(found["mark"]) == 2, "what was tapped still counts"
    kept = unsealed(found, sealer)
    assert "garden" in kept
    assert "loud" not in kept
    old, receipt = next((row["id"], row["receipt"]) for row in found["submission"] if not row["words"])
    assert receipt == old, "its code finds it no more"
    assert [row for row in found["likeness"] if row["submission_id"] == old] == []
    assert run(engine) == {}, "a second time there is nothing left to end"


def test_an_old_complaint_goes_whole(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("you kept too much of what I wrote", kind="complaint", about="data"), day=LONG_AGO)
    send(engine, sealer, said("a view of mine about school life", kind="view", about="school"), day=LONG_AGO)
    run(engine)
    found = rows(engine)
    assert [row["kind"] for row in found["submission"]] == ["view"]
    assert found["likeness"] == []


def test_questions_and_reports_go_each_at_its_own_time(engine: Engine, sealer: Sealer) -> None:
    with submissions(engine, sealer) as book:
        for day in (LONG_AGO, JUST_WITHIN):
            book.add_unanswered(anonymiser().clean("where is it"), day)
            book.add_correction("a-service", "closed", None, day)
    assert run(engine, replace(KEEP, correction_months=36)) == {"questions": 1}
    assert run(engine) == {"reports": 1}
    assert (counts(engine)["unanswered"], counts(engine)["correction"]) == (1, 1)


@pytest.mark.parametrize(("hours", "gone"), [(23, 0), (25, 1)])
def test_a_reply_waits_a_day_for_its_repeat(engine: Engine, hours: int, gone: int) -> None:
    keep_rows(engine, Turn(key="k", update_id="1", channel="web", at=NOW - timedelta(hours=hours)))
    assert run(engine).get("replies", 0) == gone


@pytest.mark.parametrize(("days", "gone"), [(29, 0), (31, 1)])
def test_a_chat_that_nobody_came_back_to_goes(engine: Engine, sealer: Sealer, days: int, gone: int) -> None:
    at = NOW - timedelta(days=days)
    keep_rows(engine, Conversation(key="k", channel="web", version=1, state=sealer.seal("{}"), tokens=1, touched_at=at))
    assert run(engine).get("chats", 0) == gone


def test_reminders_decisions_and_counts_of_wrong_codes_have_an_end_too(engine: Engine, sealer: Sealer) -> None:
    today = NOW.date()
    for days in (0, 40):
        keep_rows(engine, Reminder(key="k", payload=sealer.seal("{}"), send_on=today - timedelta(days=days)))
    for at in (NOW, NOW - timedelta(days=800)):
        keep_rows(engine, Decision(at=at, who="ann", what="read", on_id="x"), WrongCodes(hour=at, count=3))
    assert run(engine) == {"reminders": 1, "decisions": 1, "counts of wrong codes": 1}


def test_looking_at_what_would_go_changes_nothing(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("the hall was far too loud for us"), day=LONG_AGO)
    before = rows(engine)
    assert due(engine) == {"prints of words": before["likeness"] and len(before["likeness"]), "words of feedback": 1}
    assert rows(engine) == before


def test_a_look_ahead_counts_what_chats_and_rounds_will_lose_too(engine: Engine, sealer: Sealer) -> None:
    yesterday = NOW.date() - timedelta(days=1)
    for hours, rested in ((23, False), (25, False), (25, True)):
        talk = Conversation(key=f"{hours}{rested}", channel="web", version=1, state=sealer.seal("{}"), tokens=1)
        talk.touched_at, talk.rested = NOW - timedelta(hours=hours), rested
        keep_rows(engine, talk)
    for number, closed in enumerate((False, True)):
        keep_rows(
            engine, Round(id=str(number), kind="poll", ask="?", opens_on=yesterday, closes_on=yesterday, closed=closed)
        )
    assert due(engine) == {"words in chats": 1, "rounds that are over": 1}


def test_a_leap_day_has_a_day_before_it_in_every_month(engine: Engine) -> None:
    for months in range(1, 37):
        now = datetime(2028, 2, 29, tzinfo=UTC)
        assert list(past_its_time(replace(KEEP, feedback_months=months), now))
