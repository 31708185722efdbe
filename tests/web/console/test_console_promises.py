"""The promise tracker: officers say what became of each promise, nothing is lost, and nothing wrong gets through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from office import Office
from person import Person
from sqlalchemy import Engine, select, update
from sqlmodel import Session, col
from stored import counts

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.published import Published
from knowledge.dates import say_date
from storage.officer_tables import OfficerSession, Progress
from storage.roles import Role
from storage.sealing import Sealer
from storage.tables import Decision

Enter = Callable[[Role], Office]
TODAY = datetime.now(UTC).date()
SRB = "/console/promises/promise-srb-places"
BEGUN = {
    "state": "begun",
    "words": "Two new bases are open.",
    "since": "2026-09-01",
    "source": "https://www.example.org/a",
}


def after(office: Office) -> str:
    """The note that the page's form says it has seen last."""
    return office.open(SRB).text.partition('name="after" value="')[2].partition('"')[0]


def set_ended(engine: Engine, *, ended: bool) -> None:
    """End all sessions, or let the officer be signed in again."""
    with Session(engine) as session, session.begin():
        session.execute(update(OfficerSession).values(ended=ended))


def test_with_nothing_noted_every_promise_is_not_told_yet(enter: Enter) -> None:
    page = enter("viewer").open("/console/promises").text
    assert page.count("Not told yet") == page.count("Nothing was noted yet.") == 20


def test_what_an_editor_notes_stands_in_the_list_with_words_day_and_source(enter: Enter, sqlite_engine: Engine) -> None:
    office = enter("editor")
    answer = office.send(SRB, BEGUN)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{SRB}?told=noted")
    page = office.open("/console/promises").text
    assert "Two new bases are open. Since 1 September 2026." in page
    assert 'href="https://www.example.org/a"' in page
    assert "It is noted." in office.open(f"{SRB}?told=noted").text
    with Session(sqlite_engine) as session:
        noted = session.scalars(select(Decision).where(col(Decision.what) == "progress")).one()
    assert (noted.on_id, noted.who, noted.why) == ("promise-srb-places", office.name, None)


def test_families_read_it_in_the_chat_and_at_promises(
    enter: Enter, sqlite_engine: Engine, sealer: Sealer, desk: Desk
) -> None:
    enter("editor").send(SRB, {**BEGUN, "words": "Two new bases\r\n# are open."})
    person = Person(Assistant(sqlite_engine, sealer, lambda: desk))
    person.press("entry:promise-srb-places")
    assert "The council says that it has begun" in person.screen
    assert "Two new bases # are open. Since 1 September 2026." in person.screen
    assert Published(sqlite_engine, sealer).progress()["promise-srb-places"].state == "begun"


def test_each_note_is_kept_and_the_newest_counts(enter: Enter) -> None:
    office = enter("editor")
    office.send(SRB, BEGUN)
    office.send(SRB, {"state": "done", "words": "All the places are there.", "after": after(office)})
    page = office.open(SRB).text
    assert "Two new bases are open." in page
    assert f"All the places are there. Since {say_date(TODAY)}." in page
    assert "govuk-tag--green" in page.partition("<h2")[0]


def test_the_second_of_two_officers_is_told_and_loses_nothing(enter: Enter, sqlite_engine: Engine) -> None:
    office = enter("editor")
    office.send(SRB, BEGUN)
    late = office.send(SRB, {"state": "late", "words": "It is late now.", "after": ""})
    assert late.status_code == 400
    assert "Somebody else has noted something in the meantime" in late.text
    assert ">It is late now.</textarea>" in late.text
    assert "Two new bases are open." in late.text
    assert counts(sqlite_engine)["progress"] == 1
    assert office.send(SRB, {"state": "late", "words": "It is late now.", "after": after(office)}).status_code == 303


@pytest.mark.parametrize(("change", "says"), [
    ({"state": ""}, "Choose what became of it"), ({"state": "kept"}, "Choose what became of it"),
    ({"words": "  "}, "Say in a sentence or two"), ({"words": "It is so. " * 101}, "1,000 letters at most"),
    ({"since": "soon"}, "is no day"), ({"since": (TODAY + timedelta(1)).isoformat()}, "a day that has come"),
    ({"since": "1999-12-31"}, "a day that has come"), ({"since": "31/2/2026"}, "is no day"),
    ({"since": "9" * 5000}, "is no day"), ({"since": "0000-00-00"}, "is no day"),
    ({"source": "javascript:alert(1)"}, "begins with https://"), ({"source": "http://example.org"}, "begins with https://"),
    ({"source": "https://"}, "begins with https://"), ({"source": "https://a b.org"}, "begins with https://"),
    ({"source": "https://me@example.org"}, "begins with https://"), ({"source": "https://[x"}, "begins with https://"),
    ({"source": 'https://example.org/"onclick'}, "begins with https://"),
    ({"source": f"https://e.org/{'x' * 500}"}, "too long"),
    ({"words": "Anna Smith leads it now."}, "may tell who somebody is"),
])  # fmt: skip
def test_what_cannot_be_noted_is_told_and_what_was_typed_stays(
    enter: Enter, sqlite_engine: Engine, change: dict[str, Any], says: str
) -> None:
    answer = enter("editor").send(SRB, {**BEGUN, **change})
    assert answer.status_code == 400
    assert says in answer.text
    assert BEGUN["words"] in answer.text or "words" in change
    assert counts(sqlite_engine)["progress"] == 0


def test_words_that_are_hard_or_name_somebody_can_stay_where_the_officer_is_sure(enter: Enter) -> None:
    office = enter("editor")
    named = {**BEGUN, "words": "Anna Smith leads it now."}
    assert "Save these words as they are" in office.send(SRB, named).text
    assert office.send(SRB, {**named, "sure": "yes"}).status_code == 303


def test_markup_in_words_is_only_words(enter: Enter) -> None:
    office = enter("editor")
    office.send(SRB, {**BEGUN, "words": "It is <script>alert(1)</script> done."})
    for path in (SRB, "/console/promises"):
        assert "<script>alert" not in office.open(path).text
        assert "&lt;script&gt;" in office.open(path).text


def test_a_viewer_reads_and_has_no_form(enter: Enter, sqlite_engine: Engine) -> None:
    office = enter("viewer")
    assert "<textarea" not in office.open(SRB).text
    assert office.send(SRB, BEGUN).status_code == 403
    assert counts(sqlite_engine)["progress"] == 0


@pytest.mark.parametrize("item", ["promise-nothing", "3.1.1", "%3Cscript%3E", "x" * 3000])
def test_what_is_no_promise_cannot_be_read_or_noted(enter: Enter, sqlite_engine: Engine, item: str) -> None:
    office = enter("editor")
    assert office.open(f"/console/promises/{item}").status_code == 404
    assert office.send(f"/console/promises/{item}", BEGUN).status_code == 404
    assert counts(sqlite_engine)["progress"] == 0


def test_a_state_that_we_do_not_know_any_more_is_not_told(enter: Enter, sqlite_engine: Engine) -> None:
    with Session(sqlite_engine) as session, session.begin():
        old = Progress(
            item="promise-srb-places", state="shelved", words="Old.", noted_on=TODAY, who="x", at=datetime.now(UTC)
        )
        session.add(old)
    office = enter("viewer")
    assert office.open("/console/promises").text.count("Not told yet") == 20
    assert office.open(SRB).status_code == 200


def test_what_was_typed_when_a_session_ended_comes_back(enter: Enter, sqlite_engine: Engine) -> None:
    office = enter("editor")
    token = office.token()
    set_ended(sqlite_engine, ended=True)
    sent = office.client.post(SRB, data={**BEGUN, "words": "A long answer.", "form_token": token, "page": SRB})
    assert sent.status_code == 303
    assert "sign-in" in sent.headers["location"]
    set_ended(sqlite_engine, ended=False)
    assert "A long answer.</textarea>" in office.open(SRB).text
