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
from handlers.making import Making
from handlers.pace import tokens_now
from handlers.pruning import prune
from handlers.result import (
    CastVote,
    EntryCorrection,
    ForgetMe,
    QuickTap,
    Record,
    RemindMe,
    Result,
    StopReminders,
    UnansweredQuestion,
    Withdraw,
    WrongCode,
)
from handlers.route import answer
from handlers.state import FlowState
from handlers.turn import Channel, Incoming, Message, Reply
from storage.conversations import Clash, Conversations, Saved
from storage.keep_times import Keep
from storage.lookups import DatabaseLookups
from storage.reminders import Reminders
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.settling import settle
from storage.submissions import CodeTaken, Said, Submissions
from storage.wrong_codes import WrongTries

TRIES = 40
"""How often a turn is run again when another turn of the same conversation was saved first."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """A reply that was saved but not marked as sent, and where it should go."""

    key: str
    update_id: str
    address: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class _Stores:
    """What one turn reads and writes, all in its transaction."""

    talks: Conversations
    submissions: Submissions
    rounds: Rounds
    wrong_tries: WrongTries
    reminders: Reminders
    lookups: DatabaseLookups

    @classmethod
    def of(cls, session: Session, sealer: Sealer, incoming: Incoming) -> _Stores:
        return cls(
            Conversations(session, sealer),
            Submissions(session, sealer),
            Rounds(session, sealer),
            WrongTries(session),
            Reminders(session, sealer),
            DatabaseLookups(session, sealer, incoming.key, incoming.at),
        )


@dataclass(frozen=True, slots=True)
class _Answered:
    """A turn that was answered, and whether it kept something of what was said."""

    reply: Reply
    kept: bool = False


class Assistant:
    """Answers turns. Safe to call from many threads and many processes at once: nothing lives here between turns."""

    def __init__(self, engine: Engine, sealer: Sealer, desk: Callable[[], Desk], keep: Keep | None = None) -> None:
        """`desk` gives the tools over the content as it is now; `keep` says how long each kind of record is kept."""
        self._engine = engine
        self._sealer = sealer
        self._desk = desk
        self._keep = keep or Keep()

    def respond(self, incoming: Incoming) -> Reply:
        """Answer one turn and save what it changed. The same update again gets the same reply and changes nothing."""
        for _ in range(TRIES):
            try:
                with self._transaction() as session:
                    answered = self._turn(incoming, session)
            except (Clash, CodeTaken):
                continue
            if answered.kept:
                settle(self._engine)
            return answered.reply
        raise RuntimeError("This conversation is changing too fast to answer.")

    def latest(self, key: str) -> Reply | None:
        """The last reply that this conversation got, for a page that is opened again; None for a new one."""
        with self._transaction() as session:
            saved = Conversations(session, self._sealer).latest_reply(key)
        return replies.from_json(saved) if saved else None

    def file(self, make: str, key: str | None = None) -> bytes:
        """The file that a message offers, made from the content as it is now. Raises ValueError for an unknown one.

        `key` is whose conversation asks for it: a file of someone's own words is made of that conversation's answers.
        """
        return make_file(make, Making(self._desk(), datetime.now(UTC).date(), self._flow_of(key) if key else None))

    def _flow_of(self, key: str) -> FlowState | None:
        with self._transaction() as session:
            return state.from_json(Conversations(session, self._sealer).load(key).state).flow

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
        """Forget a chat that has blocked the assistant: its state, its unsent replies and its reminders."""
        with self._transaction() as session:
            Conversations(session, self._sealer).forget(key)

    def prune(self) -> int:
        """End what is past its time. Gives the number of records that were."""
        return prune(self._engine, self._sealer, self._keep, datetime.now(UTC))

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    def _turn(self, incoming: Incoming, session: Session) -> _Answered:
        stores = _Stores.of(session, self._sealer, incoming)
        talks = stores.talks
        if not talks.see(incoming.key, incoming.update_id, incoming.channel, incoming.at):
            saved = talks.reply_to(incoming.key, incoming.update_id)
            return _Answered(replies.from_json(saved) if saved else self._worn_out())
        was = talks.load(incoming.key)
        tokens = tokens_now(was.tokens, was.touched_at, incoming.at)
        result = self._result(incoming, was, tokens, stores)
        self._save(incoming, was, result, tokens, stores)
        return _Answered(result.reply, kept=bool(result.records))

    def _result(self, incoming: Incoming, was: Saved, tokens: float, stores: _Stores) -> Result:
        desk, now = self._desk(), state.from_json(was.state)
        let = let_in(incoming, now, desk)
        return _paced(replace(let, look=stores.lookups), tokens, desk)

    def _save(self, incoming: Incoming, was: Saved, result: Result, tokens: float, stores: _Stores) -> None:
        talks = stores.talks
        for record in _in_order(result.records):
            _keep(record, incoming, stores)
        if result.reply.forgotten:
            talks.forget(incoming.key, but=incoming.update_id)
        else:
            # A reply with no buttons leaves those that were offered before, so that they can still be typed.
            offered = _offered(result.messages) or result.state.offered
            after = replace(result.state, offered=offered)
            # Being told to wait costs nothing, or whoever goes on at a steady pace would never get through.
            left = tokens - 1 if tokens >= 1 else tokens
            talks.save(incoming.key, incoming.channel, was, state.to_json(after), left, incoming.at)
        talks.keep_reply(
            incoming.key,
            incoming.update_id,
            replies.to_json(result.reply),
            number=was.version + 1,
            private=result.private,
            outcome=result.outcome,
            address=incoming.address,
        )

    def _worn_out(self) -> Reply:
        return Reply((Message(self._desk().knowledge.texts.private_reply_gone),))


def _paced(turn: Turn, tokens: float, desk: Desk) -> Result:
    # Help is never held back: someone in danger may type fast.
    if tokens < 1 and turn.alert is None:
        return Result((Message(desk.texts(easy=turn.state.easy).slow_down),), turn.state)
    return answer(turn, desk)


def _in_order(records: tuple[Record, ...]) -> list[Record]:
    # Taps by their rows: two turns that count the same taps must not each hold what the other waits for.
    return sorted(records, key=lambda one: (one.about, one.measure, one.value) if isinstance(one, QuickTap) else ())


def _keep(record: Record, incoming: Incoming, stores: _Stores) -> None:
    day, said = incoming.at.date(), stores.submissions
    match record:
        case Said():
            said.add(record, day)
        case QuickTap(about, measure, value):
            said.count_tap(about, measure, value, day)
        case CastVote(round_id, option):
            stores.rounds.vote(round_id, option, incoming.key, day)
        case Withdraw(code):
            said.withdraw(code, day)
        case WrongCode():
            stores.wrong_tries.add(incoming.at)
        case UnansweredQuestion(question):
            said.add_unanswered(question, day)
        case EntryCorrection(about, what, words):
            said.add_correction(about, what, words, day)
        case RemindMe(planned, easy) if incoming.address:
            stores.reminders.keep(incoming.key, incoming.address, planned, easy=easy)
        case StopReminders(subject):
            stores.reminders.stop(incoming.key, subject)
        case RemindMe() | ForgetMe():
            pass


def _offered(messages: tuple[Message, ...]) -> tuple[tuple[str, str], ...]:
    # The newest screen first: where two buttons share a label, the one nearer to the eye is meant.
    return tuple((choice.value, choice.label) for message in reversed(messages) for choice in message.choices)
