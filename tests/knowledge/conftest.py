"""The real content, read once for all tests, and a small content folder for each test that wants one to break."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_folder import Folder

from handlers.desk import Desk, open_desk
from knowledge.base import Knowledge
from knowledge.gazetteer import Gazetteer
from knowledge.loader import load


@pytest.fixture(scope="session")
def real() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def real_desk(real: Knowledge) -> Desk:
    return open_desk(real)


@pytest.fixture(scope="session")
def gazetteer(real: Knowledge) -> Gazetteer:
    return Gazetteer(real.places, real.outcodes, real.area.anywhere, real.area.elsewhere)


@pytest.fixture
def fenshire(tmp_path: Path) -> Folder:
    return Folder.copy_to(tmp_path / "fenshire")
