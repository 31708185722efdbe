"""What is done each hour: chats that were left are put to rest, rounds are closed, what is past its time goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from handlers import state
from storage import retention
from storage.conversations import Conversations
from storage.keep_times import Keep
from storage.rounds import Rounds, wipe_secrets
from storage.sealing import Sealer
from storage.settling import settle, stir
from storage.usage import roll_up

BATCH = 100
"""How many chats are put to rest in one transaction, so that a live turn never waits for long."""


def prune(engine: Engine, sealer: Sealer, keep: Keep, now: datetime) -> int:
    """Do all of it, as of `now`. Gives the number of records that were ended or stripped of what was said in them.

    Safe beside live turns and beside other workers that do the same. What is done half is done whole the next time.
    """
    settle(engine)
    roll_up(engine, now)  # before the turns that it counts are gone
    with Session(engine) as session, session.begin():
        ended = retention.prune(session, keep, now)
    rested = rest(engine, sealer, now - timedelta(hours=keep.chat_hours))
    with Session(engine) as session, session.begin():
        closed = Rounds(session, sealer).close_due(now.date())
    if closed:
        wipe_secrets(engine)
    stir(engine, now.date())
    return rested + sum(ended.values())


def rest(engine: Engine, sealer: Sealer, before: datetime) -> int:
    """Strip the chats that nobody has touched since `before` of all that was said in them. Gives how many."""
    rested = 0
    while True:
        with Session(engine) as session, session.begin():
            talks = Conversations(session, sealer)
            batch = talks.left_alone(before, BATCH)
            for left in batch:
                talks.rest(left, state.to_json(state.from_json(left.state).rested()))
        rested += len(batch)
        if len(batch) < BATCH:
            return rested
