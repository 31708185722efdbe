"""The places of the content, and a small content folder for each test that wants one to break."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_folder import Folder, cut_short, fenshire_in

from handlers.desk import Desk
from knowledge.base import Knowledge
from knowledge.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer(desk: Desk) -> Gazetteer:
    return desk.gazetteer


@pytest.fixture(scope="session")
def shared_files(knowledge: Knowledge) -> dict[str, str]:
    return cut_short(knowledge)


@pytest.fixture
def fenshire(tmp_path: Path, shared_files: dict[str, str]) -> Folder:
    return fenshire_in(tmp_path / "fenshire", shared_files)
