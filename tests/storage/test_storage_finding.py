"""Which submissions a filter finds: the same by either way, on both databases, page by page, forwards and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from saying import MONDAY
from sqlalchemy import Engine, event
from sqlmodel import Session

from storage import finding
from storage.finding import Filters, Finding, Found, Place, Under, read_place
from storage.officer_tables import Tag, WordPart
from storage.sealing import Sealer
from storage.search_words import form_of, hasher_of
from storage.tables import Submission

WORDS = ("bus", "late", "garden", "lift", "phone")
MANY = 300


@pytest.fixture
def made(engine: Engine, sealer: Sealer) -> list[tuple[Submission, frozenset[str], frozenset[str]]]:
    """Comments of all sorts, with their words and their tags."""
    pick, parts, found = Random(7), hasher_of(sealer), []
    for number in range(MANY):
        row = Submission(
            id=f"{pick.getrandbits(128):032x}",
            kind=pick.choice(("feedback", "view", "complaint")),
            about=pick.choice(("a", "a", "a", "b", "c")),
            age_band=pick.choice(("5-10", "11-15", None)),
            district=pick.choice(("norwich", "breckland", None)),
            week=MONDAY - timedelta(weeks=pick.randrange(5)),
            receipt=str(number),
            status=pick.choice(("received", "reading", "done")),
            showing=pick.choice(("waiting", "held")),
            worry=pick.random() < 0.1,
            group_id=str(number),
            indexed=True,
        )
        words = frozenset(pick.sample(WORDS, pick.randrange(4)))
        tags = frozenset({"priority.1"} if pick.random() < 0.2 else ())
        found.append((row, words, tags))
    with Session(engine, expire_on_commit=False) as session, session.begin():
        for row, words, tags in found:
            session.add(row)
            session.add_all(WordPart(part=parts.part(form_of(word)), submission_id=row.id) for word in words)
            session.add_all(Tag(submission_id=row.id, tag=tag) for tag in tags)
    return found


CASES: Sequence[dict[str, Any]] = [
    {}, {"worry": True}, {"worry": False}, {"kind": "view", "status": "done"}, {"about": ["a"]}, {"about": ["b", "c"]},
    {"about": ["nothing"]}, {"since": MONDAY - timedelta(weeks=2), "until": MONDAY - timedelta(weeks=1)},
    {"district": "norwich", "age_band": "5-10", "showing": "held"}, {"words": "bus"}, {"words": "bus late"},
    {"words": "buses lift garden phone"}, {"words": "zebra"}, {"words": "bus zebra"}, {"words": "the"},
    {"under": [Under("priority.1", ["b"])]}, {"under": [Under("priority.1", ["b"])], "words": "lift", "worry": False},
    {"about": ["a"], "words": "phone", "kind": "complaint"}, {"under": [Under("no.tag", [])]},
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("few", [0, 10_000], ids=["walking", "fetching"])
def test_each_filter_finds_what_fits_in_order_and_page_by_page(
    engine: Engine, sealer: Sealer, made: list[Any], case: dict[str, Any], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(finding, "WALKED", 90)
    monkeypatch.setattr(finding, "WALKED_FOR_WORDS", 50)
    fits = [one for one in made if _fits(*one, case)]
    expected = [
        row.id for row, _, _ in sorted(fits, key=lambda one: (one[0].worry, one[0].week, one[0].id), reverse=True)
    ]
    places = {row.id: Place(row.worry, row.week, row.id) for row, _, _ in made}
    with Session(engine) as session:
        pages: list[Found] = []
        while not pages or pages[-1].end or len(pages[-1].ids) == 40:
            last = pages[-1] if pages else Found([])
            after = last.end or (places[last.ids[-1]] if last.ids else None)
            pages.append(Finding(session, sealer, Filters(**case)).page(40, after))
        assert [one for page in pages for one in page.ids] == expected
        back: list[str] = list(pages[-1].ids)
        place: Place | None = places[back[0]] if back else None
        while place:
            found = Finding(session, sealer, Filters(**case)).page(40, before=place)
            back = [*found.ids, *back]
            place = found.end or (places[found.ids[0]] if len(found.ids) == 40 else None)
        assert not back or back == expected
        count = Finding(session, sealer, Filters(**case)).count()
    assert count.number == len(expected) if count.is_all else count.number <= len(expected)


def test_beyond_the_bound_the_count_says_that_there_are_more(
    engine: Engine, sealer: Sealer, made: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 100)
    with Session(engine) as session:
        count = Finding(session, sealer, Filters()).count()
    assert (count.number, count.is_all, len(made)) == (100, False, MANY)


@pytest.mark.parametrize("said", [None, "", "x", "1.2", "1.2026-99-99.a", "1.2026-01-05.", "1.2.3.4", "\x00.\x00.\x00"])
def test_a_place_that_we_did_not_make_is_none(said: str | None) -> None:
    assert read_place(said) is None


def test_a_place_is_read_as_it_was_written() -> None:
    place = Place(worry=True, week=MONDAY, id="ab")
    assert read_place(str(place)) == place


def _fits(row: Submission, words: frozenset[str], tags: frozenset[str], case: dict[str, Any]) -> bool:
    same = all(
        getattr(row, name) == case[name]
        for name in ("kind", "status", "showing", "district", "age_band", "worry")
        if name in case
    )
    asked = [{"buses": "bus"}.get(word, word) for word in str(case.get("words", "")).split()]
    return (
        same
        and ("about" not in case or row.about in case["about"])
        and ("since" not in case or case["since"] <= row.week <= case["until"])
        and asked != ["the"]
        and set(asked) <= words
        and all(row.about in one.about or one.tag in tags for one in case.get("under", ()))
    )


@pytest.mark.parametrize("case", [
    {}, {"worry": False}, {"kind": "view", "district": "norwich"}, {"about": ["a"], "status": "done"},
    {"since": MONDAY - timedelta(weeks=2)}, {"under": [Under("priority.1", ["a"])]}, {"words": "bus"},
], ids=str)  # fmt: skip
@pytest.mark.parametrize("after", [None, Place(worry=False, week=MONDAY, id="8" * 32)], ids=["first", "next"])
def test_the_walk_reads_the_index_alone_and_sorts_nothing(
    sqlite_engine: Engine, sealer: Sealer, case: dict[str, Any], after: Place | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", -1)
    asked: list[tuple[str, Any]] = []
    event.listen(sqlite_engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    with Session(sqlite_engine) as session:
        Finding(session, sealer, Filters(**case)).page(50, after)
        walks = [one for one in asked if "FROM submission" in one[0] and "ORDER BY" in one[0]]
        plans = [
            str(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", said).all()) for one, said in walks
        ]
    assert plans
    for plan in plans:
        assert "submission USING COVERING INDEX ix_submission_inbox" in plan
        assert "TEMP B-TREE" not in plan
