"""A mapper for feeds of Fenshire, and Fenshire as content that the program itself accepts."""

from __future__ import annotations

import pytest
from content_folder import Folder, fenshire_in
from made_mapper import SOURCE, TODAY, WORDS, Make

from knowledge.loader import load
from knowledge.open_referral.to_service import Mapper, open_mapper


@pytest.fixture(scope="session")
def mapper(tmp_path_factory: pytest.TempPathFactory, shared_files: dict[str, str]) -> Mapper:
    folder = fenshire_in(tmp_path_factory.mktemp("feeds") / "fenshire", shared_files)
    return open_mapper(load(folder.path), WORDS, SOURCE, TODAY)


@pytest.fixture
def make(mapper: Mapper) -> Make:
    return lambda record: mapper.make(str(record["id"]), record)


@pytest.fixture
def publishable(fenshire: Folder) -> Folder:
    fenshire.replace("flows/plan.yaml", "do: keep words", "do: preview\n    with: {as: correction}")
    return fenshire
