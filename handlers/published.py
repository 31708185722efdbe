"""What is published of what people said, for pages that belong to no chat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from storage.database import READING
from storage.lookups import DatabaseLookups
from storage.progress import Note, Notes
from storage.sealing import Sealer
from storage.views import PublicResponse, PublicRound, Voice


class Published:
    """Reads from the database, each time anew. Safe to call from many threads."""

    def __init__(self, engine: Engine, sealer: Sealer) -> None:
        self._engine = engine
        self._sealer = sealer

    def responses(self) -> Sequence[PublicResponse]:
        """What the council has published of its responses, the newest first, with no counts yet."""
        with self._lookups() as look:
            return look.responses()

    def counted(self, responses: Sequence[PublicResponse]) -> Sequence[PublicResponse]:
        """These responses, with how many said what led to each."""
        with self._lookups() as look:
            return look.counted(responses)

    def voices(self) -> Sequence[Voice]:
        """What young people said that may be shown."""
        with self._lookups() as look:
            return look.voices()

    def rounds(self) -> Sequence[PublicRound]:
        """The rounds that are open, then those that closed lately, with their results."""
        with self._lookups() as look:
            return look.rounds()

    def progress(self) -> Mapping[str, Note]:
        """What officers say became of each promise and each action, by its id."""
        with self._engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
            return Notes(session).every()

    @contextmanager
    def _lookups(self) -> Iterator[DatabaseLookups]:
        # No chat reads here, so the key is one that no chat has.
        with self._engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
            yield DatabaseLookups(session, self._sealer, "", datetime.now(UTC))
