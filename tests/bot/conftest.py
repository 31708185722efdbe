"""An officer at a terminal, on the database of the families whom the tests drive."""

from __future__ import annotations

import pytest
from officer import Officer
from sqlalchemy import Engine

from bot import comments
from handlers.desk import Desk


@pytest.fixture
def officer(
    sqlite_engine: Engine, desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Officer:
    """An officer on the database of `person`."""
    monkeypatch.setenv("SIGNPOST_DATABASE_URL", str(sqlite_engine.url))
    monkeypatch.setenv("SIGNPOST_SECRET_KEY", "a secret for tests")
    # Reading the content takes seconds, and it is the same each time.
    monkeypatch.setattr(comments, "open_content", lambda _settings: desk)
    return Officer(capsys, monkeypatch)
