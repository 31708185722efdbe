"""Words that may be quoted, and the wall as it stands: approved, allowed, without a worry, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from saying import WEDNESDAY, said, send
from sqlalchemy import Engine, update
from sqlmodel import Session

from storage.quotes import Quotes
from storage.sealing import Sealer
from storage.tables import Submission
from storage.wall import wall

LONG_AGO = WEDNESDAY - timedelta(weeks=60)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session, session.begin():
        yield session


def decide(engine: Engine, **values: Any) -> None:
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(**{"showing": "approved", "may_show": True, **values}))


def quoted(engine: Engine, sealer: Sealer, measure: str = "listened-to", since: date = LONG_AGO) -> list[str]:
    with reading(engine) as session:
        return [text for _, text in Quotes(session, sealer, since).of_measures([measure])]


def test_words_are_quoted_for_what_their_writer_answered(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("Heard.", marks={"listened-to": "yes"}), said("Late.", marks={"on-time": "no"}))
    decide(engine)
    assert quoted(engine, sealer) == ["Heard."]
    assert quoted(engine, sealer, "on-time") == ["Late."]
    assert quoted(engine, sealer, "welcome") == []


@pytest.mark.parametrize("values", [
    {"showing": "waiting"}, {"showing": "held"}, {"showing": "rejected"}, {"may_show": False}, {"worry": True},
    {"kind": "complaint"}, {"words": None},
])  # fmt: skip
def test_what_is_not_for_everybody_is_not_quoted_and_not_on_the_wall(
    engine: Engine, sealer: Sealer, values: dict[str, Any]
) -> None:
    send(engine, sealer, said("Heard.", kind="view", about="school", marks={"listened-to": "yes"}))
    decide(engine, **values)
    with reading(engine) as session:
        assert list(wall(session, sealer).voices) == []
    assert quoted(engine, sealer) == []


def test_old_words_are_not_quoted(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("Heard.", marks={"listened-to": "yes"}), day=LONG_AGO)
    decide(engine)
    assert quoted(engine, sealer, since=WEDNESDAY - timedelta(weeks=52)) == []


def test_a_link_in_approved_words_is_masked_as_it_is_in_public(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("See www.example.com now.", marks={"listened-to": "yes"}))
    decide(engine)
    assert quoted(engine, sealer) == ["See [web link] now."]


def test_only_young_peoples_words_stand_under_a_theme(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("Art.", kind="view", about="school"), said("Maths.", about="school"))
    decide(engine)
    with reading(engine) as session:
        assert [text for _, text in Quotes(session, sealer, LONG_AGO).of_theme("school")] == ["Art."]


def test_the_wall_goes_on_behind_each_page_with_the_newest_week_first(engine: Engine, sealer: Sealer) -> None:
    for weeks in range(5):
        views = (said(f"Week {weeks}, {one}.", kind="view", about="school") for one in "ab")
        send(engine, sealer, *views, day=WEDNESDAY - timedelta(weeks=weeks))
    decide(engine)
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        with reading(engine) as session:
            page = wall(session, sealer, after, size=3)
        seen.extend(text for voice in page.voices for text in voice.words.values())
        after = page.after
    assert sorted(seen) == sorted(f"Week {weeks}, {one}." for weeks in range(5) for one in "ab")
    assert [text[5] for text in seen] == list("0011223344")
