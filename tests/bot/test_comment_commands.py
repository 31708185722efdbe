"""`signpost comments`: officers read what families said, and decide about it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from officer import Officer
from opinions import SEND, SENDIASS, send, to_own_words
from person import Person
from sqlalchemy import Engine
from stored import counts, rows

from bot import comment_commands
from handlers.assistant import Assistant
from handlers.desk import Desk
from storage.submissions import week_of


@pytest.fixture
def young(assistant: Assistant) -> Person:
    return Person(assistant)


def say_openly(person: Person, good: str = "they rang back") -> None:
    """Say something that others may read."""
    to_own_words(person)
    person.say(good)
    for skip in ("what should change", "if you felt safe", "where you live", "the age"):
        person.tap(f"Skip {skip}")
    person.tap("Yes, others may read them")
    person.tap(SEND)


def say_as_young(person: Person, good: str = "the bus comes late") -> None:
    """Say something as a young person that others may read."""
    person.start("youth")
    for label in ("16 to 18", "Say what I think", "Something else"):
        person.tap(label)
    while "What is good?" not in person.screen:
        person.tap(next(label for label in person.labels if label.startswith("Skip")))
    person.say(good)
    for label in ("Skip what should change", "Skip where I live", "Yes, you can show them", SEND):
        person.tap(label)


# Reading


def test_a_worry_stands_first_and_the_list_says_that_it_cannot_wait(officer: Officer, assistant: Assistant) -> None:
    send(Person(assistant), "they rang back")
    send(Person(assistant), "he hits me when I come home late")
    told = officer.types(*officer.comments("list"))
    assert told.index("WORRY") < told.index("he hits me") < told.index("they rang back")
    assert "cannot wait" in told
    assert told.endswith("That is the last page.\n")


def test_with_no_worry_nobody_is_told_of_one(officer: Officer, person: Person) -> None:
    send(person, "they rang back")
    told = officer.types(*officer.comments("list"))
    assert "1 in all. Not for sharing." in told
    assert "cannot wait" not in told
    assert "safeguarding" not in officer.types(*officer.comments("show", officer.only_id()))


def test_a_worry_says_whom_to_ring_and_that_nobody_can_be_found(officer: Officer, person: Person, desk: Desk) -> None:
    send(person, "he hits me when I come home late")
    told = officer.types(*officer.comments("show", officer.only_id()))
    line = next(one for one in desk.knowledge.safety.signposts if one.id == "cads-professionals")
    assert f"ring {line.phone}" in told
    assert "Nobody can find out who wrote it" in told
    hidden = next(one for one in desk.knowledge.safety.signposts if one.id == "norfolk-young-person-line")
    assert str(hidden.phone) not in told, "nobody is sure that this line still runs"


def test_a_comment_reads_as_it_was_asked_and_answered(officer: Officer, person: Person, desk: Desk) -> None:
    send(person, "Mrs Brackenbury rang back", "more evenings", overall="Very good")
    told = officer.types(*officer.comments("list"))
    assert f"feedback about {desk.title(SENDIASS)}, in the week of " in told
    assert 'good (What was good): "Mrs [name] rang back"' in told
    assert 'better (What should change): "more evenings"' in told
    assert "How good it was: Very good" in told
    assert "others never see it: its writer did not say yes" in told


def test_a_reply_to_the_question_of_the_month_stands_under_the_question(officer: Officer, young: Person) -> None:
    officer.types("rounds", "question", "What makes a good day?", "--by", officer.name)
    young.press("flow:month")
    young.tap("16 to 18")
    young.say("a walk")
    while SEND not in young.labels:
        young.tap(next(label for label in young.labels if label.startswith("Skip")))
    young.tap(SEND)
    assert "view about What makes a good day?" in officer.types(*officer.comments("list"))


@pytest.mark.parametrize(("filters", "found"), [
    (("--kind", "view"), 1), (("--kind", "feedback"), 1), (("--kind", "complaint"), 0), (("--about", SENDIASS), 1),
    (("--status", "received"), 2), (("--status", "reading"), 0), (("--showing", "waiting"), 2), (("--worry",), 0),
])  # fmt: skip
def test_filters_narrow_the_list(
    officer: Officer, person: Person, young: Person, filters: tuple[str, ...], found: int
) -> None:
    send(person, "they rang back")
    say_as_young(young)
    assert len(officer.listed(*filters)) == found


@pytest.mark.parametrize(("filters", "says"), [
    (("--kind", "praise"), "no kind 'praise'. Use one of: feedback, view, complaint."),
    (("--status", "new"), "no status 'new'. Use one of: received"),
    (("--showing", "all"), "no showing 'all'. Use one of: waiting"),
    (("--about", "no-such-service"), "nothing with the id 'no-such-service'"),
])  # fmt: skip
def test_a_filter_that_cannot_be_says_what_can(officer: Officer, filters: tuple[str, ...], says: str) -> None:
    assert says in officer.is_refused(*officer.comments("list", *filters))


def test_a_service_that_nobody_spoke_of_has_an_empty_list(officer: Officer) -> None:
    assert "0 in all" in officer.types(*officer.comments("list", "--about", SENDIASS))


@pytest.mark.parametrize("name", ["", "  ", "x" * 65])
def test_who_reads_must_say_who_they_are(officer: Officer, person: Person, sqlite_engine: Engine, name: str) -> None:
    send(person, "they rang back")
    officer.name = name
    assert "Say who you are: --by" in officer.is_refused(*officer.comments("list"))
    assert counts(sqlite_engine)["decision"] == 0


def test_without_a_name_the_command_line_asks_for_it(officer: Officer) -> None:
    assert "--by" in officer.is_told_the_usage("comments", "list")


def test_who_read_it_is_noted_even_where_the_list_is_not_read_to_its_end(
    officer: Officer, person: Person, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(person, "they rang back")

    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(comment_commands.say, "print", closed)
    with pytest.raises(BaseException):  # noqa: B017, PT011  (how it ends is for the shell)
        officer.types(*officer.comments("list"))
    assert [(row["who"], row["what"]) for row in rows(sqlite_engine)["decision"]] == [("Ann Lee", "read")]


@pytest.mark.parametrize("beginning", ["zzz", "%", ""])
def test_an_id_that_fits_none_says_how_to_see_them(officer: Officer, person: Person, beginning: str) -> None:
    send(person, "they rang back")
    assert "comments list shows them" in officer.is_refused(*officer.comments("show", beginning))


def test_an_id_that_fits_several_is_refused(officer: Officer, assistant: Assistant) -> None:
    beginnings: list[str] = []
    while len(set(beginnings)) == len(beginnings):
        send(Person(assistant), f"they rang back {len(beginnings)} times about the {'x' * len(beginnings)} visit")
        beginnings = [one["id"][:1] for one in officer.listed()]
    twice = next(one for one in beginnings if beginnings.count(one) > 1)
    assert "No single comment" in officer.is_refused(*officer.comments("show", twice))


# Complaints about data


def test_a_complaint_says_by_when_it_must_be_acknowledged_until_someone_starts(
    officer: Officer, person: Person, desk: Desk
) -> None:
    person.say("/complain")
    person.tap("Leave a complaint here")
    person.say("you kept it for years")
    person.tap(SEND)
    days = desk.knowledge.privacy.basis.complaints.acknowledge_days
    (found,) = officer.listed("--kind", "complaint")
    assert found["acknowledge_by"] == (week_of(date.today()) + timedelta(days=days)).isoformat()
    assert "say that you have it by" in officer.types(*officer.comments("list"))
    officer.types(*officer.comments("start", found["id"]))
    assert "say that you have it by" not in officer.types(*officer.comments("list"))


# Deciding


def test_the_writer_sees_that_someone_has_started(officer: Officer, person: Person) -> None:
    code = send(person, "they rang back")
    person.say(f"/receipt {code}")
    assert "Nobody has read it yet" in person.screen
    officer.types(*officer.comments("start", officer.only_id()))
    person.say(f"/receipt {code}")
    assert "Someone is reading it now" in person.screen


def test_an_edit_takes_names_out_and_keeps_what_was_said_first(officer: Officer, person: Person) -> None:
    send(person, "the only twins in the village went", "more evenings")
    comment = officer.only_id()
    told = officer.types(*officer.comments("edit", comment, "good", "Mrs Brackenbury took two children"))
    assert told == 'It now says: "Mrs [name] took two children"\n'
    shown = officer.types(*officer.comments("show", comment))
    assert 'good (What was good): "Mrs [name] took two children"' in shown
    assert 'better (What should change): "more evenings"' in shown
    assert 'before it was edited, good: "the only twins in the village went"' in shown
    assert "Ann Lee: edit (name)" in shown


@pytest.mark.parametrize(("words", "says"), [
    (("worse", "more evenings"), "no part 'worse'. It has: good."), (("good", "  "), "Say what it should say instead"),
    (("good", "fine", "--why", "boring"), "no reason 'boring'. Use one of: name, could-be-known"),
])  # fmt: skip
def test_an_edit_that_cannot_be_changes_nothing(
    officer: Officer, person: Person, words: tuple[str, ...], says: str
) -> None:
    send(person, "they rang back")
    comment = officer.only_id()
    assert says in officer.is_refused(*officer.comments("edit", comment, *words))
    assert officer.listed()[0]["words"] == {"good": "they rang back"}


def test_what_a_young_person_said_is_shown_once_it_is_approved_and_not_before(officer: Officer, young: Person) -> None:
    say_as_young(young)
    young.press("voices:")
    assert "the bus comes late" not in young.screen
    assert "Everyone can read it now" in officer.types(*officer.comments("approve", officer.only_id()))
    young.press("voices:")
    assert "the bus comes late" in young.screen


@pytest.mark.parametrize("decision", [("hold",), ("reject", "--why", "could-be-known")])
def test_what_was_approved_can_be_taken_off_again(officer: Officer, young: Person, decision: tuple[str, ...]) -> None:
    say_as_young(young)
    comment = officer.only_id()
    officer.types(*officer.comments("approve", comment))
    officer.types(*officer.comments(decision[0], comment, *decision[1:]))
    young.press("voices:")
    assert "the bus comes late" not in young.screen


def test_an_approved_comment_of_a_parent_may_be_quoted(officer: Officer, person: Person) -> None:
    say_openly(person)
    assert "It may be quoted." in officer.types(*officer.comments("approve", officer.only_id()))


@pytest.mark.parametrize(("good", "says"), [
    ("he hits me when I come home late", "worry flag"), ("they rang back", "did not say that it may be shown"),
    (None, "no words to show"),
])  # fmt: skip
def test_what_must_not_be_shown_cannot_be_approved(
    officer: Officer, person: Person, good: str | None, says: str
) -> None:
    send(person, good)
    assert says in officer.is_refused(*officer.comments("approve", officer.only_id()))
    assert officer.listed()[0]["showing"] == "waiting"


def test_a_reason_that_is_not_there_names_those_that_are(officer: Officer, person: Person) -> None:
    send(person, "they rang back")
    comment = officer.only_id()
    for decision in ("hold", "reject"):
        said = officer.is_refused(*officer.comments(decision, comment, "--why", "because"))
        assert said.startswith("There is no reason 'because'. Use one of: name,")
    assert "--why" in officer.is_told_the_usage(*officer.comments("reject", comment))
    assert officer.listed()[0]["showing"] == "waiting"
