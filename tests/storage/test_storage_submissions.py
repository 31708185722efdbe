from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session
from stored import rows

from storage.anonymise import Anonymiser, CleanText
from storage.sealing import Sealer
from storage.submissions import Feedback, Submissions, week_of

WEDNESDAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)
CODE = "K7QM-2XHD"


@pytest.fixture(scope="module")
def kind_words() -> CleanText:
    return Anonymiser().clean("they listened")


@contextmanager
def submissions(engine: Engine, sealer: Sealer) -> Iterator[Submissions]:
    with Session(engine) as session, session.begin():
        yield Submissions(session, sealer)


def test_a_week_is_named_by_its_monday() -> None:
    assert [week_of(MONDAY + timedelta(days=day)) for day in range(-1, 8)] == [
        MONDAY - timedelta(days=7),
        *[MONDAY] * 7,
        MONDAY + timedelta(days=7),
    ]


def test_everything_that_was_said_is_kept_with_its_week_alone(
    engine: Engine, sealer: Sealer, kind_words: CleanText
) -> None:
    with submissions(engine, sealer) as book:
        book.add_feedback(Feedback("a-service", 5, kind_words, None, CODE), WEDNESDAY)
        book.add_unanswered(kind_words, WEDNESDAY)
        book.add_correction("a-service", "closed", kind_words, WEDNESDAY)
    found = rows(engine)
    kept = [*found["submission"], *found["unanswered"], *found["correction"]]
    assert [str(row["week"])[:10] for row in kept] == ["2026-11-23"] * 3
    assert "2026-11-25" not in str(kept)


def test_words_are_sealed_and_what_was_skipped_stays_empty(
    engine: Engine, sealer: Sealer, kind_words: CleanText
) -> None:
    with submissions(engine, sealer) as book:
        book.add_feedback(Feedback("a-service", 5, kind_words, None, CODE), WEDNESDAY)
    (row,) = rows(engine)["submission"]
    assert sealer.open(row["good"]) == "they listened"
    assert row["better"] is None
    assert (row["about"], row["rating"], row["worry"]) == ("a-service", 5, False)


def test_the_receipt_finds_its_feedback_and_is_kept_only_as_a_hash(engine: Engine, sealer: Sealer) -> None:
    with submissions(engine, sealer) as book:
        book.add_feedback(Feedback("a-service", 1, None, None, CODE), WEDNESDAY)
    with submissions(engine, sealer) as book:
        assert book.status_of(CODE) == "received"
        assert book.status_of("K7QM-2XHE") is None
    (row,) = rows(engine)["submission"]
    assert CODE not in str(row)


def test_one_receipt_never_stands_for_two(engine: Engine, sealer: Sealer) -> None:
    def send() -> None:
        with submissions(engine, sealer) as book:
            book.add_feedback(Feedback("a-service", 1, None, None, CODE), WEDNESDAY)

    send()
    with pytest.raises(IntegrityError):
        send()


def test_row_ids_do_not_tell_the_order_of_writing(engine: Engine, sealer: Sealer, kind_words: CleanText) -> None:
    for _ in range(12):
        with submissions(engine, sealer) as book:
            book.add_unanswered(kind_words, WEDNESDAY)
    ids = [row["id"] for row in rows(engine)["unanswered"]]
    written_in_order = ids == sorted(ids)
    assert len(set(ids)) == 12
    # SQLite gives rows back by their random id, PostgreSQL as they were written: the ids themselves tell nothing.
    assert written_in_order == (engine.dialect.name == "sqlite")
