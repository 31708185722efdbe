from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from saying import anonymiser
from sqlalchemy import Engine
from sqlmodel import Session

from storage.content_changes import Changes, State
from storage.corrections import count_corrections, newest_corrections
from storage.sealing import Sealer
from storage.submissions import Submissions
from storage.unanswered import newest_unanswered, read_some_unanswered

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FILE = "answers/school.yaml"


def add(engine: Engine, entry: str, state: State = "waiting", minute: int = 0) -> str:
    with Session(engine) as session, session.begin():
        at = NOON + timedelta(minutes=minute)
        return Changes(session).add(entry, FILE, ("- old\n", "- new\r\n"), "Ann Lee", at, state)


def test_a_change_is_kept_with_its_lines_as_they_were(engine: Engine) -> None:
    change_id = add(engine, "school-move")
    with Session(engine) as session:
        found = Changes(session).one(change_id)
    assert found is not None
    assert (found.file, found.entry, found.before, found.after) == (FILE, "school-move", "- old\n", "- new\r\n")
    assert (found.who, found.state) == ("Ann Lee", "waiting")


def test_the_changes_of_an_entry_come_newest_first_and_no_others(engine: Engine) -> None:
    first, second = add(engine, "school-move", minute=1), add(engine, "school-move", minute=2)
    add(engine, "school-help", minute=3)
    with Session(engine) as session:
        assert [one.id for one in Changes(session).of("school-move")] == [second, first]
        assert [one.id for one in Changes(session).of("school-move", most=1)] == [second]


def test_a_change_moves_once_from_the_state_that_it_is_in(engine: Engine) -> None:
    change_id = add(engine, "school-move")
    with Session(engine) as session, session.begin():
        assert Changes(session).move(change_id, "waiting", "approved")
        assert not Changes(session).move(change_id, "waiting", "refused")
    with Session(engine) as session:
        changes = Changes(session)
        assert [one.id for one in changes.in_state("approved")] == [change_id]
        assert (changes.count("approved"), changes.count("waiting")) == (1, 0)


def test_a_wish_for_a_new_entry_is_no_change_of_a_file(engine: Engine) -> None:
    add(engine, "school-move")
    with Session(engine) as session, session.begin():
        Changes(session).want("3f2a", "Where to swim", "Ann Lee", NOON)
    with Session(engine) as session:
        (wanted,) = Changes(session).in_state("wanted")
    assert (wanted.file, wanted.entry, wanted.after) == ("", "3f2a", "Where to swim")


def test_a_made_up_id_is_no_change(engine: Engine) -> None:
    with Session(engine) as session:
        assert Changes(session).one("x" * 300) is None


def test_the_newest_questions_are_read_alone(engine: Engine, sealer: Sealer) -> None:
    with Session(engine) as session, session.begin():
        book = Submissions(session, sealer)
        for week, text in enumerate(("oldest", "middle", "newest")):
            book.add_unanswered(anonymiser().clean(text), date(2026, 11, 2) + timedelta(weeks=week))
    with Session(engine) as session:
        ids = newest_unanswered(session, 2)
        found = {one.text for one in read_some_unanswered(session, sealer, ids)}
        assert read_some_unanswered(session, sealer, ["gone"]) == []
    assert found == {"newest", "middle"}


def test_the_newest_reports_are_read_of_all_entries_or_of_one(engine: Engine, sealer: Sealer) -> None:
    with Session(engine) as session, session.begin():
        for week, about in enumerate(("reed-club", "fen-advice", "reed-club")):
            Submissions(session, sealer).add_correction(
                about, "closed", None, date(2026, 11, 2) + timedelta(weeks=week)
            )
    with Session(engine) as session:
        assert [one.about for one in newest_corrections(session, sealer, 2)] == ["reed-club", "fen-advice"]
        assert len(newest_corrections(session, sealer, 9, "reed-club")) == 2
        assert (count_corrections(session, 2), count_corrections(session, 9)) == (2, 3)
