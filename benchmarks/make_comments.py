"""Fills an empty database with made-up comments: `python -m benchmarks.make_comments COUNT [DATABASE_URL] [--seed N]`.

The database is that of the settings, unless an address is given; the secret key is that of the settings, so that the
console can read the words. Then the word search and the figures are brought up to date, as the running program does.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import Engine, func, select

from benchmarks.made_comments import COLUMNS, Maker, ids
from bot.settings import read_settings
from storage.database import open_database
from storage.figures import update_all_figures
from storage.sealing import Sealer
from storage.tables import Submission
from storage.word_search import index_some

AT_ONCE = 5_000


def fill(engine: Engine, sealer: Sealer, count: int, seed: int = 1, *, quiet: bool = False) -> None:
    """Put `count` made-up comments into `engine`. Raises SystemExit where there are comments already."""
    with engine.connect() as connection:
        if connection.scalar(select(func.count()).select_from(Submission)):
            raise SystemExit("There are comments in this database already. Name an empty one.")
    maker, every = Maker(sealer, seed), ids(count, seed)
    with _progress(quiet) as progress:
        task = progress.add_task("Writing comments", total=count)
        _write(engine, {"response": list(maker.responses())})
        for first in range(0, count, AT_ONCE):
            batch = every[first : first + AT_ONCE]
            _write(engine, maker.batch(batch))
            progress.advance(task, len(batch))
        task = progress.add_task("Indexing words", total=count)
        while done := index_some(engine, sealer):
            progress.advance(task, done)
        task = progress.add_task("Adding up figures", total=1)
        update_all_figures(engine)
        progress.advance(task)
    _settle(engine)


def _write(engine: Engine, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
    with closing(engine.raw_connection()) as raw:
        write = _copy if engine.dialect.name == "postgresql" else _insert
        if engine.dialect.name == "sqlite":
            raw.cursor().execute("BEGIN")
        for table, lines in rows.items():
            write(raw, table, COLUMNS[table], lines)
        raw.commit() if engine.dialect.name == "postgresql" else raw.cursor().execute("COMMIT")


def _insert(raw: Any, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    blanks = ", ".join("?" * len(columns))
    raw.cursor().executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({blanks})", rows)


def _copy(raw: Any, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    with raw.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _settle(engine: Engine) -> None:
    """What a database does by itself in a night: it learns how its tables are filled."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE")


def _progress(quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, disable=quiet)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    settings = read_settings()
    started = datetime.now(UTC)
    fill(open_database(chosen.url or settings.database_url), Sealer(settings.secret()), chosen.count, chosen.seed)
    print(f"{chosen.count:,} comments in {(datetime.now(UTC) - started).total_seconds():.0f} s.")


if __name__ == "__main__":
    main()
