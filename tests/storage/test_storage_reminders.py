from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from stored import rows

from storage.reminders import CLAIM_LASTS, KEEP_REMINDERS, Claimed, Planned, Reminders
from storage.sealing import Sealer

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
CHAT = "7345551239"


class Box:
    """Reminders, each use in a transaction of its own, as in two turns or two workers."""

    def __init__(self, engine: Engine, sealer: Sealer) -> None:
        self.engine = engine
        self.sealer = sealer

    @contextmanager
    def open(self) -> Iterator[Reminders]:
        with Session(self.engine) as session, session.begin():
            yield Reminders(session, self.sealer)

    def keep(self, *planned: Planned, key: str = "key", address: str = CHAT, easy: bool = False) -> None:
        with self.open() as reminders:
            reminders.keep(key, address, planned, easy=easy)

    def of(self, key: str = "key") -> tuple[Planned, ...]:
        with self.open() as reminders:
            return reminders.of(key)

    def claim(self, now: datetime = NOW, chats: int = 50) -> list[Claimed]:
        with self.open() as reminders:
            return reminders.claim(now.date(), now, chats)

    def begin(self, claimed: Claimed) -> Claimed:
        with self.open() as reminders:
            return reminders.begin(claimed)

    def states(self) -> list[str]:
        return sorted(row["state"] for row in rows(self.engine)["reminder"])


@pytest.fixture
def box(engine: Engine, sealer: Sealer) -> Box:
    return Box(engine, sealer)


def planned(subject: str = "clock.appeal", send_on: date = TODAY, due: date = TODAY + DAY) -> Planned:
    return Planned(subject, due, "before", send_on)


def subjects(claimed: list[Claimed]) -> list[list[str]]:
    return sorted(sorted(one.subject for one in each.planned.values()) for each in claimed)


def test_only_the_day_and_a_hash_of_the_chat_can_be_read_without_the_key(box: Box) -> None:
    box.keep(planned())
    (row,) = rows(box.engine)["reminder"]
    assert {name: value for name, value in row.items() if name not in {"reminder_id", "payload"}} == {
        "key": "key",
        "send_on": TODAY,
        "state": "waiting",
        "claimed_at": None,
    }
    sealed = row["payload"]
    assert CHAT.encode() not in sealed
    assert CHAT in box.sealer.open(sealed)
    assert "clock.appeal" in box.sealer.open(sealed)


def test_a_chat_sees_its_own_reminders_the_soonest_first(box: Box) -> None:
    box.keep(planned("b", TODAY + DAY), planned("a", TODAY + 3 * DAY), planned("c", TODAY))
    box.keep(planned("d"), key="other")
    assert [one.subject for one in box.of()] == ["c", "b", "a"]


def test_asked_again_with_a_new_date_the_old_one_of_that_subject_goes(box: Box) -> None:
    box.keep(planned("a"), planned("b"))
    box.keep(planned("a", due=TODAY + 9 * DAY))
    assert sorted((one.subject, one.due) for one in box.of()) == [("a", TODAY + 9 * DAY), ("b", TODAY + DAY)]


def test_one_subject_can_be_stopped_or_all(box: Box) -> None:
    box.keep(planned("a"), planned("a", TODAY + DAY), planned("b"))
    box.keep(planned("a"), key="other")
    with box.open() as reminders:
        assert reminders.stop("key", "a") == 2
    assert [one.subject for one in box.of()] == ["b"]
    with box.open() as reminders:
        assert reminders.stop("key") == 1
    assert (box.of(), len(box.of("other"))) == ((), 1)


def test_what_is_due_today_or_was_due_while_nothing_ran_is_claimed_and_what_is_not_is_left(box: Box) -> None:
    box.keep(planned("today"), planned("earlier", TODAY - 5 * DAY), planned("tomorrow", TODAY + DAY))
    (claimed,) = box.claim()
    assert (claimed.key, claimed.address, claimed.easy) == ("key", CHAT, False)
    assert subjects([claimed]) == [["earlier", "today"]]


def test_all_that_a_chat_has_due_comes_together_and_only_so_many_chats(box: Box) -> None:
    for chat in ("one", "two", "three"):
        box.keep(planned("a"), planned("b"), key=chat)
    first, second = box.claim(chats=2), box.claim(chats=2)
    assert subjects(first) == [["a", "b"], ["a", "b"]]
    assert subjects(second) == [["a", "b"]]
    assert {one.key for one in (*first, *second)} == {"one", "two", "three"}


def test_the_oldest_go_first(box: Box) -> None:
    box.keep(planned(), key="new")
    box.keep(planned(send_on=TODAY - DAY), key="old")
    assert [one.key for one in box.claim(chats=1)] == ["old"]


def test_easier_words_are_remembered_with_the_reminder(box: Box) -> None:
    box.keep(planned(), easy=True)
    assert box.claim()[0].easy


def test_a_claim_runs_out_so_that_a_worker_that_died_before_sending_loses_nothing(box: Box) -> None:
    box.keep(planned())
    assert box.claim()
    assert box.claim(NOW + CLAIM_LASTS - MINUTE) == []
    assert box.claim(NOW + CLAIM_LASTS)


def test_what_was_noted_as_going_is_never_claimed_again(box: Box) -> None:
    box.keep(planned())
    box.begin(box.claim()[0])
    assert box.claim(NOW + 10 * CLAIM_LASTS) == []
    assert box.of() == ()


def test_a_worker_whose_claim_ran_out_sends_nothing_that_another_has_taken(box: Box) -> None:
    box.keep(planned())
    (slow,) = box.claim()
    (quick,) = box.claim(NOW + CLAIM_LASTS)
    assert box.begin(slow).planned == {}
    assert box.begin(quick).planned == quick.planned


def test_what_was_stopped_after_it_was_claimed_does_not_go(box: Box) -> None:
    box.keep(planned("a"), planned("b"))
    (claimed,) = box.claim()
    with box.open() as reminders:
        reminders.stop("key", "a")
    assert subjects([box.begin(claimed)]) == [["b"]]
    with box.open() as reminders:
        reminders.stop("key")
    assert box.begin(claimed).planned == {}


def test_what_is_given_back_waits_for_the_claim_to_run_out_and_then_goes(box: Box) -> None:
    box.keep(planned())
    going = box.begin(box.claim()[0])
    with box.open() as reminders:
        reminders.give_back(going)
    assert box.claim(NOW + MINUTE) == []
    (again,) = box.claim(NOW + CLAIM_LASTS)
    assert box.begin(again).planned == going.planned


def test_what_is_done_is_deleted_and_nothing_else(box: Box) -> None:
    box.keep(planned("a"), planned("later", TODAY + DAY))
    box.keep(planned(), key="other")
    mine = next(one for one in box.claim() if one.key == "key")
    with box.open() as reminders:
        assert reminders.done([box.begin(mine)]) == 1
        assert reminders.done([]) == 0
    assert [one.subject for one in box.of()] == ["later"]
    assert len(box.of("other")) == 1


def test_stopping_all_takes_even_what_is_going(box: Box) -> None:
    box.keep(planned(), planned("b", TODAY + DAY))
    box.begin(box.claim()[0])
    with box.open() as reminders:
        assert reminders.stop("key") == 2
    assert box.states() == []


def test_thirty_days_past_its_day_it_is_not_sent_any_more(box: Box) -> None:
    box.keep(planned())
    assert box.claim(NOW + KEEP_REMINDERS + DAY) == []
    assert len(box.claim(NOW + KEEP_REMINDERS)) == 1


@pytest.mark.parametrize("at_once", [2, 4])
def test_workers_that_claim_at_once_share_the_chats_and_never_split_one(box: Box, at_once: int) -> None:
    chats = {f"chat-{number}" for number in range(60)}
    for chat in chats:
        box.keep(*(planned(f"s{number}") for number in range(3)), key=chat)
    all_ready = Barrier(at_once)

    def work() -> list[Claimed]:
        all_ready.wait()
        got: list[Claimed] = []
        while claimed := box.claim(chats=7):
            got += claimed
        return got

    with ThreadPoolExecutor(at_once) as workers:
        futures = [workers.submit(work) for _ in range(at_once)]
        shares = [future.result() for future in futures]
    claimed = [one for share in shares for one in share]
    assert sorted(one.key for one in claimed) == sorted(chats)
    assert all(len(one.planned) == 3 for one in claimed)


@pytest.mark.postgres
def test_on_postgresql_a_worker_passes_over_what_another_is_claiming_and_does_not_wait(
    postgres_database: tuple[str, Engine], sealer: Sealer
) -> None:
    box = Box(postgres_database[1], sealer)
    with box.open() as reminders:
        for key in ("one", "two"):
            reminders.stop(key)
            reminders.keep(key, CHAT, [planned("a"), planned("b")], easy=False)
    with box.open() as first:
        mine = first.claim(TODAY, NOW, 1)
        theirs = box.claim(chats=50)
    assert {one.key for one in mine} | {one.key for one in theirs} == {"one", "two"}
    assert subjects(mine) == subjects(theirs) == [["a", "b"]]
