"""Nothing that the database notes of itself joins what was said to who said it, or one said thing to another (T-17)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from databases import empty
from person import Person
from saying import WEDNESDAY, anonymiser, said, send, submissions
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from stored import WHAT, WHO, counts, rows

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.result import CastVote, EntryCorrection, QuickTap, RemindMe, Result, UnansweredQuestion
from handlers.turn import Message
from storage.reminders import Planned
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.settling import SAID, settle, stir

STORY = "the swimming group was kind to all of us"
HIDDEN = ("xmin", "xmax")
"""The columns that PostgreSQL has in each table, and that hold numbers of transactions."""
OF_ONE = ("submission", "mark", "likeness")
"""The tables of one submission."""
EVERYWHERE = {"True", "False", "None", "waiting", *map(str, range(10))}
"""What rows share because it is in every row."""


@pytest.fixture
def postgres(postgres_database: tuple[str, Engine]) -> Engine:
    _, engine = postgres_database
    empty(engine)
    return engine


@pytest.fixture
def poll(engine: Engine, sealer: Sealer) -> str:
    with Session(engine) as session, session.begin():
        options = {"bus": "By bus", "car": "By car"}
        return Rounds(session, sealer).open_round("poll", "How?", date.min, date.max, options)


@pytest.fixture
def all_at_once(poll: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every turn keeps something in each table: more than any real one does."""

    def answer(turn: Turn, _desk: Desk) -> Result:
        clean = anonymiser().clean(STORY)
        records = (
            said(STORY, marks={"overall": "5"}),
            QuickTap("an-answer", "helpful", "yes"),
            CastVote(poll, "bus"),
            UnansweredQuestion(clean),
            EntryCorrection("a-service", "wrong", clean),
            RemindMe((Planned("clock.final-plan", WEDNESDAY, "before", date(2030, 1, 2)),), easy=False),
        )
        return Result((Message("Thank you."),), turn.state, records)

    monkeypatch.setattr("handlers.assistant.answer", answer)


def talk(assistant: Assistant) -> Person:
    person = Person(assistant, channel="telegram", address="7345551239")
    person.say("hello")
    return person


def numbers(engine: Engine, table: str) -> set[str]:
    """The numbers of transactions that PostgreSQL notes at the rows of a table."""
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT {', '.join(f'{name}::text' for name in HIDDEN)} FROM {table}"))
        return {number for row in found for number in row if number != "0"}


def fresh(engine: Engine) -> dict[str, int]:
    """How often the freshest row of each table is still to be written."""
    found = rows(engine)
    return {name: max((row["fresh"] for row in found[name]), default=0) for name in WHAT}


def test_the_tables_that_are_settled_are_those_of_what_was_said() -> None:
    assert {table.name for table in SAID} == set(WHAT)


@pytest.mark.usefixtures("all_at_once")
def test_no_column_that_a_query_can_name_holds_a_value_on_both_sides(
    assistant_on_each: Assistant, engine: Engine
) -> None:
    for _ in range(3):
        talk(assistant_on_each)
    found = rows(engine)
    assert all(found[table] for table in (*WHO, *WHAT)), "each table must hold something"
    for who, what in product(WHO, WHAT):
        held = [{str(value) for row in found[table] for value in row.values()} for table in (who, what)]
        assert held[0] & held[1] <= EVERYWHERE


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("all_at_once")
def test_postgresql_does_not_know_which_turn_wrote_which_words(
    engine: Engine, open_assistant: Callable[[Engine], Assistant]
) -> None:
    talk(open_assistant(engine))
    held = {table: numbers(engine, table) for table in (*WHO, *WHAT)}
    assert all(held.values())
    assert {(who, what) for who, what in product(WHO, WHAT) if held[who] & held[what]} == set()
    assert {pair for pair in combinations(WHAT, 2) if held[pair[0]] & held[pair[1]]} == set()


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("all_at_once")
def test_this_test_would_see_a_turn_that_was_not_settled(
    engine: Engine, open_assistant: Callable[[Engine], Assistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.assistant.settle", lambda engine: None)
    talk(open_assistant(engine))
    assert numbers(engine, "submission") & numbers(engine, "turn")


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("all_at_once")
@pytest.mark.parametrize(("mend", "left"), [("the next turn", 1), ("the hourly round", 0)])
def test_a_turn_whose_settling_was_cut_off_is_settled_later(
    engine: Engine, open_assistant: Callable[[Engine], Assistant], monkeypatch: pytest.MonkeyPatch, mend: str, left: int
) -> None:
    assistant = open_assistant(engine)
    with monkeypatch.context() as cut:
        cut.setattr("handlers.assistant.settle", lambda engine: None)
        talk(assistant)
    assert set(fresh(engine).values()) == {2}
    if mend == "the next turn":
        talk(assistant)
    else:
        assistant.prune()
    assert set(fresh(engine).values()) == {left}


@pytest.mark.usefixtures("all_at_once")
def test_where_settling_fails_the_turn_is_answered_and_no_word_is_logged(
    assistant_on_each: Assistant, engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object) -> None:
        raise OperationalError(f"UPDATE ... {STORY}", {"words": STORY}, Exception(STORY))

    monkeypatch.setattr("storage.settling._write_again", fail)
    assert talk(assistant_on_each).screen == "Thank you."
    assert counts(engine)["submission"] == 1
    assert "swimming" not in caplog.text
    assert engine.dialect.name == "sqlite" or "OperationalError" in caplog.text


@pytest.mark.usefixtures("all_at_once")
def test_eight_threads_at_once_settle_everything_and_lose_nothing(assistant_on_each: Assistant, engine: Engine) -> None:
    with ThreadPoolExecutor(8) as threads:
        people = list(threads.map(lambda _: talk(assistant_on_each), range(40)))
    assert all(person.screen == "Thank you." for person in people)
    assert counts(engine)["submission"] == counts(engine)["ballot"] == counts(engine)["unanswered"] == 40
    assert [row["count"] for table in ("tally", "votes") for row in rows(engine)[table]] == [40, 40]
    settle(engine)
    assert engine.dialect.name == "sqlite" or set(fresh(engine).values()) == {1}


@pytest.mark.usefixtures("all_at_once")
def test_stirring_while_people_talk_holds_nobody_up(assistant_on_each: Assistant, engine: Engine) -> None:
    with ThreadPoolExecutor(6) as threads:
        stirring = [threads.submit(stir, engine, Person(assistant_on_each).now.date()) for _ in range(10)]
        people = list(threads.map(lambda _: talk(assistant_on_each), range(20)))
    assert [one.exception() for one in stirring] == [None] * 10
    assert all(person.screen == "Thank you." for person in people)
    assert counts(engine)["submission"] == 20


def test_after_stirring_nothing_tells_the_order_in_which_things_were_said(postgres: Engine, sealer: Sealer) -> None:
    for number in range(15):
        send(postgres, sealer, said(f"{STORY} on day {number}", marks={"overall": "5"}, about=f"service-{number:02}"))
    before = in_file_order(postgres, "about")
    assert before == sorted(before), "this test can see the order of writing"
    settle(postgres)
    stir(postgres, WEDNESDAY)
    ids = in_file_order(postgres, "id")
    assert ids == sorted(ids)
    assert in_file_order(postgres, "about") != before
    assert [len(numbers(postgres, table)) for table in OF_ONE] == [1, 1, 1]


def test_stirring_takes_what_is_new_and_all_that_was_said_lately(postgres: Engine, sealer: Sealer) -> None:
    def of(about: str) -> str:
        with postgres.connect() as connection:
            return str(connection.scalar(text(f"SELECT xmin::text FROM submission WHERE about = '{about}'")))

    for about, weeks in (("now", 0), ("last-week", 1), ("long-ago", 2)):
        send(postgres, sealer, said(STORY, about=about), day=WEDNESDAY - timedelta(weeks=weeks))
    settle(postgres)
    stir(postgres, WEDNESDAY)
    assert of("now") == of("last-week") == of("long-ago"), "what is new is stirred, however old it says it is"
    first = of("now")
    send(postgres, sealer, said(STORY, about="new"))
    settle(postgres)
    stir(postgres, WEDNESDAY)
    assert of("new") == of("now") == of("last-week") != first
    assert of("long-ago") == first


def test_where_nothing_is_new_nothing_is_stirred(postgres: Engine, sealer: Sealer) -> None:
    send(postgres, sealer, said(STORY, marks={"overall": "5"}))
    settle(postgres)
    stir(postgres, WEDNESDAY)
    before = [numbers(postgres, table) for table in OF_ONE]
    stir(postgres, WEDNESDAY)
    assert [numbers(postgres, table) for table in OF_ONE] == before


def test_old_versions_of_what_was_said_are_gone_from_the_files_after_stirring(postgres: Engine, sealer: Sealer) -> None:
    send(postgres, sealer, said(STORY))
    sealed = rows(postgres)["submission"][0]["words"].hex().encode()
    settle(postgres)
    assert held_in_file(postgres, sealed) == 2, "the row as the turn wrote it, and as it was settled"
    stir(postgres, WEDNESDAY)
    assert held_in_file(postgres, sealed) == 1


def held_in_file(engine: Engine, in_hex: bytes) -> int:
    """How often bytes stand in the file of the submissions, old versions of rows and all."""
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
        where = "pg_read_binary_file(pg_relation_filepath('submission'))"
        return str(connection.scalar(text(f"SELECT encode({where}, 'hex')"))).encode().count(in_hex)


def in_file_order(engine: Engine, column: str) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text(f"SELECT {column} FROM submission ORDER BY ctid")))


def test_a_tap_that_is_counted_again_is_settled_again(postgres: Engine, sealer: Sealer) -> None:
    for _ in range(2):
        with submissions(postgres, sealer) as book:
            book.count_tap("an-answer", "helpful", "yes", WEDNESDAY)
        assert fresh(postgres)["tally"] == 2
        settle(postgres)
        assert fresh(postgres)["tally"] == 1
        stir(postgres, WEDNESDAY)
        assert fresh(postgres)["tally"] == 0
