"""The index by which sealed words are searched: what goes in, what comes out, and that it ties nobody to anything."""

from __future__ import annotations

from datetime import date

import pytest
from databases import empty
from saying import anonymiser, said, send, submissions
from sqlalchemy import Engine, func, select, text, update
from sqlmodel import Session, col
from stored import rows
from test_storage_inbox import AT, desk_of

from handlers.pruning import prune
from storage.deciding import Deciding
from storage.inbox import Filters, Inbox
from storage.keep_times import Keep
from storage.officer_tables import Tag, WordPart
from storage.receipts import new_receipt
from storage.sealing import Sealer
from storage.settling import settle, stir
from storage.tables import Submission
from storage.word_search import BATCH, index_all, index_some

LONG_AGO = date(2024, 11, 11)


def settled(engine: Engine) -> None:
    """What the hourly round does on PostgreSQL before words are indexed."""
    settle(engine)
    stir(engine, AT.date())


def index(engine: Engine, sealer: Sealer) -> None:
    settled(engine)
    index_all(engine, sealer)


def found(engine: Engine, sealer: Sealer, words: str, **more: object) -> list[str]:
    """What the comments say that a search finds."""
    with desk_of(engine, sealer) as (inbox, _):
        return sorted(text for one in inbox.look(Filters(words=words, **more)).items for text in one.words.values())  # type: ignore[arg-type]


def parts(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(WordPart)) or 0


@pytest.fixture
def three(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they waited for the bus"), said("the bus was late"), said("a garden for us", about="b"))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("indexed", [True, False])
def test_all_words_must_be_there_in_any_form_whether_indexed_or_not(
    engine: Engine, sealer: Sealer, indexed: bool
) -> None:
    if indexed:
        index(engine, sealer)
    assert found(engine, sealer, "bus") == ["the bus was late", "they waited for the bus"]
    assert found(engine, sealer, "WAITING buses") == ["they waited for the bus"]
    assert found(engine, sealer, "bus garden") == []
    assert found(engine, sealer, "zebra") == []
    assert found(engine, sealer, "the of") == []
    assert found(engine, sealer, "garden", about=["b"]) == ["a garden for us"]
    assert found(engine, sealer, "garden", about=["a-service"]) == []


@pytest.mark.usefixtures("three")
def test_some_indexed_and_some_not_are_found_together(engine: Engine, sealer: Sealer) -> None:
    index(engine, sealer)
    send(engine, sealer, said("a second bus was late"))
    assert len(found(engine, sealer, "bus late")) == 2


@pytest.mark.usefixtures("three")
def test_no_word_can_be_read_from_the_index(engine: Engine, sealer: Sealer) -> None:
    index(engine, sealer)
    kept = rows(engine)["wordpart"]
    assert len({row["part"] for row in kept}) == len({"wait", "bus", "late", "garden"})
    assert all(set(row) == {"part", "submission_id"} for row in kept)


@pytest.mark.postgres
def test_no_transaction_wrote_both_a_turn_and_the_index(postgres_database: tuple[str, Engine], sealer: Sealer) -> None:
    _, engine = postgres_database
    empty(engine)
    send(engine, sealer, said("they waited for the bus"))
    index_all(engine, sealer)
    assert parts(engine) == 0, "it waits until the words were stirred, with all others of the hour"
    index(engine, sealer)
    with engine.connect() as connection:
        (written,) = set(connection.scalars(text("SELECT DISTINCT xmin::text FROM wordpart")))
        assert written not in set(
            connection.scalars(text("SELECT xmin::text FROM mark UNION SELECT xmin::text FROM likeness"))
        )
    assert parts(engine) > 0


def test_more_than_a_batch_is_indexed_one_by_one(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, *(said(f"number {one} of these") for one in range(5)))
    settled(engine)
    assert [index_some(engine, sealer, 2) for _ in range(4)] == [2, 2, 1, 0]
    assert BATCH > 2


def test_an_edit_is_found_by_its_new_words_alone(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("the only twins went"))
    index(engine, sealer)
    with desk_of(engine, sealer) as (inbox, deciding):
        (item,) = inbox.look(Filters()).items
        deciding.edit(item.id, 1, {"text0": anonymiser().clean("children went")}, "could-be-known")
    for _ in range(2):
        assert found(engine, sealer, "children") == ["children went"]
        assert found(engine, sealer, "twins") == []
        index(engine, sealer)


def test_what_an_officer_edits_while_it_is_indexed_is_left_for_the_next_time(
    engine: Engine, sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(engine, sealer, said("the only twins went"))
    settled(engine)
    from storage import word_search

    read = word_search._read

    def read_then_edited(*some: object) -> object:
        rows = read(*some)  # type: ignore[arg-type]
        with Session(engine) as session, session.begin():
            inbox = Inbox(session, sealer, "ann", AT)
            one = session.scalars(select(col(Submission.id))).one()
            Deciding(session, sealer, inbox).edit(one, 1, {"text0": anonymiser().clean("children went")}, "other")
        return rows

    monkeypatch.setattr(word_search, "_read", read_then_edited)
    index_some(engine, sealer)
    assert parts(engine) == 0
    monkeypatch.undo()
    index(engine, sealer)
    assert found(engine, sealer, "twins") == []


def test_what_is_withdrawn_leaves_no_part_and_no_tag(engine: Engine, sealer: Sealer) -> None:
    code = new_receipt()
    send(engine, sealer, said("they waited for the bus", receipt=code))
    index(engine, sealer)
    with Session(engine) as session, session.begin():
        session.add(Tag(submission_id=session.scalars(select(col(Submission.id))).one(), tag="priority.1"))
    with submissions(engine, sealer) as book:
        assert book.withdraw(code, AT.date())
    assert parts(engine) == 0
    assert rows(engine)["tag"] == []


def test_words_that_are_past_their_time_are_found_no_more(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they waited for the bus"), day=LONG_AGO)
    send(engine, sealer, said("you kept it all", kind="complaint", about="data"), day=date(2015, 1, 5))
    index(engine, sealer)
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(fresh=0))
        session.add(
            Tag(
                submission_id=session.scalars(
                    select(col(Submission.id)).where(col(Submission.kind) == "complaint")
                ).one(),
                tag="a.b",
            )
        )
    prune(engine, sealer, Keep(), AT)
    assert parts(engine) == 0
    assert rows(engine)["tag"] == []
    assert found(engine, sealer, "bus") == []
    assert index_some(engine, sealer) == 0, "what has no words any more is not indexed again"
