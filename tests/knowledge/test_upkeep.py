import shutil
from datetime import date, timedelta

import pytest
from content_folder import Folder

from knowledge.base import Knowledge
from knowledge.loader import load
from knowledge.upkeep import by_day, keeper_names, keeper_of, kept_entries, rows, short_of

ANSWERS, SERVICES = "answers/school.yaml", "services/advice.yaml"
REVIEW = date(2026, 7, 10)
"""The day by which all answers and services of Fenshire should be checked again."""


@pytest.fixture
def fenshire(fenshire: Folder) -> Folder:
    """Fenshire before it had a strategy, so that there is little to count."""
    shutil.rmtree(fenshire.path / "strategy")
    return fenshire


@pytest.fixture
def fen(fenshire: Folder) -> Knowledge:
    return load(fenshire.path)


def test_crisis_signposts_stand_first_and_have_a_keeper_though_they_name_none(fen: Knowledge) -> None:
    first, *others = rows(kept_entries(fen), REVIEW)
    assert (first.kind, first.keeper, first.entries) == ("crisis signpost", "safety", 1)
    assert [(one.keeper, one.kind, one.entries) for one in others] == [
        ("local-offer", "answer", 2),
        ("local-offer", "service", 2),
    ]
    assert keeper_names(fen) == {"safety": "Crisis help", "local-offer": "Local Offer officer"}


@pytest.mark.parametrize(
    ("days", "fresh", "due", "held_back"), [(0, 2, 0, 0), (1, 0, 2, 0), (180, 0, 2, 0), (181, 0, 0, 2)]
)
def test_an_entry_is_due_the_day_after_its_review_and_held_back_180_days_past_it(
    fen: Knowledge, days: int, fresh: int, due: int, held_back: int
) -> None:
    row = rows(kept_entries(fen), REVIEW + timedelta(days=days))[1]
    assert (row.fresh, row.due, row.held_back) == (fresh, due, held_back)


@pytest.mark.parametrize(("before", "soon", "later"), [(91, 0, 0), (90, 0, 2), (31, 0, 2), (30, 2, 2), (0, 2, 2)])
def test_what_is_due_within_30_and_90_days_is_counted_to_the_day(
    fen: Knowledge, before: int, soon: int, later: int
) -> None:
    row = rows(kept_entries(fen), REVIEW - timedelta(days=before))[1]
    assert (row.soon, row.later) == (soon, later)


def test_what_is_past_its_review_is_not_counted_as_due_soon(fen: Knowledge) -> None:
    row = rows(kept_entries(fen), REVIEW + timedelta(days=1))[1]
    assert (row.soon, row.later) == (0, 0)


def test_the_most_pressing_comes_first(fenshire: Folder) -> None:
    fenshire.replace(ANSWERS, "  - id: school-move\n", "  - id: school-move\n    review_by: 2026-02-01\n")
    ids = [one.id for one in kept_entries(load(fenshire.path))]
    assert ids[0] == "school-move"
    assert ids[1:4] == ["school-help", "fen-advice", "reed-club"]


def test_one_keeper_sees_only_what_is_theirs(fenshire: Folder) -> None:
    fenshire.replace(ANSWERS, "  - id: school-move\n", "  - id: school-move\n    keeper: schools\n")
    fen = load(fenshire.path)
    assert [one.id for one in kept_entries(fen, "schools")] == ["school-move"]
    assert [one.kind for one in kept_entries(fen, "safety")] == ["crisis signpost"]


def test_what_an_entry_is_short_of_is_told(fenshire: Folder) -> None:
    text = fenshire.read(SERVICES).replace("status: active", "status: unknown", 1).replace("medium", "low")
    fenshire.write(SERVICES, text)
    fenshire.replace("easy/words.yaml", "  school-move:\n    - school: You can ask for another school.\n", "")
    fenshire.replace("easy/words.yaml", "    - calendar: Ask by the end of October.\n", "")
    short = short_of(kept_entries(load(fenshire.path)))
    assert short["low confidence"] == ["reed-club"]
    assert short["status unknown"] == ["fen-advice"]
    assert short["status closed"] == []
    assert short["no easier words"] == ["school-move"]
    assert short["easier words not checked"] == ["fen-advice", "reed-club", "school-help"]
    assert short["from a feed"] == []


def test_easier_words_that_people_checked_are_short_of_nothing(fenshire: Folder) -> None:
    fenshire.replace("easy/words.yaml", "checked_by:\n", "checked_by: Fen Voices\n")
    assert short_of(kept_entries(load(fenshire.path)))["easier words not checked"] == []


def test_a_service_from_a_feed_is_told_and_needs_no_easier_words(fenshire: Folder) -> None:
    feed = "    feed: {source: 'https://feed.example', id: r-1}\n"
    fenshire.replace(SERVICES, "  - id: reed-club\n", f"  - id: reed-club\n{feed}")
    fenshire.replace("easy/words.yaml", "  reed-club:\n    - play: A club on Saturdays.\n", "")
    short = short_of(kept_entries(load(fenshire.path)))
    assert short["from a feed"] == ["reed-club"]
    assert short["no easier words"] == []


def test_entries_of_one_keeper_and_day_stand_together(fen: Knowledge) -> None:
    groups = by_day(kept_entries(fen))
    assert [one.id for one in groups[REVIEW, "local-offer"]] == [
        "school-help",
        "school-move",
        "fen-advice",
        "reed-club",
    ]
    assert list(groups) == sorted(groups)


def test_a_guide_has_no_keeper(fen: Knowledge) -> None:
    assert keeper_of("fen-advice", fen) == "local-offer"
    assert keeper_of("plan-waiting", fen) is None


def test_every_entry_of_the_real_content_is_counted_once(knowledge: Knowledge) -> None:
    entries = kept_entries(knowledge)
    wanted = [*knowledge.answers, *knowledge.services, *knowledge.strategy.items]
    assert sorted(one.id for one in entries if one.kind != "crisis signpost") == sorted(wanted)
    assert sum(one.kind == "crisis signpost" for one in entries) == len(knowledge.safety.signposts)
