"""A comment's page: what it shows, what can be done there, and two officers on one comment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from comments import SENDIASS, keep, row
from httpx import Response
from office import Office
from sqlalchemy import select
from sqlmodel import Session
from stored import rows

from storage.officer_tables import Tag
from storage.roles import Role
from storage.word_search import index_all
from storage.worded import open_words
from web.console.shell import Console

Enter = Callable[[Role], Office]
Form = dict[str, str]


@pytest.fixture
def moderator(enter: Enter) -> Office:
    return enter("moderator")


def path(comment_id: str) -> str:
    return f"/console/comments/{comment_id}"


def do(office: Office, comment_id: str, deed: str, version: int = 1, form: Form | None = None, **more: Any) -> Response:
    return office.send(path(comment_id), {"do": deed, "version": str(version), **(form or {}), **more})


def test_a_comment_reads_as_it_was_asked_and_answered(moderator: Office, console: Console) -> None:
    comment_id = keep(console, "they rang back at once", marks={"overall": "5"}, district="norwich", age_band="11-15")
    page = moderator.open(path(comment_id)).text
    told = (
        console.desk().title(SENDIASS),
        "they rang back at once",
        "How good it was",
        "Very good",
        "Norwich, Aged 11",
    )
    for one in (*told, "nobody has started on it", "its writer did not say yes"):
        assert one in page


def test_the_first_letters_of_an_id_lead_to_the_comment(moderator: Office, console: Console) -> None:
    comment_id = keep(console, "they rang back at once")
    assert moderator.open(path(comment_id[:8])).headers["location"] == path(comment_id)


@pytest.mark.parametrize("made_up", ["0" * 32, "nothing", "%25", "x" * 3000, "a'b", "%00"])
def test_a_made_up_id_is_a_kind_page(moderator: Office, console: Console, made_up: str) -> None:
    keep(console, "they rang back at once")
    assert moderator.open(path(made_up)).status_code in {404, 303}
    assert moderator.send(path(made_up), {"do": "hold", "version": "1"}).status_code in {404, 405}


def test_a_worry_says_whom_to_ring_and_cannot_be_approved(moderator: Office, console: Console) -> None:
    comment_id = keep(console, "he hits me when I come home", worry=True, may_show=True)
    page = moderator.open(path(comment_id)).text
    assert "Tell your safeguarding lead today" in page
    assert "never shown to others" in page
    assert "Approve for publishing" not in page
    refused = do(moderator, comment_id, "approve")
    assert refused.status_code == 400
    assert row(console, comment_id).showing == "waiting"


@pytest.mark.parametrize(("more", "why"), [
    ({}, "did not say that it may be shown"), ({"may_show": True, "marks": {"overall": "5"}}, "no words to show"),
])  # fmt: skip
def test_why_it_cannot_be_approved_is_said_before(
    moderator: Office, console: Console, more: dict[str, Any], why: str
) -> None:
    comment_id = keep(console, *([] if "marks" in more else ["they rang back"]), **more)
    page = moderator.open(path(comment_id)).text
    assert why in page
    assert 'value="approve"' not in page


def test_it_is_started_held_rejected_and_approved_with_each_step_in_its_history(
    moderator: Office, console: Console
) -> None:
    comment_id = keep(console, "they rang back at once", may_show=True)
    steps = (("start", "waiting"), ("hold", "held"), ("reject", "rejected"), ("approve", "approved"))
    for version, (deed, kept) in enumerate(steps, 1):
        done = do(moderator, comment_id, deed, version, reason="legal")
        assert done.status_code == 303
        assert row(console, comment_id).showing == kept
    page = moderator.open(done.headers["location"]).text
    assert "Its writer cannot take it back any more." in page
    for told in ("started reading", "held it: a legal reason", "rejected it for publishing: a legal reason"):
        assert f"{moderator.name} {told}" in page
    assert f"Read by {moderator.name}" in moderator.open(path(comment_id)).text


def test_an_edit_stands_beside_what_was_said_first_and_tells_what_was_taken_out(
    moderator: Office, console: Console
) -> None:
    comment_id = keep(console, "the only twins in the village went")
    index_all(console.engine, console.sealer)
    form = {"part.text0": "Mrs Brackenbury took children", "reason": "could-be-known"}
    done = do(moderator, comment_id, "edit", form=form)
    page = moderator.open(done.headers["location"]).text
    assert "Mrs [name] took children" in page
    assert "the only twins in the village went" in page
    assert "This was taken out of your words: a name." in page
    assert "edited the words: someone could be known by it" in page
    assert "took children" in moderator.open("/console/inbox?words=children").text, "before it is indexed anew"
    assert "took children" not in moderator.open("/console/inbox?words=twins").text


@pytest.mark.parametrize(("form", "says"), [
    ({"part.text0": "  "}, "Say what it should say instead"), ({"part.other": "a new part"}, "other parts than these"),
    ({}, "other parts than these"),
])  # fmt: skip
def test_an_edit_that_cannot_be_changes_nothing(
    moderator: Office, console: Console, form: dict[str, str], says: str
) -> None:
    comment_id = keep(console, "they rang back at once")
    refused = do(moderator, comment_id, "edit", form=form)
    assert refused.status_code == 400
    assert says in refused.text
    assert open_words(row(console, comment_id).words, console.sealer) == {"text0": "they rang back at once"}


def test_the_second_of_two_officers_is_told_who_did_what_and_keeps_what_they_typed(
    enter: Enter, console: Console
) -> None:
    comment_id = keep(console, "the only twins in the village went")
    bob, ann = enter("editor"), enter("moderator")
    do(ann, comment_id, "hold", reason="swearing")
    told = do(bob, comment_id, "edit", form={"part.text0": "two children went"})
    assert told.status_code == 400
    assert f"{ann.name} held it: swearing" in told.text
    assert ">two children went</textarea>" in told.text
    assert 'name="version" value="2"' in told.text, "the next press is about what they see now"
    assert do(bob, comment_id, "edit", 2, form={"part.text0": "two children went"}).status_code == 303


def test_tags_are_suggested_and_kept(moderator: Office, console: Console) -> None:
    comment_id = keep(console, "she wants a job in a shop when she leaves school", about="local-offer")
    page = moderator.open(path(comment_id)).text
    assert "(suggested)" in page
    assert "Priority 3: telling people what support there is (always, by its subject)" in page
    do(moderator, comment_id, "tags", tag=["priority.4", "outcome.employment", "theme.made-up"])
    do(moderator, comment_id, "tags", tag=["priority.4"])
    with Session(console.engine) as session:
        assert [one.tag for one in session.scalars(select(Tag))] == ["priority.4"]
    assert "added a tag" in moderator.open(path(comment_id)).text
    noted = [(one["what"], one["why"]) for one in rows(console.engine)["decision"] if "tag" in one["what"]]
    assert ("untag", "employment") in noted


def test_others_that_say_the_same_can_be_answered_together(moderator: Office, console: Console) -> None:
    first = keep(console, "the phone is never answered on a monday morning")
    second = keep(console, "the phone is never answered on a monday morning!")
    keep(console, "the lift is broken again today")
    page = moderator.open(path(first)).text
    assert "Others that say nearly the same (1)" in page
    assert f'name="on" value="{second}"' in page


def test_a_viewer_sees_no_buttons_and_can_change_nothing(enter: Enter, console: Console) -> None:
    comment_id = keep(console, "they rang back at once", may_show=True)
    viewer = enter("viewer")
    assert "What to do with it" not in viewer.open(path(comment_id)).text
    assert do(viewer, comment_id, "approve").status_code == 403
    assert row(console, comment_id).showing == "waiting"


def test_what_was_typed_when_the_session_ended_is_back_in_the_form(enter: Enter, console: Console) -> None:
    comment_id = keep(console, "they rang back at once")
    office = enter("moderator")
    token = office.token()
    end_sessions(console, 1)
    form = {"do": "edit", "version": "1", "part.text0": "a long edit of mine", "form_token": token}
    assert office.client.post(path(comment_id), data=form).status_code == 303
    end_sessions(console, 0)
    assert ">a long edit of mine</textarea>" in office.open(path(comment_id)).text


def end_sessions(console: Console, ended: int) -> None:
    with console.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE officersession SET ended = {ended}")
