"""One vote a chat, and nobody to be found behind it once the round is over."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlmodel import Session
from stored import counts, rows

from storage.rounds import SHOWN_AFTER, Rounds, wipe_secrets
from storage.sealing import Sealer

FIRST = date(2026, 11, 2)
LAST = date(2026, 11, 29)
DAY = timedelta(days=1)
OPTIONS = {"bus": "By bus", "car": "By car", "walk": "I walk"}


class Board:
    """Rounds, each use in a transaction of its own."""

    def __init__(self, engine: Engine, sealer: Sealer) -> None:
        self.engine = engine
        self.sealer = sealer

    @contextmanager
    def open(self) -> Iterator[Rounds]:
        with Session(self.engine) as session, session.begin():
            yield Rounds(session, self.sealer)

    def poll(self, closes_on: date = LAST, ask: str = "How do you get to college?") -> str:
        with self.open() as rounds:
            return rounds.open_round("poll", ask, FIRST, closes_on, OPTIONS)

    def vote(self, poll: str, option: str, key: str, today: date = FIRST) -> bool:
        with self.open() as rounds:
            return rounds.vote(poll, option, key, today)

    def vote_often(self, poll: str, **votes: int) -> None:
        with self.open() as rounds:
            for option, count in votes.items():
                for number in range(count):
                    assert rounds.vote(poll, option, f"{option}{number}", FIRST)

    def close(self, today: date = LAST + DAY) -> int:
        with self.open() as rounds:
            return rounds.close_due(today)


@pytest.fixture
def board(engine: Engine, sealer: Sealer) -> Board:
    return Board(engine, sealer)


def votes(engine: Engine) -> dict[str, int]:
    return {row["option"]: row["count"] for row in rows(engine)["votes"]}


def test_a_vote_counts_once_however_often_and_for_whatever_the_chat_votes(board: Board, engine: Engine) -> None:
    poll = board.poll()
    assert board.vote(poll, "bus", "chat")
    assert not board.vote(poll, "bus", "chat")
    assert not board.vote(poll, "car", "chat")
    assert board.vote(poll, "car", "another chat")
    assert votes(engine) == {"bus": 1, "car": 1}


def test_a_chat_has_a_vote_in_each_round(board: Board, engine: Engine) -> None:
    assert board.vote(board.poll(), "bus", "chat")
    assert board.vote(board.poll(), "bus", "chat")
    voters = {row["voter"] for row in rows(engine)["ballot"]}
    assert len(voters) == 2, "no key is shared between rounds"


def test_votes_of_one_chat_at_the_same_time_count_once(board: Board, engine: Engine) -> None:
    poll = board.poll()
    with ThreadPoolExecutor(8) as threads:
        counted = list(threads.map(lambda option: board.vote(poll, option, "chat"), ["bus", "car"] * 8))
    assert counted.count(True) == 1
    assert sum(votes(engine).values()) == 1


def test_votes_of_many_chats_at_the_same_time_all_count(board: Board, engine: Engine) -> None:
    poll = board.poll()
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda number: board.vote(poll, "bus", f"chat {number}"), range(24)))
    assert votes(engine) == {"bus": 24}


@pytest.mark.parametrize(
    ("option", "today"), [("rocket", FIRST), ("", FIRST), ("bus", FIRST - DAY), ("bus", LAST + DAY)]
)
def test_a_vote_for_what_is_not_offered_or_not_open_changes_nothing(
    board: Board, engine: Engine, option: str, today: date
) -> None:
    poll = board.poll()
    assert not board.vote(poll, option, "chat", today)
    assert not board.vote("no such round", "bus", "chat", today)
    assert counts(engine)["ballot"] == counts(engine)["votes"] == 0


def test_the_first_and_the_last_day_count(board: Board, engine: Engine) -> None:
    poll = board.poll()
    assert board.vote(poll, "bus", "one", FIRST)
    assert board.vote(poll, "bus", "two", LAST)
    assert votes(engine) == {"bus": 2}


def test_a_chat_knows_that_it_has_voted_while_the_round_is_open(board: Board) -> None:
    poll = board.poll()
    board.vote(poll, "bus", "chat")
    with board.open() as rounds:
        assert rounds.has_voted(poll, "chat", LAST)
        assert not rounds.has_voted(poll, "another chat", LAST)
        assert not rounds.has_voted(poll, "chat", LAST + DAY)


def test_a_ballot_holds_neither_the_chat_nor_the_vote(board: Board, engine: Engine) -> None:
    board.vote(board.poll(), "walk", "chat")
    (ballot,) = rows(engine)["ballot"]
    assert set(ballot) == {"round_id", "voter", "fresh"}
    assert "walk" not in str(ballot)
    assert "chat" not in str(ballot)


def test_at_the_end_the_ballots_go_and_the_secret_and_the_counts_stay(board: Board, engine: Engine) -> None:
    poll = board.poll()
    board.vote(poll, "bus", "chat")
    assert board.close(LAST) == 0, "on its last day it is open"
    assert board.close() == 1
    (row,) = rows(engine)["round"]
    assert (row["closed"], row["secret"]) == (True, None)
    assert rows(engine)["ballot"] == []
    assert votes(engine) == {"bus": 1}
    assert board.close() == 0
    assert not board.vote(poll, "bus", "another chat", LAST), "not even where a clock goes wrong"


def test_a_round_that_is_over_leaves_those_that_are_open(board: Board, engine: Engine) -> None:
    board.vote(board.poll(closes_on=FIRST), "bus", "chat")
    board.vote(board.poll(), "bus", "chat")
    assert board.close(FIRST + DAY) == 1
    assert counts(engine)["ballot"] == 1
    assert sorted(row["secret"] is None for row in rows(engine)["round"]) == [False, True]


def test_the_secret_of_a_round_that_is_over_is_in_no_file_of_the_database(
    sqlite_engine: Engine, sqlite_path: Path, sealer: Sealer
) -> None:
    board = Board(sqlite_engine, sealer)
    board.poll()
    (row,) = rows(sqlite_engine)["round"]

    def held() -> bool:
        return any(row["secret"] in file.read_bytes() for file in sqlite_path.parent.glob("signpost.db*"))

    assert held(), "this test can see a secret that is there"
    board.close()
    wipe_secrets(sqlite_engine)
    assert not held()


@pytest.mark.postgres
def test_postgresql_keeps_no_old_version_of_a_round_that_is_over(
    postgres_database: tuple[str, Engine], sealer: Sealer
) -> None:
    _, engine = postgres_database
    board = Board(engine, sealer)
    board.poll()
    board.close()

    def pages() -> int:
        with engine.connect() as connection:
            size = text("SELECT pg_relation_filenode('round')")
            return int(connection.scalar(size) or 0)

    before = pages()
    wipe_secrets(engine)
    assert pages() != before, "the table was written anew into another file"


def test_a_secret_that_cannot_be_overwritten_now_is_logged_and_nothing_breaks(
    sealer: Sealer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wipe_secrets(create_engine(f"sqlite:///{tmp_path}/no/such/folder/signpost.db"))
    assert "could not be overwritten" in caplog.text


def test_results_are_shown_at_the_end_and_only_where_enough_voted(board: Board) -> None:
    many, few = board.poll(ask="many"), board.poll(ask="few")
    board.vote_often(many, bus=17, car=8, walk=6)
    board.vote_often(few, bus=9)
    with board.open() as rounds:
        assert [one.results for one in rounds.public(LAST)] == [None, None], "while it is open, nothing is told"
        shown = {one.ask: one.results for one in rounds.public(LAST + DAY)}
    assert shown["few"] is None
    assert shown["many"]
    assert shown["many"].base == 30
    assert shown["many"].shares == {"bus": 55, "car": 26, "walk": 19}


def test_a_few_votes_for_an_option_are_hidden(board: Board) -> None:
    poll = board.poll()
    board.vote_often(poll, bus=22, car=10, walk=1)
    with board.open() as rounds:
        (shown,) = rounds.public(LAST + DAY)
    assert shown.results
    assert shown.results.shares["walk"] is None
    assert list(shown.results.shares.values()).count(None) >= 2, "or it could be worked out"


def test_rounds_are_shown_from_their_first_day_until_two_months_after_their_last(board: Board) -> None:
    board.poll(ask="over", closes_on=FIRST)
    board.poll(ask="open")

    def shown(today: date) -> list[tuple[str, bool]]:
        with board.open() as rounds:
            return [(one.ask, one.closed) for one in rounds.public(today)]

    assert shown(FIRST - DAY) == []
    assert shown(FIRST) == [("open", False), ("over", False)]
    assert shown(FIRST + DAY) == [("open", False), ("over", True)]
    assert shown(FIRST + SHOWN_AFTER) == [("open", True), ("over", True)]
    assert shown(FIRST + SHOWN_AFTER + DAY) == [("open", True)]


def test_a_question_of_the_month_has_no_options_and_no_votes(board: Board, engine: Engine) -> None:
    with board.open() as rounds:
        question = rounds.open_round("question", "What makes a good day?", FIRST, LAST)
        assert not rounds.vote(question, "bus", "chat", FIRST)
        (shown,) = rounds.public(LAST + DAY)
    assert (shown.kind, dict(shown.options), shown.results) == ("question", {}, None)
    assert json.loads(rows(engine)["round"][0]["options"]) == {}


@pytest.mark.parametrize(
    ("kind", "last", "options"),
    [
        ("poll", LAST, None),
        ("poll", LAST, {"only": "The only one"}),
        ("question", LAST, OPTIONS),
        ("poll", FIRST - DAY, OPTIONS),
    ],
)
def test_a_round_that_cannot_be_is_refused(board: Board, kind: str, last: date, options: dict[str, str] | None) -> None:
    with board.open() as rounds, pytest.raises(ValueError, match=r"round closes|poll has"):
        rounds.open_round(kind, "?", FIRST, last, options)  # type: ignore[arg-type]


def test_officers_see_what_is_planned_open_and_over_with_true_votes(board: Board) -> None:
    old = board.poll(LAST, ask="Over?")
    for number in range(3):
        board.vote(old, "bus", f"chat{number}")
    with board.open() as rounds:
        rounds.open_round("question", "Later?", LAST + 30 * DAY, LAST + 60 * DAY)
        rounds.open_round("poll", "Now?", FIRST, LAST + 10 * DAY, OPTIONS)
        seen = rounds.for_officers(LAST + DAY)
    assert [(one.public.ask, one.state) for one in seen] == [
        ("Later?", "planned"), ("Now?", "open"), ("Over?", "over"),
    ]  # fmt: skip
    assert seen[2].votes == {"bus": 3}
    assert seen[2].public.results is None, "too few to publish"
