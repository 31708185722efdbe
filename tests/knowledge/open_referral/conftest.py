"""A mapper for feeds of Fenshire, and what the made-up area makes of a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from content_folder import Folder, fenshire_in

from knowledge.loader import load
from knowledge.open_referral.terms import AgeWords, FeedWords
from knowledge.open_referral.to_service import Made, Mapper, open_mapper

TODAY = date(2026, 11, 22)
SOURCE = "https://feed.fen.example/api"
WORDS = FeedWords(
    terms={"parents": ("Parent forum", "term-77")},
    ages=(AgeWords(words=("teen",), min_age=13, max_age=19), AgeWords(words=("adult",), min_age=18)),
    referral={"self": ("just turn up",), "professional": ("ask your GP",), "school": ("through school",)},
    cost={"free": ("free",), "paid": ("charges apply",)},
    everywhere=("England", "National"),
    not_topics=("Charity",),
)

Make = Callable[[dict[str, Any]], Made]


@pytest.fixture(scope="session")
def mapper(tmp_path_factory: pytest.TempPathFactory, shared_files: dict[str, str]) -> Mapper:
    folder = fenshire_in(tmp_path_factory.mktemp("feeds") / "fenshire", shared_files)
    return open_mapper(load(folder.path), WORDS, SOURCE, TODAY)


@pytest.fixture
def make(mapper: Mapper) -> Make:
    return lambda record: mapper.make(str(record["id"]), record)


@pytest.fixture
def publishable(fenshire: Folder) -> Folder:
    """Fenshire with the actions that the program has, so that its content passes the program's own check."""
    fenshire.replace("flows/plan.yaml", "do: keep words", "do: preview correction")
    return fenshire
