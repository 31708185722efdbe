"""The Youth Forum page: officers ask young people, see true votes by what is published, and look after the wall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from office import Office
from person import Person
from saying import said, send
from sqlalchemy import Engine, select, update
from sqlmodel import Session, col
from stored import counts

from handlers.assistant import Assistant
from handlers.desk import Desk
from knowledge.dates import say_date
from storage.officer_tables import OfficerSession
from storage.roles import Role
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.tables import Decision, Round, Submission

Enter = Callable[[Role], Office]
HERE = "/console/youth"
NEW = f"{HERE}/new"
TODAY = datetime.now(UTC).date()
BUS: dict[str, Any] = {"kind": "poll", "ask": "Do you like your bus?", "option": ["Yes", "No", "", "At times", "", ""]}
DAY: dict[str, Any] = {"kind": "question", "ask": "What makes a good day?"}


HARD = (
    "Notwithstanding administrative reorganisation, which accessibility considerations necessitate prioritisation by "
    "commissioners responsible for transportation?"
)


def day(days_from_now: int) -> str:
    return (TODAY + timedelta(days_from_now)).isoformat()


def vote(engine: Engine, sealer: Sealer, option: str, times: int) -> None:
    with Session(engine) as session, session.begin():
        rounds = Rounds(session, sealer)
        (poll,) = [one for one in rounds.public(TODAY) if one.kind == "poll"]
        for number in range(times):
            assert rounds.vote(poll.id, option, f"{option}-{number}", TODAY)


def close_all(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        session.execute(update(Round).values(closes_on=TODAY - timedelta(days=1)))


def id_of_only(engine: Engine) -> str:
    with Session(engine) as session:
        return session.scalars(select(Round)).one().id


def noted(engine: Engine) -> list[tuple[str, str]]:
    with Session(engine) as session:
        rows = session.scalars(select(Decision).where(col(Decision.what) != "sign-in").order_by(col(Decision.at)))
        return [(row.what, row.on_id) for row in rows]


def on_the_wall(engine: Engine, sealer: Sealer, *texts: str) -> None:
    send(engine, sealer, *(said(text, kind="view", about="school", may_show=True) for text in texts), day=TODAY)
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(showing="approved"))


def test_with_nothing_there_the_page_says_so(enter: Enter) -> None:
    page = enter("moderator").open(HERE)
    assert page.status_code == 200
    for words in ("Nothing is open.", "Nothing is planned.", "Nothing has ended yet.", "Nothing is on the wall."):
        assert words in page.text
    assert "Open a new poll" not in page.text


def test_a_poll_that_an_editor_opens_is_put_to_young_people(
    enter: Enter, sqlite_engine: Engine, desk: Desk, sealer: Sealer
) -> None:
    office = enter("editor")
    answer = office.send(NEW, BUS)
    assert answer.headers["location"] == f"{HERE}?told=opened"
    page = office.open(HERE).text
    assert f"to {say_date(TODAY + timedelta(days=30))}." in page
    person = Person(Assistant(sqlite_engine, sealer, lambda: desk))
    person.press("young:polls")
    assert person.labels[:3] == ("Yes", "No", "At times")
    assert ("open-round", id_of_only(sqlite_engine)) in noted(sqlite_engine)


def test_true_votes_stand_beside_what_is_published(enter: Enter, sqlite_engine: Engine, sealer: Sealer) -> None:
    office = enter("editor")
    office.send(NEW, BUS)
    for option, times in (("1", 12), ("2", 8), ("3", 2)):
        vote(sqlite_engine, sealer, option, times)
    page = office.open(HERE).text
    assert "nothing before its end" in page
    assert ">22</td>" in page
    close_all(sqlite_engine)
    row = office.open(HERE).text.partition('scope="row">At times</th>')[2].partition("</tr>")[0]
    assert ">2</td>" in row
    assert "c (too few to tell)" in row


def test_a_round_can_be_planned_and_opens_on_its_day(enter: Enter, sqlite_engine: Engine, sealer: Sealer) -> None:
    office = enter("editor")
    assert office.send(NEW, {**BUS, "opens": day(3), "closes": day(9)}).headers["location"] == f"{HERE}?told=planned"
    planned = office.open(HERE).text.partition("Planned</h2>")[2].partition("<h2")[0]
    assert "Do you like your bus?" in planned
    with Session(sqlite_engine) as session:
        assert Rounds(session, sealer).public(TODAY) == []


@pytest.mark.parametrize(("form", "says"), [
    ({**BUS, "option": ["Yes"]}, "needs 2 to 6 options"), ({**BUS, "option": ["x"] * 50}, "needs 2 to 6 options"),
    ({**BUS, "option": ["Yes", " yes "]}, "Two of the options are the same"),
    ({**BUS, "option": ["Yes", "x" * 61]}, "60 letters"),
    ({**BUS, "option": []}, "needs 2 to 6 options"), ({**BUS, "ask": " "}, "Say what is asked"),
    ({**BUS, "ask": "x" * 301}, "300 letters at most"), ({**BUS, "kind": "vote"}, "Choose what you want to ask"),
    ({**BUS, "opens": day(-1)}, "Its first day has passed"), ({**BUS, "closes": day(-1)}, "Its last day has passed"),
    ({**BUS, "opens": day(9), "closes": day(3)}, "before its first"),
    ({**BUS, "closes": day(400)}, "more than a year"), ({**BUS, "closes": "9999-12-31"}, "more than a year"),
    ({**BUS, "closes": "soon"}, "is no day"), ({**BUS, "opens": "31/2/2027"}, "is no day"),
    ({**BUS, "ask": "Is Anna Smith a good teacher?"}, "may tell who somebody is"),
    ({**DAY, "ask": HARD}, "hard to read"),
])  # fmt: skip
def test_what_cannot_be_asked_is_told_and_what_was_typed_stays(
    enter: Enter, sqlite_engine: Engine, form: dict[str, Any], says: str
) -> None:
    answer = enter("editor").send(NEW, form)
    assert answer.status_code == 400
    assert says in answer.text
    assert form["ask"].strip()[:300] in answer.text
    assert counts(sqlite_engine)["round"] == 0


def test_doubtful_words_are_asked_where_the_officer_is_sure(enter: Enter) -> None:
    form = {**BUS, "ask": "Is Anna Smith a good teacher?"}
    office = enter("editor")
    assert "Ask it in these words" in office.send(NEW, form).text
    assert office.send(NEW, {**form, "sure": "yes"}).status_code == 303


def test_what_was_typed_when_a_session_ended_comes_back(enter: Enter, sqlite_engine: Engine) -> None:
    office = enter("editor")
    token = office.token()
    for ended in (True, False):
        with Session(sqlite_engine) as session, session.begin():
            session.execute(update(OfficerSession).values(ended=ended))
        if ended:
            sent = office.client.post(NEW, data={**BUS, "form_token": token, "page": NEW})
            assert sent.headers["location"].startswith("/console/sign-in")
    page = office.open(NEW).text
    assert "Do you like your bus?</textarea>" in page
    assert 'value="At times"' in page


def test_only_one_question_is_asked_at_a_time_and_one_for_later_may_be_planned(enter: Enter) -> None:
    office = enter("editor")
    office.send(NEW, DAY)
    refused = office.send(NEW, {**DAY, "ask": "What is next?"})
    assert "Another question is asked on these days: “What makes a good day?”" in refused.text
    assert office.send(NEW, {**DAY, "ask": "What is next?", "opens": day(31)}).status_code == 303
    assert office.send(NEW, {**DAY, "ask": "And then?", "opens": day(40)}).status_code == 400


def test_answers_to_the_question_that_wait_lead_into_the_inbox(
    enter: Enter, sqlite_engine: Engine, sealer: Sealer
) -> None:
    office = enter("editor")
    office.send(NEW, DAY)
    asked = id_of_only(sqlite_engine)
    send(sqlite_engine, sealer, *(said(kind="view", about=f"round.{asked}") for _ in range(2)), day=TODAY)
    page = office.open(HERE).text
    assert "2 answers wait" in page
    assert f'href="/console/inbox?about=round.{asked}"' in page


def test_one_with_a_mistake_is_ended_and_is_gone_where_nobody_has_answered(enter: Enter, sqlite_engine: Engine) -> None:
    office = enter("editor")
    office.send(NEW, BUS)
    asked = id_of_only(sqlite_engine)
    assert office.send(f"{HERE}/end", {"round_id": asked}).headers["location"] == f"{HERE}?told=gone"
    assert "it is gone" in office.open(f"{HERE}?told=gone").text
    assert counts(sqlite_engine)["round"] == 0
    assert ("end-round", asked) in noted(sqlite_engine)
    again = office.send(f"{HERE}/end", {"round_id": asked})
    assert (again.status_code, "not open any more" in again.text) == (400, True)


def test_one_with_votes_is_over_and_keeps_them(enter: Enter, sqlite_engine: Engine, sealer: Sealer) -> None:
    office = enter("editor")
    office.send(NEW, BUS)
    vote(sqlite_engine, sealer, "1", 3)
    assert (
        office.send(f"{HERE}/end", {"round_id": id_of_only(sqlite_engine)}).headers["location"] == f"{HERE}?told=ended"
    )
    over = office.open(HERE).text.partition("Over</h2>")[2]
    assert ">3</td>" in over
    assert "nothing: too few voted" in over


@pytest.mark.parametrize("made_up", ["", "%", "<script>", "x" * 9000])
def test_a_made_up_round_ends_nothing(enter: Enter, sqlite_engine: Engine, made_up: str) -> None:
    office = enter("editor")
    office.send(NEW, BUS)
    assert office.send(f"{HERE}/end", {"round_id": made_up}).status_code == 400
    assert counts(sqlite_engine)["round"] == 1


def voice_and_version(page: str) -> dict[str, str]:
    names = ("voice", "version")
    return {name: page.partition(f'name="{name}" value="')[2].partition('"')[0] for name in names}


def test_words_on_the_wall_are_taken_down_for_a_reason(enter: Enter, sqlite_engine: Engine, sealer: Sealer) -> None:
    on_the_wall(sqlite_engine, sealer, "I like <b>art</b>.")
    office = enter("moderator")
    page = office.open(HERE).text
    assert "“I like &lt;b&gt;art&lt;/b&gt;.”" in page
    answer = office.send(f"{HERE}/take-down", {**voice_and_version(page), "why": "could-be-known"})
    assert answer.headers["location"] == f"{HERE}?told=held#wall"
    assert "I like" not in office.open(HERE).text
    with Session(sqlite_engine) as session:
        assert session.scalars(select(Submission)).one().showing == "held"
        held = session.scalars(select(Decision).where(col(Decision.what) == "held")).one()
    assert held.why == "could-be-known"


@pytest.mark.parametrize(
    "change", [{"why": "because"}, {"why": ""}, {"version": "99"}, {"version": "x"}, {"voice": "made-up"}]
)
def test_what_cannot_be_taken_down_stays_and_the_officer_is_told(
    enter: Enter, sqlite_engine: Engine, sealer: Sealer, change: dict[str, str]
) -> None:
    on_the_wall(sqlite_engine, sealer, "I like art.")
    office = enter("moderator")
    form = {**voice_and_version(office.open(HERE).text), "why": "name", **change}
    answer = office.send(f"{HERE}/take-down", form)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert "I like art." in answer.text


def test_a_long_wall_has_pages_with_each_voice_once(enter: Enter, sqlite_engine: Engine, sealer: Sealer) -> None:
    on_the_wall(sqlite_engine, sealer, *(f"Words {number} of {number}." for number in range(25)))
    office = enter("moderator")
    first = office.open(HERE).text
    older = first.partition(f'href="{HERE}?after=')[2].partition('"')[0]
    second = office.open(f"{HERE}?after={older}").text
    assert (first.count("Take it down<"), second.count("Take it down<")) == (2 * 20, 2 * 5)
    assert [number for number in range(25) if f"Words {number} of" in first and f"Words {number} of" in second] == []


@pytest.mark.parametrize("after", ["x", "2026-13-45.a", "%00", "2026-11-23.%00%00", "9" * 5000, "."])
def test_a_made_up_place_on_the_wall_is_its_beginning(
    enter: Enter, sqlite_engine: Engine, sealer: Sealer, after: str
) -> None:
    on_the_wall(sqlite_engine, sealer, "I like art.")
    page = enter("moderator").open(f"{HERE}?after={after}")
    assert page.status_code == 200


def test_a_viewer_sees_no_page_and_a_moderator_cannot_ask(enter: Enter, sqlite_engine: Engine) -> None:
    assert enter("viewer").open(HERE).status_code == 403
    office = enter("moderator")
    assert office.open(NEW).status_code == 403
    assert office.send(NEW, BUS).status_code == 403
    assert office.send(f"{HERE}/end", {"round_id": "x"}).status_code == 403
    assert counts(sqlite_engine)["round"] == 0
