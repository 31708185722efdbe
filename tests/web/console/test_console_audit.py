"""What officers read and decided can be looked up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from office import Office
from saying import said, send
from sqlalchemy import insert, select
from sqlmodel import Session

from storage.roles import Role
from storage.tables import Decision, Submission
from web.console.shell import Console

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def admin(enter: Callable[[Role], Office]) -> Office:
    return enter("admin")


def note(console: Console, *notes: dict[str, object]) -> None:
    usual = {"at": NOON, "who": "ann", "what": "read", "on_id": "x", "why": None}
    with Session(console.engine) as session, session.begin():
        session.execute(insert(Decision), [usual | one for one in notes])


def test_a_reading_of_a_comment_is_shown_with_who_when_and_a_way_to_it(admin: Office, console: Console) -> None:
    send(console.engine, console.sealer, said("The bus was late."))
    with console.reading() as session:
        comment = session.scalars(select(Submission.id)).one()
    note(console, {"on_id": comment, "what": "rejected", "why": "swearing"})
    page = admin.open("/console/audit?who=ann").text
    for words in ("2026-11-25 12:00", "rejected for showing", "swearing", f'/{comment}"'):
        assert words in page
    assert "bus" not in page


def test_the_pages_follow_each_other_with_the_filter(admin: Office, console: Console) -> None:
    notes = [{"on_id": f"id{number:03}", "at": NOON + timedelta(minutes=number)} for number in range(60)]
    note(console, *notes, {"who": "bob", "on_id": "not-this"})
    first = admin.open("/console/audit?who=ann").text
    assert "id059" in first
    assert "id009" not in first
    older = first.split('href="/console/audit?')[1].split('"')[0].replace("&amp;", "&")
    second = admin.open(f"/console/audit?{older}").text
    assert "id009" in second
    assert "not-this" not in second
    assert "Older" not in second


def test_days_are_whole_days(admin: Office, console: Console) -> None:
    note(console, {"on_id": "before", "at": NOON - timedelta(days=1)}, {"on_id": "that-day"})
    page = admin.open("/console/audit?since=2026-11-25&until=2026-11-25").text
    assert "that-day" in page
    assert "before" not in page


@pytest.mark.parametrize(
    "query",
    [
        "who=" + "x" * 10_000,
        "what=%00",
        "since=soon",
        "until=9999-12-31",
        "since=0001-01-01",
        "after=-1",
        "after=1e999-%00",
    ],
)
def test_junk_in_the_address_gives_a_page(query: str, admin: Office) -> None:
    assert admin.open(f"/console/audit?{query}").status_code == 200


def test_a_day_that_is_none_is_told(admin: Office) -> None:
    assert "Give a day as 2026-11-30" in admin.open("/console/audit?since=soon").text
