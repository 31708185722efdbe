"""The assistant: one turn in one transaction. Handlers say what should happen; only here does it happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from handlers import replies, state
from handlers.desk import Desk
from handlers.files import make_file
from handlers.gate import Turn, let_in
from handlers.pace import tokens_now
from handlers.result import EntryCorrection, ForgetMe, Record, Result, UnansweredQuestion
from handlers.route import answer
from handlers.turn import Channel, Incoming, Message, Reply
from storage.conversations import Clash, Conversations, Saved
from storage.sealing import Sealer
from storage.submissions import Feedback, Submissions

TRIES = 40
"""How often a turn is run again when another turn of the same conversation was saved first."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """A reply that was saved but not marked as sent, and where it should go."""

    key: str
    update_id: str
    address: str
    reply: Reply


class Assistant:
    """Answers turns. Safe to call from many threads and many processes at once: nothing lives here between turns."""

    def __init__(self, engine: Engine, sealer: Sealer, desk: Callable[[], Desk]) -> None:
        """`desk` gives the tools over the content as it is now."""
        self._engine = engine
        self._sealer = sealer
        self._desk = desk

    def respond(self, incoming: Incoming) -> Reply:
        """Answer one turn and save what it changed. The same update again gets the same reply and changes nothing."""
        for _ in range(TRIES):
            try:
                with self._transaction() as session:
                    return self._turn(incoming, session)
            except Clash:
                continue
        raise RuntimeError("This conversation is changing too fast to answer.")

    def latest(self, key: str) -> Reply | None:
        """The last reply that this conversation got, for a page that is opened again; None for a new one."""
        with self._transaction() as session:
            saved = Conversations(session, self._sealer).latest_reply(key)
        return replies.from_json(saved) if saved else None

    def file(self, make: str) -> bytes:
        """The file that a message offers, made from the content as it is now. Raises ValueError for an unknown one."""
        return make_file(make, self._desk(), datetime.now(UTC).date())

    def mark_sent(self, key: str, update_id: str) -> None:
        """Note that the reply to an update has reached the person."""
        with self._transaction() as session:
            Conversations(session, self._sealer).mark_sent(key, update_id)

    def unsent(self, older_than_seconds: float, channel: Channel = "telegram") -> list[Unsent]:
        """Claim the replies that were saved but not sent, so that one worker alone sends each."""
        with self._transaction() as session:
            waiting = Conversations(session, self._sealer).claim_unsent(
                channel, timedelta(seconds=older_than_seconds), datetime.now(UTC)
            )
        return [Unsent(one.key, one.update_id, one.address, replies.from_json(one.reply)) for one in waiting]

    def gone(self, key: str) -> None:
        """Forget a chat that has blocked the assistant: its state and its unsent replies."""
        with self._transaction() as session:
            Conversations(session, self._sealer).forget(key)

    def prune(self) -> int:
        """Delete what is past its time. Gives the number of rows deleted."""
        with self._transaction() as session:
            return Conversations(session, self._sealer).prune(datetime.now(UTC))

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    def _turn(self, incoming: Incoming, session: Session) -> Reply:
        talks = Conversations(session, self._sealer)
        if not talks.see(incoming.key, incoming.update_id, incoming.channel, incoming.at):
            saved = talks.reply_to(incoming.key, incoming.update_id)
            return replies.from_json(saved) if saved else self._worn_out()
        was = talks.load(incoming.key)
        submissions = Submissions(session, self._sealer)
        tokens = tokens_now(was.tokens, was.touched_at, incoming.at)
        result = self._result(incoming, was, tokens, submissions)
        self._save(incoming, was, result, tokens, talks, submissions)
        return result.reply

    def _result(self, incoming: Incoming, was: Saved, tokens: float, submissions: Submissions) -> Result:
        desk, now = self._desk(), state.from_json(was.state)
        return _paced(replace(let_in(incoming, now, desk), status_of=submissions.status_of), tokens, desk)

    def _save(
        self,
        incoming: Incoming,
        was: Saved,
        result: Result,
        tokens: float,
        talks: Conversations,
        submissions: Submissions,
    ) -> None:
        for record in result.records:
            _keep(record, submissions, incoming.at)
        if result.reply.forgotten:
            talks.forget(incoming.key, but=incoming.update_id)
        else:
            # A reply with no buttons leaves those that were offered before, so that they can still be typed.
            offered = _offered(result.messages) or result.state.offered
            after = replace(result.state, offered=offered, greeted=True)
            # Being told to wait costs nothing, or whoever goes on at a steady pace would never get through.
            left = tokens - 1 if tokens >= 1 else tokens
            talks.save(incoming.key, incoming.channel, was, state.to_json(after), left, incoming.at)
        talks.keep_reply(
            incoming.key,
            incoming.update_id,
            replies.to_json(result.reply),
            number=was.version + 1,
            private=result.private,
            address=incoming.address,
        )

    def _worn_out(self) -> Reply:
        return Reply((Message(self._desk().knowledge.texts.private_reply_gone),))


def _paced(turn: Turn, tokens: float, desk: Desk) -> Result:
    # Help is never held back: someone in danger may type fast.
    if tokens < 1 and turn.alert is None:
        return Result((Message(desk.texts(easy=turn.state.easy).slow_down),), turn.state)
    return answer(turn, desk)


def _keep(record: Record, submissions: Submissions, at: datetime) -> None:
    match record:
        case Feedback():
            submissions.add_feedback(record, at.date())
        case UnansweredQuestion(question):
            submissions.add_unanswered(question, at.date())
        case EntryCorrection(about, what, words):
            submissions.add_correction(about, what, words, at.date())
        case ForgetMe():
            pass


def _offered(messages: tuple[Message, ...]) -> tuple[tuple[str, str], ...]:
    # The newest screen first: where two buttons share a label, the one nearer to the eye is meant.
    return tuple((choice.value, choice.label) for message in reversed(messages) for choice in message.choices)
