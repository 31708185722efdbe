"""Tags of submissions, and the filters that officers keep."""

from __future__ import annotations

import pytest
from saying import said, send
from sqlalchemy import Engine
from sqlmodel import Session
from stored import rows
from test_storage_inbox import AT

from storage.inbox import Inbox
from storage.saved_filters import MOST, SavedFilterError, SavedFilters
from storage.sealing import Sealer
from storage.tags import Tags, tags_of


def test_tags_are_put_added_and_taken_off_with_a_note_of_each(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they waited for the bus"))
    one = str(rows(engine)["submission"][0]["id"])
    for wanted in ({"priority.1", "theme.transport"}, {"priority.1"}, {"outcome.independent-living"}):
        with Session(engine) as session, session.begin():
            Tags(session, Inbox(session, sealer, "ann", AT)).put(one, wanted)
        with Session(engine) as session:
            assert tags_of(session, [one]) == {one: wanted}
    noted = sorted((row["what"], row["why"]) for row in rows(engine)["decision"])
    assert noted == [
        ("tag", "independent-living"), ("tag", "priority 1"), ("tag", "transport"), ("untag", "priority 1"),
        ("untag", "transport"),
    ]  # fmt: skip


def test_a_tag_that_is_there_and_a_comment_that_is_gone_change_nothing(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("they waited for the bus"))
    one = str(rows(engine)["submission"][0]["id"])
    for _ in range(2):
        with Session(engine) as session, session.begin():
            Tags(session, Inbox(session, sealer, "ann", AT)).add([one, "gone"], "priority.1")
    assert [(row["submission_id"], row["tag"]) for row in rows(engine)["tag"]] == [(one, "priority.1")]
    assert len(rows(engine)["decision"]) == 1


def test_a_filter_is_kept_written_over_and_deleted_by_its_officer_alone(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        ann, bob = SavedFilters(session, "ann"), SavedFilters(session, "bob")
        ann.save("worries", "worry=yes")
        ann.save("Bus", "words=bus")
        ann.save("worries", "worry=yes&status=received")
        assert [(one.name, one.query) for one in ann.all()] == [
            ("Bus", "words=bus"), ("worries", "worry=yes&status=received")
        ]  # fmt: skip
        bob.delete(ann.all()[0].id)
        assert len(ann.all()) == 2
        ann.delete(ann.all()[0].id)
        assert [one.name for one in ann.all()] == ["worries"]


@pytest.mark.parametrize(("name", "query"), [("", "worry=yes"), ("long", "x" * 501)])
def test_a_filter_that_cannot_be_kept_says_why(engine: Engine, name: str, query: str) -> None:
    with Session(engine) as session, session.begin(), pytest.raises(SavedFilterError):
        SavedFilters(session, "ann").save(name, query)


def test_nobody_keeps_filters_without_end(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        ann = SavedFilters(session, "ann")
        for number in range(MOST):
            ann.save(f"filter {number}", "worry=yes")
        with pytest.raises(SavedFilterError, match="Delete one first"):
            ann.save("one more", "worry=yes")
