from typing import Any

import pytest
from saying import MONDAY, WEDNESDAY, lookups, said, send
from sqlalchemy import Engine, update
from sqlmodel import Session, col
from stored import rows

from storage.sealing import Sealer
from storage.submissions import Said
from storage.tables import Submission
from storage.views import Voice
from storage.worded import open_words

LAST_WEEK = MONDAY.replace(day=16)


def view(text: str, about: str = "school", **more: Any) -> Said:
    plain: dict[str, Any] = {"kind": "view", "may_show": True, "age_band": "11-15"}
    return said(text, about=about, **(plain | more))


def shown(engine: Engine, sealer: Sealer) -> list[Voice]:
    with lookups(engine, sealer) as look:
        return list(look.voices())


def decide(engine: Engine, showing: str = "approved") -> None:
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(showing=showing))


def test_what_is_approved_and_allowed_is_shown_with_what_was_asked(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, view("quiet rooms"))
    decide(engine)
    assert shown(engine, sealer) == [Voice("school", "quiet rooms", None, "text0")]


@pytest.mark.parametrize("showing", ["waiting", "held", "rejected"])
def test_nothing_is_shown_without_an_officers_yes(engine: Engine, sealer: Sealer, showing: str) -> None:
    send(engine, sealer, view("quiet rooms"))
    decide(engine, showing)
    assert shown(engine, sealer) == []


@pytest.mark.parametrize("but", [{"may_show": False}, {"worry": True}, {"kind": "feedback"}, {"kind": "complaint"}])
def test_an_officers_yes_is_not_enough(engine: Engine, sealer: Sealer, but: dict[str, Any]) -> None:
    send(engine, sealer, view("quiet rooms", **but))
    decide(engine)
    assert shown(engine, sealer) == []


def test_words_that_were_deleted_after_their_time_are_not_shown(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, view("quiet rooms"))
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(showing="approved", words=None))
    assert shown(engine, sealer) == []


def test_each_text_stands_by_itself(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("the art room", "less noise", kind="view", about="school", may_show=True))
    decide(engine)
    assert [(voice.asked, voice.text) for voice in shown(engine, sealer)] == [
        ("text0", "the art room"),
        ("text1", "less noise"),
    ]


def test_voices_stand_theme_by_theme_the_theme_with_the_newest_words_first(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, view("old work", "employment"), view("old school", "school"), day=LAST_WEEK)
    send(engine, sealer, view("new school", "school"), day=WEDNESDAY)
    decide(engine)
    assert [voice.text for voice in shown(engine, sealer)] == ["new school", "old school", "old work"]


def test_an_age_band_is_told_only_where_five_of_it_spoke_of_the_theme(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, *(view(f"word {number}") for number in range(4)), view("older", age_band="19-25"))
    decide(engine)
    assert {voice.age_band for voice in shown(engine, sealer)} == {None}
    send(engine, sealer, view("a fifth"))
    decide(engine)
    assert [voice.age_band for voice in shown(engine, sealer) if voice.text != "older"] == ["11-15"] * 5
    assert [voice.age_band for voice in shown(engine, sealer) if voice.text == "older"] == [None]


def test_what_is_rude_is_hidden_where_it_is_shown_and_kept_for_the_officer(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, view("the bus was shit"))
    decide(engine)
    assert shown(engine, sealer)[0].text == "the bus was [hidden word]"
    assert open_words(rows(engine)["submission"][0]["words"], sealer) == {"text0": "the bus was shit"}


def test_an_edited_text_is_shown_as_it_was_edited(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, view("before"))
    with Session(engine) as session, session.begin():
        words = b"text0 " + sealer.seal("after")
        first = session.get_one(Submission, rows(engine)["submission"][0]["id"]).words
        session.execute(
            update(Submission).where(col(Submission.kind) == "view").values(
                showing="approved", words=words, first_words=first
            )
        )  # fmt: skip
    assert [voice.text for voice in shown(engine, sealer)] == ["after"]
