"""The index by which officers search words that are sealed.

The words of a submission are kept a second time as keyed hashes of their forms (`storage.search_words`), so that
nobody without the key can ask whether a word was said. A job fills the index, never the turn that sent the words: a
transaction that wrote both would tie what was said to who said it (T-17). On PostgreSQL it waits until the words
themselves were stirred (`storage.settling`), so that all of an hour go in together and their transaction tells no
more than theirs. What is not in the index yet is looked through as it is: `unindexed_with`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Engine, delete, insert, select, update
from sqlmodel import Session, col

from storage.database import READING
from storage.officer_tables import WordPart
from storage.sealing import Sealer
from storage.search_words import forms_of, hasher_of
from storage.tables import Submission
from storage.worded import open_words

BATCH = 200
"""How many submissions go into the index in one transaction: a family's turn waits for no longer than that takes."""
MOST_UNINDEXED = 500
"""How many that are not in the index yet are looked through for a search."""
_AS_IS = {"synchronize_session": False}


def index_some(engine: Engine, sealer: Sealer, most: int = BATCH) -> int:
    """Put at most `most` submissions into the index, in one transaction. Gives how many; 0 once all are in it.

    Safe beside officers who edit and writers who take back: what changed meanwhile is left for the next time.
    """
    found = _read(engine, most)
    hasher = hasher_of(sealer)
    parts = {row.id: hasher.parts(_forms(row.words, sealer)) for row in found}
    if parts:
        with Session(engine) as session, session.begin():
            _keep(session, parts, {row.id: row.version for row in found})
    return len(parts)


def index_all(engine: Engine, sealer: Sealer, batches: int = 100) -> None:
    """Put what is not in the index yet into it, as many batches at most: the next call goes on where this one ends."""
    for _ in range(batches):
        if index_some(engine, sealer) < BATCH:
            return


def forget_words(session: Session, submission_id: str) -> None:
    """Take a submission out of the index: its words were changed, or are gone."""
    session.execute(delete(WordPart).where(col(WordPart.submission_id) == submission_id).execution_options(**_AS_IS))


def unindexed_with(session: Session, sealer: Sealer, forms: Collection[str]) -> tuple[list[str], bool]:
    """The ids of those not in the index yet that hold all of `forms`, and whether there were too many to look at."""
    waiting = select(col(Submission.id), col(Submission.words)).where(_is_waiting()).limit(MOST_UNINDEXED + 1)
    rows = session.execute(waiting).all()
    asked = set(forms)
    found = [row.id for row in rows[:MOST_UNINDEXED] if asked <= set(_forms(row.words, sealer))]
    return found, len(rows) > MOST_UNINDEXED


def _read(engine: Engine, most: int) -> Sequence[Any]:
    ready = _is_waiting()
    if engine.dialect.name == "postgresql":
        ready &= col(Submission.fresh) == 0
    asked = select(col(Submission.id), col(Submission.version), col(Submission.words)).where(ready).limit(most)
    with engine.execution_options(**{READING: True}).connect() as connection:
        return connection.execute(asked).all()


def _keep(session: Session, parts: dict[str, list[int]], versions: dict[str, int]) -> None:
    there = select(col(Submission.id), col(Submission.version)).where(_is_waiting(), col(Submission.id).in_(parts))
    rows = session.execute(there.with_for_update(skip_locked=True)).all()
    same = [row.id for row in rows if versions[row.id] == row.version]
    # In the order of the table, so that many rows fall into few of its pages.
    made = sorted((part, one) for one in same for part in parts[one])
    if made:
        session.execute(insert(WordPart), [{"part": part, "submission_id": one} for part, one in made])
    session.execute(
        update(Submission).where(col(Submission.id).in_(same)).values(indexed=True).execution_options(**_AS_IS)
    )


def _is_waiting() -> ColumnElement[bool]:
    return col(Submission.indexed).is_(False)


def _forms(kept: bytes | None, sealer: Sealer) -> Iterator[str]:
    for text in open_words(kept, sealer).values():
        yield from forms_of(text)
