from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from saying import MONDAY, WEDNESDAY, anonymiser, said, send, submissions
from sqlalchemy import Engine, update
from sqlmodel import Session
from stored import counts, rows

from storage.sealing import Sealer
from storage.submissions import CodeTaken, week_of
from storage.tables import Response, Submission
from storage.worded import open_words

CODE = "K7QM-2XHD"


def set_all(engine: Engine, **values: object) -> None:
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(**values))


def publish(engine: Engine, response_id: str, **more: Any) -> None:
    with Session(engine) as session, session.begin():
        session.add(Response(id=response_id, kind="did", said="You said.", text="We did.", made_on=MONDAY, **more))


def taps(engine: Engine) -> dict[tuple[str, str, str, str], int]:
    return {
        (row["about"], row["measure"], row["value"], str(row["week"])[:10]): row["count"]
        for row in rows(engine)["tally"]
    }


def withdraw(engine: Engine, sealer: Sealer, code: str = CODE) -> bool:
    with submissions(engine, sealer) as book:
        return book.withdraw(code, WEDNESDAY)


def test_a_week_is_named_by_its_monday() -> None:
    assert [week_of(MONDAY + timedelta(days=day)) for day in range(-1, 8)] == [
        MONDAY - timedelta(days=7),
        *[MONDAY] * 7,
        MONDAY + timedelta(days=7),
    ]


def test_everything_that_was_said_is_kept_with_its_week_alone(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they listened", marks={"overall": "5"}))
    with submissions(engine, sealer) as book:
        book.add_unanswered(anonymiser().clean("where is it"), WEDNESDAY)
        book.add_correction("a-service", "closed", anonymiser().clean("it moved"), WEDNESDAY)
        book.count_tap("an-answer", "helpful", "yes", WEDNESDAY)
    found = rows(engine)
    kept = [row for table in ("submission", "unanswered", "correction", "tally") for row in found[table]]
    assert [str(row["week"])[:10] for row in kept] == ["2026-11-23"] * 4
    assert "2026-11-25" not in str(found)


def test_words_are_sealed_by_the_name_of_their_step_and_what_was_skipped_is_not_there(
    engine: Engine, sealer: Sealer
) -> None:
    send(engine, sealer, said("they listened", "ring 07700 900123"), said(about="quiet"))
    quiet, spoken = sorted(rows(engine)["submission"], key=lambda row: row["about"], reverse=True)
    assert open_words(spoken["words"], sealer) == {"text0": "they listened", "text1": "ring [phone number]"}
    assert quiet["words"] is None
    assert b"listened" not in spoken["words"]


def test_each_tap_of_a_submission_is_a_mark_of_its_own(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said(marks={"overall": "5", "easy": "no"}, age_band="11-15", district="breckland"))
    (row,) = rows(engine)["submission"]
    assert (row["age_band"], row["district"], row["status"], row["showing"]) == (
        "11-15", "breckland", "received", "waiting",
    )  # fmt: skip
    marks = {(mark["submission_id"], mark["measure"]): mark["value"] for mark in rows(engine)["mark"]}
    assert marks == {(row["id"], "overall"): "5", (row["id"], "easy"): "no"}


def test_the_receipt_is_kept_only_as_a_hash(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they listened", receipt=CODE))
    assert CODE not in str(rows(engine))
    assert CODE.replace("-", "") not in str(rows(engine))


def test_one_receipt_never_stands_for_two(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said(receipt=CODE))
    with pytest.raises(CodeTaken):
        send(engine, sealer, said(receipt=CODE))


def test_row_ids_do_not_tell_the_order_of_writing(engine: Engine, sealer: Sealer) -> None:
    for number in range(12):
        send(engine, sealer, said(about=f"a-service-{number:02}"))
    by_id = [row["about"] for row in sorted(rows(engine)["submission"], key=lambda row: row["id"])]
    assert by_id != sorted(by_id)


def test_the_same_tap_in_the_same_week_is_counted_in_one_row(engine: Engine, sealer: Sealer) -> None:
    with submissions(engine, sealer) as book:
        for day in (MONDAY, WEDNESDAY, WEDNESDAY, MONDAY + timedelta(days=7)):
            book.count_tap("an-answer", "helpful", "yes", day)
        book.count_tap("an-answer", "helpful", "no", MONDAY)
    assert taps(engine) == {
        ("an-answer", "helpful", "yes", "2026-11-23"): 3,
        ("an-answer", "helpful", "yes", "2026-11-30"): 1,
        ("an-answer", "helpful", "no", "2026-11-23"): 1,
    }


def test_what_is_withdrawn_is_gone_with_its_marks_and_the_prints_of_its_words(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they listened to all of us", marks={"overall": "5"}, receipt=CODE))
    assert withdraw(engine, sealer)
    assert sum(counts(engine).values()) == 0
    assert not withdraw(engine, sealer), "there is nothing left to withdraw"


def test_withdrawing_leaves_what_others_said(engine: Engine, sealer: Sealer) -> None:
    other = said("they listened to all of us", marks={"overall": "5"})
    send(engine, sealer, said("they listened to all of us", marks={"overall": "5"}, receipt=CODE), other)
    before = counts(engine)
    assert withdraw(engine, sealer)
    assert {name: count for name, count in counts(engine).items() if count} == {
        name: count // 2 for name, count in before.items() if count
    }
    assert withdraw(engine, sealer, other.receipt)


def test_a_code_that_nobody_has_withdraws_nothing(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they listened"))
    assert not withdraw(engine, sealer)
    assert counts(engine)["submission"] == 1


def ways_to_be_read() -> Iterator[object]:
    published, planned = {"published_on": WEDNESDAY}, {"published_on": WEDNESDAY + timedelta(days=1)}
    yield pytest.param({"showing": "approved"}, None, False, id="its words are shown")
    yield pytest.param({"showing": "held"}, None, True, id="an officer holds it")
    yield pytest.param({"showing": "rejected"}, None, True, id="an officer will not show it")
    yield pytest.param({"response_id": "r", "status": "done"}, published, False, id="its response is published")
    yield pytest.param({"response_id": "r", "status": "done"}, planned, True, id="its response comes out tomorrow")
    yield pytest.param({"response_id": "r", "status": "done"}, {}, True, id="its response is being written")


@pytest.mark.parametrize(("values", "response", "goes"), [*ways_to_be_read()])
def test_it_can_be_withdrawn_until_it_is_published(
    engine: Engine, sealer: Sealer, values: dict[str, object], response: dict[str, Any] | None, goes: bool
) -> None:
    send(engine, sealer, said("they listened", receipt=CODE))
    set_all(engine, **values)
    if response is not None:
        publish(engine, "r", **response)
    assert withdraw(engine, sealer) == goes
    assert counts(engine)["submission"] == (0 if goes else 1)
