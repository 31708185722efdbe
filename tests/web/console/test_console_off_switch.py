"""The off switch, from the console to families on each channel."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from office import Office
from person import Person
from starlette.testclient import TestClient

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.turn import Channel
from storage.roles import Role
from web.console.shell import Console

REASON = "We are mending a page about EHC plans. Please come back tomorrow."
OFF = "I am switched off for now"


@pytest.fixture
def admin(enter: Callable[[Role], Office]) -> Office:
    return enter("admin")


@pytest.fixture
def family(console: Console, desk: Desk) -> Person:
    return Person(Assistant(console.engine, console.sealer, lambda: desk))


def switch_off(admin: Office, reason: str = REASON) -> None:
    assert admin.send("/console/off-switch/off", {"reason": reason}).status_code == 303


@pytest.mark.parametrize("channel", ["telegram", "web", "terminal"])
def test_a_family_is_told_that_it_is_off_and_why_and_whom_to_ask(
    channel: Channel, admin: Office, console: Console, desk: Desk
) -> None:
    switch_off(admin)
    family = Person(Assistant(console.engine, console.sealer, lambda: desk), channel=channel)
    for say in (family.start, lambda: family.say("school refused an assessment"), lambda: family.press("menu:")):
        say()
        assert OFF in family.screen
        assert REASON in family.screen
        assert any(message.links for message in family.reply.messages[1:])
        assert family.choices == ()


def test_help_in_danger_still_comes_first(admin: Office, family: Person) -> None:
    switch_off(admin)
    family.say("my dad hits me")
    assert family.reply.messages[0].kind == "help"
    assert OFF in family.screen


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/privacy", "keep"),
        ("/mydata", "What I hold"),
        ("/help", "How to use this"),
        ("/forget", "Delete what I hold?"),
    ],
)
def test_what_is_a_persons_right_still_works(command: str, words: str, admin: Office, family: Person) -> None:
    family.start()
    switch_off(admin)
    family.say(command)
    assert words in family.screen
    assert OFF not in family.screen


def test_a_chat_can_still_be_deleted_by_its_button_or_its_words(admin: Office, family: Person) -> None:
    family.start()
    switch_off(admin)
    family.say("/forget")
    family.say(family.labels[0])
    assert family.reply.forgotten


def test_a_flow_goes_on_where_it_was_when_it_is_on_again(admin: Office, family: Person) -> None:
    family.start("services")
    question = family.screen.splitlines()[-1]
    switch_off(admin)
    family.say("hello")
    admin.send("/console/off-switch/on")
    family.press("resume:")
    assert OFF not in family.screen
    assert question in family.screen


def test_easier_words_are_used_for_whom_they_were_asked(admin: Office, family: Person) -> None:
    family.start()
    family.say("/easy")
    switch_off(admin)
    family.say("hello")
    assert "I cannot answer questions now." in family.screen
    assert REASON in family.screen


def test_the_web_chat_shows_the_reason_as_it_was_typed_and_nothing_more(admin: Office, app: FastAPI) -> None:
    switch_off(admin, "<script>alert(1)</script> # {why} *mending*")
    page = TestClient(app).get("/").text
    assert OFF in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; # {why} *mending*" in page
    assert "<script>alert" not in page


def test_the_console_says_plainly_that_it_is_off(admin: Office, enter: Callable[[Role], Office]) -> None:
    switch_off(admin)
    for officer in (admin, enter("viewer")):
        assert "is switched off for families" in officer.open("/console").text
    admin.send("/console/off-switch/on")
    assert "is switched off for families" not in admin.open("/console").text


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 301])
def test_it_is_not_switched_off_without_a_reason_that_fits(reason: str, admin: Office, family: Person) -> None:
    page = admin.send("/console/off-switch/off", {"reason": reason})
    assert page.status_code == 400
    assert "Tell families why" in page.text
    assert reason.strip() in page.text
    family.start()
    assert OFF not in family.screen


def test_a_reason_of_several_lines_becomes_one(admin: Office, family: Person) -> None:
    switch_off(admin, "# A heading\n- a bullet")
    family.start()
    assert "“# A heading - a bullet”" in family.screen
