from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts

from storage.anonymise import Anonymiser
from storage.corrections import delete_corrections, read_corrections
from storage.sealing import Sealer, SealError
from storage.submissions import Submissions

WEDNESDAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def reported(engine: Engine, sealer: Sealer) -> None:
    words = Anonymiser().clean("it moved to the library")
    with Session(engine) as session, session.begin():
        book = Submissions(session, sealer)
        book.add_correction("reed-club", "closed", None, WEDNESDAY)
        book.add_correction("fen-advice", "wrong", words, WEDNESDAY)
        book.add_unanswered(words, WEDNESDAY)


@pytest.mark.usefixtures("reported")
def test_reports_come_back_with_their_words_and_their_week(engine: Engine, sealer: Sealer) -> None:
    found = sorted(read_corrections(engine, sealer), key=lambda report: report.about)
    assert [(one.about, one.what, one.words, one.week) for one in found] == [
        ("fen-advice", "wrong", "it moved to the library", MONDAY),
        ("reed-club", "closed", None, MONDAY),
    ]


@pytest.mark.usefixtures("reported")
def test_only_the_named_reports_go_and_nothing_else(engine: Engine, sealer: Sealer) -> None:
    closed = next(one.id for one in read_corrections(engine, sealer) if one.what == "closed")
    assert delete_corrections(engine, [closed, "no-such-id"]) == 1
    assert [one.what for one in read_corrections(engine, sealer)] == ["wrong"]
    assert counts(engine)["unanswered"] == 1


@pytest.mark.usefixtures("reported")
def test_another_key_opens_no_report(engine: Engine) -> None:
    with pytest.raises(SealError):
        read_corrections(engine, Sealer(b"another secret"))
