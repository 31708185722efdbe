from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts, rows

from storage.anonymise import Anonymiser
from storage.sealing import Sealer, SealError
from storage.submissions import Submissions
from storage.unanswered import delete_unanswered, read_unanswered

WEDNESDAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def anonymiser() -> Anonymiser:
    return Anonymiser()


@pytest.fixture
def asked(engine: Engine, sealer: Sealer, anonymiser: Anonymiser) -> None:
    with Session(engine) as session, session.begin():
        book = Submissions(session, sealer)
        for text in ("who mends a fence", "where is the pool", "who mends a fence"):
            book.add_unanswered(anonymiser.clean(text), WEDNESDAY)
        book.add_correction("a-service", "closed", None, WEDNESDAY)


@pytest.mark.usefixtures("asked")
def test_questions_come_back_as_words_with_their_week(engine: Engine, sealer: Sealer) -> None:
    found = read_unanswered(engine, sealer)
    assert sorted(question.text for question in found) == [
        "where is the pool",
        "who mends a fence",
        "who mends a fence",
    ]
    assert {question.week for question in found} == {MONDAY}
    assert len({question.id for question in found}) == 3


@pytest.mark.usefixtures("asked")
def test_only_the_named_questions_go_and_nothing_else(engine: Engine, sealer: Sealer) -> None:
    fences = [question.id for question in read_unanswered(engine, sealer) if "fence" in question.text]
    assert delete_unanswered(engine, fences) == 2
    assert [question.text for question in read_unanswered(engine, sealer)] == ["where is the pool"]
    assert counts(engine)["correction"] == 1


@pytest.mark.usefixtures("asked")
def test_what_is_gone_already_is_not_counted(engine: Engine, sealer: Sealer) -> None:
    first, *_ = [question.id for question in read_unanswered(engine, sealer)]
    assert delete_unanswered(engine, [first, "no-such-id"]) == 1
    assert delete_unanswered(engine, [first]) == 0
    assert delete_unanswered(engine, []) == 0
    assert len(rows(engine)["unanswered"]) == 2


@pytest.mark.usefixtures("asked")
def test_another_key_opens_nothing(engine: Engine) -> None:
    with pytest.raises(SealError):
        read_unanswered(engine, Sealer(b"another secret"))
