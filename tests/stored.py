"""What is in a database: every table, every row, with and without the key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, MetaData, func, inspect, select
from sqlmodel import SQLModel

import storage.officer_tables
import storage.tables  # noqa: F401  (fills the metadata)
from storage.sealing import Sealer

WHO = ("conversation", "turn", "reminder")
"""The tables about who talked."""
WHAT = ("submission", "mark", "likeness", "tally", "ballot", "votes", "unanswered", "correction")
"""The tables about what was said."""
FEEDS = ("feedchange",)
"""The tables about what feeds publish: nothing of a person's."""
DESK = ("response", "decision", "round", "wrongcodes")
"""The tables of what officers do, and of what all people together did."""
CONSOLE = (
    *("officer", "officersession", "failedsignin", "apikey", "switch", "draft", "savedfilter", "tag", "wordpart"),
    *("figure", "contentchange", "progress", "release", "usage", "digestsent"),
)
"""The tables of the officers' console."""

Rows = dict[str, list[dict[str, Any]]]


def rows(engine: Engine) -> Rows:
    """Every row of every table that is in the database, whether our models know it or not."""
    found = MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


def counts(engine: Engine) -> dict[str, int]:
    """How many rows each of our tables has."""
    with engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in SQLModel.metadata.tables.items()
        }


def unsealed(found: Rows, sealer: Sealer) -> str:
    """Every value as text, what is sealed opened, one a line: what someone with the key can read."""
    values = (value for table in found.values() for row in table for value in row.values())
    return "\n".join(_opened(value, sealer) if isinstance(value, bytes) else str(value) for value in values)


def _opened(kept: bytes, sealer: Sealer) -> str:
    return "\n".join(sealer.open(part) if part.startswith(b"gAAAA") else part.decode() for part in kept.split())


def table_names(engine: Engine) -> set[str]:
    """The tables in the database."""
    return set(inspect(engine).get_table_names())
