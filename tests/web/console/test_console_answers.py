"""Answering in the console: one comment, several, with a new answer or one that is there; and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from comments import SENDIASS, keep, row
from httpx import Response
from office import Office
from stored import counts, rows

from storage.roles import Role
from web.console.shell import Console

Enter = Callable[[Role], Office]
WILL = {"said": "Calls are not answered.", "kind": "will", "text": "Two people start in May."}


@pytest.fixture
def moderator(enter: Enter) -> Office:
    return enter("moderator")


def answer(office: Office, *comment_ids: str, do: str = "answer", version: int = 1, **more: Any) -> Response:
    versions = {f"version.{one}": str(version) for one in comment_ids}
    return office.send("/console/answer", {"on": [*comment_ids], **versions, "do": do, **(WILL | more)})


def typed(form: dict[str, str]) -> dict[str, Any]:
    return {**form}


def kept_answer(console: Console) -> dict[str, Any]:
    (found,) = rows(console.engine)["response"]
    return found


def test_an_answer_is_kept_and_published_when_it_is_wanted(moderator: Office, console: Console) -> None:
    comment_id = keep(console, "nobody picks up the phone")
    assert console.desk().title(SENDIASS) in moderator.open(f"/console/answer?on={comment_id}").text
    done = answer(moderator, comment_id)
    page = moderator.open(done.headers["location"]).text
    assert "the answer is not published yet: 1." in page
    assert (kept_answer(console)["about"], kept_answer(console)["published_on"]) == (SENDIASS, None)
    assert row(console, comment_id).status == "answered"
    where = urlsplit(done.headers["location"]).path
    moderator.send(where, {"do": "publish"})
    assert kept_answer(console)["published_on"]
    moderator.send(where, {"do": "unpublish"})
    assert kept_answer(console)["published_on"] is None
    page = moderator.open(where).text
    for told in ("wrote the answer", "published the answer", "took the answer back from the public"):
        assert told in page


def test_it_can_be_published_at_once(moderator: Office, console: Console) -> None:
    done = answer(moderator, keep(console, "nobody picks up the phone"), publish="now", kind="did")
    assert "the answer is published: 1." in moderator.open(done.headers["location"]).text
    assert kept_answer(console)["published_on"]


@pytest.mark.parametrize(("form", "says"), [
    ({"said": " "}, "Say what families said."), ({"text": ""}, "Say what you did"),
    ({"kind": "maybe"}, "Say whether you did it"),
    ({"about": "Narnia"}, "There is no service or subject called “Narnia”"),
    ({"district": "nowhere"}, "There is no district"),
    ({"text": "Zebedee Quillfeather runs it."}, "“Zebedee Quillfeather”"), ({"said": "The boy aged 9 waits."}, "“9”"),
    ({"do": "link"}, "Choose an answer first."), ({"do": "link", "answer": "0" * 32}, "There is no such response."),
])  # fmt: skip
def test_an_answer_that_cannot_be_keeps_nothing_but_what_was_typed(
    moderator: Office, console: Console, form: dict[str, str], says: str
) -> None:
    comment_id = keep(console, "nobody picks up the phone")
    refused = answer(moderator, comment_id, **typed(form))
    assert refused.status_code == 400
    assert says in refused.text
    assert f">{(WILL | form)['text'].strip()}</textarea>" in refused.text
    assert counts(console.engine)["response"] == 0
    assert row(console, comment_id).status == "received"


def test_a_name_that_is_meant_can_stay(moderator: Office, console: Console) -> None:
    done = answer(moderator, keep(console, "nobody picks up"), text="Zebedee Quillfeather runs it.", keep="yes")
    assert done.status_code == 303


def test_several_are_answered_together_but_for_those_that_changed(moderator: Office, console: Console) -> None:
    first, second = keep(console, "nobody picks up the phone"), keep(console, "the phone rings for hours", about="data")
    moderator.send(f"/console/comments/{second}", {"do": "hold", "version": "1"})
    done = answer(moderator, first, second)
    page = moderator.open(done.headers["location"]).text
    assert f"{second[:8]}</a>: another officer changed it meanwhile" in page
    assert (row(console, first).status, row(console, second).status) == ("answered", "received")


def test_of_two_officers_the_second_is_told_who_answered_and_keeps_what_they_wrote(
    enter: Enter, console: Console
) -> None:
    comment_id = keep(console, "nobody picks up the phone")
    ann, bob = enter("moderator"), enter("editor")
    answer(ann, comment_id)
    told = answer(bob, comment_id, text="It took us an hour to write this.")
    assert told.status_code == 400
    assert f"{ann.name} answered it" in told.text
    assert ">It took us an hour to write this.</textarea>" in told.text
    assert "has the answer" in answer(bob, comment_id, version=2).text
    assert answer(bob, comment_id, version=2, again="yes").status_code == 303


def test_an_answer_that_is_there_is_found_and_used_again(moderator: Office, console: Console) -> None:
    answer(moderator, keep(console, "nobody picks up the phone"))
    other = keep(console, "it rings and rings all day")
    assert "Two people start in May." in answer(moderator, other, do="find", find="PEOPLE may").text
    assert "No answer has these words." in answer(moderator, other, do="find", find="zebra").text
    there = str(kept_answer(console)["id"])
    done = answer(moderator, other, do="link", answer=there)
    assert done.headers["location"].startswith(f"/console/answers/{there}?told=linked")
    assert row(console, other).response_id == there
    assert "answers 2" in moderator.open("/console/answers").text


def test_an_answer_is_reworded_until_it_is_published(enter: Enter, console: Console) -> None:
    ann, bob = enter("moderator"), enter("editor")
    answer(ann, keep(console, "nobody picks up the phone"))
    where = f"/console/answers/{kept_answer(console)['id']}"
    was = {"was_said": WILL["said"], "was_text": WILL["text"], "do": "reword", "said": WILL["said"]}
    assert ann.send(where, {**was, "text": "Three people start in May."}).status_code == 303
    late = bob.send(where, {**was, "text": "Four people start in June."})
    assert late.status_code == 400
    assert "This changed while you were at it" in late.text
    assert ">Four people start in June.</textarea>" in late.text
    ann.send(where, {"do": "publish"})
    again = {**was, "was_text": "Three people start in May.", "text": "Five."}
    assert "It is published." in bob.send(where, again).text
    assert kept_answer(console)["text"] == "Three people start in May."


def test_what_has_changed_since_stands_with_a_we_will(moderator: Office, console: Console) -> None:
    answer(moderator, keep(console, "nobody picks up the phone"))
    where = f"/console/answers/{kept_answer(console)['id']}"
    assert "Say what has changed." in moderator.send(where, {"do": "changed", "changed": " "}).text
    assert "may tell who" in moderator.send(where, {"do": "changed", "changed": "Zebedee Quillfeather came."}).text
    moderator.send(where, {"do": "changed", "changed": "They have started."})
    assert kept_answer(console)["changed"] == "They have started."


def test_hard_words_are_pointed_out_beside_the_answer(moderator: Office, console: Console) -> None:
    text = "Considerable organisational difficulties necessitated supplementary telephony provision. " * 2
    done = answer(moderator, keep(console, "nobody picks up the phone"), text=text)
    assert "hard to read: the reading grade is" in moderator.open(done.headers["location"]).text


def test_those_that_are_not_published_stand_first(moderator: Office, console: Console) -> None:
    answer(moderator, keep(console, "nobody picks up the phone"), publish="now", text="The first one is out.")
    answer(moderator, keep(console, "the lift is broken again"), text="The second one waits.")
    page = moderator.open("/console/answers").text
    assert page.index("The second one waits.") < page.index("The first one is out.")


@pytest.mark.parametrize("path", [
    "/console/answers/nothing", f"/console/answers/{'0' * 32}", "/console/answers/%25",
    f"/console/answers/{'x' * 3000}",
])  # fmt: skip
def test_a_made_up_answer_is_a_kind_page(moderator: Office, path: str) -> None:
    assert moderator.open(path).status_code == 404
    assert moderator.send(path, {"do": "publish"}).status_code == 404


@pytest.mark.parametrize("query", ["", "on=", "on=junk", f"on={'0' * 32}", "on=%00", "on=" + "x" * 4000])
def test_with_no_comment_to_answer_the_way_to_the_inbox_is_shown(moderator: Office, query: str) -> None:
    page = moderator.open(f"/console/answer?{query}")
    assert page.status_code == 200
    assert "Choose comments in the inbox" in page.text


def test_an_answer_to_one_that_was_taken_back_says_so(moderator: Office) -> None:
    refused = answer(moderator, "0" * 32)
    assert refused.status_code == 400
    assert "taken it back" in refused.text


def test_a_long_answer_is_back_after_the_session_had_ended(moderator: Office, console: Console) -> None:
    comment_id, token = keep(console, "nobody picks up the phone"), moderator.token()
    for ended in (1, 0):
        with console.engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE officersession SET ended = {ended}")
        if ended:
            form = {"on": comment_id, f"version.{comment_id}": "1", "do": "answer", **WILL, "form_token": token}
            moderator.client.post("/console/answer", data=form)
    for address in ("/console/answer", f"/console/answer?on={comment_id}"):
        assert f">{WILL['text']}</textarea>" in moderator.open(address).text
    other = keep(console, "quite another thing here")
    assert WILL["text"] not in moderator.open(f"/console/answer?on={other}").text


def test_a_viewer_reads_answers_and_writes_none(enter: Enter, console: Console) -> None:
    comment_id = keep(console, "nobody picks up the phone")
    answer(enter("moderator"), comment_id)
    viewer = enter("viewer")
    where = f"/console/answers/{kept_answer(console)['id']}"
    assert "Publish it" not in viewer.open(where).text
    assert viewer.send(where, {"do": "publish"}).status_code == 403
    assert viewer.open(f"/console/answer?on={comment_id}").status_code == 403
