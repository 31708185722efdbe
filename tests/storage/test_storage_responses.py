from datetime import date, timedelta
from typing import Any

from saying import MONDAY, WEDNESDAY, lookups, said, send
from sqlalchemy import Engine, update
from sqlmodel import Session
from stored import rows

from storage.sealing import Sealer
from storage.tables import Response, Submission
from storage.views import PublicResponse


def respond(engine: Engine, response_id: str, published_on: date | None = WEDNESDAY, **more: Any) -> None:
    with Session(engine) as session, session.begin():
        session.add(
            Response(
                id=response_id, kind="will", said="The lift was broken.", text="We will mend it.",
                made_on=MONDAY, published_on=published_on, **more,
            )
        )  # fmt: skip


def link_all(engine: Engine, response_id: str) -> None:
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(response_id=response_id))


def shown(engine: Engine, sealer: Sealer) -> list[PublicResponse]:
    with lookups(engine, sealer) as look:
        return list(look.counted(look.responses()))


def count(engine: Engine, sealer: Sealer) -> int | None:
    return shown(engine, sealer)[0].count


def test_only_what_is_published_is_shown_and_the_newest_first(engine: Engine, sealer: Sealer) -> None:
    respond(engine, "old", WEDNESDAY - timedelta(days=30))
    respond(engine, "new", WEDNESDAY)
    respond(engine, "tomorrow", WEDNESDAY + timedelta(days=1))
    respond(engine, "being written", None)
    assert [one.id for one in shown(engine, sealer)] == ["new", "old"]


def test_a_response_is_shown_with_all_that_it_is_about(engine: Engine, sealer: Sealer) -> None:
    respond(engine, "r", about="a-service", theme="school", district="breckland", changed="It works.")
    assert shown(engine, sealer) == [
        PublicResponse(
            "r", "will", "The lift was broken.", "We will mend it.", WEDNESDAY,
            "a-service", "school", "breckland", "It works.",
        )
    ]  # fmt: skip


def test_how_many_said_it_is_told_to_the_nearest_five_and_only_from_ten(engine: Engine, sealer: Sealer) -> None:
    respond(engine, "r")
    send(engine, sealer, *(said() for _ in range(9)))
    link_all(engine, "r")
    assert count(engine, sealer) is None
    send(engine, sealer, *(said() for _ in range(4)))
    link_all(engine, "r")
    assert count(engine, sealer) == 15


def test_one_person_who_says_the_same_often_counts_once(engine: Engine, sealer: Sealer) -> None:
    respond(engine, "r")
    send(engine, sealer, *(said("the lift has been broken for weeks") for _ in range(30)))
    link_all(engine, "r")
    assert len(rows(engine)["submission"]) == 30
    assert count(engine, sealer) is None
