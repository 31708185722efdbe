"""`signpost comments answer`: from what families said to "You said, we did", and behind the receipt codes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from officer import Officer
from opinions import SEND, SENDIASS, send, to_own_words
from person import Person
from sqlalchemy import Engine
from starlette.testclient import TestClient
from stored import counts, rows

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.published import Published
from storage.sealing import Sealer
from web.app import create_app
from web.public import PublicPages
from web.site import Site

SAID = ("--said", "Calls are not answered on Mondays.")


@pytest.fixture
def public(assistant: Assistant, sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> Iterator[TestClient]:
    """The public pages over the same database."""
    site = Site(area="Anyshire", run_by="Anyshire Council runs this.", secret=b"x", secure_cookies=False)
    published = Published(sqlite_engine, sealer)
    app = create_app(assistant, site=site, public=lambda pages: PublicPages(published, lambda: desk, pages).router())
    with TestClient(app) as client:
        yield client


def answered(officer: Officer, *words: str) -> str:
    """Answer the only comment there is. Gives the first letters of the answer's id."""
    told = officer.types(*officer.comments("answer", officer.only_id(), *SAID, *words))
    return told.split("Answered 1 with ")[1][:8]


@pytest.mark.parametrize(("kind", "shown", "status"), [
    ("--did", "We did this", "Something has changed"), ("--will", "We will do this", "The council has answered it"),
    ("--cannot", "We cannot do this, because", "cannot do what was asked"),
])  # fmt: skip
def test_an_answer_reaches_the_receipt_the_chat_and_the_page(
    officer: Officer, person: Person, public: TestClient, kind: str, shown: str, status: str
) -> None:
    code = send(person, None, "answer the phone on mondays")
    answered(officer, kind, "Two people sit by the phones.", "--publish")
    person.say(f"/receipt {code}")
    assert status in person.screen
    assert "Two people sit by the phones." in person.screen
    person.press("responses:")
    for screen in (person.screen, public.get("/you-said-we-did").text):
        assert screen.index("Calls are not answered on Mondays.") < screen.index(shown)
        assert screen.index(shown) < screen.index("Two people sit by the phones.")


def test_an_answer_is_seen_by_nobody_until_it_is_published(officer: Officer, person: Person) -> None:
    code = send(person, None, "answer the phone on mondays")
    answer = answered(officer, "--will", "We will hire two people.")
    for told, is_seen in ((None, False), ("publish", True), ("unpublish", False)):
        if told:
            officer.types(*officer.comments(told, answer))
        person.say(f"/receipt {code}")
        assert ("We will hire two people." in person.screen) is is_seen
        person.press("responses:")
        assert ("We will hire two people." in person.screen) is is_seen


def test_what_became_of_a_promise_stands_with_it(officer: Officer, person: Person) -> None:
    code = send(person, None, "answer the phone on mondays")
    answer = answered(officer, "--will", "We will hire two people.", "--publish")
    officer.types(*officer.comments("changed", answer, "They have started."))
    person.say(f"/receipt {code}")
    assert "What has changed since: They have started." in person.screen


def test_the_answers_that_wait_stand_before_those_that_are_public(officer: Officer, assistant: Assistant) -> None:
    send(Person(assistant), None, "answer the phone on mondays")
    first = answered(officer, "--did", "Two people sit by the phones.", "--publish")
    send(Person(assistant), None, "open the hall in the evening")
    (second,) = (one["id"] for one in officer.listed("--status", "received"))
    officer.types(*officer.comments("answer", second, "--said", "The hall is shut.", "--will", "We will open it."))
    told = officer.types(*officer.comments("answers"))
    assert told.index("NOT PUBLISHED") < told.index("We will open it.") < told.index(first)
    assert "published on" in told
    assert told.endswith("Not for sharing.\n")


def test_with_no_answer_yet_that_is_said(officer: Officer) -> None:
    assert officer.types(*officer.comments("answers")) == "There is no answer yet.\n"


@pytest.mark.parametrize(("words", "says"), [
    (("--said", "", "--did", "It is done."), "Say what families said"),
    (("--said", "  ", "--did", "It is done."), "Say what families said"),
    ((*SAID, "--did", "It is done.", "--will", "We will."), "Say one of --did, --will or --cannot"),
    (SAID, "Say one of --did, --will or --cannot"), ((*SAID, "--did", " "), "Say one of --did, --will or --cannot"),
    ((*SAID, "--did", "It is done.", "--about", "nothing"), "nothing with the id 'nothing'"),
    ((*SAID, "--did", "It is done.", "--district", "nowhere"), "no district 'nowhere'. Use one of: norwich"),
    (("--said", "Zebedee Quillfeather is rude.", "--did", "He went."), "may tell who somebody is: 'Zebedee Quill"),
    ((*SAID, "--did", "The boy aged 9 has a place."), "may tell who somebody is: '9'"),
])  # fmt: skip
def test_an_answer_that_cannot_be_keeps_nothing(
    officer: Officer, person: Person, sqlite_engine: Engine, words: tuple[str, ...], says: str
) -> None:
    send(person, None, "answer the phone on mondays")
    comment = officer.only_id()
    assert says in officer.is_refused(*officer.comments("answer", comment, *words))
    assert counts(sqlite_engine)["response"] == 0
    assert officer.listed()[0]["status"] == "received"


def test_an_answer_needs_what_families_said(officer: Officer, person: Person) -> None:
    send(person, "they rang back")
    assert "--said" in officer.is_told_the_usage(*officer.comments("answer", officer.only_id(), "--did", "It is done."))


def test_an_answer_to_one_that_is_not_there_answers_none(
    officer: Officer, person: Person, sqlite_engine: Engine
) -> None:
    send(person, "they rang back")
    comment = officer.only_id()
    assert "'gone'" in officer.is_refused(*officer.comments("answer", comment, "gone", *SAID, "--did", "It is done."))
    assert counts(sqlite_engine)["response"] == 0


def test_a_name_that_is_meant_can_stay(officer: Officer, person: Person) -> None:
    send(person, None, "answer the phone on mondays")
    answered(officer, "--did", "Julie Brackenbury runs the team now.", "--publish", "--sure")
    person.press("responses:")
    assert "Julie Brackenbury runs the team now." in person.screen


def test_what_has_an_answer_is_not_answered_twice_unseen(officer: Officer, person: Person) -> None:
    send(person, None, "answer the phone on mondays")
    first = answered(officer, "--will", "We will hire two people.", "--publish")
    comment = officer.only_id()
    again = officer.comments("answer", comment, *SAID, "--did", "Two people have started.")
    assert f"has the answer {first}" in officer.is_refused(*again)
    assert "an answer already" in officer.is_refused(*officer.comments("start", comment))
    assert "Answered 1" in officer.types(*again, "--again")


def test_a_comment_that_is_named_twice_is_answered_once(officer: Officer, person: Person) -> None:
    send(person, None, "answer the phone on mondays")
    comment = officer.only_id()
    told = officer.types(*officer.comments("answer", comment, comment[:8], *SAID, "--did", "It is done."))
    assert "Answered 1 with" in told


def test_where_its_writer_lives_is_no_part_of_the_answer_to_one_comment(
    officer: Officer, person: Person, sqlite_engine: Engine
) -> None:
    to_own_words(person)
    person.say("they rang back")
    for label in ("Skip what should change", "Skip if you felt safe", "South Norfolk", "11 to 15"):
        person.tap(label)
    person.tap("No, do not show them")
    person.tap(SEND)
    answered(officer, "--did", "It is done.", "--publish")
    assert officer.listed()[0]["district"] == "south-norfolk"
    (kept,) = rows(sqlite_engine)["response"]
    assert (kept["about"], kept["district"]) == (SENDIASS, None)


def test_hard_words_are_pointed_out_and_the_answer_is_kept(
    officer: Officer, person: Person, sqlite_engine: Engine
) -> None:
    send(person, None, "answer the phone on mondays")
    text = "Considerable organisational difficulties necessitated supplementary telephony provision. " * 2
    told = officer.types(*officer.comments("answer", officer.only_id(), *SAID, "--did", text))
    assert "hard to read: the reading grade is" in told
    assert counts(sqlite_engine)["response"] == 1


@pytest.mark.parametrize("words", [
    ("publish", "nothing"), ("publish", ""), ("publish", "%"), ("unpublish", "nothing"),
    ("changed", "nothing", "They started."),
])  # fmt: skip
def test_an_answer_that_is_not_there_says_how_to_see_them(
    officer: Officer, person: Person, words: tuple[str, ...]
) -> None:
    send(person, None, "answer the phone on mondays")
    answered(officer, "--will", "We will hire two people.")
    assert "comments answers shows them" in officer.is_refused(*officer.comments(*words))


@pytest.mark.parametrize(("what", "says"), [(" ", "Say what has changed"), ("Julie Smith started.", "who somebody is")])
def test_what_changed_needs_words_that_tell_of_nobody(officer: Officer, person: Person, what: str, says: str) -> None:
    send(person, None, "answer the phone on mondays")
    answer = answered(officer, "--will", "We will hire two people.")
    assert says in officer.is_refused(*officer.comments("changed", answer, what))
