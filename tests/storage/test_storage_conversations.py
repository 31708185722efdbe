from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from stored import rows

from storage.conversations import Clash, Conversations, Saved, Waiting
from storage.sealing import Sealer, SealError

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NEW = Saved(0, None, None, None)
MINUTE = timedelta(minutes=1)


class Book:
    """Conversations, each use in a transaction of its own, as in two turns or two workers."""

    def __init__(self, engine: Engine, sealer: Sealer) -> None:
        self.engine = engine
        self.sealer = sealer

    @contextmanager
    def open(self) -> Iterator[Conversations]:
        with Session(self.engine) as session, session.begin():
            yield Conversations(session, self.sealer)

    def turn(
        self, update_id: str, reply: str, *, number: int = 1, private: bool = False, address: str | None = None,
        key: str = "key", at: datetime = NOW,
    ) -> None:  # fmt: skip
        with self.open() as talks:
            assert talks.see(key, update_id, "telegram" if address else "web", at)
            talks.keep_reply(key, update_id, reply, number=number, private=private, address=address)

    def save(self, was: Saved = NEW, state: str = "state", key: str = "key", at: datetime = NOW) -> None:
        with self.open() as talks:
            talks.save(key, "web", was, state, 30.0, at)

    def load(self, key: str = "key") -> Saved:
        with self.open() as talks:
            return talks.load(key)

    def reply_to(self, update_id: str, key: str = "key") -> str | None:
        with self.open() as talks:
            return talks.reply_to(key, update_id)

    def claim(self, now: datetime = NOW, older_than: timedelta = timedelta(0)) -> list[Waiting]:
        with self.open() as talks:
            return talks.claim_unsent("telegram", older_than, now)


@pytest.fixture
def book(engine: Engine, sealer: Sealer) -> Book:
    return Book(engine, sealer)


def test_an_update_is_new_once(book: Book) -> None:
    with book.open() as talks:
        assert talks.see("key", "1", "web", NOW)
    with book.open() as talks:
        assert not talks.see("key", "1", "web", NOW)


def test_the_same_number_in_another_chat_is_another_update(book: Book) -> None:
    with book.open() as talks:
        assert talks.see("key", "1", "web", NOW)
        assert talks.see("other", "1", "web", NOW)


def test_an_update_whose_turn_failed_is_new_again(book: Book) -> None:
    def fail() -> None:
        with book.open() as talks:
            talks.see("key", "1", "web", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with book.open() as talks:
        assert talks.see("key", "1", "web", NOW)


def test_of_two_workers_with_one_update_the_second_waits_and_sees_the_first_ones_reply(book: Book) -> None:
    both = Barrier(2)

    def work() -> str | None:
        both.wait()
        with book.open() as talks:
            if not talks.see("key", "1", "web", NOW):
                return talks.reply_to("key", "1")
            talks.keep_reply("key", "1", "the reply", number=1, private=False, address=None)
            return None

    with ThreadPoolExecutor(2) as workers:
        found = [one.result() for one in [workers.submit(work), workers.submit(work)]]
    assert sorted(found, key=str) == [None, "the reply"]


def test_a_new_conversation_has_no_state_and_version_0(book: Book) -> None:
    assert book.load() == NEW


def test_a_conversation_is_loaded_as_it_was_saved(book: Book) -> None:
    book.save(state='{"flow": "services"}')
    loaded = book.load()
    assert (loaded.version, loaded.state, loaded.tokens) == (1, '{"flow": "services"}', 30.0)
    assert loaded.touched_at is not None
    assert loaded.touched_at.replace(tzinfo=UTC) == NOW


def test_a_conversation_that_was_saved_meanwhile_is_not_overwritten(book: Book) -> None:
    book.save()
    was = book.load()
    book.save(was, "the first")
    with pytest.raises(Clash):
        book.save(was, "the second")
    assert book.load().state == "the first"


def test_a_conversation_that_was_begun_meanwhile_is_not_overwritten(book: Book) -> None:
    book.save(NEW, "the first")
    with pytest.raises(Clash):
        book.save(NEW, "the second")
    assert book.load().state == "the first"


def test_a_conversation_that_was_forgotten_meanwhile_does_not_come_back(book: Book) -> None:
    book.save()
    was = book.load()
    with book.open() as talks:
        talks.forget("key")
    with pytest.raises(Clash):
        book.save(was, "again")
    assert book.load() == NEW


def test_another_key_cannot_open_a_conversation(book: Book) -> None:
    book.save()
    with pytest.raises(SealError):
        Book(book.engine, Sealer(b"another secret")).load()


def test_a_reply_is_found_by_its_update_alone(book: Book) -> None:
    book.turn("1", "one")
    book.turn("2", "two", number=2)
    assert (book.reply_to("1"), book.reply_to("2")) == ("one", "two")
    assert book.reply_to("3") is None
    assert book.reply_to("1", key="other") is None


def test_the_latest_reply_is_that_of_the_newest_turn(book: Book) -> None:
    with book.open() as talks:
        assert talks.latest_reply("key") is None
    book.turn("9", "one", number=1)
    book.turn("10", "two", number=2)
    with book.open() as talks:
        assert talks.latest_reply("key") == "two"
        assert talks.latest_reply("other") is None


def test_a_private_reply_is_wiped_by_the_turn_after_it(book: Book) -> None:
    book.turn("1", "your code", private=True)
    assert book.reply_to("1") == "your code"
    book.turn("2", "the menu", number=2)
    assert book.reply_to("1") is None
    assert book.reply_to("2") == "the menu"


def test_a_private_reply_that_has_not_reached_the_person_is_not_wiped_yet(book: Book) -> None:
    book.turn("1", "your code", private=True, address="77")
    book.turn("2", "the menu", number=2, address="77")
    assert book.reply_to("1") == "your code"
    with book.open() as talks:
        talks.mark_sent("key", "1")
    book.turn("3", "the menu", number=3, address="77")
    assert book.reply_to("1") is None


def test_someone_elses_turn_wipes_nothing(book: Book) -> None:
    book.turn("1", "your code", private=True)
    book.turn("2", "the menu", key="other")
    assert book.reply_to("1") == "your code"


def test_where_a_reply_goes_is_sealed_and_dropped_once_it_is_sent(book: Book) -> None:
    book.turn("1", "one", address="7700900123")
    (row,) = rows(book.engine)["turn"]
    assert b"7700900123" not in row["address"]
    with book.open() as talks:
        talks.mark_sent("key", "1")
    (row,) = rows(book.engine)["turn"]
    assert row["address"] is None


def test_unsent_replies_come_oldest_first_with_where_they_go(book: Book) -> None:
    book.turn("2", "two", number=2, address="77", at=NOW)
    book.turn("1", "one", number=1, address="77", at=NOW)
    book.turn("3", "zero", address="88", key="other", at=NOW - MINUTE)
    assert [(one.update_id, one.address, one.reply) for one in book.claim()] == [
        ("3", "88", "zero"),
        ("1", "77", "one"),
        ("2", "77", "two"),
    ]


def test_what_was_sent_and_what_went_to_a_web_page_is_not_unsent(book: Book) -> None:
    book.turn("1", "one", address="77")
    book.turn("2", "two", number=2)
    with book.open() as talks:
        talks.mark_sent("key", "1")
    assert book.claim() == []


def test_a_reply_that_was_saved_just_now_is_left_to_the_worker_that_saved_it(book: Book) -> None:
    book.turn("1", "one", address="77")
    assert book.claim(NOW + MINUTE / 2, older_than=MINUTE) == []
    assert len(book.claim(NOW + MINUTE, older_than=MINUTE)) == 1


def test_a_reply_that_was_claimed_and_still_not_sent_can_be_claimed_later(book: Book) -> None:
    book.turn("1", "one", address="77")
    assert len(book.claim(NOW + MINUTE, older_than=MINUTE)) == 1
    assert book.claim(NOW + 1.5 * MINUTE, older_than=MINUTE) == []
    assert len(book.claim(NOW + 2 * MINUTE, older_than=MINUTE)) == 1


def test_two_workers_that_claim_at_once_get_each_reply_once(book: Book) -> None:
    expected = {str(number) for number in range(40)}
    for update_id in expected:
        book.turn(update_id, "words", address="77")
    both = Barrier(2)

    def work() -> list[Waiting]:
        both.wait()
        return book.claim(NOW + MINUTE, older_than=MINUTE)

    with ThreadPoolExecutor(2) as workers:
        claimed = [one.update_id for job in [workers.submit(work), workers.submit(work)] for one in job.result()]
    assert sorted(claimed) == sorted(expected)


def test_forgetting_deletes_one_chat_and_leaves_the_others(book: Book) -> None:
    for key in ("key", "other"):
        book.save(key=key)
        book.turn("1", "one", key=key)
    with book.open() as talks:
        talks.forget("key")
    found = rows(book.engine)
    assert [row["key"] for row in found["conversation"] + found["turn"]] == ["other", "other"]


def test_forgetting_can_spare_the_turn_that_is_being_answered(book: Book) -> None:
    book.turn("1", "one")
    book.turn("2", "two", number=2)
    with book.open() as talks:
        talks.forget("key", but="2")
    assert [row["update_id"] for row in rows(book.engine)["turn"]] == ["2"]
