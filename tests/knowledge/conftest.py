"""The places of the content, and a small content folder for each test that wants one to break."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_folder import Folder

from handlers.desk import Desk
from knowledge.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer(desk: Desk) -> Gazetteer:
    return desk.gazetteer


@pytest.fixture
def fenshire(tmp_path: Path) -> Folder:
    return Folder.copy_to(tmp_path / "fenshire")
