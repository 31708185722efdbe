"""What officers read and decide: the order, the notes, the first version, two officers at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from saying import MONDAY, anonymiser, said, send
from sqlalchemy import Engine, select
from sqlmodel import Session
from stored import rows, unsealed

from storage.deciding import Deciding, DecidingError, NewResponse
from storage.inbox import Filters, Inbox
from storage.sealing import Sealer
from storage.tables import Decision

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
TODAY = AT.date()
WILL = NewResponse("will", "Calls are not answered.", "Two more people from January.", theme="health")


@contextmanager
def desk_of(engine: Engine, sealer: Sealer, who: str = "ann", minute: int = 30) -> Iterator[tuple[Inbox, Deciding]]:
    with Session(engine) as session, session.begin():
        inbox = Inbox(session, sealer, who, AT.replace(minute=minute))
        yield inbox, Deciding(session, sealer, inbox)


def only_one(engine: Engine, sealer: Sealer) -> str:
    with desk_of(engine, sealer) as (inbox, _):
        (item,) = inbox.page(Filters()).items
    return item.id


def notes(engine: Engine) -> list[tuple[str, str, str | None]]:
    with Session(engine) as session:
        return [(row.who, row.what, row.why) for row in session.scalars(select(Decision))]


def test_worry_flags_come_first_then_the_newest_week(engine: Engine, sealer: Sealer) -> None:
    for about, weeks, worry in (("old", 3, False), ("new", 0, False), ("old-worry", 5, True), ("worry", 1, True)):
        day = MONDAY - timedelta(weeks=weeks)
        send(engine, sealer, said(f"this is {about} of mine", about=about, worry=worry), day=day)
    with desk_of(engine, sealer) as (inbox, _):
        assert [item.about for item in inbox.page(Filters()).items] == ["worry", "old-worry", "new", "old"]


def test_pages_show_each_one_once_also_across_the_flags(engine: Engine, sealer: Sealer) -> None:
    for number in range(11):
        day = MONDAY - timedelta(weeks=number % 3)
        send(
            engine,
            sealer,
            said(f"number {number} of these is mine", about=f"s{number}", worry=number % 4 == 0),
            day=day,
        )
    found: list[str] = []
    with desk_of(engine, sealer) as (inbox, _):
        page = inbox.page(Filters(), size=3)
        found += [item.about for item in page.items]
        while page.after:
            page = inbox.page(Filters(), page.after, size=3)
            found += [item.about for item in page.items]
    assert sorted(found) == sorted(f"s{number}" for number in range(11))


@pytest.mark.parametrize("after", ["nonsense", "1.2026-99-99.x", "", "x.y", "'; drop table submission"])
def test_a_made_up_place_is_the_beginning(engine: Engine, sealer: Sealer, after: str) -> None:
    send(engine, sealer, said("they listened to me"))
    with desk_of(engine, sealer) as (inbox, _):
        assert len(inbox.page(Filters(), after).items) == 1


@pytest.mark.parametrize(("filters", "found"), [
    (Filters(kind="view"), {"b"}), (Filters(about=["a", "c"]), {"a", "c"}), (Filters(worry=True), {"c"}),
    (Filters(district="norwich"), {"a"}), (Filters(age_band="11-15"), {"b"}), (Filters(status="reading"), set()),
    (Filters(since=MONDAY), {"a", "b"}), (Filters(until=MONDAY - timedelta(weeks=1)), {"c"}),
    (Filters(showing="waiting", worry=False), {"a", "b"}),
])  # fmt: skip
def test_filters_narrow_the_list_and_its_count(
    engine: Engine, sealer: Sealer, filters: Filters, found: set[str]
) -> None:
    send(engine, sealer, said("one thing about a", about="a", district="norwich"))
    send(engine, sealer, said("one thing about b", about="b", kind="view", age_band="11-15"))
    send(engine, sealer, said("one thing about c", about="c", worry=True), day=MONDAY - timedelta(weeks=2))
    with desk_of(engine, sealer) as (inbox, _):
        assert {item.about for item in inbox.page(filters).items} == found
        assert inbox.count(filters).number == len(found)


def test_each_reading_is_noted_with_who_and_never_with_the_words(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("the zebra crossing is a long way"))
    with desk_of(engine, sealer) as (inbox, _):
        (item,) = inbox.page(Filters()).items
        assert item.words == {"text0": "the zebra crossing is a long way"}
    with desk_of(engine, sealer, "bob") as (inbox, _):
        assert inbox.one(item.id[:8])
    assert sorted(notes(engine)) == [("ann", "read", None), ("bob", "read", None)]
    assert "zebra" not in unsealed({"decision": rows(engine)["decision"]}, sealer)


def test_the_first_letters_name_a_submission_only_where_one_alone_begins_so(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("first of two things"))
    send(engine, sealer, said("quite another thing here"))
    with desk_of(engine, sealer) as (inbox, _):
        assert inbox.one("") is None
        assert inbox.one("%") is None
        assert inbox.one("no-such-id") is None


def test_an_edit_keeps_what_was_said_first_and_says_why(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("the only twins in the village went"))
    submission = only_one(engine, sealer)
    with desk_of(engine, sealer) as (_, deciding):
        deciding.edit(submission, 1, {"text0": anonymiser().clean("two children went")}, "could-be-known")
    with desk_of(engine, sealer, minute=31) as (_, deciding):
        deciding.edit(submission, 2, {"text0": anonymiser().clean("children went")}, "other")
    with desk_of(engine, sealer) as (inbox, _):
        item = inbox.one(submission)
        assert item
        assert item.words == {"text0": "children went"}
        assert item.first_words == {"text0": "the only twins in the village went"}
        assert [noted.why for noted in inbox.history(submission) if noted.what == "edit"] == ["could-be-known", "other"]


def test_the_second_of_two_officers_is_told_and_changes_nothing(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they listened to me", may_show=True))
    submission = only_one(engine, sealer)
    with desk_of(engine, sealer) as (_, first):
        first.show(submission, 1, "held", "other")
    with desk_of(engine, sealer, "bob") as (_, second), pytest.raises(DecidingError, match="Another officer"):
        second.show(submission, 1, "approved")
    with desk_of(engine, sealer) as (inbox, _):
        item = inbox.one(submission)
        assert item
        assert item.showing == "held"


def test_what_its_writer_took_back_cannot_be_decided_about(engine: Engine, sealer: Sealer) -> None:
    with desk_of(engine, sealer) as (_, deciding):
        with pytest.raises(DecidingError, match="taken it back"):
            deciding.start("gone", 1)
        with pytest.raises(DecidingError, match="taken it back"):
            deciding.respond(["gone"], WILL, TODAY)


@pytest.mark.parametrize(("worry", "may_show", "why"), [
    (True, True, "worry flag"), (False, False, "did not say that it may be shown"),
])  # fmt: skip
def test_words_of_worry_and_words_that_were_not_given_are_never_approved(
    engine: Engine, sealer: Sealer, worry: bool, may_show: bool, why: str
) -> None:
    send(engine, sealer, said("they listened to me", worry=worry, may_show=may_show))
    submission = only_one(engine, sealer)
    with desk_of(engine, sealer) as (_, deciding), pytest.raises(DecidingError, match=why):
        deciding.show(submission, 1, "approved")


@pytest.mark.parametrize(("kind", "status"), [("did", "done"), ("will", "answered"), ("cannot", "cannot")])
def test_one_response_answers_many_and_each_sees_what_became_of_it(
    engine: Engine, sealer: Sealer, kind: str, status: str
) -> None:
    for number in range(3):
        send(engine, sealer, said(f"call number {number} was not answered", about=f"s{number}"))
    with desk_of(engine, sealer) as (inbox, deciding):
        ids = [item.id for item in inbox.page(Filters()).items]
        response = deciding.respond(ids, NewResponse(kind, "Said.", "Done."), TODAY)  # type: ignore[arg-type]
    with desk_of(engine, sealer) as (inbox, deciding):
        items = inbox.page(Filters()).items
        assert {(item.status, item.response_id) for item in items} == {(status, response)}
        deciding.publish(response, TODAY)
        deciding.say_what_changed(response, "They have started.")
    (kept,) = rows(engine)["response"]
    assert (str(kept["published_on"])[:10], kept["changed"]) == (str(TODAY), "They have started.")
    with desk_of(engine, sealer) as (_, deciding):
        deciding.publish(response, None)
    assert rows(engine)["response"][0]["published_on"] is None


def test_a_response_that_is_not_there_cannot_be_published(engine: Engine, sealer: Sealer) -> None:
    with desk_of(engine, sealer) as (_, deciding), pytest.raises(DecidingError, match="no such response"):
        deciding.publish("nothing", date(2026, 11, 26))


def test_officers_see_how_many_said_nearly_the_same(engine: Engine, sealer: Sealer) -> None:
    for ending in ("", "!", " please", "."):
        send(engine, sealer, said(f"the phone is never answered on a monday morning{ending}", about="line"))
    send(engine, sealer, said("the lift is broken again today", about="line"))
    with desk_of(engine, sealer) as (inbox, _):
        assert sorted(item.like for item in inbox.page(Filters()).items) == [1, 4, 4, 4, 4]
